import type { Sql, Transaction } from '@app/postgres/connect';
import type { Row } from '../projection';

const nameOf = (table: string): string => `read.${table}`;

/** One statement however many rows; columns that a row leaves out are null. */
export const insertRows = async (tx: Transaction, table: string, rows: readonly Row[]): Promise<void> => {
  if (rows.length === 0) return;
  const relation = tx(nameOf(table));
  await tx`insert into ${relation} select * from jsonb_populate_recordset(null::${relation}, ${tx.json(rows)})`;
};

export const deleteStreams = async (tx: Transaction, table: string, streams: readonly string[]): Promise<void> => {
  await tx`delete from ${tx(nameOf(table))} where stream = any(${[...streams]})`;
};

/** Not `truncate`: readers go on seeing the old rows until the new ones are committed. */
export const deleteAll = async (tx: Transaction, table: string): Promise<void> => {
  await tx`delete from ${tx(nameOf(table))}`;
};

/** Behind those that are there: their column `seq` goes on counting, without a gap. */
export const appendRows = async (tx: Transaction, table: string, rows: readonly Row[]): Promise<void> => {
  const relation = tx(nameOf(table));
  const numbered = rows.map((row, index) => ({ ...row, seq: index + 1 }));
  await tx`
    insert into ${relation}
    select added.*
    from (select coalesce(max(seq), 0) as seq from ${relation}) last,
      jsonb_array_elements(${tx.json(numbered)}) as item(columns),
      lateral jsonb_populate_record(null::${relation},
        item.columns || jsonb_build_object('seq', last.seq + (item.columns ->> 'seq')::bigint)) added`;
};

export const countRows = async (sql: Sql | Transaction, table: string): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(nameOf(table))}`;
  return row?.count ?? 0;
};

/** A digest of row digests, so that no text of the whole table is ever held; the key's columns have the collation "C". */
export const digestRows = async (sql: Sql | Transaction, table: string, key: readonly string[]): Promise<string> => {
  const [row] = await sql<{ digest: string }[]>`
    select encode(sha256(coalesce(string_agg(sha256(convert_to(t::text, 'UTF8')), ''::bytea order by ${sql.unsafe(
      key.map((column) => `t."${column}"`).join(', '),
    )}), ''::bytea)), 'hex') as digest
    from ${sql(nameOf(table))} t`;
  return row?.digest ?? '';
};
