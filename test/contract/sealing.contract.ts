import type { EventStore, SealedEvent } from '@app/event-store/event-store';
import { NO_HASH, sealOf } from '@app/event-store/seal';
import { errorOf, fill, idsOf, type Lacks, made, numbered, type Opened } from './contract-material';

const placeless = (events: readonly SealedEvent[]) => events.map(({ position: _, ...event }) => event);
const allOf = (store: EventStore) => store.sealed({ limit: 1_000 });

/** Case 55: an event that somebody decided on before it was known to be stored. */
export const exactEventContract = (opened: () => Opened): void => {
  test('55 the event that the stream ends in can be expected by its id', async () => {
    const { store } = opened();
    const [first, second] = [made(), made()];
    await store.append('credit-1', [first], { expected: 'no_stream' });
    const answer = await store.append('credit-1', [second], { expected: { revision: 0, id: first.id } });
    expect(answer).toMatchObject({ revision: 1 });
    expect(await store.append('credit-1', [second], { expected: { revision: 0, id: first.id } })).toEqual(answer);
  });

  test("55 another event at that revision is a conflict: what was decided on somebody else's event is not written", async () => {
    const { store } = opened();
    const mine = made();
    await store.append('credit-1', [made()], { expected: 'no_stream' });
    const lost = await errorOf(store.append('credit-1', [made()], { expected: { revision: 0, id: mine.id } }));
    expect(lost).toMatchObject({ code: 'concurrency', about: { outcome: 'not_applied', actual: 0 } });
    const early = await errorOf(store.append('credit-2', [made()], { expected: { revision: 0, id: mine.id } }));
    expect(early).toMatchObject({ code: 'concurrency', about: { actual: 'no_stream' } });
    expect(await store.readAll()).toHaveLength(1);
  });

  test('55 a chain of appends stands or falls from its first break on, whoever else appends', async () => {
    const { store, another } = opened();
    const other = await another();
    const chain = numbered(30);
    const chained = chain.map((event, n) => {
      const before = chain[n - 1];
      return store.append('credit-1', [event], {
        expected: before === undefined ? 'no_stream' : { revision: n - 1, id: before.id },
      });
    });
    const between = other.append('credit-1', [made()], { expected: 'any' });
    const results = await Promise.allSettled(chained);
    await between;
    const kept = results.filter(({ status }) => status === 'fulfilled').length;
    expect(results.slice(0, kept).every(({ status }) => status === 'fulfilled')).toBe(true);
    const written = idsOf(await store.read('credit-1'));
    expect(written.slice(0, kept)).toEqual(idsOf(chain).slice(0, kept));
    expect(written).toHaveLength(kept + 1);
  });
};

/** Cases 56 and 57: hashes, and what moves to another log. */
export const sealingContract = (opened: () => Opened, lacks: Lacks): void => {
  const underTheirNames = lacks.includes('streams have the names that they are given') ? test.skip : test;

  underTheirNames('56 each event carries a hash over its content and the hash before it in its stream', async () => {
    const { store, another } = opened();
    const stores = [store, await another()];
    const appends = Array.from({ length: 40 }, (_, n) =>
      stores[n % 2]!.append(`credit-${n % 3}`, [made({ z: '东方', a: { n, b: [1.5, null] } }), made({ n })], {
        expected: 'any',
      }),
    );
    await Promise.all(appends);
    const before = new Map<string, string>();
    const all = await allOf(store);
    for (const event of all) {
      expect(event.hash).toBe(sealOf(before.get(event.stream) ?? NO_HASH, event));
      before.set(event.stream, event.hash);
    }
    expect(all).toHaveLength(80);
    expect(all.map(({ position }) => position)).toEqual((await store.readAll()).map(({ position }) => position));
    expect(await store.sealed({ after: all[77]!.position })).toEqual(all.slice(78));
    expect(await store.sealed({ limit: 3 })).toEqual(all.slice(0, 3));
  });

  underTheirNames('56 the text that the hash is over is canonical, whatever the order of the keys was', async () => {
    const { store } = opened();
    const data = { 二: 2, b: { y: 1e21, x: 1e-7 }, a: '"\\\n\u2028', '10': 1, '9': 2 };
    await store.append('credit-1', [made(data)], { expected: 'any' });
    const [sealed] = await allOf(store);
    expect(sealed?.data).toBe('{"10":1,"9":2,"a":"\\"\\\\\\n\u2028","b":{"x":1e-7,"y":1e+21},"二":2}');
    expect((await store.read('credit-1'))[0]?.data).toEqual(data);
  });

  underTheirNames('57 another log takes the events over with their ids, instants and hashes, once', async () => {
    const { store, elsewhere } = opened();
    await fill(store, 20);
    const other = await elsewhere();
    const all = await allOf(store);
    await other.restore(all.slice(0, 12));
    await other.restore(all.slice(5));
    await other.restore(all);
    expect(placeless(await allOf(other))).toEqual(placeless(all));
    expect((await other.readAll()).map(({ data }) => data)).toEqual((await store.readAll()).map(({ data }) => data));
    expect(await other.append('credit-0', [made()], { expected: 6 })).toMatchObject({ revision: 7 });
  });

  underTheirNames('57 what was changed on the way is refused, and nothing of it is stored', async () => {
    const { store, elsewhere } = opened();
    await fill(store, 6);
    const other = await elsewhere();
    const all = await allOf(store);
    const changed: readonly (readonly SealedEvent[])[] = [
      all.map((event, n) => (n === 4 ? { ...event, data: '{"n":99}' } : event)),
      all.map((event, n) => (n === 4 ? { ...event, data: '{"n": 4}' } : event)),
      all.map((event, n) => (n === 4 ? { ...event, recordedAt: '2020-01-01T00:00:00.000Z' } : event)),
      all.map((event, n) => (n === 4 ? { ...event, hash: 'x' } : event)),
    ];
    for (const events of changed) expect(await errorOf(other.restore(events))).toMatchObject({ code: 'invalid' });
    expect(await errorOf(other.restore(all.filter((_, n) => n !== 1)))).toMatchObject({ code: 'concurrency' });
    expect(await other.head()).toBeUndefined();
    await other.append('credit-0', [made()], { expected: 'any' });
    expect(await errorOf(other.restore(all))).toMatchObject({ code: 'concurrency' });
  });
};
