import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { EventStore } from '@app/event-store/event-store';
import { MemoryStore } from '@app/event-store/memory-store';
import { BLOCK_EVENTS } from '@app/event-store/sealing/log-tree';
import { sealKeysFrom, type SealKeys } from '@app/event-store/sealing/seal-keys';
import { SealBroken, Sealer } from '@app/event-store/sealing/sealer';
import { migrateSeals, startSealing } from '@app/event-store/sealing/start-sealing';
import { verifyLog } from '@app/event-store/sealing/verify-log';
import { connect, type Sql } from '@app/postgres/connect';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';
import { until } from '@test/support/until';

// The log is in memory, with gaps in its positions: roots go by the count of events, whatever the store.
const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const keys = sealKeysFrom(pem, undefined);
const now = () => new Date('2026-11-23T01:00:00.000Z');

let database: ScratchDatabase;
let sql: Sql;
let store: EventStore;
beforeAll(async () => {
  database = await scratchDatabase();
  sql = connect(database.url, { connectionsMax: 6 });
  await migrateSeals(sql);
});
beforeEach(async () => {
  store = new MemoryStore({ now });
  await sql`truncate seal.block`;
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const grow = async (count: number): Promise<void> => {
  for (let done = 0; done < count; done += 500) {
    const events = Array.from({ length: Math.min(500, count - done) }, (_, n) => ({
      id: randomUUID(),
      type: 'Noted',
      data: { n },
      metadata: { by: 'spec' },
    }));
    await store.append(`credit-${done % 3}`, events, { expected: 'any' });
  }
};
const sealer = (over: Pick<EventStore, 'sealed'> = store, held: SealKeys = keys) =>
  new Sealer({ store: over, sql, keys: held, now });
const verified = (over: Pick<EventStore, 'sealed' | 'head' | 'compare'> = store) =>
  verifyLog(over, { seals: sql, publicKey: keys.publicKey });
type Row = { number: number; events: string; head: string; position: string };
const rows = () =>
  sql<
    Row[]
  >`select number, events, encode(head, 'hex') as head, last_position as position from seal.block order by number`;

test('what was appended is covered soon, and what is appended later after it', async () => {
  await grow(10);
  const sealing = startSealing({ store, sql, keys, now, log: () => undefined, everyMs: 10 });
  await until(async () => (await rows()).at(-1)?.events === '10');
  await grow(BLOCK_EVENTS);
  await until(async () => (await rows()).at(-1)?.events === String(BLOCK_EVENTS + 10));
  await sealing.stop();
  await grow(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await verified()).sealed).toEqual({ blocks: 2, events: BLOCK_EVENTS + 10, signed: 2 });
});

test('after a long absence everything is caught up with, and nothing is read for nothing', async () => {
  await grow(9 * BLOCK_EVENTS + 1);
  let asked = 0;
  const counting = new Proxy(store, {
    get: (at, name) => {
      if (name === 'sealed') asked++;
      return (Reflect.get(at, name) as (...given: unknown[]) => unknown).bind(at);
    },
  });
  const one = sealer(counting);
  await one.seal();
  expect((await rows()).map(({ events }) => Number(events) % BLOCK_EVENTS)).toEqual([...Array<number>(9).fill(0), 1]);
  expect((await verified()).faults).toEqual([]);
  asked = 0;
  const before = await sql`select xmin from seal.block order by number`;
  await one.seal();
  expect(asked).toBe(1);
  expect(await sql`select xmin from seal.block order by number`).toEqual(before);
});

test('a root is the same whoever sealed what is before it, and however often', async () => {
  await grow(2 * BLOCK_EVENTS + 7);
  await sealer().seal();
  const atOnce = await rows();
  await sql`truncate seal.block`;
  const copy = new MemoryStore({ now });
  const all = [...(await store.sealed()), ...(await store.sealed({ after: (await store.sealed()).at(-1)!.position }))];
  for (const end of [3, 1_000, 1_024, 1_030, 2_048, 2_055]) {
    await copy.restore(all.slice(0, end));
    await sealer(copy).seal();
  }
  expect(await rows()).toEqual(atOnce);
});

test('of several processes one seals at a time', async () => {
  await grow(6 * BLOCK_EVENTS);
  await Promise.all(Array.from({ length: 4 }, () => sealer().seal()));
  await sealer().seal();
  expect((await verified()).sealed).toEqual({ blocks: 6, events: 6 * BLOCK_EVENTS, signed: 6 });
});

test('when a key comes, the last root is signed with it and so covers what was unsigned', async () => {
  await grow(BLOCK_EVENTS + 5);
  await sealer(store, {}).seal();
  expect((await verified()).faults).toMatchObject([{ kind: 'root-unsigned' }]);
  await sealer().seal();
  expect(await verified()).toMatchObject({ sealed: { signed: 1 }, faults: [] });
});

test('roots stay what they are when the log moves to a store with other positions', async () => {
  await grow(2 * BLOCK_EVENTS + 7);
  await sealer().seal();
  const before = await rows();
  const other = new MemoryStore({ now });
  const STEP = 5n;
  const shifted = (position: string, by: bigint): string => String(BigInt(position) + by).padStart(16, '0');
  const moved: Pick<EventStore, 'sealed' | 'head' | 'compare'> = {
    sealed: async ({ after, limit } = {}) => {
      const from = after === undefined ? {} : { after: shifted(after, -STEP) };
      const page = await other.sealed({ ...(limit !== undefined && { limit }), ...from });
      return page.map((event) => ({ ...event, position: shifted(event.position, STEP) }));
    },
    head: async () => shifted((await other.head()) ?? '0', STEP),
    compare: (a, b) => other.compare(a, b),
  };
  for (const start of [0, 1_000, 2_000])
    await other.restore((await store.sealed({ limit: 5_000 })).slice(start, start + 1_000));
  await sealer(moved).seal();
  const after = await rows();
  expect(after.map(({ head }) => head)).toEqual(before.map(({ head }) => head));
  expect(after.map(({ position }) => position)).not.toEqual(before.map(({ position }) => position));
  expect((await verified(moved)).faults).toEqual([]);
});

test('roots that were taken away are not made anew by who has seen them', async () => {
  await grow(2 * BLOCK_EVENTS);
  const one = sealer();
  await one.seal();
  await one.seal();
  await sql`delete from seal.block where number = 1`;
  await expect(one.seal()).rejects.toBeInstanceOf(SealBroken);
});

test('nothing is sealed over a log that no longer holds what was sealed, and that is said once', async () => {
  await grow(BLOCK_EVENTS + 5);
  await sealer().seal();
  const other = new MemoryStore({ now });
  await other.append('credit-9', [{ id: randomUUID(), type: 'Noted', data: {}, metadata: { by: 'x' } }], {
    expected: 'any',
  });
  await expect(sealer(other).seal()).rejects.toBeInstanceOf(SealBroken);
  const lines: string[] = [];
  const sealing = startSealing({ store: other, sql, keys, now, log: (line) => void lines.push(line), everyMs: 1 });
  await until(async () => lines.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await sealing.stop();
  expect(lines).toEqual([expect.stringMatching(/no longer holds what root 0 covers/)]);
});
