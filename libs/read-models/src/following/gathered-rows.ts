import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import type { Merge, Row } from '../projection';

/** Where the parts of rows become rows: the table, how each column merges, and which one gives the order. */
export type Gathering = Readonly<{ table: string; merge: Readonly<Record<string, Merge>>; orderedBy: string }>;

const quoted = (name: string): string => `"${name}"`;

const keysOf = ({ merge }: Gathering): string[] =>
  Object.entries(merge)
    .filter(([, how]) => how === 'key')
    .map(([name]) => name);

/** One row of several parts. */
const merged = (name: string, how: Merge, order: string): string => {
  const column = quoted(name);
  switch (how) {
    case 'key':
      return column;
    case 'first':
      return `(array_agg(${column} order by ${order}) filter (where ${column} is not null))[1]`;
    case 'greatest':
      return `max(${column})`;
    case 'least':
      return `min(${column})`;
    case 'sum':
      return `sum(${column})`;
    case 'append':
      return `read.concat(${column} order by ${order}) filter (where ${column} is not null)`;
  }
};

/** A part that comes to a row which is there. */
const joined = (name: string, how: Exclude<Merge, 'key'>): string => {
  const [there, comes] = [`t.${quoted(name)}`, `excluded.${quoted(name)}`];
  switch (how) {
    case 'first':
      return `coalesce(${there}, ${comes})`;
    case 'greatest':
      return `greatest(${there}, ${comes})`;
    case 'least':
      return `least(${there}, ${comes})`;
    case 'sum':
      return `coalesce(${there} + ${comes}, ${there}, ${comes})`;
    case 'append':
      return `coalesce(${there} || ${comes}, ${there}, ${comes})`;
  }
};

const columnsOf = ({ merge }: Gathering): string => Object.keys(merge).map(quoted).join(', ');

const mergedOf = ({ merge, orderedBy }: Gathering): string =>
  Object.entries(merge)
    .map(([name, how]) => merged(name, how, quoted(orderedBy)))
    .join(', ');

const setOf = ({ merge }: Gathering): string =>
  Object.entries(merge)
    .flatMap(([name, how]) => (how === 'key' ? [] : [`${quoted(name)} = ${joined(name, how)}`]))
    .join(', ');

/** Parts of rows into a table that has its key: those of one row together, then with what is there. */
export const gatherRows = async (
  tx: Transaction,
  schema: string,
  gathering: Gathering,
  parts: readonly Row[],
): Promise<void> => {
  if (parts.length === 0) return;
  const relation = tx(`${schema}.${gathering.table}`);
  const keys = keysOf(gathering).map(quoted).join(', ');
  await tx`
    insert into ${relation} as t (${tx.unsafe(columnsOf(gathering))})
    select ${tx.unsafe(mergedOf(gathering))}
    from json_populate_recordset(null::${relation}, ${tx.json(parts)}::json) group by ${tx.unsafe(keys)}
    on conflict (${tx.unsafe(keys)}) do update set ${tx.unsafe(setOf(gathering))}`;
};

/** The same for a whole table that parts were written to as they came. */
export const gatherAll = (sql: Sql, schema: string, gathering: Gathering): Promise<void> =>
  transaction(sql, async (tx) => {
    const relation = tx(`${schema}.${gathering.table}`);
    const parts = tx(`${schema}.parts_of_${gathering.table}`);
    const keys = tx.unsafe(keysOf(gathering).map(quoted).join(', '));
    await tx`create table ${parts} as table ${relation}`;
    await tx`truncate ${relation}`;
    await tx`
      insert into ${relation} (${tx.unsafe(columnsOf(gathering))})
      select ${tx.unsafe(mergedOf(gathering))} from ${parts} group by ${keys}`;
    await tx`drop table ${parts}`;
  });
