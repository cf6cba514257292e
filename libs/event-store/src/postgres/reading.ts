import type { Metadata } from '@app/kernel/message';
import type { Sql } from '@app/postgres/connect';
import type { CheckedRead, CheckedReadAll } from '../checked-append';
import type { SealedEvent, StoredEvent } from '../event-store';
import { BEFORE_ALL, positionText } from '../positions';
import { READ_TIMEOUT_MS } from '../limits';
import { SEPARATOR } from './append-function';
import { storeError, unanswered } from './errors';
import type { LogPage } from '../subscription';

type Row = readonly [string, string, number, string, string, unknown, Metadata, number];

/**
 * A row as one JSON text, and a page of them as one: the client then parses once for thousands of events, which is twice
 * as fast as column by column. The instant is a number, because its text would depend on the settings of the session.
 */
const rowText = (sql: Sql) => sql`
  '["' || id || '",' || to_json(stream)::text || ',' || revision || ',"' || position || '",' || to_json(type)::text || ','
  || data::text || ',' || metadata::text || ',' || (extract(epoch from recorded_at) * 1000)::bigint || ']'`;

/** So many events in one text: were all of them as large as they may be, it would still be one that JavaScript can hold. */
const CHUNK_EVENTS = 500;

type Fragment = ReturnType<typeof rowText>;

/** The texts of the rows, in their order, as a few long ones. */
const chunked = (sql: Sql, rows: Fragment): Fragment => sql`
  select chunk, '[' || string_agg(text, ',') || ']' as page
  from (select text, (row_number() over () - 1) / ${CHUNK_EVENTS}::int as chunk from (${rows}) found) numbered
  group by chunk`;

// The events of a commit have one instant, and writing it out takes as long as much of the rest.
let [lastMs, lastInstant] = [0, new Date(0).toISOString()];
const instant = (ms: number): string => {
  if (ms !== lastMs) [lastMs, lastInstant] = [ms, new Date(ms).toISOString()];
  return lastInstant;
};

const storedEvents = (text: string | null): StoredEvent[] =>
  text === null
    ? []
    : (JSON.parse(text) as Row[]).map(([id, stream, revision, position, type, data, metadata, recordedMs]) => ({
        id,
        stream,
        revision,
        position: positionText(position),
        type,
        data,
        metadata,
        recordedAt: instant(recordedMs),
      }));

type ManyStreams = Readonly<{
  streams: readonly string[];
  limit: number;
  after: Readonly<{ stream: string; revision: number }> | undefined;
}>;

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
    const rows = sql`
      select ${rowText(sql)} as text from log.event where stream = ${stream} and ${part} limit ${limit}`;
    const pages = await answered(
      sql<{ page: string }[]>`select page from (${chunked(sql, rows)}) pages order by chunk`,
      timeoutMs,
    );
    return pages.flatMap(({ page }) => storedEvents(page));
  }

  /** One way through the index of streams; they come in its order, whatever the collation. */
  async streams({ streams, limit, after }: ManyStreams, timeoutMs = READ_TIMEOUT_MS): Promise<readonly StoredEvent[]> {
    const { sql } = this;
    const rest =
      after === undefined ? sql`` : sql`and (stream, revision) > (${after.stream}::text, ${after.revision}::int)`;
    const rows = sql`
      select ${rowText(sql)} as text from log.event where stream = any(${[...streams]}::text[]) ${rest}
      order by stream, revision limit ${limit}`;
    const pages = await answered(
      sql<{ page: string }[]>`select page from (${chunked(sql, rows)}) pages order by chunk`,
      timeoutMs,
    );
    return pages.flatMap(({ page }) => storedEvents(page));
  }

  /** One look at the end of the index for each. As two texts: a list of parameters would take the client longer. */
  async ends(streams: readonly string[], timeoutMs = READ_TIMEOUT_MS): Promise<readonly (number | undefined)[]> {
    if (streams.length === 0) return [];
    const [row] = await answered(
      this.sql<[{ ends: string }]>`
        select string_agg(coalesce((
          select e.revision from log.event e where e.stream = asked.stream order by e.revision desc limit 1)::text, ''),
          ',' order by n) as ends
        from unnest(string_to_array(${streams.join(SEPARATOR)}, ${SEPARATOR})) with ordinality as asked(stream, n)`,
      timeoutMs,
    );
    return row.ends.split(',').map((end) => (end === '' ? undefined : Number(end)));
  }

  /** The events after a position and how far the log has been searched for them, from one snapshot. */
  async search({ after, prefixes, limit }: CheckedReadAll, timeoutMs = READ_TIMEOUT_MS): Promise<LogPage> {
    const { sql } = this;
    const filter = prefixes === undefined ? sql`` : sql`and e.stream ^@ any(${[...prefixes]}::text[])`;
    const rows = sql`
      select ${rowText(sql)} as text from log.event e where e.position > ${after} ${filter} order by e.position limit ${limit}`;
    const pages = await answered(
      sql<{ head: string; page: string | null }[]>`
        select h.position as head, pages.page
        from log.head h left join lateral (${chunked(sql, rows)}) pages on true order by chunk`,
      timeoutMs,
    );
    const events = pages.flatMap(({ page }) => storedEvents(page));
    const head = positionText(pages[0]?.head ?? '0');
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
const answered = <Rows>(query: Query<Rows>, timeoutMs: number): Promise<Rows> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      query.cancel();
      reject(unanswered(timeoutMs));
    }, timeoutMs);
    const settle =
      <Value>(tell: (value: Value) => void) =>
      (value: Value): void => {
        clearTimeout(timer);
        tell(value);
      };
    query.then(
      settle(resolve),
      settle((error: unknown) => reject(storeError(error))),
    );
  });
