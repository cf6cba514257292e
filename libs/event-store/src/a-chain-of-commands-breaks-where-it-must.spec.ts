import { type AppendFault, FaultyStore } from '@test/support/faulty-store';
import { CAPACITY, depart, load, TruckEmpty } from '@test/support/truck';
import fc from 'fast-check';
import { EVENT_BYTES_MAX } from './limits';
import { createHandler, type Handler } from './handle';
import { MemoryLog } from './memory-log';
import { MemoryStore } from './memory-store';

const now = () => new Date('2026-03-01T00:00:00Z');

describe('commands that are decided before those in front of them are stored', () => {
  let log: MemoryLog;
  let store: FaultyStore;
  let handler: Handler;
  let other: Handler;
  beforeEach(async () => {
    log = new MemoryLog();
    store = new FaultyStore(new MemoryStore({ now, log }));
    handler = createHandler({ store });
    other = createHandler({ store: new MemoryStore({ now, log }) });
    await handler.handle(load('first', 0));
  });
  const stored = (): string[] =>
    log.all.map(
      ({ type, data }) => `${type === 'PalletsLoaded' ? '' : '!'}${(JSON.parse(data) as { order: string }).order}`,
    );

  it('all set off at once, each telling the event that it was decided on', async () => {
    const asked = ['A', 'B', 'C'].map((order) => handler.handle(load(order, 1)));
    expect(store.appends).toHaveLength(4);
    await Promise.all(asked);
    expect(store.expectations.slice(2)).toEqual([
      { revision: 1, id: log.all[1]?.id },
      { revision: 2, id: log.all[2]?.id },
    ]);
    expect(stored()).toEqual(['first', 'A', 'B', 'C']);
  });

  it('are all decided again when another process got in between, and none on what was not stored', async () => {
    let between: Promise<unknown> | undefined;
    store.beforeAppend = async () => {
      await (between ??= other.handle(load('theirs', CAPACITY - 2)));
    };
    const outcomes = await Promise.all(['A', 'B', 'C', 'D'].map((order) => handler.handle(load(order, 1))));
    expect(stored()).toEqual(['first', 'theirs', 'A', 'B', '!C', '!D']);
    expect(outcomes.map(({ revision }) => revision)).toEqual([2, 3, 4, 5]);
    expect(outcomes.map(({ state }) => state.loaded)).toEqual([9, 10, 10, 10]);
  });

  it('behind one that cannot be stored are decided without it, and only that one fails', async () => {
    const huge = {
      ...load('A', 1),
      command: { type: 'Load', order: 'A', pallets: 1, note: 'x'.repeat(EVENT_BYTES_MAX) } as const,
    };
    const [failed, ...outcomes] = await Promise.allSettled([handler.handle(huge), handler.handle(load('B', CAPACITY))]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'too_large' } });
    expect(outcomes).toMatchObject([{ status: 'fulfilled', value: { state: { loaded: CAPACITY }, revision: 1 } }]);
    expect(stored()).toEqual(['first', 'B']);
  });

  it.each<AppendFault>(['answer-lost', 'request-lost', 'unreachable'])(
    'behind one that has to be sent again are stored once, behind it (%s)',
    async (fault) => {
      store.faults.push(fault);
      await Promise.all(['A', 'B', 'C'].map((order) => handler.handle(load(order, 1))));
      expect(stored()[1]).toBe('A');
      expect(stored().sort()).toEqual(['A', 'B', 'C', 'first']);
    },
  );

  it('behind one of which nobody can say whether it was stored are answered for themselves', async () => {
    const isFirst = (ids: readonly string[]) => ids[0] === store.appends[1]?.ids[0];
    store.faultFor = (ids) => (isFirst(ids) ? 'answer-lost' : undefined);
    const [first, second] = await Promise.allSettled(['A', 'B'].map((order) => handler.handle(load(order, 1))));
    expect(first).toMatchObject({ status: 'rejected', reason: { about: { outcome: 'unknown' } } });
    expect(second).toMatchObject({ status: 'fulfilled', value: { state: { loaded: 2 }, revision: 2 } });
    expect(await handler.handle(load('A', 1))).toMatchObject({ events: [], state: { loaded: 2 }, revision: 2 });
    expect(stored()).toEqual(['first', 'A', 'B']);
  });

  it('and have nothing to do are answered only when what they rest on is stored', async () => {
    const asked = [handler.handle(load('A', 1)), handler.handle(load('A', 1)), handler.handle(depart)];
    const [, again, left] = await Promise.all(asked);
    expect(again).toMatchObject({ events: [], revision: 1, position: log.all[1]?.position });
    expect(left).toMatchObject({ events: [], state: { loaded: 1 } });
  });

  it('and object do so on the newest state, with one look for all of them', async () => {
    const empty = createHandler({ store });
    store.reads.length = 0;
    const objections = await Promise.allSettled(Array.from({ length: 20 }, () => empty.handle(depart)));
    expect(objections.every(({ status }) => status === 'rejected')).toBe(true);
    expect((objections[0] as PromiseRejectedResult).reason).toBeInstanceOf(TruckEmpty);
    expect(store.reads.length).toBeLessThanOrEqual(2);
  });

  it('hold against any mixture of processes, faults and resends: what was answered is stored once, in its place', async () => {
    const faults = fc.array(fc.constantFrom<AppendFault>('answer-lost', 'request-lost', 'unreachable'), {
      maxLength: 4,
    });
    const asking = fc.record({ process: fc.nat(2), order: fc.nat(30), pallets: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(asking, { minLength: 5, maxLength: 60 }),
        fc.tuple(faults, faults, faults),
        async (asked, lost) => {
          const shared = new MemoryLog();
          const handlers = lost.map((each) => {
            const faulty = new FaultyStore(new MemoryStore({ now, log: shared }));
            faulty.faults.push(...each);
            faulty.beforeAppend = () => new Promise((resolve) => setImmediate(resolve));
            return createHandler({ store: faulty });
          });
          const outcomes = await Promise.all(
            asked.map(({ process, order, pallets }) => handlers[process]!.handle(load(`O-${order}`, pallets))),
          );
          const orders = shared.all.map(({ data }) => JSON.parse(data) as { order: string; pallets: number });
          const loaded = orders.filter((_, n) => shared.all[n]?.type === 'PalletsLoaded');
          expect(loaded.reduce((sum, { pallets }) => sum + pallets, 0)).toBeLessThanOrEqual(CAPACITY);
          expect(new Set(loaded.map(({ order }) => order)).size).toBe(loaded.length);
          const answered = outcomes.flatMap(({ events, revision }) => events.map(({ data }) => [revision, data.order]));
          expect(answered.sort()).toEqual(orders.map(({ order }, revision) => [revision, order]).sort());
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});
