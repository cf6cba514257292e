import { CAPACITY, depart, load, TruckEmpty, type TruckEvent, truckEvent } from '@test/support/truck';
import { FaultyStore } from '@test/support/faulty-store';
import fc from 'fast-check';
import { createHandler } from './handle';
import { MemoryLog } from './memory-log';
import { MemoryStore } from './memory-store';

const now = () => new Date('2026-03-01T00:00:00Z');

describe('a command', () => {
  let log: MemoryLog;
  let store: FaultyStore;
  let handler: ReturnType<typeof createHandler>;
  /** Another process: the same log, a state cache of its own. */
  let other: ReturnType<typeof createHandler>;
  beforeEach(() => {
    log = new MemoryLog();
    store = new FaultyStore(new MemoryStore({ now, log }));
    handler = createHandler({ store });
    other = createHandler({ store: new MemoryStore({ now, log }) });
  });
  const written = async (): Promise<TruckEvent[]> =>
    (await store.read('truck-T-1')).map(({ type, data }) => truckEvent.parse({ type, data }));

  it('is answered with its events, the state after them, and where they stand', async () => {
    const outcome = await handler.handle(load('A', 4));
    expect(outcome).toEqual({
      state: { loaded: 4, orders: ['A'] },
      events: [{ type: 'PalletsLoaded', data: { order: 'A', pallets: 4 } }],
      revision: 0,
      position: await store.head(),
    });
    const [stored] = await store.read('truck-T-1');
    expect(stored).toMatchObject({ type: 'PalletsLoaded', metadata: { by: 'yard' } });
  });

  it('that has been carried out before appends nothing and is answered with the state and its place', async () => {
    await handler.handle(load('A', 4));
    const { position } = await handler.handle(load('B', 1));
    const again = await handler.handle(load('A', 4));
    expect(again).toEqual({ state: { loaded: 5, orders: ['A', 'B'] }, events: [], revision: 1, position });
    expect(await createHandler({ store }).handle(load('A', 4))).toEqual(again);
    expect(await written()).toHaveLength(2);
  });

  it('is decided again when somebody else got in between, and reads only what is new', async () => {
    await handler.handle(load('A', 6));
    await other.handle(load('B', 4));
    store.reads.length = 0;
    const { events, state } = await handler.handle(load('C', 1));
    expect(events).toEqual([{ type: 'PalletsRefused', data: { order: 'C', pallets: 1 } }]);
    expect(state).toEqual({ loaded: 10, orders: ['A', 'B'] });
    expect(store.reads.map(({ from }) => from)).toEqual([1]);
  });

  it('gives up as busy when others get in between every time, and leaves nothing behind', async () => {
    let n = 0;
    store.beforeAppend = async () => {
      await other.handle(load(`other-${++n}`, 0));
    };
    await expect(handler.handle(load('A', 1))).rejects.toMatchObject({ name: 'Problem', code: 'busy' });
    expect((await written()).every(({ data }) => data.order.startsWith('other-'))).toBe(true);
    store.beforeAppend = async () => undefined;
    expect((await handler.handle(load('A', 1))).state.loaded).toBe(1);
  });

  it('on a remembered state does not read the stream again', async () => {
    await handler.handle(load('A', 1));
    store.reads.length = 0;
    await handler.handle(load('B', 1));
    expect(store.reads).toEqual([]);
  });

  it('that finds nothing to do on a remembered state looks for news first', async () => {
    await handler.handle(load('A', 1));
    await other.handle(load('B', 2));
    expect(await handler.handle(depart)).toMatchObject({ state: { loaded: 3 }, events: [], revision: 1 });
  });

  it('that another process has carried out meanwhile is not carried out twice', async () => {
    await handler.handle(load('A', 1));
    await other.handle(load('B', 2));
    expect(await handler.handle(load('B', 2))).toMatchObject({ events: [], state: { loaded: 3 } });
    expect(await written()).toHaveLength(2);
  });

  it('is objected to only on the newest state', async () => {
    await expect(handler.handle(depart)).rejects.toThrow(TruckEmpty);
    await handler.handle({ ...load('A', 11) });
    await other.handle(load('B', 2));
    expect(await handler.handle(depart)).toMatchObject({ state: { loaded: 2 }, events: [] });
  });

  it('leaves fields that are undefined out of the events, also out of the state', async () => {
    const outcome = await handler.handle({ ...load('A', 1), metadata: { by: 'yard', causation: undefined } });
    expect(Object.keys(outcome.events[0]?.data ?? {})).toEqual(['order', 'pallets']);
    expect((await store.read('truck-T-1'))[0]?.metadata).toEqual({ by: 'yard' });
  });

  it('on a stream whose events do not have their shape fails and says which', async () => {
    const metadata = { by: 'somebody' };
    const event = { id: '018f0000-0000-7000-8000-000000000001', type: 'TruckPainted', data: {}, metadata };
    await store.append('truck-T-1', [event], { expected: 'no_stream' });
    await expect(handler.handle(load('A', 1))).rejects.toThrow('event 0 of truck-T-1 (TruckPainted)');
  });
});

describe('a question', () => {
  it('is answered with what every process has written until now, whatever is remembered', async () => {
    const log = new MemoryLog();
    const [handler, other] = [1, 2].map(() => createHandler({ store: new MemoryStore({ now, log }) }));
    expect(await handler!.load(load('', 0))).toEqual({ state: { loaded: 0, orders: [] }, revision: undefined });
    await other!.handle(load('A', 1));
    expect(await handler!.load(load('', 0))).toMatchObject({ state: { loaded: 1 }, revision: 0 });
    await other!.handle(load('B', 1));
    expect(await handler!.load(load('', 0))).toMatchObject({ state: { loaded: 2 }, revision: 1 });
  });
});

describe('commands at the same time', () => {
  it('of one process wait for one another instead of conflicting', async () => {
    const store = new FaultyStore(new MemoryStore({ now }));
    const handler = createHandler({ store });
    const outcomes = await Promise.all(Array.from({ length: 30 }, (_, n) => handler.handle(load(`O-${n}`, 1))));
    expect(outcomes.filter(({ events }) => events[0]?.type === 'PalletsLoaded')).toHaveLength(CAPACITY);
    expect(store.appends).toHaveLength(30);
  });

  it('of several processes never load more than the truck takes, however they interleave', async () => {
    const order = fc.record({ process: fc.nat(2), pallets: fc.integer({ min: 1, max: 5 }), cached: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 2, maxLength: 40 }), async (orders) => {
        const log = new MemoryLog();
        const processes = [0, 1, 2].map((n) => createHandler({ store: new MemoryStore({ now, log }), cacheMax: n }));
        const asked = orders.map(({ process, pallets }, n) => processes[process]!.handle(load(`O-${n}`, pallets)));
        const outcomes = await Promise.allSettled(asked);
        const stored = log.all.map(({ type, data }) => truckEvent.parse({ type, data: JSON.parse(data) as unknown }));
        const loaded = stored.filter(({ type }) => type === 'PalletsLoaded');
        expect(loaded.reduce((sum, { data }) => sum + data.pallets, 0)).toBeLessThanOrEqual(CAPACITY);
        // Everything answered is in the log, once, and nothing else is.
        const answered = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value.events : []));
        const orderOf = ({ data }: TruckEvent) => data.order;
        expect(stored.map(orderOf).sort()).toEqual(answered.map(orderOf).sort());
        expect(answered).toHaveLength(orders.length);
      }),
      { numRuns: 60 },
    );
  });
});
