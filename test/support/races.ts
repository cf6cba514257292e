import type { Sql } from '@app/postgres/connect';
import { setTimeout as sleep } from 'node:timers/promises';

// Races that a log can lose without any error: whoever runs them brings the log, here is what makes them a race.

const WRITERS = 16;
const COPIES = 8;
/** When nothing new has come for so long after the last write, nothing is going to come. */
const QUIET_MS = 400;

/** What a reader was given, in the order in which it was given. */
export type Seen = Readonly<{ id: string; stream: string; revision: number; position: string }>;

/** Asks for what stands behind the last position, again and again without a pause: nobody follows more closely. */
export const followAtZeroLag = (
  next: (after: string | undefined) => Promise<readonly Seen[]>,
): Readonly<{ seen: readonly Seen[]; stop: () => Promise<void> }> => {
  const seen: Seen[] = [];
  let stopped = false;
  const isStopped = (): boolean => stopped;
  const run = async (): Promise<void> => {
    while (!isStopped()) seen.push(...(await next(seen.at(-1)?.position)));
  };
  const over = run();
  return {
    seen,
    stop: () => {
      stopped = true;
      return over;
    },
  };
};

/** Sixteen writers at once, each with so many turns; answers with the ids of all that was acknowledged. */
export const raceOfWriters = async (
  turns: number,
  write: (writer: number, turn: number) => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  const written = await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const ids: string[] = [];
      for (let turn = 0; turn < turns; turn++) ids.push(...(await write(writer, turn)));
      return ids;
    }),
  );
  return written.flat();
};

/** Until the readers have everything, or have got nothing new for a while. */
export const untilQuiet = async (readers: readonly (readonly Seen[])[], expected: number): Promise<void> => {
  const count = (): number => readers.reduce((sum, seen) => sum + seen.length, 0);
  for (let last = -1; count() < expected * readers.length && count() !== last;) {
    last = count();
    await sleep(QUIET_MS);
  }
};

export const lostOf = (written: readonly string[], seen: readonly Seen[]): readonly string[] => {
  const ids = new Set(seen.map(({ id }) => id));
  return written.filter((id) => !ids.has(id));
};

/** Events that came behind a later one of their own stream. */
export const outOfOrder = (seen: readonly Seen[]): readonly Seen[] => {
  const last = new Map<string, number>();
  return seen.filter(({ stream, revision }) => {
    const before = last.get(stream) ?? -1;
    last.set(stream, Math.max(before, revision));
    return revision <= before;
  });
};

/** Every third transaction that writes into the table takes its time to commit, after everything else is done. */
export const commitLate = (sql: Sql, table: string): Promise<unknown> =>
  sql.unsafe(`
    create or replace function public.take_time() returns trigger language plpgsql as
      $$ begin perform pg_sleep(random() * 0.008); return null; end $$;
    create constraint trigger late after insert on ${table} deferrable initially deferred
      for each row when (new.position % 3 = 0) execute function public.take_time();`);

/** Eight copies of one request at once, stream by stream; answers with how each copy of each stream fared. */
export const raceOfCopies = async <Answer>(
  streams: number,
  request: (stream: number, copy: number) => Promise<Answer>,
): Promise<readonly (readonly PromiseSettledResult<Answer>[])[]> => {
  const outcomes: PromiseSettledResult<Answer>[][] = [];
  for (let stream = 0; stream < streams; stream++)
    outcomes.push(await Promise.allSettled(Array.from({ length: COPIES }, async (_, copy) => request(stream, copy))));
  return outcomes;
};
