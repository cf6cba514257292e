import type { StoredEvent } from '@app/event-store/event-store';
import { PAGE_EVENTS_MAX } from '@app/event-store/limits';
import { pagesOf } from '@app/event-store/read-pages';
import { until } from '@test/support/until';
import { errorOf, fill, idsOf, made, numbered, numbers, observe, type Open, type Opened } from './contract-material';

/** Cases 17 to 22: reading a stream. */
export const readingContract = (opened: () => Opened, open: Open): void => {
  test('17 an event comes back as it went in, with its place and the time by the clock given', async () => {
    const instant = new Date('2026-03-01T09:30:00.123Z');
    const { store, close } = await open(() => instant);
    try {
      const data = {
        客户: '东方机械有限公司',
        limit: '600000.00',
        nested: { a: [1, 2.5, null, true, 1e300, '𠮷', '\n"\\'] },
      };
      const event = made(data, { type: '额度预占', metadata: { by: '李工', correlation: 'c', causation: 'k' } });
      const { position } = await store.append('credit-东方', [event], { expected: 'no_stream' });
      const recordedAt = instant.toISOString();
      expect(await store.read('credit-东方')).toEqual([
        { ...event, stream: 'credit-东方', revision: 0, position, recordedAt },
      ]);
      expect(await store.readAll()).toEqual(await store.read('credit-东方'));
    } finally {
      await close();
    }
  });

  test('17 the time recorded never decreases along the log, whatever the clock does', async () => {
    const clock = ['12:00', '11:00', '13:00', '12:30'].map((time) => new Date(`2026-03-01T${time}:00Z`));
    const { store, close } = await open(() => clock.shift() ?? new Date('2026-03-01T12:00:00Z'));
    try {
      for (let n = 0; n < 5; n++) await store.append(`credit-${n}`, [made()], { expected: 'any' });
      const times = (await store.readAll()).map(({ recordedAt }) => recordedAt.slice(11, 16));
      expect(times).toEqual(['12:00', '12:00', '13:00', '13:00', '13:00']);
    } finally {
      await close();
    }
  });

  test('18 reads forwards and backwards, from a revision, up to a limit', async () => {
    const { store } = opened();
    await store.append('credit-1', numbered(5), { expected: 'any' });
    await store.append('credit-10', numbered(1), { expected: 'any' });
    const read = async (options?: object) => numbers(await store.read('credit-1', options));
    expect(await read()).toEqual([0, 1, 2, 3, 4]);
    expect(await read({ from: 2, limit: 2 })).toEqual([2, 3]);
    expect(await read({ from: 5 })).toEqual([]);
    expect(await read({ direction: 'backwards', limit: 2 })).toEqual([4, 3]);
    expect(await read({ direction: 'backwards', from: 1 })).toEqual([1, 0]);
    expect(await read({ direction: 'backwards', from: 99 })).toEqual([4, 3, 2, 1, 0]);
  });

  test.each([{ limit: 0 }, { limit: -1 }, { limit: 1.5 }, { limit: PAGE_EVENTS_MAX + 1 }, { from: -1 }, { from: 0.5 }])(
    '18 refuses %j',
    async (options) => {
      const { store } = opened();
      expect(await errorOf(store.read('credit-1', options))).toMatchObject({ code: 'invalid' });
    },
  );

  test('19 an unknown stream is empty', async () => {
    const { store } = opened();
    expect(await store.read('credit-never')).toEqual([]);
    expect(await store.readAll()).toEqual([]);
    expect(await store.head()).toBeUndefined();
  });

  test('20 pages give everything once, and leaving early holds nothing back', async () => {
    const { store } = opened();
    await store.append('credit-1', numbered(50), { expected: 'any' });
    for (let round = 0; round < 20; round++)
      for await (const page of pagesOf(store, 'credit-1', { pageMax: 7 })) {
        expect(numbers(page)).toEqual([0, 1, 2, 3, 4, 5, 6]);
        break;
      }
    const walked: unknown[] = [];
    for await (const page of pagesOf(store, 'credit-1', { from: 3, pageMax: 7 })) walked.push(...numbers(page));
    expect(walked).toEqual(Array.from({ length: 47 }, (_, n) => n + 3));
  });

  test('21 your own write is read at once', async () => {
    const { store } = opened();
    for (let n = 0; n < 20; n++) {
      const answer = await store.append('credit-1', [made({ n })], { expected: 'any' });
      const [last] = await store.read('credit-1', { direction: 'backwards', limit: 1 });
      expect(last).toMatchObject(answer);
      expect(await store.head()).toBe(answer.position);
    }
  });

  test('22 changing what was given or what was read changes nothing that is stored', async () => {
    const { store } = opened();
    const data = { a: { b: 1 } };
    const append = store.append('credit-1', [made(data)], { expected: 'any' });
    data.a.b = 9;
    await append;
    const [read] = await store.read('credit-1');
    (read?.data as typeof data).a.b = 8;
    expect((await store.read('credit-1'))[0]?.data).toEqual({ a: { b: 1 } });
  });
};

/** Cases 23, 24 and 45: the order over all streams. */
export const orderContract = (opened: () => Opened): void => {
  test('23 positions strictly increase and agree with the order within each stream', async () => {
    const { store } = opened();
    const writers = Array.from({ length: 30 }, (_, n) =>
      store.append(`credit-${n % 5}`, numbered(2), { expected: 'any' }),
    );
    await Promise.all(writers);
    const all = await store.readAll();
    expect(all).toHaveLength(60);
    const next = new Map<string, number>();
    for (const [index, event] of all.entries()) {
      if (index > 0) expect(store.compare(all[index - 1]!.position, event.position)).toBeLessThan(0);
      expect(event.revision).toBe(next.get(event.stream) ?? 0);
      next.set(event.stream, event.revision + 1);
    }
    expect(store.compare(all[0]!.position, all[0]!.position)).toBe(0);
    expect(await store.head()).toBe(all.at(-1)?.position);
  });

  test('24 reading goes on exactly after a position, which survives JSON', async () => {
    const { store } = opened();
    await fill(store, 12, () => 'credit-1');
    const all = await store.readAll();
    const { position } = JSON.parse(JSON.stringify({ position: all[8]?.position })) as { position: string };
    expect(numbers(await store.readAll({ after: position }))).toEqual([9, 10, 11]);
    expect(numbers(await store.readAll({ after: position, limit: 2 }))).toEqual([9, 10]);
    expect(await store.readAll({ after: all.at(-1)?.position })).toEqual([]);
    expect(await errorOf(store.readAll({ after: 'yesterday' }))).toMatchObject({ code: 'invalid' });
  });

  test('24 prefixes are taken by the letter', async () => {
    const { store } = opened();
    for (const stream of ['credit-1', 'Credit-1', 'credit_1', 'customer-%', 'followUp-1'])
      await store.append(stream, [made({ n: stream })], { expected: 'any' });
    const read = async (...prefixes: string[]) => numbers(await store.readAll({ prefixes }));
    expect(await read('credit-')).toEqual(['credit-1']);
    expect(await read('credit_', 'followUp-')).toEqual(['credit_1', 'followUp-1']);
    expect(await read('c%')).toEqual([]);
    expect(await read()).toEqual([]);
    expect(await read('')).toHaveLength(5);
  });

  test('45 two stores in one process have nothing to do with one another', async () => {
    const { store, elsewhere } = opened();
    const other = await elsewhere();
    const event = made();
    await Promise.all([store, other].map((one) => one.append('credit-1', [event], { expected: 'no_stream' })));
    await other.append('credit-1', [made()], { expected: 0 });
    await other.close();
    expect(idsOf(await store.read('credit-1'))).toEqual([event.id]);
    expect(await store.append('credit-1', [made()], { expected: 0 })).toMatchObject({ revision: 1 });
  });

  test('47 acknowledged events are there for whoever opens the log next', async () => {
    const { store, another } = opened();
    const events = numbered(30);
    for (const event of events) await store.append('credit-1', [event], { expected: 'any' });
    await store.close();
    const next = await another();
    expect(idsOf(await next.read('credit-1'))).toEqual(idsOf(events));
    expect(await next.append('credit-1', [made()], { expected: 29 })).toMatchObject({ revision: 30 });
  });

  test('50 two stores append to one log at once: one order, nothing lost, nothing twice', async () => {
    const { store, another } = opened();
    const stores = [store, await another()];
    const writes = Array.from({ length: 200 }, (_, n) => {
      const events = numbered(1 + (n % 3));
      const append = stores[n % 2]!.append(`credit-${n % 7}`, events, { expected: 'any' });
      return append.then(({ position }) => ({ events, position }));
    });
    const written = await Promise.all(writes);
    const [one, other] = await Promise.all(stores.map((each) => each.readAll()));
    expect(one).toEqual(other);
    expect(idsOf(one!).sort()).toEqual(written.flatMap(({ events }) => idsOf(events)).sort());
    for (const { events, position } of written)
      expect(one!.find((event) => event.position === position)?.id).toBe(events.at(-1)?.id);
  });

  test('50 one first event arrives once at a fresh stream, however many copies of it come by two stores', async () => {
    const { store, another } = opened();
    const stores = [store, await another()];
    for (let round = 0; round < 8; round++) {
      const copies = Array.from({ length: 8 }, (_, n) =>
        stores[n % 2]!.append(`credit-${round}`, [made({ shipment: 'S-1' })], { expected: 'no_stream' }),
      );
      const settled = await Promise.allSettled(copies);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.read(`credit-${round}`)).toHaveLength(1);
    }
  });

  test('50 a reader that follows sixteen writers without a pause misses nothing', async () => {
    const { store, another } = opened();
    const stores = [store, await another()];
    const { seen, subscription } = observe(stores[1]!);
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let n = 0; n < 12; n++)
        await stores[writer % 2]!.append(`credit-${(writer + n) % 7}`, numbered(1 + (n % 2)), { expected: 'any' });
    });
    await Promise.all(writers);
    await until(() => seen.length >= 16 * 18);
    expect(idsOf(seen)).toEqual(idsOf(await store.readAll()));
    await subscription.stop();
  });

  test('22 several streams at once come whole, one behind the other, in pages that go on where the last one ended', async () => {
    const { store } = opened();
    if (store.readStreams === undefined) return;
    const names = ['credit-b', 'credit-东方', 'credit-a', 'credit-none'];
    for (let n = 0; n < 7; n++)
      for (const name of names.slice(0, 3)) await store.append(name, [made()], { expected: 'any' });
    await fill(store, 3, () => 'credit-other');
    const pages: StoredEvent[][] = [];
    for (let after: StoredEvent | undefined; ; after = pages.at(-1)?.at(-1)) {
      const page = await store.readStreams([...names, 'credit-a'], { limit: 4, ...(after !== undefined && { after }) });
      pages.push([...page]);
      if (page.length < 4) break;
    }
    const events = pages.flat();
    expect(pages.map(({ length }) => length)).toEqual([4, 4, 4, 4, 4, 1]);
    const inTheirOrder = [...new Set(events.map(({ stream }) => stream))];
    expect([...inTheirOrder].sort()).toEqual(names.slice(0, 3).sort());
    expect(events).toEqual((await Promise.all(inTheirOrder.map((name) => store.read(name)))).flat());
  });

  test('22 where several streams end is told at once, in the order asked, of all that any process was told is stored', async () => {
    const { store, another } = opened();
    if (store.streamEnds === undefined) return;
    const other = await another();
    expect(await store.streamEnds([])).toEqual([]);
    const names = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? `credit-${n}` : `credit-东方-${n}`));
    expect(await store.streamEnds(names)).toEqual(names.map(() => undefined));
    for (const count of [1, 3]) {
      const written = names
        .slice(0, 30)
        .map((name, n) => (n % 3 === 0 ? other : store).append(name, numbered(count), { expected: 'any' }));
      const revisions = (await Promise.all(written)).map(({ revision }) => revision);
      const asked = [...names, names[0]!].reverse();
      const expected = [...revisions, ...names.slice(30).map(() => undefined), revisions[0]].reverse();
      expect(await store.streamEnds(asked)).toEqual(expected);
    }
  });

  test.each(['', '$all', 'credit-\u001e1'])('22 where a stream ends whose name is %j is not asked', async (name) => {
    const { store } = opened();
    if (store.streamEnds === undefined) return;
    expect(await errorOf(store.streamEnds(['credit-1', name]))).toMatchObject({ code: 'invalid' });
  });
};
