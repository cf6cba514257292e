// npm run bench -- append [--json]: appends of one event each over many streams, ours beside plain inserts, each in a
// transaction of its own, on the same server: that of DATABASE_URL, or an embedded one in a temporary folder, fsync on. In a
// database of its own, which goes away afterwards. Rounds alternate; medians and spread are printed.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROUNDS = 5;
const CLIENTS = [1, 8, 32];
const ROUND_MS = Number(process.env.BENCH_ROUND_MS ?? 2_000);

const require = createRequire(import.meta.url);
const built = (file) => require(`../../dist/libs/${file}.js`);
const { connect } = built('postgres/src/connect');
const { createDatabase } = built('postgres/src/create-database');
const { openDatabase } = built('postgres/src/open-database');
const { openPostgresStore } = built('event-store/src/postgres-store');

const event = (n) => ({
  id: randomUUID(),
  type: 'LimitReserved',
  data: {
    shipmentId: `SH-${n}`,
    amount: '12345.67',
    dueDate: '2026-12-31',
    warehouse: '华东一号仓',
    note: '客户已签收',
  },
  metadata: { by: 'bench', correlation: `c-${n}` },
});

/** Events per second of so many clients, each of which waits for its answer before it goes on. */
const rate = async (clients, append) => {
  const began = performance.now();
  const until = began + ROUND_MS;
  let done = 0;
  const client = async (number) => {
    for (let n = 0; performance.now() < until; n++, done++) await append(number, n);
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return (done * 1000) / (performance.now() - began);
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'xay-bench-'));
fs.chmodSync(folder, 0o755);
const wish = { url: process.env.DATABASE_URL, dataDir: folder, role: 'server', log: (line) => console.error(line) };
const server = await openDatabase(wish);
const { url, drop } = await createDatabase(server.url, `xay_bench_${process.pid}`);
const sql = connect(url, { connectionsMax: 40 });
await sql.unsafe(`
  create schema plain;
  create table plain.event (position bigint generated always as identity primary key, stream text collate "C" not null,
    revision int not null, id uuid not null unique, type text not null, data jsonb not null, metadata jsonb not null,
    recorded_at timestamptz not null default now(), unique (stream, revision))`);
const pool = connect(url);
const store = await openPostgresStore({ sql: pool, now: () => new Date() });

let run = 0;
const contenders = {
  plain: (stream) => (number, n) => {
    const { id, type, data, metadata } = event(n);
    return sql`insert into plain.event (stream, revision, id, type, data, metadata)
      values (${`${stream}-${number}`}, ${n}, ${id}, ${type}, ${sql.json(data)}, ${sql.json(metadata)})`;
  },
  ours: (stream) => (number, n) =>
    store.append(`${stream}-${number}`, [event(n)], { expected: n === 0 ? 'no_stream' : n - 1 }),
};

const measured = {};
for (const clients of CLIENTS)
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, contender] of Object.entries(contenders)) {
      const perSecond = await rate(clients, contender(`bench-${++run}`));
      // The first round warms up plans, pools and the compiler.
      if (round > 0) ((measured[name] ??= {})[clients] ??= []).push(perSecond);
    }
await store.close();
await Promise.all([sql.end(), pool.end()]);
await drop();
await server.close();
fs.rmSync(folder, { recursive: true, force: true });

const sorted = (name, clients) => measured[name][clients].toSorted((a, b) => a - b);
const median = (name, clients) => sorted(name, clients)[Math.floor(ROUNDS / 2)];
const spread = (name, clients) => {
  const all = sorted(name, clients);
  return `${Math.round(median(name, clients))} (${Math.round(all[0])}–${Math.round(all.at(-1))})`;
};
const ratio = (clients) => Number((median('ours', clients) / median('plain', clients)).toFixed(2));

if (process.argv.includes('--json')) {
  const machine = { cpus: os.cpus().length, model: os.cpus()[0]?.model ?? '', node: process.version };
  const figures = {
    append32PerSecond: Math.round(median('ours', 32)),
    append1PerSecond: Math.round(median('ours', 1)),
  };
  const ratios = { append1ToPlain: ratio(1), append8ToPlain: ratio(8), append32ToPlain: ratio(32) };
  const settings = { rounds: ROUNDS, roundMs: ROUND_MS, eventsPerAppend: 1 };
  console.log(JSON.stringify({ bench: 'append', machine, settings, figures, ratios }));
} else
  console.table(
    Object.fromEntries(
      CLIENTS.map((clients) => [
        `${clients} clients`,
        { 'plain insert/s': spread('plain', clients), 'append/s': spread('ours', clients), ratio: ratio(clients) },
      ]),
    ),
  );
