// npm run bench -- hot [--json]: one account, 32 clients that reserve on it, each answered when its reservation is on disk; one
// command in five is a resend. Ours beside one commit per command (a queue in the process, the state cached) and Emmett's
// command handler. What was promised over the limit is counted in the log afterwards. Then two processes on one account.
import { randomUUID } from 'node:crypto';
import { CommandHandler, isExpectedVersionConflictError as shouldRetryError } from '@event-driven-io/emmett';
import { onBenchDatabase } from './bench-server.mjs';
import { startChild } from './children.mjs';
import { connectedHandler, connectedStore } from './our-store.mjs';
import { alternate, median, perSecond, ratioOf, report, ROUND_MS, spread, WARM_UP_MS } from './measuring.mjs';
import { installEmmett, openEmmett } from './peers.mjs';
import { productAccount } from './product-account.mjs';
import { account, audit, limitFor, metadata, open, reserve, schema, shipments } from './reservations.mjs';

const CLIENTS = 32;
/** The limit has room for about this share of what will be asked for, so that it is reached and most are accepted. */
const ACCEPTED_SHARE = 0.8 * 0.85;
/** Of the pauses that were tried, from 1–20 ms to its own 100 ms and more, the ones that Emmett gets furthest with. */
const RETRIES = { retries: 1_000, minTimeout: 50, maxTimeout: 400, factor: 2, randomize: true };

const inLog = (sql) => (id) =>
  sql`select type, data from log.event where stream = ${`${account.category}-${id}`} order by revision`;

/** The usual way to be right on one stream: a queue in the process, the state at hand, one append at a time. */
const commitEach = (sql) => async (url) => {
  const { store, close } = await connectedStore(url);
  const known = new Map();
  let last = Promise.resolve();
  const attempt = async (id, command) => {
    const before = known.get(id) ?? { state: account.initial, revision: 'no_stream' };
    const events = account.decide(command, before.state).map((event) => schema.parse(event));
    if (events.length === 0) return;
    const drafts = events.map((event) => ({ ...event, id: randomUUID(), metadata }));
    const { revision } = await store.append(`${account.category}-${id}`, drafts, { expected: before.revision });
    known.set(id, { state: events.reduce(account.evolve, before.state), revision });
  };
  const handle = (id, command) => {
    const done = last.then(() => attempt(id, command));
    last = done.catch(() => undefined);
    return done;
  };
  return { handle, events: inLog(sql), close };
};

const ours = (sql) => async (url) => ({ ...(await connectedHandler(url)), events: inLog(sql) });

const emmett = (sql) => async (url) => {
  const { store, close } = openEmmett(url, CLIENTS);
  const { evolve, initial, decide } = account;
  const options = {
    evolve,
    initialState: () => initial,
    retry: { onVersionConflict: { ...RETRIES, shouldRetryError } },
  };
  const handler = CommandHandler(options);
  const handle = (id, command) =>
    handler(store, id, (state) => decide(command, state).map((event) => ({ ...schema.parse(event), metadata })));
  const events = (id) =>
    sql`select message_type as type, message_data as data from emt_messages where stream_id = ${id} order by stream_position`;
  return { handle, events, close };
};

/** The limit for a round goes by the rate of the warm-up, or of the round before. */
const limiting = () => {
  let known = 0;
  return {
    limit: (warm) => limitFor((Math.max(known, warm) * ROUND_MS * ACCEPTED_SHARE) / 1000),
    learn: (rate) => {
      known = rate;
      return rate;
    },
  };
};

/** A round of one contender on an account of its own. */
const round = (name, connect, url, audits) => {
  const limits = limiting();
  return async (number) => {
    const { handle, events, close } = await connect(url);
    const id = `${name}-${number}`;
    const drive = async (stream, forMs) => {
      const next = shipments(stream);
      const acknowledged = new Set();
      const send = async () => {
        const shipmentId = next();
        await handle(stream, reserve(shipmentId));
        acknowledged.add(shipmentId);
      };
      return { rate: await perSecond(CLIENTS, send, forMs), acknowledged };
    };
    try {
      await handle(`${id}-warm`, open(limitFor(1_000_000)));
      const { rate: warm } = await drive(`${id}-warm`, WARM_UP_MS);
      const limit = limits.limit(warm);
      await handle(id, open(limit));
      const { rate, acknowledged } = await drive(id, ROUND_MS);
      audits[name].push(audit(await events(id), limit, acknowledged));
      return limits.learn(rate);
    } finally {
      await close();
    }
  };
};

/** The same clients, half of them in another process. */
const twoProcesses = (sql, url, audits) => {
  const events = inLog(sql);
  const limits = limiting();
  return async (number) => {
    const id = `two-${number}`;
    const processes = await Promise.all([1, 2].map((which) => startChild('hot-process.mjs', url, which, CLIENTS / 2)));
    const { handle, close } = await connectedHandler(url);
    const drive = (stream, forMs) => Promise.all(processes.map(({ ask }) => ask({ stream, forMs })));
    const total = (answers) => answers.reduce((sum, { rate }) => sum + rate, 0);
    await handle(`${id}-warm`, open(limitFor(1_000_000)));
    const limit = limits.limit(total(await drive(`${id}-warm`, WARM_UP_MS)));
    await handle(id, open(limit));
    const answers = await drive(id, ROUND_MS);
    await Promise.all([...processes.map(({ end }) => end()), close()]);
    const acknowledged = new Set(answers.flatMap((answer) => answer.acknowledged));
    audits.two.push(audit(await events(id), limit, acknowledged));
    return limits.learn(total(answers));
  };
};

const SAID = {
  ours: 'ours, one process',
  two: 'ours, two processes with 16 clients each',
  product: "ours, with the product's own credit account",
  commitEach: 'a queue in the process, one commit per command',
  emmett: "Emmett's command handler with retries",
};

await onBenchDatabase(async ({ url, sql, settings }) => {
  await installEmmett(url);
  const audits = { ours: [], two: [], product: [], commitEach: [], emmett: [] };
  const measured = await alternate({
    commitEach: round('commitEach', commitEach(sql), url, audits),
    ours: round('ours', ours(sql), url, audits),
    two: twoProcesses(sql, url, audits),
    product: round('product', productAccount(sql), url, audits),
    emmett: round('emmett', emmett(sql), url, audits),
  });
  const total = (name, what) => audits[name].reduce((sum, found) => sum + found[what], 0);
  const lines = Object.entries(SAID).map(([name, contender]) => ({
    'one hot account, 32 clients': contender,
    'commands/s': spread(measured[name]),
    'ours ÷ it': name === 'ours' ? '' : ratioOf(measured.ours, measured[name]).toFixed(2),
    reserved: total(name, 'reserved'),
    refused: total(name, 'refused'),
    'over the limit': total(name, 'overLimit'),
    'stored twice': total(name, 'doubles'),
    'promised and not stored': total(name, 'lost'),
  }));
  report({
    bench: 'hot',
    settings: { ...settings, clients: CLIENTS, resends: 0.2 },
    figures: {
      hot32PerSecond: median(measured.ours),
      hot32OverLimit: total('ours', 'overLimit'),
      hot32Doubles: total('ours', 'doubles'),
      hot32Lost: total('ours', 'lost'),
      hotTwoProcesses32PerSecond: median(measured.two),
      hotTwoProcessesOverLimit: total('two', 'overLimit'),
      hotTwoProcessesDoubles: total('two', 'doubles'),
      hotTwoProcessesLost: total('two', 'lost'),
      hotProduct32PerSecond: median(measured.product),
      hotProduct32OverLimit: total('product', 'overLimit'),
      hotCommitEach32PerSecond: median(measured.commitEach),
    },
    ratios: {
      hot32ToEmmett: ratioOf(measured.ours, measured.emmett),
      hot32ToCommitEach: ratioOf(measured.ours, measured.commitEach),
      hotTwoProcesses32ToCommitEach: ratioOf(measured.two, measured.commitEach),
    },
    lines,
  });
});
