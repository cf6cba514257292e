import { randomUUID } from 'node:crypto';
import type { EventStore } from '@app/event-store/event-store';
import { createHandler } from '@app/event-store/handle';
import { MemoryStore } from '@app/event-store/memory-store';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import { migrate } from '@app/postgres/migrate';
import { eventFollower, streamFollower } from '@app/read-models/following/projection-follower';
import type { RowsPerEvent, RowsPerStream } from '@app/read-models/projection';
import { READ_SCHEMA, readMigrations } from '@app/read-models/read-schema';
import { openFollowers, type Followers } from '@app/read-models/runner';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';
import {
  KG_A_PALLET,
  secondTruckEvent,
  storedLoads,
  truckOfOld,
  truckOfOldEvent,
  type Freight,
  type TruckOfOldEvent,
} from '@test/support/truck-of-old';

type FreightRow = { weight_kg: number; orders: string[]; revision: number };
const freightNow: RowsPerStream<Freight, TruckOfOldEvent, FreightRow> = {
  kind: 'rows-per-stream',
  name: 'freight',
  version: 1,
  table: 'freight',
  key: ['stream'],
  category: 'truckOfOld',
  schema: truckOfOldEvent,
  initial: truckOfOld.initial,
  evolve: truckOfOld.evolve,
  render: ({ weightKg, orders }, { revision }) => [{ weight_kg: weightKg, orders: [...orders], revision }],
};

type LoadRow = { type: string; weight_kg: number };
const loads: RowsPerEvent<TruckOfOldEvent, LoadRow> = {
  kind: 'rows-per-event',
  name: 'loads',
  version: 1,
  table: 'loads',
  categories: ['truckOfOld'],
  schema: truckOfOldEvent,
  on: {
    PalletsLoaded: ({ type, data: { weightKg } }) => [{ type, weight_kg: weightKg }],
    TruckUnloaded: 'skip',
  },
};
/** The same read model in the program of the year before. */
const loadsBefore: RowsPerEvent<ReturnType<typeof secondTruckEvent.parse>, LoadRow> = {
  ...loads,
  schema: secondTruckEvent,
  on: { PalletsLoaded: ({ type, data: { pallets } }) => [{ type, weight_kg: pallets }], TruckUnloaded: 'skip' },
};

const stream = 'truckOfOld-T-1';
const metadata = { by: 'yard' };
const asked = { decider: truckOfOld, schema: truckOfOldEvent, id: 'T-1' };
const WEIGHT = 3 * KG_A_PALLET + 2 * KG_A_PALLET + 350;

describe.each(['memory', 'Postgres'])('an event of an old version in the log of %s', (where) => {
  let database: ScratchDatabase;
  let sql: Sql;
  let store: EventStore;
  const opened: Followers[] = [];

  beforeEach(async () => {
    database = await scratchDatabase();
    sql = connect(database.url);
    await migrate(sql, READ_SCHEMA, readMigrations);
    await sql`create table read.freight (stream text collate "C" primary key, weight_kg int, orders text[], revision int)`;
    await sql`create table read.loads (
      position text collate "C", n int, type text, weight_kg int, primary key (position, n))`;
    const now = () => new Date();
    store = where === 'memory' ? new MemoryStore({ now }) : await openPostgresStore({ sql, now });
    // By hand, as the programs of their times left it; version 1 goes without saying.
    const events = storedLoads.map(({ type, data, version }) => ({
      id: randomUUID(),
      type,
      data,
      metadata: { ...metadata, ...(version > 1 && { version }) },
    }));
    await store.append(stream, events, { expected: 'no_stream' });
  });
  afterEach(async () => {
    for (const followers of opened.splice(0)) await followers.stop();
    await store.close();
    await sql.end({ timeout: 1 });
    await database.drop();
  });
  const following = (...projections: RowsPerEvent<never, LoadRow>[]): Followers => {
    const read = projections.map((projection) => eventFollower(projection));
    const followers = openFollowers({
      sql,
      store,
      followers: [streamFollower(freightNow, store), ...read],
      log: () => undefined,
    });
    opened.push(followers);
    return followers;
  };
  const rowsOfLoads = () => sql<LoadRow[]>`select type, weight_kg from read.loads order by position, n`;

  test('is folded by the handler as one of the present version', async () => {
    const { state, revision } = await createHandler({ store }).load(asked);
    expect({ state, revision }).toEqual({ state: { weightKg: WEIGHT, orders: ['A', 'B', 'C'] }, revision: 2 });
  });

  test('stays in the log as it was, and what is written behind it says its version', async () => {
    const handler = createHandler({ store });
    const command = { order: 'D', pallets: 1, weightKg: 100 };
    const { state } = await handler.handle({ ...asked, command, metadata });
    expect(state.weightKg).toBe(WEIGHT + 100);
    const stored = await store.read(stream);
    expect(stored.map(({ type, metadata: { version } }) => [type, version])).toEqual([
      ['BoxesLoaded', undefined],
      ['PalletsLoaded', 2],
      ['PalletsLoaded', 3],
      ['PalletsLoaded', 3],
    ]);
    expect(stored[0]?.data).toEqual(storedLoads[0].data);
    expect((await createHandler({ store }).load(asked)).state).toEqual(state);
  });

  test('reaches the read models as one of the present version, under its present name', async () => {
    const followers = following(loads as never);
    await followers.settle();
    expect(await sql`select weight_kg, orders, revision from read.freight`).toEqual([
      { weight_kg: WEIGHT, orders: ['A', 'B', 'C'], revision: 2 },
    ]);
    expect(await rowsOfLoads()).toEqual([
      { type: 'PalletsLoaded', weight_kg: 3 * KG_A_PALLET },
      { type: 'PalletsLoaded', weight_kg: 2 * KG_A_PALLET },
      { type: 'PalletsLoaded', weight_kg: 350 },
    ]);
    const [rebuilt] = await followers.rebuild('loads');
    expect(rebuilt?.digestAfter).toBe(rebuilt?.digestBefore);
  });

  test('is put into the read models anew when the program learns of a new version', async () => {
    // The program of the year before has come as far as it could.
    await expect(following(loadsBefore as never).settle()).rejects.toThrow('projection-stopped');
    expect(await rowsOfLoads()).toEqual([
      { type: 'PalletsLoaded', weight_kg: 3 },
      { type: 'PalletsLoaded', weight_kg: 2 },
    ]);
    await opened.pop()?.stop();
    await following(loads as never).settle();
    expect((await rowsOfLoads()).map(({ weight_kg }) => weight_kg)).toEqual([1200, 800, 350]);
  });

  test('stops a read model of an older program at the first event that is too new for it, and says so', async () => {
    const followers = following(loadsBefore as never);
    await expect(followers.settle()).rejects.toMatchObject({ code: 'projection-stopped' });
    const [stopped] = (await followers.states()).filter(({ name }) => name === 'loads');
    expect(stopped?.stopped?.position).toBe(await positionOf(2));
    expect(stopped?.stopped?.error).toContain(
      `"stream":"${stream}","revision":2,"type":"PalletsLoaded","version":3,"known":2`,
    );
  });

  const positionOf = async (revision: number): Promise<string> =>
    (await store.read(stream, { from: revision }))[0]!.position;
});
