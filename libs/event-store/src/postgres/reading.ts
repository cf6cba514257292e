import type { Metadata } from '@app/kernel/message';
import type { Sql } from '@app/postgres/connect';
import type { CheckedRead, CheckedReadAll } from '../checked-append';
import type { SealedEvent, StoredEvent } from '../event-store';
import { BEFORE_ALL, positionText } from '../positions';
import { storeError } from './errors';
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

type SealedRow = Omit<SealedEvent, 'recordedAt'> & { recordedMs: string };

const sealedEvent = ({ recordedMs, position, ...row }: SealedRow): SealedEvent => ({
  ...row,
  position: positionText(position),
  recordedAt: new Date(Number(recordedMs)).toISOString(),
});

const isEvent = (row: SearchRow): row is Row & { head: string } => row.id !== null;

/** Reading, one statement a call: what a statement sees of the log is whole up to its head. */
export class PostgresReading {
  constructor(private readonly sql: Sql) {}

  async stream(stream: string, { from, backwards, limit }: CheckedRead): Promise<readonly StoredEvent[]> {
    const { sql } = this;
    const part = backwards
      ? sql`revision <= ${from} order by revision desc`
      : sql`revision >= ${from} order by revision`;
    const rows = await answered(
      sql<Row[]>`select ${columns(sql)} from log.event where stream = ${stream} and ${part} limit ${limit}`,
    );
    return rows.map(storedEvent);
  }

  /** The events after a position and how far the log has been searched for them, from one snapshot. */
  async search({ after, prefixes, limit }: CheckedReadAll): Promise<LogPage> {
    const { sql } = this;
    const filter = prefixes === undefined ? sql`` : sql`and e.stream ^@ any(${[...prefixes]}::text[])`;
    const rows = await answered(sql<SearchRow[]>`
      select h.position as head, found.*
      from log.head h left join lateral (
        select ${columns(sql)} from log.event e where e.position > ${after} ${filter} order by e.position limit ${limit}
      ) found on true`);
    const events = rows.filter(isEvent).map(storedEvent);
    const head = positionText(rows[0]?.head ?? '0');
    if (events.length === limit) return { events, through: events.at(-1)?.position };
    return { events, through: head > after ? head : after === BEFORE_ALL ? undefined : after };
  }

  /** The text as it is stored, unparsed: it is what the hashes are over. */
  async sealed({ after, limit }: CheckedReadAll): Promise<readonly SealedEvent[]> {
    const rows = await answered(
      this.sql<SealedRow[]>`
        select id, stream, revision, position, type, data::text, metadata::text, encode(hash, 'hex') as hash,
          (extract(epoch from recorded_at) * 1000)::bigint as "recordedMs"
        from log.event where position > ${after} order by position limit ${limit}`,
    );
    return rows.map(sealedEvent);
  }

  async head(): Promise<string | undefined> {
    const [row] = await answered(this.sql<{ position: string }[]>`select position from log.head where position > 0`);
    return row === undefined ? undefined : positionText(row.position);
  }
}

const answered = async <Rows>(query: PromiseLike<Rows>): Promise<Rows> => {
  try {
    return await query;
  } catch (error) {
    throw storeError(error);
  }
};
