import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import { type Migration, migrate } from '@app/postgres/migrate';

/** Where the log lies that a database's read models follow. */
export type LogHome = 'postgres' | 'eventstoredb';

const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'where the log lies',
    sql: `
      create table desk.log_home (one boolean primary key default true check (one), home text not null);
      comment on table desk.log_home is 'The read models of this database hold positions of that log and of no other.';`,
  },
];

/**
 * A database whose read models follow one log must not go on with another: their positions mean nothing there. Whoever
 * moves the log takes an empty database, and the read models are made anew from it.
 */
export const settleLogHome = async (sql: Sql, wanted: LogHome): Promise<void> => {
  await migrate(sql, 'desk', migrations);
  const [{ hasLog } = { hasLog: false }] = await sql<{ hasLog: boolean }[]>`
    select to_regclass('log.head') is not null as "hasLog"`;
  const [used] = hasLog ? await sql`select from log.head where position > 0` : [];
  const first: LogHome = used === undefined ? wanted : 'postgres';
  await sql`insert into desk.log_home (home) values (${first}) on conflict do nothing`;
  const [row] = await sql<{ home: LogHome }[]>`select home from desk.log_home`;
  if (row?.home !== wanted) throw new Problem('setting-invalid', { names: 'EVENTSTORE_URL' });
};
