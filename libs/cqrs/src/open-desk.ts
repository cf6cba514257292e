import type { EventStore } from '@app/event-store/event-store';
import { openEventStoreDb } from '@app/event-store/eventstoredb-store';
import { openPostgresSnapshots } from '@app/event-store/postgres/snapshot-table';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import { migrate } from '@app/postgres/migrate';
import { READ_SCHEMA, readMigrations } from '@app/read-models/read-schema';
import { ATTACHMENT_SCHEMA, attachmentMigrations } from './attachments/attachment-schema';
import type { BusinessClock } from './business-clock';
import { codeVersion } from './code-version';
import type { DeskParts } from './desk.module';
import { policiesFolder } from './home';
import { settleLogHome } from './log-home';
import { NotingHandler } from './noting-handler';
import { loadPolicies, type Policies } from './policies';
import { WEBHOOK_SCHEMA, webhookMigrations } from './webhooks/webhook-schema';

type Over = Readonly<{
  sql: Sql;
  clock: BusinessClock;
  log: (line: string) => void;
  policies: Policies;
  openStore?: (now: () => Date) => Promise<EventStore>;
}>;

/** A desk over a pool that somebody else ends: the demo writes on its own clock beside the running desk. */
export const openDeskOver = async ({
  sql,
  clock,
  log,
  policies,
  openStore = (now) => openPostgresStore({ sql, now }),
}: Over): Promise<DeskParts> => {
  const store = await openStore(clock.now);
  await migrate(sql, READ_SCHEMA, readMigrations);
  await migrate(sql, ATTACHMENT_SCHEMA, attachmentMigrations);
  await migrate(sql, WEBHOOK_SCHEMA, webhookMigrations);
  const snapshots = await openPostgresSnapshots({ sql, code: codeVersion() });
  return {
    sql,
    store,
    beside: (other) => openDeskOver({ sql, policies, openStore, ...other }),
    handler: new NotingHandler({ store, snapshots }),
    policies,
    clock,
    log,
    close: () => store.close(),
  };
};

export type DeskWish = Readonly<{
  databaseUrl: string;
  /** The log lies there instead of in the database; read models and their positions stay in the database. */
  eventStoreUrl?: string | undefined;
  clock: BusinessClock;
  log: (line: string) => void;
  /** Whether webhooks may go to private addresses; not where it is left out. */
  webhooksPrivate?: boolean;
}>;

/** Opens the store and the read models over a database, brings both schemas up to date, and reads the policies. */
export const openDesk = async (wish: DeskWish): Promise<DeskParts> => {
  const { databaseUrl, eventStoreUrl: url, clock, log, webhooksPrivate = false } = wish;
  const policies = loadPolicies(policiesFolder);
  const sql = connect(databaseUrl);
  const end = () => sql.end({ timeout: 5 });
  try {
    await settleLogHome(sql, url === undefined ? 'postgres' : 'eventstoredb');
    const elsewhere: Pick<Over, 'openStore'> =
      url === undefined ? {} : { openStore: async (now) => openEventStoreDb({ url, now }) };
    const parts = await openDeskOver({ sql, clock, log, policies, ...elsewhere });
    return { ...parts, webhooksPrivate, close: () => parts.close().then(end) };
  } catch (error) {
    await end();
    throw error;
  }
};
