import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';

/** A pool, or a transaction for queries that must agree with each other. */
export type Reader = Sql | Transaction;

export type Paged = Readonly<{ page: number; size: number }>;

export const offsetOf = ({ page, size }: Paged): number => (page - 1) * size;

/** A search text as a pattern that means nothing but itself. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** One moment for several statements, so that figures from two of them tie. */
export const atOneMoment = <Result>(sql: Sql, read: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  transaction(sql, read, 'isolation level repeatable read read only');
