import type { EventStore } from '@app/event-store/event-store';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import { FaultyWay } from '@test/support/faulty-way';
import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { eventStoreContract } from './event-store.contract';
import { failingContract } from './failing.contract';

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

  failingContract('the Postgres store', async () => {
    const base = await baseAt(0);
    await emptied(base);
    const now = () => new Date();
    const { hostname: host, port } = new URL(base.url);
    const way = new FaultyWay({ host, port: Number(port) });
    const url = await way.open(base.url);
    const stores: EventStore[] = [];
    // On one connection, so that what is asked next is known to be the first thing that passes.
    const opened = async (over: string): Promise<EventStore> => {
      const sql = connect(over, { connectionsMax: 1 });
      pools.push(sql);
      const store = await openPostgresStore({ sql, now });
      stores.push(store);
      return store;
    };
    return {
      store: await opened(url),
      another: () => opened(base.url),
      faults: {
        cutAfterCommit: () => way.next('cut-answer'),
        cutBeforeCommit: () => way.next('cut-request'),
        hangAppend: () => way.next('swallow-request'),
        hangRead: () => way.next('swallow-request'),
        down: () => way.down(),
        up: () => way.up(),
        cutSubscription: async () => way.cut(),
      },
      close: async () => {
        way.cut();
        await Promise.all(stores.map((store) => store.close()));
        await way.down();
      },
    };
  });
});
