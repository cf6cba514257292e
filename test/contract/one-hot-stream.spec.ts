import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore, StoredEvent } from '@app/event-store/event-store';
import { createHandler, type Handler } from '@app/event-store/handle';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { CAPACITY, load } from '@test/support/truck';

const now = () => new Date();
const COMMANDS = 300;
const order = ({ data }: StoredEvent) => (data as { order: string }).order;

describe('one stream that everybody wants, over Postgres', () => {
  let scratch: ScratchDatabase;
  let outside: Sql;
  let pools: Sql[];
  let stores: EventStore[];
  const process = async (): Promise<Handler> => {
    const sql = connect(scratch.url, { connectionsMax: 3, applicationName: 'xay-hot' });
    const store = await openPostgresStore({ sql, now });
    pools.push(sql);
    stores.push(store);
    return createHandler({ store });
  };
  beforeEach(async () => {
    scratch = await scratchDatabase();
    outside = connect(scratch.url, { connectionsMax: 1 });
    [pools, stores] = [[outside], []];
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(pools.map((sql) => sql.end({ timeout: 1 })));
    await scratch.drop();
  });
  const commits = async (): Promise<number> => {
    const [row] = await outside<{ count: number }[]>`select count(distinct xmin::text)::int as count from log.event`;
    return row!.count;
  };
  const stored = () => stores[0]!.read('truck-T-1');

  it('takes the commands of a moment in a few commits, in their order, each answered with its own place', async () => {
    const handler = await process();
    await handler.handle(load('first', 0));
    const asked = Array.from({ length: COMMANDS }, (_, n) => handler.handle(load(`O-${n}`, n === 7 ? CAPACITY : 1)));
    const outcomes = await Promise.all(asked);
    expect(outcomes.map(({ revision }) => revision)).toEqual(outcomes.map((_, n) => n + 1));
    expect((await stored()).map(order)).toEqual(['first', ...outcomes.map((_, n) => `O-${n}`)]);
    expect(outcomes.filter(({ events }) => events[0]?.type === 'PalletsLoaded')).toHaveLength(CAPACITY);
    expect(await commits()).toBeLessThanOrEqual(4);
  });

  it('is never overloaded by three processes at once, and answers each command once', async () => {
    const handlers = [await process(), await process(), await process()];
    const asked = Array.from({ length: COMMANDS }, (_, n) => {
      const copies = n % 5 === 0 ? [0, 1, 2] : [n % 3];
      return copies.map((which) => handlers[which]!.handle(load(`O-${n}`, 1)));
    });
    const outcomes = await Promise.all(asked.flat());
    const events = await stored();
    const loaded = events.filter(({ type }) => type === 'PalletsLoaded');
    expect(loaded).toHaveLength(CAPACITY);
    expect(new Set(loaded.map(order)).size).toBe(CAPACITY);
    expect(events).toHaveLength(outcomes.reduce((sum, { events: own }) => sum + own.length, 0));
    for (const { events: own, revision } of outcomes)
      if (own[0] !== undefined) expect(order(events[revision!]!)).toBe(own[0].data.order);
  });

  it('loses, doubles and misplaces nothing when connections are cut under chains of commands', async () => {
    const handlers = [await process(), await process()];
    const cutting = (async () => {
      for (let round = 0; round < 8; round++) {
        await sleep(15);
        await outside`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'xay-hot' and datname = current_database()`;
      }
    })();
    const asked = Array.from({ length: 20 }, async (_, client) => {
      for (let n = 0; n < 15; n++) await handlers[client % 2]!.handle(load(`O-${client}-${n}`, 1));
    });
    await Promise.all(asked);
    await cutting;
    const events = await stored();
    const loaded = events.filter(({ type }) => type === 'PalletsLoaded').map(order);
    expect(loaded).toHaveLength(CAPACITY);
    const answered = Array.from({ length: 300 }, (_, n) => `O-${Math.floor(n / 15)}-${n % 15}`);
    expect(new Set(events.map(order))).toEqual(new Set(answered));
    // A refusal is no promise kept, so it may be recorded twice; a loading may not.
    expect(new Set(loaded).size).toBe(CAPACITY);
  });
});
