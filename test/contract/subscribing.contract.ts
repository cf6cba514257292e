import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '@test/support/until';
import { errorOf, fill, idsOf, made, numbered, numbers, observe, type Opened } from './contract-material';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Cases 25 to 30: what is delivered, and up to where. */
export const subscribingContract = (opened: () => Opened): void => {
  test('25 catches up in order, says so, then delivers what comes', async () => {
    const { store } = opened();
    await fill(store, 20);
    const { seen, caughtUp, subscription } = observe(store);
    await until(() => caughtUp() > 0);
    expect(numbers(seen)).toEqual(upTo(20));
    await store.append('credit-9', [made({ n: 20 })], { expected: 'any' });
    await until(() => seen.length === 21);
    expect(seen).toEqual(await store.readAll());
    await subscription.stop();
  });

  test('25 hears of what another store appends, sooner than a poll would', async () => {
    const { store, another } = opened();
    const other = await another();
    const { seen, caughtUp, subscription } = observe(store);
    await until(() => caughtUp() > 0);
    await fill(other, 1);
    await until(() => seen.length === 1);
    const delays: number[] = [];
    for (let n = 2; n < 7; n++) {
      const sent = performance.now();
      await fill(other, 1);
      await until(() => seen.length === n);
      delays.push(performance.now() - sent);
    }
    expect(Math.min(...delays)).toBeLessThan(250);
    await subscription.stop();
  });

  test('25 a log of many pages is delivered whole', async () => {
    const { store } = opened();
    await Promise.all(upTo(6).map((n) => store.append(`credit-${n}`, numbered(300), { expected: 'any' })));
    const { seen, checkpoints, subscription } = observe(store);
    await until(() => seen.length === 1_800);
    expect(idsOf(seen)).toEqual(idsOf(await store.readAll()));
    await until(() => checkpoints.at(-1) === seen.at(-1)?.position);
    await subscription.stop();
  });

  test('26 delivers nothing from other streams', async () => {
    const { store } = opened();
    await fill(store, 30, (n) => (n % 3 === 0 ? `credit-${n}` : `other-${n}`));
    const { seen, caughtUp, subscription } = observe(store);
    await until(() => caughtUp() > 0);
    expect(numbers(seen)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
    await subscription.stop();
  });

  test('27 goes on from a checkpoint in a new instance, without loss or repeat', async () => {
    const { store, another } = opened();
    await fill(store, 10);
    const first = observe(store);
    await until(() => first.seen.length === 10);
    await first.subscription.stop();
    await fill(store, 5);
    const second = observe(await another(), { after: first.checkpoints.at(-1) });
    await until(() => second.caughtUp() > 0);
    expect(numbers(second.seen)).toEqual([0, 1, 2, 3, 4]);
    await second.subscription.stop();
  });

  test('28 calls one handler at a time, in order, however slow', async () => {
    const { store } = opened();
    await fill(store, 30);
    let running = 0;
    let most = 0;
    const onEvent = async () => {
      most = Math.max(most, ++running);
      await sleep(2);
      running -= 1;
    };
    const { seen, subscription } = observe(store, { onEvent });
    await until(() => seen.length === 30);
    expect([most, numbers(seen)]).toEqual([1, upTo(30)]);
    await subscription.stop();
  });

  test('29 a checkpoint is never ahead of what the handler has finished', async () => {
    const { store } = opened();
    const streamFor = (n: number) => (n % 5 === 0 ? 'noise-1' : 'credit-1');
    // Half of them lie there already, so that they come faster than they are handled.
    await fill(store, 75, streamFor);
    const ahead: string[] = [];
    const { seen, checkpoints, subscription } = observe(store, {
      onEvent: () => sleep(1),
      onCheckpoint: async (position) => {
        const finished = seen.length;
        const passed = (await store.readAll({ prefixes: ['credit-'] })).filter(
          (event) => store.compare(event.position, position) <= 0,
        );
        if (finished < passed.length) ahead.push(position);
      },
    });
    await fill(store, 75, streamFor);
    await until(() => seen.length === 120);
    await until(() => checkpoints.length > 0);
    expect(ahead).toEqual([]);
    await subscription.stop();
  });

  test('30 a checkpoint moves on through events that the filter hides', async () => {
    const { store } = opened();
    await fill(store, 100, () => 'noise-1');
    const { seen, checkpoints, caughtUp, subscription } = observe(store);
    await until(() => caughtUp() > 0);
    // Beyond it, where somebody else writes to the same server.
    const hasPassed = (head = '') => store.compare(checkpoints.at(-1) ?? '', head) >= 0;
    expect(hasPassed(await store.head())).toBe(true);
    await fill(store, 1, () => 'noise-1');
    const head = await store.head();
    await until(() => hasPassed(head));
    expect(seen).toEqual([]);
    await subscription.stop();
  });
};

/** Cases 31 to 35: what goes wrong, and the end. */
export const stoppingContract = (opened: () => Opened): void => {
  test('31 a failing handler is reported and called again with the same event, never skipped', async () => {
    const { store } = opened();
    await fill(store, 5);
    let failures = 3;
    const tried: unknown[] = [];
    const { seen, drops, subscription } = observe(store, {
      onEvent: async ({ data }) => {
        tried.push((data as { n: number }).n);
        if ((data as { n: number }).n === 2 && failures-- > 0) throw new Error('the read model is down');
      },
    });
    await until(() => seen.length === 5);
    expect(tried).toEqual([0, 1, 2, 2, 2, 2, 3, 4]);
    expect(drops).toHaveLength(3);
    await subscription.stop();
  });

  test('31 an observer that throws does not end the subscription', async () => {
    const { store } = opened();
    await fill(store, 2);
    let failures = 1;
    const seen: unknown[] = [];
    const subscription = store.subscribeAll({
      onEvent: async ({ data }) => {
        if (failures-- > 0) throw new Error('once');
        seen.push(data);
      },
      onDrop: () => {
        throw new Error('the log file is full');
      },
      onCaughtUp: () => {
        throw new Error('nobody wants to know');
      },
    });
    await until(() => seen.length === 2);
    await fill(store, 1);
    await until(() => seen.length === 3);
    await subscription.stop();
  });

  test('32 a failing checkpoint store is reported, and the subscription lives on', async () => {
    const { store } = opened();
    await fill(store, 10);
    let failures = 2;
    const onCheckpoint = async () => {
      if (failures-- > 0) throw new Error('the checkpoint table is locked');
    };
    const { seen, drops, checkpoints, subscription } = observe(store, { onCheckpoint });
    await until(() => checkpoints.length > 0);
    await fill(store, 1);
    await until(() => checkpoints.at(-1) === seen[10]?.position);
    expect(numbers(seen)).toEqual([...upTo(10), 0]);
    expect(drops).toHaveLength(2);
    await subscription.stop();
  });

  test('33 stop waits for the running handler, and nothing is called afterwards', async () => {
    const { store } = opened();
    await fill(store, 10);
    let begun = 0;
    let done = 0;
    const onEvent = async () => {
      begun += 1;
      await sleep(30);
      done += 1;
    };
    const { seen, checkpoints, subscription } = observe(store, { onEvent });
    await until(() => begun === 2);
    await subscription.stop();
    expect([begun, done]).toEqual([2, 2]);
    expect(checkpoints.at(-1)).toBe(seen[1]?.position);
    const called = [seen.length, checkpoints.length];
    await fill(store, 3);
    await sleep(60);
    expect([seen.length, checkpoints.length]).toEqual(called);
    await subscription.stop();
  });

  test('33 stop does not wait for a handler that keeps failing to succeed', async () => {
    const { store } = opened();
    await fill(store, 1);
    const { drops, subscription } = observe(store, { onEvent: () => Promise.reject(new Error('for ever')) });
    await until(() => drops.length >= 3);
    await subscription.stop();
    const reported = drops.length;
    await sleep(100);
    expect(drops).toHaveLength(reported);
  });

  test('34 many subscribers see the same order', async () => {
    const { store } = opened();
    const observers = Array.from({ length: 5 }, () => observe(store));
    await Promise.all(upTo(40).map((n) => store.append(`credit-${n % 4}`, [made({ n })], { expected: 'any' })));
    await until(() => observers.every(({ seen }) => seen.length === 40));
    const order = idsOf(await store.readAll());
    for (const { seen } of observers) expect(idsOf(seen)).toEqual(order);
    await Promise.all(observers.map(({ subscription }) => subscription.stop()));
  });

  test('35 close ends subscriptions, finishes what was asked before, and says so afterwards', async () => {
    const { store, another } = opened();
    await fill(store, 3);
    const { seen } = observe(store);
    await until(() => seen.length === 3);
    const event = made();
    const asked = store.append('other-1', [event], { expected: 'any' });
    await Promise.all([store.close(), store.close()]);
    await asked;
    await store.close();
    expect(await errorOf(store.append('credit-1', [made()], { expected: 'any' }))).toMatchObject({ code: 'closed' });
    expect(await errorOf(store.read('credit-1'))).toMatchObject({ code: 'closed' });
    expect(() => store.subscribeAll({ onEvent: async () => undefined })).toThrow('closed');
    const next = await another();
    expect(idsOf(await next.read('other-1'))).toEqual([event.id]);
    await fill(next, 1);
    await sleep(30);
    expect(seen).toHaveLength(3);
  });
};
