import { randomUUID } from 'node:crypto';
import type { EventStore } from '@app/event-store/event-store';
import { EVENT_BYTES_MAX, STREAM_NAME_MAX } from '@app/event-store/limits';
import { errorOf, idsOf, type Lacks, made, numbered, numbers, type Opened } from './contract-material';

const addOnTop = async (store: EventStore, n: number): Promise<void> => {
  const event = made({ n });
  for (;;) {
    const [last] = await store.read('credit-1', { direction: 'backwards', limit: 1 });
    try {
      await store.append('credit-1', [event], { expected: last?.revision ?? 'no_stream' });
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'concurrency') throw error;
    }
  }
};

/** Cases 01 to 09: expected revisions. */
export const appendingContract = (opened: () => Opened): void => {
  test('01 no_stream creates a stream and answers with its last revision', async () => {
    const { store } = opened();
    const answer = await store.append('credit-1', numbered(2), { expected: 'no_stream' });
    expect(answer).toEqual({ revision: 1, position: expect.any(String) as string });
    expect((await store.read('credit-1')).at(-1)?.position).toBe(answer.position);
  });

  test('02 the exact revision appends', async () => {
    const { store } = opened();
    await store.append('credit-1', [made()], { expected: 'no_stream' });
    expect(await store.append('credit-1', [made()], { expected: 0 })).toMatchObject({ revision: 1 });
  });

  test('03 a stale revision is a conflict with both revisions, and nothing is written', async () => {
    const { store } = opened();
    await store.append('credit-1', numbered(2), { expected: 'no_stream' });
    const error = await errorOf(store.append('credit-1', [made()], { expected: 0 }));
    expect(error.code).toBe('concurrency');
    expect(error.about).toMatchObject({ outcome: 'not_applied', expected: 0, actual: 1 });
    expect(await store.read('credit-1')).toHaveLength(2);
  });

  test('04 a revision from the future is a conflict', async () => {
    const { store } = opened();
    await store.append('credit-1', [made()], { expected: 'no_stream' });
    const error = await errorOf(store.append('credit-1', [made()], { expected: 7 }));
    expect(error).toMatchObject({ code: 'concurrency', about: { actual: 0 } });
    const missing = await errorOf(store.append('credit-2', [made()], { expected: 0 }));
    expect(missing).toMatchObject({ code: 'concurrency', about: { actual: 'no_stream' } });
  });

  test('05 no_stream on an existing stream is a conflict', async () => {
    const { store } = opened();
    await store.append('credit-1', [made()], { expected: 'no_stream' });
    const error = await errorOf(store.append('credit-1', [made()], { expected: 'no_stream' }));
    expect(error).toMatchObject({ code: 'concurrency', about: { expected: 'no_stream', actual: 0 } });
  });

  test('06 stream_exists on a missing stream is a conflict, and any is not', async () => {
    const { store } = opened();
    const error = await errorOf(store.append('credit-1', [made()], { expected: 'stream_exists' }));
    expect(error).toMatchObject({ code: 'concurrency', about: { actual: 'no_stream' } });
    await store.append('credit-1', [made()], { expected: 'any' });
    expect(await store.append('credit-1', [made()], { expected: 'stream_exists' })).toMatchObject({ revision: 1 });
  });

  test('07 of twenty racers at one revision exactly one wins', async () => {
    const { store } = opened();
    await store.append('credit-1', [made()], { expected: 'no_stream' });
    const racers = Array.from({ length: 20 }, () => store.append('credit-1', [made()], { expected: 0 }));
    const results = await Promise.allSettled(racers);
    const lost = results.filter((result) => result.status === 'rejected');
    expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(Array(19).fill('concurrency'));
    expect(await store.read('credit-1')).toHaveLength(2);
  });

  test('08 retrying on conflict loses nothing and doubles nothing', async () => {
    const { store, another } = opened();
    const stores = [store, await another()];
    await Promise.all(Array.from({ length: 24 }, (_, n) => addOnTop(stores[n % 2]!, n)));
    const written = numbers(await store.read('credit-1')) as number[];
    expect(written.sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, n) => n));
  });

  test('09 an append of several events is whole and contiguous, also among others on the stream', async () => {
    const { store } = opened();
    const writers = Array.from({ length: 10 }, (_, writer) =>
      store.append(
        'credit-1',
        [0, 1, 2].map((n) => made({ n: `${writer}.${n}` })),
        { expected: 'any' },
      ),
    );
    const answers = await Promise.all(writers);
    const written = numbers(await store.read('credit-1'));
    for (const [writer, { revision }] of answers.entries())
      expect(written.slice(revision - 2, revision + 1)).toEqual([0, 1, 2].map((n) => `${writer}.${n}`));
    expect(written).toHaveLength(30);
  });
};

/** Cases 10 to 13: the same ids again. */
export const resendingContract = (opened: () => Opened, lacks: Lacks): void => {
  const overTheLog = lacks.includes('ids are unique over the whole log') ? test.skip : test;

  test.each(['no_stream', 'any'] as const)(
    '10 the same ids at the same place give the same answer (%s)',
    async (expected) => {
      const { store } = opened();
      const events = numbered(2);
      const answer = await store.append('credit-1', events, { expected });
      expect(await store.append('credit-1', events, { expected })).toEqual(answer);
      const again = await Promise.all([1, 2, 3].map(() => store.append('credit-1', events, { expected })));
      expect(again).toEqual([answer, answer, answer]);
      expect(await store.read('credit-1')).toHaveLength(2);
    },
  );

  test('10 ids sent twice at the same moment are written once', async () => {
    const { store } = opened();
    const events = numbered(2);
    const [one, two] = await Promise.all([1, 2].map(() => store.append('credit-1', events, { expected: 'no_stream' })));
    expect(one).toEqual(two);
    expect(await store.read('credit-1')).toHaveLength(2);
  });

  test.each(['exact', 'any', 'stream_exists'] as const)('11 they still do after later appends (%s)', async (how) => {
    const { store } = opened();
    const expected = how === 'exact' ? 0 : how;
    await store.append('credit-1', [made()], { expected: 'no_stream' });
    const events = numbered(2);
    const answer = await store.append('credit-1', events, { expected });
    await store.append('credit-1', [made()], { expected: 2 });
    await store.append('credit-2', [made()], { expected: 'any' });
    expect(await store.append('credit-1', events, { expected })).toEqual(answer);
    expect(await store.read('credit-1')).toHaveLength(4);
  });

  test('12 other ids at an old revision are a conflict', async () => {
    const { store } = opened();
    await store.append('credit-1', [made()], { expected: 'no_stream' });
    expect(await errorOf(store.append('credit-1', [made()], { expected: 'no_stream' }))).toMatchObject({
      code: 'concurrency',
    });
  });

  test.each(['no_stream', 'any', 0] as const)('13 a partly repeated batch is a conflict (%s)', async (expected) => {
    const { store } = opened();
    const [known, next, other] = [made(), made(), made()];
    await store.append('credit-1', [known], { expected: 'no_stream' });
    await store.append('credit-1', [next], { expected: 0 });
    for (const events of [
      [known, other],
      [other, known],
      [next, known],
      [next, other],
    ])
      expect(await errorOf(store.append('credit-1', events, { expected }))).toMatchObject({ code: 'concurrency' });
    expect(idsOf(await store.read('credit-1'))).toEqual([known.id, next.id]);
  });

  overTheLog('13 an id of another stream, or at another place, is a conflict', async () => {
    const { store } = opened();
    const known = made();
    await store.append('credit-1', [known], { expected: 'no_stream' });
    await store.append('credit-1', [made()], { expected: 0 });
    for (const [stream, expected] of [
      ['credit-2', 'no_stream'],
      ['credit-2', 'any'],
      ['credit-1', 0],
      ['credit-1', 1],
    ] as const)
      expect(await errorOf(store.append(stream, [known], { expected }))).toMatchObject({ code: 'concurrency' });
    expect(await store.append('credit-1', [made()], { expected: 1 })).toMatchObject({ revision: 2 });
  });
};

const circular: { self?: unknown } = {};
circular.self = circular;
class Limit {
  readonly amount = '1.00';
}
const notPlain: readonly (readonly [string, unknown, string])[] = [
  ['BigInt', { a: [{ v: 1n }] }, 'events[0].data.a[0].v'],
  ['undefined', { v: undefined }, 'events[0].data.v'],
  ['nothing at all', undefined, 'events[0].data'],
  ['NaN', { v: NaN }, 'events[0].data.v'],
  ['Infinity', { v: Infinity }, 'events[0].data.v'],
  ['minus zero', { v: -0 }, 'events[0].data.v'],
  ['Date', { v: new Date(0) }, 'events[0].data.v'],
  ['Map', { v: new Map() }, 'events[0].data.v'],
  ['a class instance', { v: new Limit() }, 'events[0].data.v'],
  ['a function', { v: () => 1 }, 'events[0].data.v'],
  ['a symbol', { v: Symbol('v') }, 'events[0].data.v'],
  ['an array with a hole', { v: [1, , 2] }, 'events[0].data.v'],
  ['a circle', circular, 'events[0].data.self'],
  ['a __proto__ key', JSON.parse('{"v":{"__proto__":{"admin":true}}}'), 'events[0].data.v'],
  ['the character NUL', { v: 'a\0b' }, 'events[0].data.v'],
  ['half a character', { v: '\ud83d' }, 'events[0].data.v'],
  ['NUL in a key', { 'a\0': 1 }, 'events[0].data'],
  ['a deep nest', JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`), 'events[0].data[0]'],
];

/** Cases 14 to 16: refused before anything is sent. */
export const refusingContract = (opened: () => Opened): void => {
  test.each(notPlain)(
    '14 %s in event data is refused with its place, and the store stays usable',
    async (_, data, place) => {
      const { store } = opened();
      const beside = store.append('credit-2', [made()], { expected: 'any' });
      const error = await errorOf(store.append('credit-1', [made({}, { data })], { expected: 'any' }));
      expect(error).toMatchObject({ code: 'invalid', about: { outcome: 'not_applied', retryable: false } });
      expect(error.message).toContain(place);
      await beside;
      expect(await store.append('credit-1', [made()], { expected: 'no_stream' })).toMatchObject({ revision: 0 });
    },
  );

  test('14 metadata is held to the same', async () => {
    const { store } = opened();
    const metadata = { by: 'contract', correlation: undefined };
    const error = await errorOf(store.append('credit-1', [made({}, { metadata })], { expected: 'any' }));
    expect(error.message).toContain('events[0].metadata.correlation');
  });

  const twice = made();
  const shapes: readonly (readonly [string, string, readonly ReturnType<typeof made>[], number | 'any'])[] = [
    ['a negative revision', 'credit-1', [made()], -1],
    ['half a revision', 'credit-1', [made()], 0.5],
    ['a revision that is none', 'credit-1', [made()], NaN],
    ['no event', 'credit-1', [], 'any'],
    ['a stream without a name', '', [made()], 'any'],
    ['a system stream', '$settings', [made()], 'any'],
    ['a name that is too long', 'x'.repeat(STREAM_NAME_MAX + 1), [made()], 'any'],
    ['a control character in a name', 'credit-\n', [made()], 'any'],
    ['a system event', 'credit-1', [made({}, { type: '$limit' })], 'any'],
    ['an event without a type', 'credit-1', [made({}, { type: '' })], 'any'],
    ['an id that is no UUID', 'credit-1', [made({}, { id: 'nope' })], 'any'],
    ['the same id twice', 'credit-1', [twice, twice], 'any'],
    ['the same id twice in other letters', 'credit-1', [twice, made({}, { id: twice.id.toUpperCase() })], 'any'],
  ];
  test.each(shapes)('15 %s is refused', async (_, stream, events, expected) => {
    const { store } = opened();
    expect(await errorOf(store.append(stream, events, { expected }))).toMatchObject({ code: 'invalid' });
    expect(await store.head()).toBeUndefined();
  });

  test('16 one byte over the size limit is too large, the limit itself is not', async () => {
    const { store } = opened();
    const bare = Buffer.byteLength('LimitReserved{"text":""}{"by":"contract","correlation":"c-1"}');
    const text = 'x'.repeat(EVENT_BYTES_MAX - bare);
    const error = await errorOf(store.append('credit-1', [made({ text: `${text}x` })], { expected: 'any' }));
    expect(error).toMatchObject({ code: 'too_large', about: { outcome: 'not_applied' } });
    expect(await store.read('credit-1')).toEqual([]);
    await store.append('credit-1', [made({ text })], { expected: 'any' });
    const halves = [made({ text: '汉'.repeat(200_000) }), made({ text: '汉'.repeat(200_000) }, { id: randomUUID() })];
    expect(await errorOf(store.append('credit-1', halves, { expected: 'any' }))).toMatchObject({ code: 'too_large' });
  });
};
