import { newAccount } from '@app/domain/credit-account/account';
import { positionOf, type Position } from '@app/domain/credit-account/exposure';
import type { Yuan } from '@app/kernel/yuan';
import type { Reader } from './reader';

/** A row of `account_position` as it comes back. */
type StoredPosition = Readonly<{
  agreement: NonNullable<Position['agreement']> | null;
  allowances: Position['allowances'];
  reserved: Yuan;
  receivables: Yuan;
  disputed: Yuan;
  unallocatedCash: Yuan;
}>;

export type MaybePosition = { [Column in keyof StoredPosition]: StoredPosition[Column] | null };

/** The columns of `StoredPosition` under the alias `p`; all are null where a customer has no account yet. */
export const positionColumns = (sql: Reader) => sql`
  p.agreement, p.allowances, p.reserved::text as reserved, p.receivables::text as receivables,
  p.disputed::text as disputed, p.unallocated_cash::text as "unallocatedCash"`;

const nothing = positionOf(newAccount);

export const positionIn = (stored: MaybePosition): Position => ({
  agreement: stored.agreement ?? undefined,
  allowances: stored.allowances ?? nothing.allowances,
  reserved: stored.reserved ?? nothing.reserved,
  receivables: stored.receivables ?? nothing.receivables,
  disputed: stored.disputed ?? nothing.disputed,
  unallocatedCash: stored.unallocatedCash ?? nothing.unallocatedCash,
});
