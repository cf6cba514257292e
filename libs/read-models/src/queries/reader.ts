import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';

/** A pool, or a transaction for queries that must agree with each other. */
export type Reader = Sql | Transaction;

export type Paged = Readonly<{ page: number; size: number }>;

export const offsetOf = ({ page, size }: Paged): number => (page - 1) * size;

/** A search text as a pattern that means nothing but itself. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/**
 * One moment for several statements, so that figures from two of them tie. No table is replaced by a rebuilt one while
 * it lasts: the lock comes before the moment is fixed, which would else see the rows of the new table in part.
 */
export const atOneMoment = <Result>(sql: Sql, read: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  transaction(
    sql,
    async (tx) => {
      await tx`lock table read.follower in access share mode`;
      return read(tx);
    },
    'isolation level repeatable read read only',
  );
