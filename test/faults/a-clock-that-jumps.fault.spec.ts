import type { EventStore } from '@app/event-store/event-store';
import { createHandler } from '@app/event-store/handle';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { verifyLog } from '@app/event-store/sealing/verify-log';
import { connect, type Sql } from '@app/postgres/connect';
import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { load } from '@test/support/truck';

const HOUR_MS = 3_600_000;
/** Hours by which the clocks of two servers are off, one after the other. */
const JUMPS = [0, 5, -7, 26, -1, -48, 3, 0.5, -0.5, 100, -100, 0];

describe('clocks that jump by hours, on two servers over one log', () => {
  let scratch: ScratchDatabase;
  let pools: Sql[];
  let stores: EventStore[];
  let turn = 0;
  const now = () => new Date(Date.now() + (JUMPS[turn++ % JUMPS.length] ?? 0) * HOUR_MS);
  const server = async (): Promise<EventStore> => {
    const sql = connect(scratch.url, { connectionsMax: 3 });
    pools.push(sql);
    const store = await openPostgresStore({ sql, now });
    stores.push(store);
    return store;
  };
  beforeEach(async () => {
    scratch = await scratchDatabase();
    [pools, stores] = [[], []];
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(pools.map((sql) => sql.end({ timeout: 1 })));
    await scratch.drop();
  });

  it('lose nothing, and the instants in the log never go back', async () => {
    const [one, other] = [await server(), await server()];
    const handlers = [createHandler({ store: one }), createHandler({ store: other })];
    for (let round = 0; round < 12; round++) {
      const asked = Array.from({ length: 20 }, (_, n) =>
        handlers[n % 2]!.handle({ ...load(`O-${round}-${n}`, 1), id: `T-${n % 5}` }),
      );
      const outcomes = await Promise.all(asked);
      expect(outcomes.filter(({ events }) => events.length !== 1)).toEqual([]);
    }
    const all = await one.readAll();
    expect(all).toHaveLength(12 * 20);
    const instants = all.map(({ recordedAt }) => recordedAt);
    expect(instants).toEqual([...instants].sort());
    expect(new Set(instants).size).toBeGreaterThan(1);
    expect((await verifyLog(other, { seals: undefined })).faults).toEqual([]);
  });
});
