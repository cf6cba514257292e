import { randomInt } from 'node:crypto';
import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import { LIVE } from '../following/table-rows';

const TOKEN_MAX = 2 ** 31 - 1;
const LOCK = 'xay-rebuild';
const FRESH = 'read_fresh_';
const STALE = 'read_stale_';

/** Beside the schema that readers see: where tables are built, and where those go that they replace. */
export type Site = Readonly<{ fresh: string; stale: string }>;

/** Of rebuilds whose process is gone: the lock of each falls with its connection. */
export const clearAbandoned = async (sql: Sql): Promise<void> => {
  const abandoned = await sql<{ name: string }[]>`
    select nspname as name from pg_namespace
    where nspname ~ ${`^(${FRESH}|${STALE})[0-9]+$`} and not exists (
      select from pg_locks where locktype = 'advisory' and objsubid = 2
        and classid = (hashtext(${LOCK})::bigint & 4294967295)::oid and objid::text = substring(nspname from '[0-9]+$')
        and database = (select oid from pg_database where datname = current_database()))`;
  for (const { name } of abandoned) await sql`drop schema if exists ${sql(name)} cascade`;
};

/** A site of one's own, cleared away when the work is over, however it ends. */
export const onSite = <Result>(sql: Sql, work: (site: Site) => Promise<Result>): Promise<Result> =>
  transaction(sql, async (lock) => {
    const token = randomInt(1, TOKEN_MAX);
    const site = { fresh: `${FRESH}${token}`, stale: `${STALE}${token}` };
    await lock`select pg_advisory_xact_lock(hashtext(${LOCK}), ${token})`;
    await sql`create schema ${sql(site.fresh)}`;
    await sql`create schema ${sql(site.stale)}`;
    try {
      return await work(site);
    } finally {
      for (const schema of [site.fresh, site.stale]) await sql`drop schema if exists ${sql(schema)} cascade`;
    }
  });

/** The same columns, and nothing that would slow down many rows. */
export const createFresh = async (sql: Sql, { fresh }: Site, table: string): Promise<void> => {
  await sql`
    create table ${sql(`${fresh}.${table}`)} (like ${sql(`${LIVE}.${table}`)} including all excluding indexes)`;
};

/** The keys and indexes of the live table, under the same names. */
export const addKeys = async (sql: Sql, { fresh }: Site, table: string): Promise<void> => {
  const live = `${LIVE}.${table}`;
  const constraints = await sql<{ name: string; definition: string }[]>`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${live}::regclass and contype in ('p', 'u', 'x') order by contype`;
  for (const { name, definition } of constraints)
    await sql`alter table ${sql(`${fresh}.${table}`)} add constraint ${sql(name)} ${sql.unsafe(definition)}`;
  const indexes = await sql<{ definition: string }[]>`
    select pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = ${live}::regclass and not exists (select from pg_constraint where conindid = indexrelid)`;
  for (const { definition } of indexes) await sql.unsafe(definition.replace(` ON ${LIVE}.`, ` ON ${fresh}.`));
  await sql`analyze ${sql(`${fresh}.${table}`)}`;
};

/** Readers see the one table or the other; those that look at several at one moment keep this waiting. */
export const swapTables = async (tx: Transaction, { fresh, stale }: Site, tables: readonly string[]): Promise<void> => {
  await tx`lock table read.follower in access exclusive mode`;
  for (const table of tables) {
    await tx`alter table ${tx(`${LIVE}.${table}`)} set schema ${tx(stale)}`;
    await tx`alter table ${tx(`${fresh}.${table}`)} set schema ${tx(LIVE)}`;
  }
};
