import { createHandler } from '@app/event-store/handle';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import { migrate } from '@app/postgres/migrate';
import { READ_SCHEMA, readMigrations } from '@app/read-models/read-schema';
import type { BusinessClock } from './business-clock';
import type { DeskParts } from './desk.module';
import { policiesFolder } from './home';
import { loadPolicies, type Policies } from './policies';

type Over = Readonly<{ sql: Sql; clock: BusinessClock; log: (line: string) => void; policies: Policies }>;

/** A desk over a pool that somebody else ends: the demo writes on its own clock beside the running desk. */
export const openDeskOver = async ({ sql, clock, log, policies }: Over): Promise<DeskParts> => {
  const store = await openPostgresStore({ sql, now: clock.now });
  await migrate(sql, READ_SCHEMA, readMigrations);
  return { sql, store, handler: createHandler({ store }), policies, clock, log, close: () => store.close() };
};

export type DeskWish = Readonly<{ databaseUrl: string; clock: BusinessClock; log: (line: string) => void }>;

/** Opens the store and the read models over a database, brings both schemas up to date, and reads the policies. */
export const openDesk = async ({ databaseUrl, clock, log }: DeskWish): Promise<DeskParts> => {
  const policies = loadPolicies(policiesFolder);
  const sql = connect(databaseUrl);
  const end = () => sql.end({ timeout: 5 });
  try {
    const parts = await openDeskOver({ sql, clock, log, policies });
    return { ...parts, close: () => parts.close().then(end) };
  } catch (error) {
    await end();
    throw error;
  }
};
