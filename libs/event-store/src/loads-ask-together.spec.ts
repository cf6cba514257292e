import { MemoryLog } from './memory-log';
import { MemoryStore } from './memory-store';
import { createHandler } from './handle';
import { EventStoreError } from './event-store';
import { QUESTIONS_WAITING_MAX, GroupedEnds } from './handling/grouped-ends';
import { load } from '@test/support/truck';

const now = () => new Date('2026-03-01T00:00:00Z');
const truck = (n: number) => ({ ...load('', 0), id: `T-${n}` });

/** A store whose answers about ends come when they are let through; what it is asked is taken down at once. */
class SlowStore extends MemoryStore {
  readonly asked: (readonly string[])[] = [];
  readonly reads: string[] = [];
  failing: EventStoreError[] = [];
  isSlow = false;
  private held: (() => void)[] = [];

  override async streamEnds(streams: readonly string[]): ReturnType<MemoryStore['streamEnds']> {
    this.asked.push(streams);
    const fault = this.failing.shift();
    const ends = await super.streamEnds(streams);
    if (this.isSlow) await new Promise<void>((resolve) => this.held.push(resolve));
    if (fault !== undefined) throw fault;
    return ends;
  }

  override read(...asked: Parameters<MemoryStore['read']>): ReturnType<MemoryStore['read']> {
    this.reads.push(asked[0]);
    return super.read(...asked);
  }

  letThrough(): void {
    for (const resolve of this.held.splice(0)) resolve();
  }
}

const turns = async (): Promise<void> => {
  for (let n = 0; n < 5; n++) await new Promise((resolve) => setImmediate(resolve));
};

describe('loads of one process at the same time', () => {
  const log = new MemoryLog();
  let store: SlowStore;
  let handler: ReturnType<typeof createHandler>;
  const other = createHandler({ store: new MemoryStore({ now, log }) });
  beforeEach(async () => {
    store = new SlowStore({ now, log });
    handler = createHandler({ store });
    for (let n = 0; n < 20; n++) await other.handle({ ...load(`first-${n}`, 0), id: `T-${n}` });
    await Promise.all(Array.from({ length: 20 }, (_, n) => handler.load(truck(n))));
    store.asked.length = 0;
    store.reads.length = 0;
  });
  const all = () => Promise.all(Array.from({ length: 20 }, (_, n) => handler.load(truck(n))));

  test('are one question of the log, and nothing is read where nothing is new', async () => {
    await all();
    expect(store.asked).toHaveLength(1);
    expect(store.asked[0]).toHaveLength(20);
    expect(store.reads).toEqual([]);
  });

  test('ask about each stream once, whoever wants to know', async () => {
    await Promise.all([1, 2, 1, 1, 2].map((n) => handler.load(truck(n))));
    expect(store.asked).toEqual([['truck-T-1', 'truck-T-2']]);
  });

  test('see what another process has written, and read only the streams that have moved', async () => {
    const { revision } = await other.handle({ ...load('news', 1), id: 'T-3' });
    const states = await all();
    expect(states[3]).toMatchObject({ revision, state: { orders: expect.arrayContaining(['news']) as string[] } });
    expect(store.reads).toEqual(['truck-T-3']);
  });

  test('never ride with a question that was sent before they were asked', async () => {
    store.isSlow = true;
    const early = handler.load(truck(5));
    await turns();
    expect(store.asked).toHaveLength(1);
    const { revision } = await other.handle({ ...load('in-between', 1), id: 'T-5' });
    const late = handler.load(truck(5));
    await turns();
    store.isSlow = false;
    store.letThrough();
    await turns();
    store.letThrough();
    expect((await late).revision).toBe(revision);
    expect((await early).revision).toBeGreaterThanOrEqual(revision! - 1);
  });

  test('wait for one another while two questions are under way, and then go out together', async () => {
    store.isSlow = true;
    const first = handler.load(truck(1));
    await turns();
    const second = handler.load(truck(2));
    await turns();
    const others = [3, 4, 5, 6].map((n) => handler.load(truck(n)));
    await turns();
    expect(store.asked).toEqual([['truck-T-1'], ['truck-T-2']]);
    store.isSlow = false;
    store.letThrough();
    await Promise.all([first, second, ...others]);
    expect(store.asked.slice(2)).toEqual([['truck-T-3', 'truck-T-4', 'truck-T-5', 'truck-T-6']]);
  });

  test('are asked again when the connection failed them', async () => {
    store.failing = [new EventStoreError('timeout', 'nothing came', { outcome: 'not_applied', retryable: true })];
    expect(await all()).toHaveLength(20);
    // Each waits a moment of its own before it asks again: they need not meet in one question.
    const [failed, ...again] = store.asked;
    expect([...new Set(again.flat())].sort()).toEqual([...failed!].sort());
  });

  test('are told what the store says when it is no passing fault, each of them', async () => {
    store.failing = [new EventStoreError('denied', 'not you', { outcome: 'not_applied', retryable: false })];
    const told = await Promise.allSettled([1, 2].map((n) => handler.load(truck(n))));
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await all()).toHaveLength(20);
  });

  test('are not failed by one whose stream has no proper name', async () => {
    const ends = new GroupedEnds((streams) => store.streamEnds(streams));
    const [bad, good] = await Promise.allSettled([ends.of('$no'), ends.of('truck-T-1')]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'invalid' } });
    expect(good).toMatchObject({ status: 'fulfilled', value: expect.any(Number) as number });
  });

  test('beyond what may wait are told that it is too much', async () => {
    store.isSlow = true;
    const ends = new GroupedEnds((streams) => store.streamEnds(streams));
    const waiting = Array.from({ length: QUESTIONS_WAITING_MAX }, (_, n) => ends.of(`truck-${n % 50}`));
    await expect(ends.of('truck-1')).rejects.toMatchObject({ name: 'Problem', code: 'busy' });
    store.isSlow = false;
    await turns();
    store.letThrough();
    expect(await Promise.all(waiting)).toHaveLength(QUESTIONS_WAITING_MAX);
    expect(await ends.of('truck-never')).toBeUndefined();
  });
});
