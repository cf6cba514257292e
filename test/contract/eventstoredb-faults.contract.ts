import type { EventStore } from '@app/event-store/event-store';
import type { EventStoreDbOptions } from '@app/event-store/eventstoredb-store';
import { NO_HASH, sealOf } from '@app/event-store/seal';
import { type DoubleOptions, EventStoreDbDouble } from '@test/support/eventstoredb-double/double';
import type { Fault } from '@test/support/eventstoredb-double/faults';
import { refusals } from '@test/support/eventstoredb-double/messages';
import { until } from '@test/support/until';
import { errorOf, fill, idsOf, made, numbered, numbers, observe } from './contract-material';
import { failingContract } from './failing.contract';

/** Cases 36 to 54 over a double of the server, and what only EventStoreDB does. */
export const eventStoreDbContract = (name: string, open: (options: EventStoreDbOptions) => EventStore): void => {
  let doubles: EventStoreDbDouble[] = [];
  let stores: EventStore[] = [];
  const now = () => new Date();
  const started = async (options: DoubleOptions = {}): Promise<EventStoreDbDouble> => {
    const double = await new EventStoreDbDouble(options).start();
    double.log.writeStatistics();
    doubles.push(double);
    return double;
  };
  const at = (where: string, options: Partial<EventStoreDbOptions> = {}): EventStore => {
    const store = open({ url: `esdb://${where}`, now, ...options });
    stores.push(store);
    return store;
  };
  const over = ({ port }: EventStoreDbDouble, options: Partial<EventStoreDbOptions> = {}) =>
    at(`127.0.0.1:${port}?tls=false`, options);
  /** On whichever of the two ways to append is used. */
  const strikeAppend = (double: EventStoreDbDouble, fault: Omit<Fault, 'rpc'>): void =>
    double.faults.add({ rpc: 'append', ...fault }, { rpc: 'batch', ...fault });
  const clear = async () => {
    for (const double of doubles) double.faults.clear();
    await Promise.all(stores.map((store) => store.close()));
    for (const double of doubles) double.crash();
    [doubles, stores] = [[], []];
  };
  afterEach(clear);

  /** A chain that does not hold would mean that the hash of a first try was remembered wrongly. */
  const expectLinked = async (store: EventStore): Promise<void> => {
    const before = new Map<string, string>();
    for (const event of await store.sealed()) {
      expect(event.hash).toBe(sealOf(before.get(event.stream) ?? NO_HASH, event));
      before.set(event.stream, event.hash);
    }
  };

  failingContract(name, async () => {
    const double = await started();
    const store = over(double);
    return {
      store,
      another: async () => over(double),
      faults: {
        cutAfterCommit: () => strikeAppend(double, { at: 'after', does: 'drop' }),
        cutBeforeCommit: () => strikeAppend(double, { at: 'before', does: 'drop' }),
        hangAppend: () => strikeAppend(double, { at: 'before', does: 'hang' }),
        hangRead: () => double.faults.add({ rpc: 'read', at: 'before', does: 'hang' }),
        down: async () => double.crash(),
        up: () => double.restart(),
        cutSubscription: async () => {
          double.crash();
          await double.restart();
        },
      },
      close: async () => {
        if (double.log.all.length < 1_000) await expectLinked(over(double));
        await clear();
      },
    };
  });

  it('42 takes a subscription that the server just ends for a drop, and goes on after the last event handled', async () => {
    const double = await started();
    const store = over(double);
    await fill(store, 3);
    const { seen, drops, caughtUp, subscription } = observe(store);
    await until(() => seen.length === 3 && caughtUp() > 0);
    double.endSubscriptions();
    await fill(store, 3);
    await until(() => seen.length === 6);
    expect(drops).toEqual([expect.objectContaining({ code: 'unavailable' })]);
    expect(numbers(seen)).toEqual([0, 1, 2, 0, 1, 2]);
    await subscription.stop();
  });

  it('41 survives being cut after every few events, with a filter and a slow handler', async () => {
    const double = await started();
    const store = over(double);
    await fill(store, 60, (n) => (n % 3 === 0 ? 'noise-1' : 'credit-1'));
    const { seen, checkpoints, subscription } = observe(store);
    for (let cut = 0; cut < 4; cut++) {
      double.faults.add({ rpc: 'subscribe', at: 'event', does: 'drop' });
      await until(async () => {
        await double.restart();
        return seen.length >= Math.min(40, 10 * cut) || checkpoints.length > 0;
      });
    }
    await until(async () => {
      await double.restart();
      return seen.length >= 40;
    });
    expect(numbers(seen)).toEqual(Array.from({ length: 60 }, (_, n) => n).filter((n) => n % 3 !== 0));
    await subscription.stop();
  });

  it('43 passes on that the server is busy, and never takes it for a success', async () => {
    const double = await started();
    const store = over(double);
    strikeAppend(double, { at: 'before', does: 'error', error: refusals.busy() });
    const event = made();
    const error = await errorOf(store.append('credit-1', [event], { expected: 'no_stream' }));
    expect(error).toMatchObject({ code: 'unavailable', about: { outcome: 'unknown', retryable: true } });
    expect(await store.append('credit-1', [event], { expected: 'no_stream' })).toMatchObject({ revision: 0 });
  });

  it('43 answers busy instead of queueing without end', async () => {
    const double = await started();
    const store = over(double, { queueMax: 3 });
    strikeAppend(double, { at: 'before', does: 'delay', delayMs: 200 });
    const kept = [0, 1, 2].map((n) => store.append(`credit-${n}`, [made()], { expected: 'no_stream' }));
    const error = await errorOf(store.append('credit-9', [made()], { expected: 'no_stream' }));
    expect(error).toMatchObject({ code: 'busy', about: { outcome: 'not_applied', retryable: true } });
    await Promise.all(kept);
    await store.append('credit-9', [made()], { expected: 'no_stream' });
  });

  it('38 ends in time for an append that waits behind one, and knows that it was not sent', async () => {
    const double = await started();
    const store = over(double);
    await store.append('credit-1', [made()], { expected: 'no_stream' });
    strikeAppend(double, { at: 'before', does: 'delay', delayMs: 500 });
    const front = store.append('credit-1', [made()], { expected: 0 });
    await until(() => double.calls.filter(({ rpc }) => rpc === 'append').length === 2);
    const [event, start] = [made(), performance.now()];
    const behind = await errorOf(store.append('credit-1', [event], { expected: 1, timeoutMs: 100 }));
    expect(performance.now() - start).toBeLessThan(400);
    expect(behind).toMatchObject({ code: 'timeout', about: { outcome: 'not_applied', retryable: true } });
    expect(await front).toMatchObject({ revision: 1 });
    expect(await store.append('credit-1', [event], { expected: 1 })).toMatchObject({ revision: 2 });
  });

  it('44 is sent from a follower to the leader, for appends and for the reads that are decided on', async () => {
    const leader = await started();
    const follower = await started({ log: leader.log });
    follower.leaderPort = leader.port;
    const store = over(follower);
    const event = made();
    const error = await errorOf(store.append('credit-1', [event], { expected: 'no_stream' }));
    expect(error).toMatchObject({ code: 'unavailable', about: { outcome: 'not_applied', retryable: true } });
    expect(await store.append('credit-1', [event], { expected: 'no_stream' })).toMatchObject({ revision: 0 });
    expect(leader.calls).toEqual([expect.objectContaining({ rpc: 'append', requiresLeader: true })]);

    const reader = over(follower);
    expect(await errorOf(reader.read('credit-1'))).toMatchObject({ code: 'unavailable', about: { retryable: true } });
    expect(idsOf(await reader.read('credit-1'))).toEqual([event.id]);
  });

  it('45 a crash of one server does not touch the append that is under way to another', async () => {
    const [one, other] = [await started(), await started()];
    const [dying, healthy] = [over(one), over(other)];
    await Promise.all([dying, healthy].map((store) => store.append('credit-1', [made()], { expected: 'no_stream' })));
    strikeAppend(other, { at: 'before', does: 'delay', delayMs: 300 });
    const slow = healthy.append('credit-1', [made()], { expected: 0 });
    strikeAppend(one, { at: 'before', does: 'drop' });
    await errorOf(dying.append('credit-1', [made()], { expected: 0, timeoutMs: 1_000 }));
    expect(await slow).toMatchObject({ revision: 1 });
  });

  it('finds that a stream was deleted', async () => {
    const double = await started();
    const store = over(double);
    await store.append('credit-1', [made()], { expected: 'no_stream' });
    double.log.tombstone('credit-1');
    for (const call of [() => store.append('credit-1', [made()], { expected: 0 }), () => store.read('credit-1')])
      expect(await errorOf(call())).toMatchObject({ code: 'stream_deleted', about: { retryable: false } });
  });

  it('does not append behind an event of another program, and passes over it in the log', async () => {
    const double = await started();
    const store = over(double);
    const foreign = {
      id: made().id,
      type: 'Other',
      isJson: true,
      data: Buffer.from('{}'),
      metadata: Buffer.from('{}'),
    };
    double.log.append('credit-1', 'any', [foreign]);
    // The server's own, though it has copied what stands in one of ours.
    const envelope = { metadata: {}, recordedAt: '2026-03-01T00:00:00.000Z', hash: NO_HASH };
    const copy = { ...foreign, id: made().id, type: '$>', metadata: Buffer.from(JSON.stringify(envelope)) };
    double.log.append('$ce-credit', 'any', [copy]);
    const kept = made();
    await store.append('credit-2', [kept], { expected: 'any' });
    for (const call of [() => store.append('credit-1', [made()], { expected: 'any' }), () => store.read('credit-1')])
      expect(await errorOf(call())).toMatchObject({ code: 'invalid' });
    expect(idsOf(await store.readAll())).toEqual([kept.id]);
    expect(await store.sealed()).toHaveLength(1);
    const { seen, caughtUp, subscription } = observe(store);
    await until(() => caughtUp() > 0);
    expect(idsOf(seen)).toEqual([kept.id]);
    await subscription.stop();
  });

  it('sends what queues up on a stream behind an append as one, each with its own answer', async () => {
    const double = await started();
    const store = over(double);
    strikeAppend(double, { at: 'before', does: 'delay', delayMs: 100 });
    const events = numbered(30);
    const appends = events.map((event, n) =>
      store.append('credit-1', [event], { expected: n === 0 ? 'no_stream' : n - 1 }),
    );
    const stale = errorOf(store.append('credit-1', [made()], { expected: 3 }));
    const others = [1, 2, 3].map((n) => store.append(`other-${n}`, [made()], { expected: 'no_stream' }));
    expect((await Promise.all(appends)).map(({ revision }) => revision)).toEqual(events.map((_, n) => n));
    await Promise.all(others);
    expect(await stale).toMatchObject({ code: 'concurrency', about: { actual: 29 } });
    expect(idsOf(await store.read('credit-1'))).toEqual(idsOf(events));
    expect(double.calls.filter(({ rpc }) => rpc === 'append').length).toBeLessThan(8);
    const positions = (await store.read('credit-1')).map(({ position }) => position);
    expect((await Promise.all(appends)).map(({ position }) => position)).toEqual(positions);
    await expectLinked(store);
  });

  it('links rightly behind an append whose first try was written after all, long after it was given up', async () => {
    let clock = Date.parse('2026-03-01T12:00:00Z');
    const double = await started();
    const store = over(double, { now: () => new Date((clock += 1_000)) });
    const event = made();
    await store.append('credit-1', [made()], { expected: 'no_stream' });
    // The first try is held up on the server, the second overtakes nothing: it meets the first one there.
    strikeAppend(double, { at: 'before', does: 'delay', delayMs: 600 });
    const late = await errorOf(store.append('credit-1', [event], { expected: 0, timeoutMs: 150 }));
    expect(late).toMatchObject({ code: 'timeout', about: { outcome: 'unknown' } });
    strikeAppend(double, { at: 'before', does: 'delay', delayMs: 600 });
    expect(await store.append('credit-1', [event], { expected: 0 })).toMatchObject({ revision: 1 });
    await store.append('credit-1', [made()], { expected: 1 });
    await expectLinked(store);
    expect(await store.read('credit-1')).toHaveLength(3);
  });

  it('33 stops at once also while the server has not said a word', async () => {
    const double = await started();
    const store = over(double);
    double.faults.add({ rpc: 'subscribe', at: 'before', does: 'hang' });
    const { subscription } = observe(store);
    await until(() => double.calls.some(({ rpc }) => rpc === 'subscribe'));
    const start = performance.now();
    await subscription.stop();
    expect(performance.now() - start).toBeLessThan(2_000);
    await until(() => double.openReads === 0);
  });

  it('leaves no call open on the server, and closes its connections', async () => {
    const double = await started();
    const store = over(double);
    await fill(store, 30);
    for (let n = 0; n < 10; n++) await store.read('credit-1', { limit: 1 });
    await store.readAll({ limit: 2 });
    const observers = [1, 2, 3].map(() => observe(store));
    await until(() => observers.every(({ seen }) => seen.length === 30));
    expect(double.openReads).toBeGreaterThanOrEqual(3);
    await observers[0]!.subscription.stop();
    await store.close();
    await until(() => double.openReads === 0);
  });
};
