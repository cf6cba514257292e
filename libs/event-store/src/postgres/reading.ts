import { setTimeout as sleep } from 'node:timers/promises';
import type { Metadata } from '@app/kernel/message';
import type { Sql } from '@app/postgres/connect';
import type { CheckedRead, CheckedReadAll } from '../checked-append';
import type { SealedEvent, StoredEvent } from '../event-store';
import { BEFORE_ALL, positionText } from '../positions';
import { READ_TIMEOUT_MS } from '../limits';
import { storeError, unanswered } from './errors';
import type { LogPage } from '../subscription';

type Row = {
  id: string;
  stream: string;
  revision: number;
  position: string;
  type: string;
  data: unknown;
  metadata: Metadata;
  recordedMs: string;
};
type SearchRow = (Row | { [Column in keyof Row]: null }) & { head: string };

// The instant comes as a number, because its text would depend on the settings of the session.
const columns = (sql: Sql) =>
  sql`id, stream, revision, position, type, data, metadata, (extract(epoch from recorded_at) * 1000)::bigint as "recordedMs"`;

const storedEvent = ({ recordedMs, id, stream, revision, position, type, data, metadata }: Row): StoredEvent => ({
  id,
  stream,
  revision,
  position: positionText(position),
  type,
  data,
  metadata,
  recordedAt: new Date(Number(recordedMs)).toISOString(),
});

type SealedRow = [string, string, number, string, string, string, string, string, string];

const sealedEvent = (row: SealedRow): SealedEvent => {
  const [id, stream, revision, position, type, data, metadata, hash, recordedMs] = row;
  return {
    id,
    stream,
    revision,
    position: positionText(position),
    type,
    data,
    metadata,
    recordedAt: new Date(Number(recordedMs)).toISOString(),
    hash,
  };
};

const isEvent = (row: SearchRow): row is Row & { head: string } => row.id !== null;

/** Reading, one statement a call: what a statement sees of the log is whole up to its head. */
export class PostgresReading {
  constructor(private readonly sql: Sql) {}

  async stream(
    stream: string,
    { from, backwards, limit }: CheckedRead,
    timeoutMs = READ_TIMEOUT_MS,
  ): Promise<readonly StoredEvent[]> {
    const { sql } = this;
    const part = backwards
      ? sql`revision <= ${from} order by revision desc`
      : sql`revision >= ${from} order by revision`;
    const rows = await answered(
      sql<Row[]>`select ${columns(sql)} from log.event where stream = ${stream} and ${part} limit ${limit}`,
      timeoutMs,
    );
    return rows.map(storedEvent);
  }

  /** The events after a position and how far the log has been searched for them, from one snapshot. */
  async search({ after, prefixes, limit }: CheckedReadAll, timeoutMs = READ_TIMEOUT_MS): Promise<LogPage> {
    const { sql } = this;
    const filter = prefixes === undefined ? sql`` : sql`and e.stream ^@ any(${[...prefixes]}::text[])`;
    const rows = await answered(
      sql<SearchRow[]>`
        select h.position as head, found.*
        from log.head h left join lateral (
          select ${columns(sql)} from log.event e where e.position > ${after} ${filter} order by e.position limit ${limit}
        ) found on true`,
      timeoutMs,
    );
    const events = rows.filter(isEvent).map(storedEvent);
    const head = positionText(rows[0]?.head ?? '0');
    if (events.length === limit) return { events, through: events.at(-1)?.position };
    return { events, through: head > after ? head : after === BEFORE_ALL ? undefined : after };
  }

  /** The text as it is stored, unparsed: it is what the hashes are over. As bare values, which come in twice as fast. */
  async sealed({ after, limit }: CheckedReadAll): Promise<readonly SealedEvent[]> {
    const rows = await answered(
      this.sql`
        select id, stream, revision, position, type, data::text, metadata::text, encode(hash, 'hex'),
          (extract(epoch from recorded_at) * 1000)::bigint
        from log.event where position > ${after} order by position limit ${limit}`.values(),
      READ_TIMEOUT_MS,
    );
    return (rows as unknown as SealedRow[]).map(sealedEvent);
  }

  async head(): Promise<string | undefined> {
    const [row] = await answered(
      this.sql<{ position: string }[]>`select position from log.head where position > 0`,
      READ_TIMEOUT_MS,
    );
    return row === undefined ? undefined : positionText(row.position);
  }
}

type Query<Rows> = PromiseLike<Rows> & Readonly<{ cancel: () => void }>;

/** With a timer of our own: a server, or a way to it, that has gone silent would otherwise be waited for as long as TCP does. */
const answered = async <Rows>(query: Query<Rows>, timeoutMs: number): Promise<Rows> => {
  const patience = new AbortController();
  const late = sleep(timeoutMs, undefined, patience).then(() => {
    query.cancel();
    throw unanswered(timeoutMs);
  });
  try {
    return await Promise.race([query, late]);
  } catch (error) {
    throw storeError(error);
  } finally {
    patience.abort();
    late.catch(() => undefined);
  }
};
