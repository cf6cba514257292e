import { finished } from 'node:stream/promises';
import type { Json, Sql } from '@app/postgres/connect';
import type { Row } from '../projection';

export type Column = Readonly<{ name: string; isArray: boolean }>;

export const columnsOf = (sql: Sql, schema: string, table: string): Promise<readonly Column[]> =>
  sql<Column[]>`
    select attname as name, typcategory = 'A' as "isArray" from pg_attribute join pg_type t on t.oid = atttypid
    where attrelid = ${`${schema}.${table}`}::regclass and attnum > 0 and not attisdropped order by attnum`;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => (/[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (c) => ESCAPES[c] ?? c) : text);

const element = (value: Json): string =>
  value === null ? 'NULL' : `"${String(value as string | number | boolean).replace(/["\\]/g, '\\$&')}"`;

const cell = (value: Json | undefined, isArray: boolean): string => {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value !== 'object') return String(value);
  if (isArray && Array.isArray(value)) return escaped(`{${value.map(element).join(',')}}`);
  return escaped(JSON.stringify(value));
};

/** By COPY, which takes a fifth of the time of an insert; columns that a row leaves out are null. */
export const copyRows = async (
  sql: Sql,
  relation: Readonly<{ schema: string; table: string; columns: readonly Column[] }>,
  rows: readonly Row[],
): Promise<void> => {
  if (rows.length === 0) return;
  const { schema, table, columns } = relation;
  const names = sql(columns.map(({ name }) => name));
  const into = await sql`copy ${sql(`${schema}.${table}`)} (${names}) from stdin`.writable();
  const lines = rows.map((row) => columns.map(({ name, isArray }) => cell(row[name], isArray)).join('\t'));
  into.end(`${lines.join('\n')}\n`);
  await finished(into);
};
