import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import { EventStoreError, type SealedEvent } from '../event-store';
import { type StreamEnd, stillToRestore } from '../restoring';
import { storeError } from './errors';

const endsOf = async (tx: Transaction, events: readonly SealedEvent[]): Promise<ReadonlyMap<string, StreamEnd>> => {
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const rows = await tx<(StreamEnd & { stream: string })[]>`
    select s.stream, last.revision, encode(last.hash, 'hex') as hash
    from unnest(${streams}::text[]) as s(stream), lateral (
      select revision, hash from log.event e where e.stream = s.stream order by revision desc limit 1) last`;
  return new Map(rows.map((row) => [row.stream, row]));
};

const knownOf = async (
  tx: Transaction,
  events: readonly SealedEvent[],
): Promise<ReadonlyMap<string, { hash: string }>> => {
  const rows = await tx<{ id: string; hash: string }[]>`
    select id, encode(hash, 'hex') as hash from log.event where id = any(${events.map(({ id }) => id)}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
};

const rowsJson = (events: readonly SealedEvent[]): string =>
  `[${events
    .map(
      ({ id, stream, revision, type, data, metadata, recordedAt, hash }) =>
        `{"i":"${id}","s":${JSON.stringify(stream)},"r":${revision},"t":${JSON.stringify(type)},"d":${data},"m":${metadata},"a":"${recordedAt}","h":"${hash}"}`,
    )
    .join(',')}]`;

/** The events that come right before the first one of each stream, and nothing about what stands behind those. */
const endsBefore = async (tx: Transaction, events: readonly SealedEvent[]): Promise<ReadonlyMap<string, StreamEnd>> => {
  const firsts = new Map<string, number>();
  for (const { stream, revision } of events) if (!firsts.has(stream)) firsts.set(stream, revision);
  const going = [...firsts].filter(([, revision]) => revision > 0);
  if (going.length === 0) return new Map();
  const rows = await tx<(StreamEnd & { stream: string })[]>`
    select e.stream, e.revision, encode(e.hash, 'hex') as hash
    from unnest(${going.map(([stream]) => stream)}::text[], ${going.map(([, revision]) => revision - 1)}::int[])
      as s(stream, revision)
    join log.event e on e.stream = s.stream and e.revision = s.revision`;
  return new Map(rows.map((row) => [row.stream, row]));
};

const insert = async (tx: Transaction, events: readonly SealedEvent[]): Promise<void> => {
  if (events.length === 0) return;
  const latest = events.reduce(
    (latestSoFar, { recordedAt }) => (recordedAt > latestSoFar ? recordedAt : latestSoFar),
    '',
  );
  await tx`
    insert into log.event (position, stream, revision, id, type, data, metadata, recorded_at, hash)
    select h.position + r.n, r.s, r.r, r.i, r.t, r.d, r.m, r.a, decode(r.h, 'hex')
    from log.head h, rows from (json_to_recordset(${rowsJson(events)}::text::json) as (
      i uuid, s text, r int, t text, d json, m json, a timestamptz, h text)) with ordinality as r(i, s, r, t, d, m, a, h, n)`;
  await tx`
    update log.head set position = position + ${events.length},
      recorded_at = greatest(recorded_at, ${latest}::text::timestamptz)`;
  await tx`select pg_notify('xay_log', '')`;
};

const underLock = (sql: Sql, work: (tx: Transaction) => Promise<void>): Promise<void> =>
  transaction(sql, async (tx) => {
    await tx`select position from log.head for update`;
    await work(tx);
  });

/** What no question is asked about: everything is new, or a unique key or a hash says that it is not. */
const insertNew = async (tx: Transaction, events: readonly SealedEvent[]): Promise<void> => {
  const ends = await endsBefore(tx, events);
  await insert(tx, stillToRestore(events, { endOf: (stream) => ends.get(stream), known: () => undefined }));
};

const insertMissing = async (tx: Transaction, events: readonly SealedEvent[]): Promise<void> => {
  const [ends, known] = [await endsOf(tx, events), await knownOf(tx, events)];
  await insert(tx, stillToRestore(events, { endOf: (stream) => ends.get(stream), known: (id) => known.get(id) }));
};

const UNIQUE_VIOLATION = '23505';
const isNotNew = (error: unknown): boolean =>
  error instanceof EventStoreError || (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION);

/** All events or none, under the lock of the head, so that nobody appends in between. */
export const restoreInto = async (sql: Sql, events: readonly SealedEvent[]): Promise<void> => {
  try {
    await underLock(sql, (tx) => insertNew(tx, events)).catch((error: unknown) => {
      if (!isNotNew(error)) throw error;
      return underLock(sql, (tx) => insertMissing(tx, events));
    });
  } catch (error) {
    throw storeError(error);
  }
};
