import { Problem } from '@app/kernel/problem';
import { READ_MODELS } from '../runner';
import { readParts, type Part } from '../sharing/checkpoints';
import { byPosition } from '../sharing/standing';
import type { Reader } from './reader';

/** What was known: everything in the log up to a position. Recorded instants rise with positions. */
export type KnownAt = Readonly<{
  /** Empty before the first entry of the ledger. */
  position: string;
  /** When the last of it was recorded; empty likewise. */
  recordedAt: string;
  /** Nothing that concerns the ledger has been recorded behind it. */
  isLatest: boolean;
}>;

/** A time, a place in the log, or all that is known now. */
export type KnownAtWish = Readonly<{ instant: string } | { position: string }> | undefined;

const placesIn = ({ position, members, apart }: Part): (string | null)[] => [
  ...(members.length > 0 ? [position] : []),
  ...Object.values(apart).map((place) => place.position),
];

type Reached = Readonly<{
  /** As far as all read models have come in all parts; null before they have begun. */
  end: string | null;
  /** In each part all read models stand at one place: then what the entries do not show is in no other table. */
  isLevel: boolean;
}>;

const reached = async (sql: Reader): Promise<Reached> => {
  const parts = await readParts(sql, READ_MODELS);
  return {
    end: parts.flatMap(placesIn).sort(byPosition)[0] ?? null,
    isLevel: parts.every((part) => new Set(placesIn(part)).size <= 1),
  };
};

type Place = Readonly<{ position: string; recordedAt: string }>;

/**
 * An allocation of another currency and the exchange difference that is booked right behind it are one thing: nobody
 * knows the one without the other.
 */
const isWhole = (sql: Reader) =>
  sql`(kind not in ('allocated', 'deallocated') or receivable_delta = cash_delta + note_delta)`;

/** The last thing that concerns the ledger, up to a place in the log and up to an instant. */
const lastBefore = async (sql: Reader, end: string, instant: string | undefined): Promise<Place | undefined> => {
  const until = sql`position <= ${end} ${instant === undefined ? sql`` : sql`and recorded_at collate "C" <= ${instant}`}`;
  // Instants rise with positions: each way leads to the same place, by an index of its own.
  const order = instant === undefined ? sql`position desc` : sql`recorded_at collate "C" desc, position desc`;
  const [found] = await sql<Place[]>`
    select position, recorded_at as "recordedAt" from (
      (select position, recorded_at from read.ledger_entry where ${until} and ${isWhole(sql)} order by ${order} limit 1)
      union all (select position, recorded_at from read.due_date_entry where ${until} order by ${order} limit 1)
      union all (select position, recorded_at from read.dispute_entry where ${until} order by ${order} limit 1)
      union all (select position, recorded_at from read.agreement_entry where ${until} order by ${order} limit 1)
    ) each_of order by position desc limit 1`;
  return found;
};

const isMoreAfter = async (sql: Reader, position: string): Promise<boolean> => {
  const [row] = await sql<{ isMore: boolean }[]>`
    select exists (select from read.ledger_entry where position > ${position})
      or exists (select from read.due_date_entry where position > ${position})
      or exists (select from read.dispute_entry where position > ${position})
      or exists (select from read.agreement_entry where position > ${position}) as "isMore"`;
  return row?.isMore ?? false;
};

/**
 * Some parts of the read models may be ahead of others: what they show beyond the place that all have come to is not known
 * yet. Throws `Problem` `known-at-not-yet` where the read models have not come to the position.
 */
export const knownAt = async (sql: Reader, wish: KnownAtWish): Promise<KnownAt> => {
  const { end, isLevel } = await reached(sql);
  if (end === null) return { position: '', recordedAt: '', isLatest: false };
  if (wish !== undefined && 'position' in wish && byPosition(wish.position, end) > 0)
    throw new Problem('known-at-not-yet', { value: wish.position });
  const until = wish !== undefined && 'position' in wish ? wish.position : end;
  const place = await lastBefore(sql, until, wish !== undefined && 'instant' in wish ? wish.instant : undefined);
  const { position, recordedAt } = place ?? { position: '', recordedAt: '' };
  return { position, recordedAt, isLatest: isLevel && !(await isMoreAfter(sql, position)) };
};
