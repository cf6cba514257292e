import { newAccount } from '@app/domain/credit-account/account';
import { positionOf, type Position } from '@app/domain/credit-account/exposure';
import type { Reader } from './reader';

/** A row of `account_position` as it comes back. */
type StoredPosition = Readonly<{
  agreement: NonNullable<Position['agreement']> | null;
  limits: Position['limits'];
  temporaries: Position['temporaries'];
  allowances: Position['allowances'];
  sums: Position['sums'];
}>;

export type MaybePosition = { [Column in keyof StoredPosition]: StoredPosition[Column] | null };

/** The columns of `StoredPosition` under the alias `p`; all are null where a customer has no account yet. */
export const positionColumns = (sql: Reader) => sql`
  p.agreement, p.limits, p.temporaries, p.allowances, p.sums`;

const nothing = positionOf(newAccount);

export const positionIn = (stored: MaybePosition): Position => ({
  agreement: stored.agreement ?? undefined,
  limits: stored.limits ?? nothing.limits,
  temporaries: stored.temporaries ?? nothing.temporaries,
  allowances: stored.allowances ?? nothing.allowances,
  sums: stored.sums ?? nothing.sums,
});
