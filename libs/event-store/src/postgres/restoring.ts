import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import type { SealedEvent } from '../event-store';
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

/** All events or none, under the lock of the head, so that nobody appends in between. */
export const restoreInto = async (sql: Sql, events: readonly SealedEvent[]): Promise<void> => {
  try {
    await transaction(sql, async (tx) => {
      await tx`select position from log.head for update`;
      const [ends, known] = [await endsOf(tx, events), await knownOf(tx, events)];
      const missing = stillToRestore(events, { endOf: (stream) => ends.get(stream), known: (id) => known.get(id) });
      if (missing.length === 0) return;
      await tx`
        insert into log.event (position, stream, revision, id, type, data, metadata, recorded_at, hash)
        select h.position + r.n, r.s, r.r, r.i, r.t, r.d, r.m, r.a, decode(r.h, 'hex')
        from log.head h, rows from (json_to_recordset(${rowsJson(missing)}::text::json) as (
          i uuid, s text, r int, t text, d json, m json, a timestamptz, h text)) with ordinality as r(i, s, r, t, d, m, a, h, n)`;
      await tx`
        update log.head set position = position + ${missing.length}, recorded_at = greatest(recorded_at, (
          select max(recorded_at) from log.event where position > log.head.position))`;
    });
  } catch (error) {
    throw storeError(error);
  }
};
