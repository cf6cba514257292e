import type { Sql } from './connect';
import { transaction } from './transaction';

/** Forward only: a migration that has run anywhere is never edited; a mistake in it is mended by the next one. */
export type Migration = Readonly<{ version: number; name: string; sql: string }>;

const LOCK = 'xay-migrations';

/** Brings a schema up to date, one process at a time; each migration and its record in one transaction. */
export const migrate = async (sql: Sql, schema: string, migrations: readonly Migration[]): Promise<void> => {
  await transaction(sql, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext(${LOCK}))`;
    await tx`create schema if not exists ${tx(schema)}`;
    await tx`create table if not exists ${tx(schema)}.migration (
      version int primary key, name text not null, applied_at timestamptz not null default now())`;
    const done = await tx<{ version: number }[]>`select version from ${tx(schema)}.migration`;
    const known = new Set(done.map(({ version }) => version));
    for (const { version, name, sql: text } of migrations) {
      if (known.has(version)) continue;
      await tx.unsafe(text);
      await tx`insert into ${tx(schema)}.migration ${tx({ version, name })}`;
    }
  });
};
