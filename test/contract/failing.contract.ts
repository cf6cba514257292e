import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@app/event-store/event-store';
import { pagesOf } from '@app/event-store/read-pages';
import { until } from '@test/support/until';
import { errorOf, fill, idsOf, made, numbered, numbers, observe } from './contract-material';

/** What can be done to a server, or to the way to it, under a store. */
export type Failing = Readonly<{
  store: EventStore;
  another: () => Promise<EventStore>;
  faults: Readonly<{
    /** The next append is written, and its answer is lost with the connection. */
    cutAfterCommit: () => void;
    cutBeforeCommit: () => void;
    /** The next append, or read, gets no answer. */
    hangAppend: () => void;
    hangRead: () => void;
    /** Every connection is cut, and nobody answers until `up`; what was acknowledged is kept. */
    down: () => Promise<void>;
    up: () => Promise<void>;
    /** So many events into a subscription, the connection is cut; it can be made again at once. */
    cutSubscription: () => Promise<void>;
  }>;
  close: () => Promise<void>;
}>;

const TIMEOUT_MS = 400;
const SOON_MS = 2_500;

/** Tried again with the same ids, as whoever asks does, until the store has recovered. */
const insist = async <Result>(action: () => Promise<Result>): Promise<Result> => {
  let result: { value: Result } | undefined;
  await until(async () => {
    try {
      result = { value: await action() };
      return true;
    } catch (error) {
      if ((error as { about?: { retryable?: boolean } }).about?.retryable !== true) throw error;
      return false;
    }
  });
  if (result === undefined) throw new Error('never');
  return result.value;
};

const quickly = async (call: Promise<unknown>) => {
  const start = performance.now();
  const error = await errorOf(call);
  expect(performance.now() - start).toBeLessThan(SOON_MS);
  return error;
};

/** Cases 36 to 41, 47, 49 and 54: what a network and a server do. */
export const failingContract = (name: string, open: () => Promise<Failing>): void => {
  describe(`the event store contract under faults, kept by ${name}:`, () => {
    let failing: Failing;
    beforeEach(async () => {
      failing = await open();
    });
    afterEach(() => failing.close());

    test('36 cut after the commit: unknown, and the same ids again are one event', async () => {
      const { store, faults, another } = failing;
      await store.append('credit-1', [made()], { expected: 'no_stream' });
      const event = made();
      faults.cutAfterCommit();
      const error = await errorOf(store.append('credit-1', [event], { expected: 0, timeoutMs: 2_000 }));
      expect(error.about).toMatchObject({ outcome: 'unknown', retryable: true });
      await faults.up();
      expect((await insist(async () => (await another()).read('credit-1'))).at(-1)?.id).toBe(event.id);
      expect(await insist(() => store.append('credit-1', [event], { expected: 0 }))).toMatchObject({ revision: 1 });
      await store.append('credit-1', [made()], { expected: { revision: 1, id: event.id } });
      expect(await store.read('credit-1')).toHaveLength(3);
    });

    test('37 cut before the commit: to be retried, and the retry writes once', async () => {
      const { store, faults, another } = failing;
      await store.append('credit-0', [made()], { expected: 'no_stream' });
      const event = made();
      faults.cutBeforeCommit();
      const error = await errorOf(store.append('credit-1', [event], { expected: 'no_stream', timeoutMs: 2_000 }));
      expect(error.about).toMatchObject({ retryable: true });
      await faults.up();
      expect(await insist(async () => (await another()).read('credit-1'))).toEqual([]);
      expect(await insist(() => store.append('credit-1', [event], { expected: 'no_stream' }))).toMatchObject({
        revision: 0,
      });
      expect(idsOf(await store.read('credit-1'))).toEqual([event.id]);
    });

    test('38 an append that is never answered ends in time, and it is open whether it was written', async () => {
      const { store, faults, another } = failing;
      await store.append('credit-0', [made()], { expected: 'no_stream' });
      faults.hangAppend();
      const hanging = store.append('credit-1', [made()], { expected: 'no_stream', timeoutMs: TIMEOUT_MS });
      expect(await quickly(hanging)).toMatchObject({ code: 'timeout', about: { outcome: 'unknown', retryable: true } });
      const other = await another();
      expect(await insist(() => other.append('credit-2', [made()], { expected: 'any' }))).toMatchObject({
        revision: 0,
      });
    });

    test.each(['read', 'readAll'] as const)('39 a read that is never answered ends in time (%s)', async (how) => {
      const { store, faults, another } = failing;
      await store.append('credit-1', [made()], { expected: 'no_stream' });
      const read = () =>
        how === 'read' ? store.read('credit-1', { timeoutMs: TIMEOUT_MS }) : store.readAll({ timeoutMs: TIMEOUT_MS });
      await read();
      faults.hangRead();
      expect(await quickly(read())).toMatchObject({
        code: 'timeout',
        about: { outcome: 'not_applied', retryable: true },
      });
      const other = await another();
      expect(await insist(() => other.readAll({ timeoutMs: TIMEOUT_MS }))).toHaveLength(1);
    });

    test('40 down from the start: calls say so and are to be retried, and the same object recovers', async () => {
      const { store, faults } = failing;
      await faults.down();
      const event = made();
      const refused = await errorOf(store.append('credit-1', [event], { expected: 'any', timeoutMs: 2_000 }));
      expect(refused.about).toMatchObject({ retryable: true });
      expect((await errorOf(store.read('credit-1', { timeoutMs: 2_000 }))).about).toMatchObject({ retryable: true });
      expect((await errorOf(store.head())).about).toMatchObject({ retryable: true });
      await faults.up();
      await insist(() => store.append('credit-1', [event], { expected: 'any' }));
      expect(idsOf(await insist(() => store.readAll()))).toEqual([event.id]);
    });

    test('41 a subscription that is cut goes on where it was, tells of it, and repeats nothing', async () => {
      const { store, faults } = failing;
      await fill(store, 40);
      let cuts = 0;
      const { seen, drops, checkpoints, subscription } = observe(store, {
        onEvent: async ({ data }) => {
          const { n } = data as { n: number };
          if (cuts === 0 && n === 11) {
            cuts += 1;
            await faults.cutSubscription();
          }
        },
      });
      await until(() => seen.length >= 40);
      await insist(() => store.append('credit-1', [made({ n: 40 })], { expected: 'any' }));
      await until(() => seen.length >= 41);
      expect(numbers(seen)).toEqual(Array.from({ length: 41 }, (_, n) => n));
      await until(() => checkpoints.at(-1) === seen.at(-1)?.position);
      expect(cuts).toBe(1);
      await subscription.stop();
      expect(drops.every((drop) => (drop as { name: string }).name === 'EventStoreError')).toBe(true);
    });

    test('41 a subscription begun while nobody answers delivers everything once somebody does', async () => {
      const { store, faults } = failing;
      await fill(store, 5);
      await faults.down();
      const { seen, drops, subscription } = observe(store);
      await until(() => drops.length >= 2);
      await faults.up();
      await until(() => seen.length === 5);
      expect(numbers(seen)).toEqual([0, 1, 2, 3, 4]);
      await subscription.stop();
    });

    test('47 acknowledged events are there after everything was cut under load, and nothing is there twice', async () => {
      const { store, faults, another } = failing;
      const acknowledged: string[] = [];
      const sent: string[] = [];
      const writing = Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; n < 25; n++) {
          const event = made({ n });
          sent.push(event.id);
          const expected = n === 0 ? 'no_stream' : n - 1;
          await insist(() => store.append(`credit-${writer}`, [event], { expected, timeoutMs: 1_000 }));
          acknowledged.push(event.id);
        }
      });
      for (let round = 0; round < 3; round++) {
        const before = acknowledged.length;
        await until(() => acknowledged.length > before + 20);
        await faults.down();
        await sleep(30);
        await faults.up();
      }
      await Promise.all(writing);
      const written = idsOf(await (await another()).readAll());
      expect(written).toHaveLength(200);
      expect(new Set(written)).toEqual(new Set(sent));
    });

    test('49 killed between append and answer: after the restart the same ids again are one event, well linked', async () => {
      const { store, faults, another } = failing;
      const events = numbered(3);
      await store.append('credit-1', [made()], { expected: 'no_stream' });
      faults.cutAfterCommit();
      const lost = await errorOf(store.append('credit-1', events, { expected: 0, timeoutMs: 2_000 }));
      expect(lost.about.outcome).toBe('unknown');
      await faults.down();
      await faults.up();
      const answer = await insist(() => store.append('credit-1', events, { expected: 0 }));
      expect(answer).toMatchObject({ revision: 3 });
      const read = await (await another()).read('credit-1');
      expect(idsOf(read.slice(1))).toEqual(idsOf(events));
      expect(read.at(-1)?.position).toBe(answer.position);
    });

    test('54 ten thousand events of one stream are loaded in pages that stay bounded', async () => {
      const { store } = failing;
      for (let n = 0; n < 10; n++)
        await store.append('credit-1', numbered(1_000), { expected: n === 0 ? 'no_stream' : n * 1_000 - 1 });
      expect(await store.read('credit-1')).toHaveLength(5_000);
      let [count, largest] = [0, 0];
      for await (const page of pagesOf(store, 'credit-1', { pageMax: 500 })) {
        largest = Math.max(largest, page.length);
        for (const { revision } of page) expect(revision).toBe(count++);
      }
      expect([count, largest]).toEqual([10_000, 500]);
      const [last] = await store.read('credit-1', { direction: 'backwards', limit: 1 });
      expect(last?.revision).toBe(9_999);
    }, 60_000);
  });
};
