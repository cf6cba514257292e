import type { Sql, Transaction } from '@app/postgres/connect';
import type { Row } from '../projection';

type Keyed = Readonly<{ table: string; key: readonly string[] }>;

/** Where readers look. */
export const LIVE = 'read';

const quoted = (columns: readonly string[]): string => columns.map((column) => `t."${column}"`).join(', ');

/** One statement however many rows; columns that a row leaves out are null. */
export const insertRows = async (
  sql: Sql | Transaction,
  schema: string,
  table: string,
  rows: readonly Row[],
): Promise<void> => {
  if (rows.length === 0) return;
  const relation = sql(`${schema}.${table}`);
  // As text, and not as jsonb: a row is taken apart once and not twice.
  await sql`insert into ${relation} select * from json_populate_recordset(null::${relation}, ${sql.json(rows)}::json)`;
};

export const deleteStreams = async (
  tx: Transaction,
  schema: string,
  table: string,
  streams: readonly string[],
): Promise<void> => {
  await tx`delete from ${tx(`${schema}.${table}`)} where stream = any(${[...streams]})`;
};

export const countRows = async (sql: Sql | Transaction, schema: string, table: string): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(`${schema}.${table}`)}`;
  return row?.count ?? 0;
};

/**
 * SHA-256 over the digests of all rows in the order of their key, so that no text of the whole table is ever held; the
 * key's columns have the collation "C". Positions give the order and are left out: in another store the same history
 * has other positions, and the same digest.
 */
export const digestRows = async (sql: Sql | Transaction, schema: string, { table, key }: Keyed): Promise<string> => {
  const columns = await sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${`${schema}.${table}`}::regclass and attnum > 0 and not attisdropped and attname !~ 'position'
    order by attnum`;
  const [row] = await sql<{ digest: string }[]>`
    select encode(sha256(coalesce(string_agg(sha256(convert_to(row(${sql.unsafe(
      quoted(columns.map(({ name }) => name)),
    )})::text, 'UTF8')), ''::bytea order by ${sql.unsafe(quoted(key))}), ''::bytea)), 'hex') as digest
    from ${sql(`${schema}.${table}`)} t`;
  return row?.digest ?? '';
};
