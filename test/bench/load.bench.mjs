// npm run bench -- load [--json]: the first load of a stream of 10,000 events by a handler that has seen nothing yet, beside that
// of a stream of 10 events, the same without snapshots, and Emmett's.
import { randomUUID } from 'node:crypto';
import { NO_CONCURRENCY_CHECK } from '@event-driven-io/emmett';
import { atMost, built, onBenchDatabase } from './bench-server.mjs';
import { alternate, median, ratioOf, report, ROUND_MS, ROUNDS, spread } from './measuring.mjs';
import { account, nthEvent, schema } from './open-reservations.mjs';
import { installEmmett, openEmmett } from './peers.mjs';
import { connectedStore } from './our-store.mjs';

const { createHandler } = built('event-store/src/handle');
const { openPostgresSnapshots } = built('event-store/src/postgres/snapshot-table');

const LONG = 10_000;
const SHORT = 10;
/** What a long stream has behind its snapshot: half of what it has at most before the next one is taken. */
const TAIL = 50;
const PER_APPEND = 1_000;
const STREAMS = Math.min(3, ROUNDS);

const idOf = (length, which) => `${length}-${which}`;
const metadata = { by: 'bench' };

const streamOf = (id) => `${account.category}-${id}`;
const asked = (id) => ({ decider: account, schema, id });

/** The events from one number up to another, in few appends. */
const write = async (store, id, from, to) => {
  for (let n = from; n < to; n += PER_APPEND) {
    const numbers = Array.from({ length: Math.min(PER_APPEND, to - n) }, (_, index) => n + index);
    const events = numbers.map((number) => ({ ...nthEvent(number), id: randomUUID(), metadata }));
    await store.append(streamOf(id), events, { expected: n === 0 ? 'no_stream' : n - 1 });
  }
};

/** Nobody waits for a snapshot, but a bench that wants to load it. */
const snapshotAt = async (sql, id, revision) => {
  for (;;) {
    const [found] = await sql`select revision from snapshot.state where stream = ${streamOf(id)}`;
    if (found?.revision === revision) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** Leaves a snapshot at the event that it is due at, with a tail behind it. */
const seedLong = async (sql, store, snapshots, id) => {
  const handler = createHandler({ store, snapshots });
  await write(store, id, 0, LONG - 1);
  await handler.load(asked(id));
  await snapshotAt(sql, id, LONG - 2);
  await handler.handle({ ...asked(id), command: nthEvent(LONG - 1), metadata });
  await snapshotAt(sql, id, LONG - 1);
  await write(store, id, LONG, LONG + TAIL);
};

const seedEmmett = async (store, length) => {
  for (let n = 0; n < length; n += PER_APPEND) {
    const events = Array.from({ length: Math.min(PER_APPEND, length - n) }, (_, index) => ({
      ...nthEvent(n + index),
      metadata,
    }));
    await store.appendToStream(`emmett-${length}`, events, { expectedStreamVersion: NO_CONCURRENCY_CHECK });
  }
};

/** Median milliseconds of one call, again and again for a part of a round. */
const timed = (call) => async () => {
  const taken = [];
  for (const until = performance.now() + ROUND_MS / 2; taken.length < STREAMS || performance.now() < until;) {
    const began = performance.now();
    await call(taken.length % STREAMS);
    taken.push(performance.now() - began);
  }
  return median(taken);
};

const check = ({ state, revision }, length) => {
  const open = Math.min(length % 20, 20 - (length % 20));
  if (revision !== length - 1 || state.open.length !== open)
    throw new Error(`a stream of ${length} is not loaded whole`);
};

await onBenchDatabase(async ({ url, sql, settings }) => {
  const { store, close } = await connectedStore(url);
  await installEmmett(url);
  const emmett = openEmmett(url, 2);
  const snapshots = await openPostgresSnapshots({ sql, code: 'bench' });
  for (let which = 0; which < STREAMS; which++) {
    await seedLong(sql, store, snapshots, idOf(LONG, which));
    await write(store, idOf(SHORT, which), 0, SHORT);
  }
  for (const length of [LONG + TAIL, SHORT]) await seedEmmett(emmett.store, length);
  await sql.unsafe('vacuum (analyze)');

  const ours = (start, length, options) =>
    timed(async (which) => {
      // A handler of its own for each load: it remembers nothing.
      const handler = createHandler({ store, ...options });
      check(await handler.load(asked(idOf(start, which))), length);
    });
  const { evolve, initial } = account;
  const byEmmett = (length) =>
    timed(() => emmett.store.aggregateStream(`emmett-${length}`, { evolve, initialState: () => initial }));

  const measured = await alternate({
    short: ours(SHORT, SHORT, { snapshots }),
    long: ours(LONG, LONG + TAIL, { snapshots }),
    whole: ours(LONG, LONG + TAIL, {}),
    emmettShort: byEmmett(SHORT),
    emmettLong: byEmmett(LONG + TAIL),
  });
  await Promise.all([close(), atMost(emmett.close())]);

  const line = (what, length, values) => ({
    'first load, ms': what,
    events: length.toLocaleString('en'),
    'median (smallest–largest)': spread(values),
  });
  report({
    bench: 'load',
    settings: { ...settings, streams: STREAMS, longStream: LONG + TAIL, shortStream: SHORT, behindSnapshot: TAIL },
    figures: {
      longLoadMs: median(measured.long),
      shortLoadMs: median(measured.short),
      longLoadWithoutSnapshotMs: median(measured.whole),
    },
    ratios: {
      longLoadToShort: ratioOf(measured.long, measured.short),
      emmettLongToOurs: ratioOf(measured.emmettLong, measured.long),
    },
    lines: [
      line('ours', SHORT, measured.short),
      line(`ours, snapshot and ${TAIL} events behind it`, LONG + TAIL, measured.long),
      line('ours without snapshots', LONG + TAIL, measured.whole),
      line('Emmett', SHORT, measured.emmettShort),
      line('Emmett', LONG + TAIL, measured.emmettLong),
    ],
  });
});
