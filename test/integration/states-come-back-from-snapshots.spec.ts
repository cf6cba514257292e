import type { EventStore } from '@app/event-store/event-store';
import { createHandler, type Handler } from '@app/event-store/handle';
import { openPostgresSnapshots } from '@app/event-store/postgres/snapshot-table';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import { FaultyStore } from '@test/support/faulty-store';
import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { load } from '@test/support/truck';
import { until } from '@test/support/until';

const now = () => new Date('2026-03-01T00:00:00Z');

describe('a state', () => {
  let scratch: ScratchDatabase;
  let sql: Sql;
  let postgres: EventStore;
  let store: FaultyStore;
  beforeEach(async () => {
    scratch = await scratchDatabase();
    sql = connect(scratch.url, { connectionsMax: 4 });
    postgres = await openPostgresStore({ sql, now });
    store = new FaultyStore(postgres);
  });
  afterEach(async () => {
    await postgres.close();
    await sql.end();
    await scratch.drop();
  });

  /** A process that remembers nothing yet. */
  const fresh = async (code = 'code-1'): Promise<Handler> =>
    createHandler({ store, snapshots: await openPostgresSnapshots({ sql, code }) });
  const saved = async (): Promise<number | undefined> => {
    const [row] = await sql<{ revision: number }[]>`select revision from snapshot.state`;
    return row?.revision;
  };
  const grown = async (events: number): Promise<Handler> => {
    const handler = await fresh();
    for (let n = 0; n < events; n += 50)
      await Promise.all(Array.from({ length: 50 }, (_, k) => handler.handle(load(`O-${n + k}`, 0))));
    await until(async () => ((await saved()) ?? 0) >= events - 101);
    return handler;
  };
  const readsOf = async (handler: Handler): Promise<number[]> => {
    store.reads.length = 0;
    await handler.load(load('', 0));
    return store.reads.map(({ from }) => from);
  };

  it('that was folded from many events is not folded from the first one again', async () => {
    const handler = await grown(350);
    const other = await fresh();
    const [from] = await readsOf(other);
    expect(from).toBeGreaterThanOrEqual(250);
    expect(await other.load(load('', 0))).toEqual(await handler.load(load('', 0)));
  });

  it('goes on where the snapshot ends, as if there had been none', async () => {
    await grown(150);
    const { state, revision } = await (await fresh()).handle(load('last', 3));
    expect(state.orders).toEqual([...Array.from({ length: 150 }, (_, n) => `O-${n}`), 'last']);
    expect(revision).toBe(150);
  });

  it('of other code is folded anew, and replaces what the other code left', async () => {
    await grown(150);
    const other = await fresh('code-2');
    expect(await readsOf(other)).toEqual([0]);
    await until(async () => (await sql`select from snapshot.state where code = 'code-2'`).length === 1);
    expect((await readsOf(await fresh('code-2')))[0]).toBe(149);
  });

  it('that the log knows nothing of is not believed', async () => {
    await grown(150);
    await sql`update snapshot.state set id = gen_random_uuid()`;
    expect((await (await fresh()).load(load('', 0))).state.orders).toHaveLength(150);
    await sql`update snapshot.state set revision = 9999`;
    expect((await (await fresh()).load(load('', 0))).state.orders).toHaveLength(150);
    await sql`update snapshot.state set state = 'nonsense'`;
    expect((await (await fresh()).load(load('', 0))).state.orders).toHaveLength(150);
  });

  it('needs no snapshots: without their table everything goes on', async () => {
    await grown(150);
    const handler = await fresh();
    await sql`drop schema snapshot cascade`;
    expect((await handler.load(load('', 0))).revision).toBe(149);
    const more = Array.from({ length: 120 }, (_, n) => handler.handle(load(`P-${n}`, 0)));
    expect(await Promise.all(more)).toHaveLength(120);
  });
});
