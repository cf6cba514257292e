import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@app/event-store/event-store';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import { FaultyWay } from '@test/support/faulty-way';
import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { errorOf, idsOf, made } from './contract-material';

const FLIGHT_MAX_MS = 300;

describe('a connection that takes an append and never answers', () => {
  let scratch: ScratchDatabase;
  let way: FaultyWay;
  let sql: Sql;
  let store: EventStore;
  beforeEach(async () => {
    scratch = await scratchDatabase();
    const { hostname: host, port } = new URL(scratch.url);
    way = new FaultyWay({ host, port: Number(port) });
    sql = connect(await way.open(scratch.url), { connectionsMax: 2 });
    store = await openPostgresStore({ sql, now: () => new Date(), flightMaxMs: FLIGHT_MAX_MS });
  });
  afterEach(async () => {
    await store.close();
    await sql.end({ timeout: 1 });
    await way.down();
    await scratch.drop();
  });

  it('is given up, and what queued behind it goes by another', async () => {
    const [first, lost, queued] = [made(), made(), made()];
    await store.append('credit-1', [first], { expected: 'no_stream' });
    way.next('swallow-request');
    const hanging = errorOf(store.append('credit-2', [lost], { expected: 'no_stream' }));
    await sleep(20);
    const behind = store.append('credit-3', [queued], { expected: 'no_stream' });
    expect(await hanging).toMatchObject({ code: 'timeout', about: { outcome: 'unknown', retryable: true } });
    expect(await behind).toMatchObject({ revision: 0 });
    expect(await store.append('credit-2', [lost], { expected: 'no_stream' })).toMatchObject({ revision: 0 });
    expect(idsOf(await store.readAll())).toEqual([first.id, queued.id, lost.id]);
  });
});
