// npm run bench -- limit [--json] [--accounts 10000] [--events 100000]: may I ship, asked over HTTP by 32 clients on connections
// that stay open, of a server on a core of its own; Postgres and the clients have the other. Beside the cheapest route of the same
// server, the store's own appends under the same conditions, and one account with a long past beside those with a short one.
import { parseArgs } from 'node:util';
import { atTheEnd, onBenchDatabase } from './bench-server.mjs';
import { startChildOn } from './children.mjs';
import { leaveFirstCore } from './cores.mjs';
import { get, httpClients, put } from './http-clients.mjs';
import { idOf, LONG_ID, seedLong, seedShort, SHORT_EVENTS } from './limit-accounts.mjs';
import { alternate, median, ratioOf, report, ROUND_MS, ROUNDS, spread, WARM_UP_MS } from './measuring.mjs';
import { connectedStore } from './our-store.mjs';

const { values: wish } = parseArgs({
  options: {
    json: { type: 'boolean' },
    accounts: { type: 'string', default: '10000' },
    events: { type: 'string', default: '100000' },
  },
});
const ACCOUNTS = Number(wish.accounts);
const LONG_EVENTS = Number(wish.events);
const CLIENTS = 32;
/** On one account in one go; the short one grows by as many, and stays short beside the long one. */
const ON_ONE = 320;
const FIRST_LOADS = Math.min(3, ROUNDS);
const SNAPSHOT_WAIT_MS = 5_000;

// Before Postgres is started, so that it keeps off the server's core too.
const cores = leaveFirstCore();

const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(values.length * share)];

/** Customers in an order that no cache likes, the same in every run. */
const someone = () => {
  let seed = 42;
  return () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return idOf(Math.floor((seed / 2 ** 32) * ACCOUNTS));
  };
};

const live = { next: () => get('/health/live'), said: '"status":"ok"' };

const checkOf = (customerId) => get(`/api/customers/${customerId}/shipment-check?amount=100.00`);
const checks = (nextCustomer) => ({ next: () => checkOf(nextCustomer()), said: '"decision":"yes"' });

let shipments = 0;
const authorisations = (nextCustomer) => ({
  next: () => put(`/api/customers/${nextCustomer()}/shipments/S-${++shipments}/authorisation`, '{"amount":"1.00"}'),
  said: '"decision":"authorised"',
});

const seed = async (url) => {
  const { store, close } = await connectedStore(url);
  await Promise.all([seedShort(store, 0, ACCOUNTS), seedLong(store, LONG_EVENTS)]);
  await close();
};

/** Nobody waits for a snapshot, but a bench that wants to load it; where none comes, the whole past is folded. */
const settledSnapshot = async (sql) => {
  const newest = async () => {
    const [found] = await sql`select revision from snapshot.state where stream = ${`creditAccount-${LONG_ID}`}`;
    return found?.revision;
  };
  for (const until = performance.now() + SNAPSHOT_WAIT_MS; performance.now() < until;) {
    const revision = await newest();
    if (revision !== undefined) return revision;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
};

const startApi = async (core, url) => {
  const child = await startChildOn(core, 'limit-process.mjs', 'api', url);
  const { port } = await child.ask({ port: true });
  return { ...child, port };
};

/** The first question about the long account to a process that has just begun; only the road there was gone before. */
const firstLoad = async (core, url) => {
  const api = await startApi(core, url);
  const clients = await httpClients(api.port, 1);
  await clients.once(checkOf(idOf(0)), '"decision":"yes"');
  const ms = await clients.once(checkOf(LONG_ID), '"decision":"yes"');
  clients.close();
  await api.end();
  return ms;
};

const appendsPerSecond = (core, url, micros) => async () => {
  const store = await startChildOn(core, 'limit-process.mjs', 'append', url);
  const measured = await store.ask({ append: CLIENTS });
  await store.end();
  micros.append.push(measured.micros);
  return measured.rate;
};

const contenders = (api, clients, core, url) => {
  const latencies = { trivial: [], check: [], authorise: [] };
  // On a machine that others use too, the time that the server computed says more than the time that passed.
  const micros = { trivial: [], check: [], authorise: [], append: [] };
  const rate = (name, what) => async () => {
    await clients.drive(what, WARM_UP_MS);
    const before = await api.ask({ cpu: true });
    const { rate: perSecond, taken } = await clients.drive(what, ROUND_MS);
    const after = await api.ask({ cpu: true });
    latencies[name].push(percentile(taken, 0.99));
    micros[name].push((after.micros - before.micros) / taken.length);
    return perSecond;
  };
  const long = () => LONG_ID;
  const measured = {
    trivial: rate('trivial', live),
    check: rate('check', checks(someone())),
    authorise: rate('authorise', authorisations(someone())),
    append: appendsPerSecond(core, url, micros),
    checkShort: (round) =>
      clients.send(
        checks(() => idOf(round)),
        ON_ONE,
      ),
    checkLong: () => clients.send(checks(long), ON_ONE),
    authoriseShort: (round) =>
      clients.send(
        authorisations(() => idOf(round)),
        ON_ONE,
      ),
    authoriseLong: () => clients.send(authorisations(long), ON_ONE),
  };
  return { measured, latencies, micros };
};

await onBenchDatabase(async ({ url, sql, settings }) => {
  console.error(`${ACCOUNTS} accounts of ${SHORT_EVENTS} events, one of ${LONG_EVENTS} …`);
  await seed(url);
  await sql.unsafe('vacuum (analyze)');

  const api = await startApi(cores?.first, url);
  const clients = await httpClients(api.port, CLIENTS);
  atTheEnd(() => clients.close());
  await clients.once(checkOf(LONG_ID), '"decision":"yes"');
  const snapshot = await settledSnapshot(sql);
  // Everybody has been asked about once: what is measured is the state at hand, not the first load.
  let each = 0;
  await clients.send(
    checks(() => idOf(each++ % ACCOUNTS)),
    ACCOUNTS,
  );

  const { measured: contending, latencies, micros } = contenders(api, clients, cores?.first, url);
  const measured = await alternate(contending);
  const { mib } = await api.ask({ memory: true });
  const firstLoads = [];
  for (let n = 0; n < FIRST_LOADS; n++) firstLoads.push(await firstLoad(cores?.first, url));

  const longToShort = {
    check: ratioOf(measured.checkShort, measured.checkLong),
    authorise: ratioOf(measured.authoriseShort, measured.authoriseLong),
  };
  const line = (what, values, goal = '') => ({ what, 'median (smallest–largest)': spread(values), goal });
  report({
    bench: 'limit',
    settings: {
      ...settings,
      serverCore: cores?.first ?? 'not pinned: no taskset, or one core',
      clientsCore: cores?.second ?? 'not pinned',
      clients: CLIENTS,
      accounts: ACCOUNTS,
      longAccountEvents: LONG_EVENTS,
      snapshotAt: snapshot ?? 'none',
    },
    figures: {
      trivialPerSecond: median(measured.trivial),
      checkPerSecond: median(measured.check),
      checkP99Ms: median(latencies.check),
      authoriseP99Ms: median(latencies.authorise),
      authorisePerSecond: median(measured.authorise),
      appendPerSecond: median(measured.append),
      firstLoadMs: median(firstLoads),
      trivialCpuMicros: median(micros.trivial),
      checkCpuMicros: median(micros.check),
      authoriseCpuMicros: median(micros.authorise),
      appendCpuMicros: median(micros.append),
      serverMiB: mib,
    },
    ratios: {
      checkToTrivial: ratioOf(measured.check, measured.trivial),
      authoriseToAppend: ratioOf(measured.authorise, measured.append),
      longToShort: Math.max(longToShort.check, longToShort.authorise),
      checkLongToShort: longToShort.check,
      authoriseLongToShort: longToShort.authorise,
    },
    lines: [
      line('the trivial route, GET /health/live, requests/s', measured.trivial),
      line('limit check, requests/s', measured.check, 'checkToTrivial 0.4 or more'),
      line('limit check, p99 in ms', latencies.check, 'checkP99Ms 15 or less'),
      line('authorisations/s, on disk when answered', measured.authorise, 'authoriseToAppend 0.5 or more'),
      line("the store's own appends/s", measured.append),
      line('authorisation, p99 in ms', latencies.authorise),
      line('computed by the server for a trivial request, µs', micros.trivial),
      line('for a limit check, µs', micros.check),
      line('for an authorisation, µs', micros.authorise),
      line("for one of the store's own appends, µs", micros.append),
      line('checks/s, all on one account of 10 events', measured.checkShort),
      line(`checks/s, all on one account of ${LONG_EVENTS} events`, measured.checkLong, 'longToShort 1.2 or less'),
      line('authorisations/s, all on one account of 10 events', measured.authoriseShort),
      line(`authorisations/s, all on one of ${LONG_EVENTS} events`, measured.authoriseLong, 'longToShort 1.2 or less'),
      line(`first load of ${LONG_EVENTS} events in a fresh process, ms`, firstLoads, 'firstLoadMs 50 or less'),
    ],
  });
});
