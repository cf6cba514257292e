import { setTimeout as sleep } from 'node:timers/promises';
import { checkedAppend } from '@app/event-store/checked-append';
import type { EventStore, NewEvent } from '@app/event-store/event-store';
import { createHandler } from '@app/event-store/handle';
import { positionText } from '@app/event-store/positions';
import { openPostgresStore, type PostgresStoreOptions } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import { verifyLog } from '@app/event-store/sealing/verify-log';
import { FaultyStore } from '@test/support/faulty-store';
import { CAPACITY, load } from '@test/support/truck';
import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { until } from '@test/support/until';
import { errorOf, idsOf, made, numbered, observe } from './contract-material';

const now = () => new Date();

describe('the Postgres log', () => {
  let scratch: ScratchDatabase;
  /** A client of its own, like an operator's or another program's. */
  let outside: Sql;
  let pools: Sql[];
  let stores: EventStore[];
  const open = async (options: Partial<PostgresStoreOptions> = {}, name = 'xay-store'): Promise<EventStore> => {
    const sql = connect(scratch.url, { connectionsMax: 4, applicationName: name });
    pools.push(sql);
    const store = await openPostgresStore({ sql, now, ...options });
    stores.push(store);
    return store;
  };

  beforeEach(async () => {
    scratch = await scratchDatabase();
    outside = connect(scratch.url, { connectionsMax: 4 });
    [pools, stores] = [[outside], []];
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(pools.map((sql) => sql.end({ timeout: 1 })));
    await scratch.drop();
  });

  /** Holds the fence, as a transaction does that has appended and not yet committed, until the work is done. */
  const whileFenced = async (work: () => Promise<void>): Promise<void> => {
    const { promise: held, resolve: isHeld } = deferred();
    const { promise: released, resolve: release } = deferred();
    const fence = outside.begin(async (tx) => {
      await tx`select position from log.head for update`;
      isHeld();
      await released;
    });
    await held;
    try {
      await work();
    } finally {
      release();
      await fence;
    }
  };
  const appendOutside = (sql: Sql, stream: string, { id, type, data, metadata }: NewEvent) => {
    const [checked] = checkedAppend(stream, [{ id, type, data, metadata }], 'any').events;
    return sql`select log.append(${stream}, array[null::int], array[null::uuid], array[1], array[${id}::uuid], ${type},
      ${checked?.data ?? ''}, ${checked?.metadata ?? ''}, ${checked?.content ?? ''}, now(), false)`;
  };
  const commits = async (): Promise<number> => {
    const [row] = await outside<{ count: number }[]>`select count(distinct xmin::text)::int as count from log.event`;
    return row!.count;
  };

  it('48 lets no subscriber pass an event whose transaction commits late', async () => {
    const store = await open();
    const { seen, caughtUp, subscription } = observe(store);
    await until(() => caughtUp() > 0);
    const [early, late, after] = [made(), made(), made()];
    await store.append('credit-1', [early], { expected: 'any' });
    const { promise: released, resolve: release } = deferred();
    const { promise: appended, resolve: isAppended } = deferred();
    const slow = outside.begin(async (tx) => {
      await appendOutside(tx as unknown as Sql, 'credit-2', late);
      isAppended();
      await released;
    });
    await appended;
    const waiting = store.append('credit-3', [after], { expected: 'any' });
    await sleep(150);
    expect(idsOf(seen)).toEqual([early.id]);
    expect(idsOf(await store.readAll())).toEqual([early.id]);
    release();
    await Promise.all([slow, waiting]);
    await until(() => seen.length === 3);
    expect(idsOf(seen)).toEqual([early.id, late.id, after.id]);
    await subscription.stop();
  });

  it('48 loses nothing for a reader at zero lag while sixteen writers append and some commit late', async () => {
    const writers = await Promise.all([1, 2, 3].map(() => open()));
    const { seen, subscription } = observe(await open());
    const appends = Array.from({ length: 16 }, async (_, writer) => {
      for (let n = 0; n < 20; n++) {
        const stream = `credit-${(writer + n) % 9}`;
        if (writer % 4 > 0) await writers[writer % 3]!.append(stream, numbered(1 + (n % 2)), { expected: 'any' });
        else
          await outside.begin(async (tx) => {
            await appendOutside(tx as unknown as Sql, stream, made());
            await sleep(n % 5);
          });
      }
    });
    await Promise.all(appends);
    const total = 12 * 30 + 4 * 20;
    await until(() => seen.length >= total);
    const all = await writers[0]!.readAll();
    expect(idsOf(seen)).toEqual(idsOf(all));
    expect(all.map(({ position }) => position)).toEqual(
      Array.from({ length: total }, (_, n) => positionText(BigInt(n + 1))),
    );
    await subscription.stop();
  });

  it('writes what queues up while a batch is under way in one commit, each with its own answer', async () => {
    const store = await open();
    const [known, first] = [made(), made()];
    await store.append('credit-0', [known], { expected: 'no_stream' });
    let answers: PromiseSettledResult<{ revision: number }>[] = [];
    let pending: Promise<void> = Promise.resolve();
    await whileFenced(async () => {
      const asked = [store.append('credit-0', [first], { expected: 0 })];
      await sleep(30);
      for (let n = 1; n <= 20; n++) asked.push(store.append(`credit-${n}`, numbered(2), { expected: 'no_stream' }));
      for (let n = 0; n < 3; n++)
        asked.push(store.append('credit-chain', [made()], { expected: n === 0 ? 'no_stream' : n - 1 }));
      asked.push(store.append('credit-repeat', [known], { expected: 'any' }));
      asked.push(store.append('credit-stale', [made()], { expected: 5 }));
      pending = Promise.allSettled(asked).then((settled) => void (answers = settled));
    });
    await pending;
    const outcome = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.revision : 'refused'));
    expect(outcome).toEqual([1, ...Array<number>(20).fill(1), 0, 1, 2, 'refused', 'refused']);
    expect(await commits()).toBe(3);
    expect(await store.readAll()).toHaveLength(2 + 40 + 3);
  });

  it('answers each member of a chain by itself when the chain as a whole does not fit', async () => {
    const [store, other] = [await open(), await open()];
    const resent = made();
    await store.append('credit-1', [resent], { expected: 'no_stream' });
    await other.append('credit-1', [made()], { expected: 0 });
    const chain = [
      store.append('credit-1', [resent], { expected: 'no_stream' }),
      store.append('credit-1', [made()], { expected: 0 }),
      store.append('credit-1', [made()], { expected: 1 }),
    ];
    const settled = await Promise.allSettled(chain);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.read('credit-1')).toHaveLength(3);
  });

  it('stores the others of a batch unmixed when those in front of them, or between them, are refused', async () => {
    const store = await open();
    await store.append('credit-1', [made({ n: 'first' })], { expected: 'no_stream' });
    const stale = { expected: 7 };
    const fresh = { expected: 'no_stream' } as const;
    const settled = await Promise.allSettled([
      store.append('credit-1', numbered(2), stale),
      store.append('credit-2', [made({ n: 'a' })], fresh),
      store.append('credit-3', [made({ n: 'b' }), made({ n: 'c' })], fresh),
      store.append('credit-4', [made()], stale),
      store.append('credit-5', [made({ n: 'd' })], fresh),
      store.append('credit-6', [made()], stale),
    ]);
    const refused = settled.map(({ status }) => status === 'rejected');
    expect(refused).toEqual([true, false, false, true, false, true]);
    const all = await store.readAll();
    expect(all.map(({ stream, data }) => [stream, (data as { n: unknown }).n])).toEqual([
      ['credit-1', 'first'],
      ['credit-2', 'a'],
      ['credit-3', 'b'],
      ['credit-3', 'c'],
      ['credit-5', 'd'],
    ]);
    expect(all.map(({ position }) => position)).toEqual(all.map((_, n) => positionText(BigInt(n + 1))));
    expect((await verifyLog(store, { seals: undefined })).faults).toEqual([]);
  });

  it('38 answers in time when the server does not, says whether it was sent, and writes a resend once', async () => {
    const store = await open();
    const [sent, queued] = [made(), made()];
    await whileFenced(async () => {
      const open = errorOf(store.append('credit-1', [sent], { expected: 'no_stream', timeoutMs: 150 }));
      await sleep(30);
      const kept = errorOf(store.append('credit-2', [queued], { expected: 'no_stream', timeoutMs: 50 }));
      expect(await kept).toMatchObject({ code: 'timeout', about: { outcome: 'not_applied', retryable: true } });
      expect(await open).toMatchObject({ code: 'timeout', about: { outcome: 'unknown', retryable: true } });
    });
    expect(await store.append('credit-1', [sent], { expected: 'no_stream' })).toMatchObject({ revision: 0 });
    expect(idsOf(await store.readAll())).toEqual([sent.id]);
  });

  it('43 answers busy instead of queueing without end', async () => {
    const store = await open({ queueMax: 3 });
    await whileFenced(async () => {
      void store.append('credit-1', [made()], { expected: 'any' });
      await sleep(30);
      const kept = [1, 2, 3].map(() => store.append('credit-1', [made()], { expected: 'any' }));
      const error = await errorOf(store.append('credit-1', [made()], { expected: 'any' }));
      expect(error).toMatchObject({ code: 'busy', about: { outcome: 'not_applied', retryable: true } });
      void Promise.all(kept);
    });
    await until(async () => (await store.read('credit-1')).length === 4);
  });

  it('36 loses and doubles nothing when connections are cut under load and handlers resend', async () => {
    const store = await open({}, 'xay-victim');
    const cut = () =>
      outside`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'xay-victim' and datname = current_database()`;
    const { seen, subscription } = observe(store, { prefixes: ['truck-'] });
    const counting = new FaultyStore(store);
    const handler = createHandler({ store: counting });
    const writing = Promise.all(
      Array.from({ length: 12 }, async (_, truck) => {
        for (let n = 0; n < 15; n++) await handler.handle({ ...load(`O-${n}`, 1), id: `T-${truck}` });
      }),
    );
    // Cuts until some appends have been left without an answer; the writers never rest meanwhile.
    for (let round = 0; round < 12; round++) {
      await sleep(8);
      await cut();
    }
    await writing;
    expect(counting.appends.length).toBeGreaterThan(12 * 15);
    const all = await (await open()).readAll();
    expect(all).toHaveLength(12 * 15);
    for (let truck = 0; truck < 12; truck++) {
      const events = all.filter(({ stream }) => stream === `truck-T-${truck}`);
      expect(events.map(({ data }) => (data as { order: string }).order)).toEqual(
        Array.from({ length: 15 }, (_, n) => `O-${n}`),
      );
      expect(events.filter(({ type }) => type === 'PalletsLoaded')).toHaveLength(CAPACITY);
    }
    expect(all.map(({ position }) => position)).toEqual(all.map((_, n) => positionText(BigInt(n + 1))));
    await until(() => seen.length === all.length);
    expect(idsOf(seen)).toEqual(idsOf(all));
    await subscription.stop();
  });

  it('50 sells the last place once when two processes decide on one stream', async () => {
    const handlers = await Promise.all([1, 2, 3].map(async () => createHandler({ store: await open() })));
    const asked = Array.from({ length: 60 }, (_, n) => handlers[n % 3]!.handle(load(`O-${n}`, 1)));
    const outcomes = await Promise.all(asked);
    const loaded = outcomes.filter(({ events }) => events[0]?.type === 'PalletsLoaded');
    expect(loaded).toHaveLength(CAPACITY);
    expect(await stores[0]!.read('truck-T-1')).toHaveLength(60);
  });

  it('stores one first reservation once, however many copies of it arrive at a fresh stream', async () => {
    const [one, two] = [await open(), await open()];
    for (let round = 0; round < 25; round++) {
      const copies = Array.from({ length: 8 }, (_, n) =>
        [one, two][n % 2]!.append(`credit-${round}`, [made({ shipment: 'S-1' })], { expected: 'no_stream' }),
      );
      const settled = await Promise.allSettled(copies);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await one.read(`credit-${round}`)).toHaveLength(1);
    }
  });

  it('refuses to append where a transaction would not see what was committed before it', async () => {
    const [{ name } = { name: '' }] = await outside<{ name: string }[]>`select current_database() as name`;
    await outside`alter database ${outside(name)} set default_transaction_isolation = 'repeatable read'`;
    const store = await open();
    const error = await errorOf(store.append('credit-1', [made()], { expected: 'any' }));
    expect(error).toMatchObject({ about: { outcome: 'not_applied', retryable: false } });
    expect(error.message).toContain('read committed');
  });

  it('46 says denied, and not to retry, to who may not write or does not know the password', async () => {
    await open();
    const role = `reader_${scratch.url.slice(-16)}`;
    const as = (password: string): Sql => {
      const url = new URL(scratch.url);
      [url.username, url.password] = [role, password];
      const sql = connect(url.href, { connectionsMax: 1 });
      pools.push(sql);
      return sql;
    };
    await outside.unsafe(`
      create role ${role} login password 'right';
      grant create on database ${new URL(scratch.url).pathname.slice(1)} to ${role};
      grant usage, create on schema log to ${role};
      grant select on all tables in schema log to ${role};`);
    try {
      const store = await openPostgresStore({ sql: as('right'), now });
      stores.push(store);
      const error = await errorOf(store.append('credit-1', [made()], { expected: 'any' }));
      expect(error).toMatchObject({ code: 'denied', about: { outcome: 'not_applied', retryable: false } });
      expect(await store.readAll()).toEqual([]);
      const stranger = await errorOf(openPostgresStore({ sql: as('wrong'), now }));
      expect(stranger).toMatchObject({ code: 'denied', about: { retryable: false } });
    } finally {
      await outside.unsafe(`drop owned by ${role}; drop role ${role}`);
    }
  });
});

const deferred = (): { promise: Promise<void>; resolve: () => void } => {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};
