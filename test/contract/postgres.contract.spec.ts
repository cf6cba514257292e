import type { EventStore } from '@app/event-store/event-store';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { eventStoreContract } from './event-store.contract';

describe('over Postgres', () => {
  const bases: ScratchDatabase[] = [];
  let pools: Sql[] = [];

  /** One database serves all the cases in turn; a new one for each would take longer than the case. */
  const emptied = async (base: ScratchDatabase): Promise<void> => {
    const sql = connect(base.url, { connectionsMax: 1 });
    await sql`drop schema if exists log cascade`;
    await sql.end();
  };
  const opening = async ({ url }: ScratchDatabase, now: () => Date): Promise<EventStore> => {
    const sql = connect(url, { connectionsMax: 4 });
    pools.push(sql);
    return openPostgresStore({ sql, now });
  };
  const baseAt = async (index: number): Promise<ScratchDatabase> => (bases[index] ??= await scratchDatabase());

  afterEach(async () => {
    await Promise.all(pools.map((sql) => sql.end({ timeout: 1 })));
    pools = [];
  });
  afterAll(() => Promise.all(bases.map((base) => base.drop())));

  eventStoreContract('the Postgres store', async (now = () => new Date()) => {
    const base = await baseAt(0);
    await emptied(base);
    const stores: EventStore[] = [];
    const kept = async (opened: Promise<EventStore>) => {
      const store = await opened;
      stores.push(store);
      return store;
    };
    const elsewhere = async () => {
      const other = await baseAt(1);
      await emptied(other);
      return kept(opening(other, now));
    };
    const close = async () => {
      await Promise.all(stores.map((store) => store.close()));
    };
    return { store: await kept(opening(base, now)), another: () => kept(opening(base, now)), elsewhere, close };
  });
});
