import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { EventStore, SealedEvent } from '@app/event-store/event-store';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { NO_HASH, sealOf } from '@app/event-store/seal';
import { BLOCK_EVENTS } from '@app/event-store/sealing/log-tree';
import { sealKeysFrom } from '@app/event-store/sealing/seal-keys';
import { Sealer } from '@app/event-store/sealing/sealer';
import { migrateSeals } from '@app/event-store/sealing/start-sealing';
import { type Held, type LogVerdict, verifyLog } from '@app/event-store/sealing/verify-log';
import { connect, type Sql } from '@app/postgres/connect';
import { closeGap, insertBefore } from '@test/support/log-forgery';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';

// Somebody with the rights of the database owner does to a real log what such a person could do.
const keys = sealKeysFrom(
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  undefined,
);
const now = () => new Date('2026-11-23T01:00:00.000Z');
const STREAMS = 7;
const SEALED = 2 * BLOCK_EVENTS + 60;

let database: ScratchDatabase;
let sql: Sql;
let store: EventStore;
let before: readonly SealedEvent[];

const seal = () => new Sealer({ store, sql, keys, now }).seal();
const verify = (held: Partial<Held> = {}): Promise<LogVerdict> =>
  verifyLog(store, { seals: sql, publicKey: keys.publicKey, ...held });
const withoutRoots = (): Promise<LogVerdict> => verifyLog(store, {});
const firstFault = async (verdict: Promise<LogVerdict>) => (await verdict).faults[0];
/** What the store itself never does. */
const tamper = (statement: string) => sql.unsafe(`set session_replication_role = replica; ${statement}`);

const allEvents = () => store.sealed();
const appendSome = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n++) {
    const event = { id: randomUUID(), type: 'Noted', data: { n, note: '东方' }, metadata: { by: 'spec' } };
    await store.append(`credit-${n % STREAMS}`, [event], { expected: 'any' });
  }
};

beforeAll(async () => {
  database = await scratchDatabase();
  sql = connect(database.url, { connectionsMax: 4 });
  let clock = Date.parse('2026-11-01T00:00:00.000Z');
  store = await openPostgresStore({ sql, now: () => new Date((clock += 1_000)) });
  await migrateSeals(sql);
  await appendSome(SEALED);
  await seal();
  before = await allEvents();
  await sql.unsafe(`
    create schema kept;
    create table kept.event as table log.event;
    create table kept.head as table log.head;
    create table kept.block as table seal.block`);
});
afterEach(async () => {
  await sql.unsafe(`
    truncate log.event, log.head, seal.block;
    insert into log.event select * from kept.event;
    insert into log.head select * from kept.head;
    insert into seal.block select * from kept.block`);
});
afterAll(async () => {
  await store.close();
  await sql.end();
  await database.drop();
});

/** An event in the first, the middle and the last block, which is not full. */
const places = [17, BLOCK_EVENTS + 500, 2 * BLOCK_EVENTS + 30];

test('nothing was done: there is nothing to name', async () => {
  const verdict = await verify();
  expect(verdict).toMatchObject({ events: SEALED, streams: STREAMS, faults: [] });
  expect(verdict.sealed).toEqual({ blocks: 3, events: SEALED, signed: 3 });
  expect((await withoutRoots()).faults).toEqual([]);
});

describe.each(places)('event %i', (place) => {
  const at = () => before[place - 1]!;
  const identity = () => {
    const { id, stream, revision, position } = at();
    return { event: place, id, stream, revision, position };
  };

  test.each([
    ['data', `data = '{"n":999999,"note":"东方"}'`],
    ['only the spelling of its data', `data = replace(data::text, ',', ', ')::json`],
    ['who did it', `metadata = '{"by":"somebody-else"}'`],
    ['when it was', `recorded_at = recorded_at + interval '1 millisecond'`],
    ['its type', `type = 'Noticed'`],
    ['its hash', `hash = sha256('')`],
  ])('edited in %s is named, with and without roots', async (_, change) => {
    await tamper(`update log.event set ${change} where position = ${place}`);
    expect(await firstFault(withoutRoots())).toMatchObject({ kind: 'edited', ...identity() });
    expect(await firstFault(verify())).toMatchObject({ kind: 'edited', ...identity() });
  });

  test('edited, with all hashes of its stream made anew, is named by the root', async () => {
    await tamper(`update log.event set data = '{"n":999999,"note":"东方"}' where position = ${place}`);
    await forgeChain(at().stream, at().revision);
    expect((await withoutRoots()).faults).toEqual([]);
    expect(await firstFault(verify())).toMatchObject({ kind: 'edited', by: 'root', ...identity() });
  });

  test('deleted is missed at its position, in its stream and by the root', async () => {
    await tamper(`delete from log.event where position = ${place}`);
    const { faults } = await verify();
    expect(faults[0]).toMatchObject({ kind: 'deleted', event: place, by: 'position', position: at().position });
    const { stream, revision } = at();
    expect(faults).toContainEqual(expect.objectContaining({ kind: 'deleted', by: 'revision', stream, revision }));
    expect(faults).toContainEqual(expect.objectContaining({ kind: 'deleted', by: 'root', event: place }));
  });

  test('deleted, with the gap closed in positions and revisions, is found out', async () => {
    const { stream, revision } = at();
    await tamper(`delete from log.event where position = ${place}`);
    await tamper(closeGap(place, stream, revision));
    expect(await firstFault(verify())).toMatchObject({ kind: 'deleted', event: place, by: 'root' });
    const [alone] = (await withoutRoots()).faults;
    expect(alone).toMatchObject({ kind: 'deleted', by: 'hash', stream, revision });
  });

  test('swapped with the next of another stream is named by the root, from the first of the two on', async () => {
    await tamper(`
      update log.event set position = -1 where position = ${place};
      update log.event set position = ${place} where position = ${place + 1};
      update log.event set position = ${place + 1} where position = -1`);
    const { stream } = before[place]!;
    expect(await firstFault(verify())).toMatchObject({ kind: 'reordered', event: place, stream, by: 'root' });
  });

  test('swapped with the next of its own stream is named without a root', async () => {
    await tamper(`
      update log.event set position = -1 where position = ${place};
      update log.event set position = ${place} where position = ${place + STREAMS};
      update log.event set position = ${place + STREAMS} where position = -1`);
    const { stream, revision } = at();
    expect(await firstFault(withoutRoots())).toMatchObject({ kind: 'reordered', event: place, stream, revision });
    expect(await firstFault(verify())).toMatchObject({ kind: 'reordered', event: place });
  });

  test.each([
    ['with a hash that was made up', false],
    ['with all hashes of its stream made anew', true],
  ])('pushed back by an inserted one, %s: the inserted one is named', async (_, forged) => {
    const { stream, revision } = at();
    await tamper(insertBefore(place, stream, revision));
    if (forged) await forgeChain(stream, revision);
    expect(await firstFault(verify())).toMatchObject({ kind: 'inserted', event: place, stream, revision });
    if (!forged) expect(await firstFault(withoutRoots())).toMatchObject({ kind: 'inserted', event: place });
  });
});

describe('the end of the log', () => {
  const last = SEALED;
  const moveHead = (to: number) => `update log.head set position = ${to}`;

  test('cut off, with the head as it was, is noticed even without roots', async () => {
    await tamper(`delete from log.event where position > ${last - 3}`);
    expect(await firstFault(withoutRoots())).toMatchObject({ kind: 'cut-off', event: last - 2, by: 'head' });
  });

  test('cut off, with the head set back, is noticed by the root', async () => {
    await tamper(`delete from log.event where position = ${last}; ${moveHead(last - 1)}`);
    expect((await withoutRoots()).faults).toEqual([]);
    expect(await firstFault(verify())).toMatchObject({ kind: 'cut-off', event: last, by: 'root' });
  });

  test('cut off by more than a block, with the head set back, is noticed by the root', async () => {
    await tamper(`delete from log.event where position > 700; ${moveHead(700)}`);
    expect(await firstFault(verify())).toMatchObject({ kind: 'cut-off', event: 701, by: 'root' });
  });

  test('cut off together with the roots is noticed by a root that was exported', async () => {
    const { events, head } = await verify();
    await tamper(
      `delete from log.event where position > 1024; ${moveHead(1024)}; delete from seal.block where number > 0`,
    );
    expect((await verify()).faults).toEqual([]);
    const told = await verify({ root: { events, head } });
    expect(told.faults).toMatchObject([{ kind: 'cut-off', event: 1025, by: 'exported-root' }]);
  });

  test('stands behind a forged chain without roots: a root that was exported tells that, and not where', async () => {
    const { events, head } = await verify();
    await tamper(`update log.event set data = '{"n":1,"note":"西方"}' where position = 5; truncate seal.block`);
    await forgeChain(before[4]!.stream, 0);
    expect((await verify()).faults).toEqual([]);
    const told = await verify({ root: { events, head } });
    expect(told.faults).toEqual([{ kind: 'changed', event: events, by: 'exported-root' }]);
  });

  test('goes on, and a root of earlier is still kept', async () => {
    const { events, head } = await verify();
    await appendSome(20);
    expect((await verify({ root: { events, head } })).faults).toEqual([]);
    await tamper(
      `truncate log.event, seal.block; insert into log.event select * from kept.event where position <= ${last}`,
    );
  });

  test('has an event behind what was counted: it came in by another way', async () => {
    const revision = before.filter(({ stream }) => stream === 'credit-0').length;
    await tamper(insertBefore(last + 1, 'credit-0', revision));
    await forgeChain('credit-0', 0);
    await tamper(moveHead(last));
    expect(await firstFault(verify())).toMatchObject({ kind: 'inserted', event: last + 1, by: 'head' });
  });
});

describe('the roots', () => {
  test('made anew over a forged log lack the signature', async () => {
    await tamper(`update log.event set data = '{"n":1,"note":"西方"}' where position = 5`);
    await forgeChain(before[4]!.stream, 0);
    await sql.unsafe('truncate seal.block');
    const other = sealKeysFrom(
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      undefined,
    );
    for (const forger of [{}, other]) {
      await sql.unsafe('truncate seal.block');
      await new Sealer({ store, sql, keys: forger, now }).seal();
      expect((await verifyLog(store, { seals: sql })).faults).toEqual([]);
      expect((await verify()).faults).toMatchObject([{ kind: 'root-unsigned', block: 2 }]);
    }
  });

  test('made anew under the old signature are named', async () => {
    await tamper(`update log.event set data = '{"n":1,"note":"西方"}' where position = 5`);
    await forgeChain(before[4]!.stream, 0);
    await sql.unsafe('truncate seal.block');
    await new Sealer({ store, sql, keys: {}, now }).seal();
    await sql.unsafe(`update seal.block b set key_id = k.key_id, signature = k.signature, sealed_at = k.sealed_at
                      from kept.block k where k.number = b.number`);
    expect((await verify()).faults).toMatchObject([
      { kind: 'root-forged', by: 'signature', block: 0 },
      { kind: 'root-forged', by: 'signature', block: 1 },
      { kind: 'root-forged', by: 'signature', block: 2 },
    ]);
  });

  test.each([
    ['its root', `root = sha256('')`, 'root'],
    ['its list', `hashes = substr(hashes, 33) || sha256('')`, 'root'],
    ['its head', `head = sha256('')`, 'root'],
    ['its signature', `signature = signature || '\\x00'`, 'signature'],
    ['what it covers', `events = events + 5000`, 'root'],
    [
      'its list, made shorter with root and list in keeping',
      `hashes = substr(hashes, 1, 320), events = events - 1014`,
      'root',
    ],
    ['its time', `sealed_at = sealed_at - interval '1 day'`, 'signature'],
  ])('changed in %s are named', async (_, change, by) => {
    await tamper(`update seal.block set ${change} where number = 1`);
    const { faults } = await verify();
    expect(faults).toContainEqual(expect.objectContaining({ kind: 'root-forged', block: 1, by }));
  });

  test('with one missing between others are named', async () => {
    await tamper('delete from seal.block where number = 1');
    expect((await verify()).faults).toMatchObject([{ kind: 'root-missing', block: 1, event: BLOCK_EVENTS + 1 }]);
  });

  test('are not laid over a log that has changed', async () => {
    await tamper(`delete from log.event where position = ${SEALED - 2}`);
    await expect(seal()).rejects.toThrow(/root 2/);
  });
});

/** What a clever forger does after an edit: every later hash of the stream fits again. */
const forgeChain = async (stream: string, from: number): Promise<void> => {
  const events = (await allEvents())
    .filter((event) => event.stream === stream)
    .toSorted((a, b) => a.revision - b.revision);
  let hash = events[from - 1]?.hash ?? NO_HASH;
  const forged = events.slice(from).map((event) => ({ id: event.id, hash: (hash = sealOf(hash, event)) }));
  await sql`
    update log.event e set hash = decode(f.hash, 'hex')
    from unnest(${forged.map(({ id }) => id)}::text[], ${forged.map((one) => one.hash)}::text[]) as f(id, hash)
    where e.id = f.id::uuid`;
};
