// npm run bench -- rebuild [--events N] [--memory] [--json]: two read models built again from the whole log, in a process of its own whose
// memory is told. Beside them the same by one SQL GROUP BY each inside Postgres and by Emmett's projector; catching up in
// batches beside one upsert per event; and how long an append takes to be seen in a read model that follows. With --memory only one rebuild,
// for logs that would take the others an hour.
import { onBenchDatabase, built } from './bench-server.mjs';
import { startChild } from './children.mjs';
import { projectorRate, seedEmmett } from './emmett-projector.mjs';
import { connectedStore } from './our-store.mjs';
import { alternate, median, ratioOf, report, ROUND_MS, ROUNDS, spread } from './measuring.mjs';
import { installEmmett } from './peers.mjs';
import { createTables, emptyTables, groupBySql, seedLog, upsertsOf } from './receivables.mjs';

const { migrate } = built('postgres/src/migrate');
const { READ_SCHEMA, readMigrations } = built('read-models/src/read-schema');

const flag = process.argv.indexOf('--events');
const EVENTS = flag < 0 ? 200_000 : Number(process.argv[flag + 1]);
const part = (perMs, most = EVENTS) => Math.max(100, Math.min(most, Math.round(ROUND_MS * perMs)));
/** The slow ones get fewer events: their rate does not depend on how many there are. */
const EMMETT_EVENTS = part(2);
const STEADY_EVENTS = part(14);
const PER_EVENT_EVENTS = part(1);
const SEEN = Math.ceil(Math.max(20, Math.min(200, ROUND_MS)) / ROUNDS);

const WHO = ['ours', 'steady', 'limit', 'single', 'emmett'];

const prepare = async (url, sql) => {
  const { close } = await connectedStore(url);
  await close();
  await migrate(sql, READ_SCHEMA, readMigrations);
  for (const who of WHO) await createTables(sql, who);
  const { accounts } = await seedLog(sql, EVENTS);
  await installEmmett(url);
  await seedEmmett(sql, EMMETT_EVENTS);
  return { accounts, through: await positionAt(url, STEADY_EVENTS) };
};

/** The position of the so-manieth event, as the store says it. */
const positionAt = async (url, count) => {
  const { store, close } = await connectedStore(url);
  let position;
  for (let left = count; left > 0;) {
    const page = await store.readAll({
      ...(position === undefined ? {} : { after: position }),
      limit: Math.min(left, 5_000),
    });
    left -= page.length;
    position = page.at(-1).position;
  }
  await close();
  return position;
};

const rate = (events, ms) => (events * 1000) / ms;

const byGroupBy = (sql) => async () => {
  await emptyTables(sql, 'limit');
  const began = performance.now();
  await sql.begin(async (tx) => {
    for (const statement of groupBySql('limit')) await tx.unsafe(statement);
  });
  return rate(EVENTS, performance.now() - began);
};

const byEvent = (sql) => async () => {
  await emptyTables(sql, 'single');
  await sql`
    insert into read.checkpoint (lane, part, position, members, apart) values ('single', 0, null, '{single}', '{}')
    on conflict (lane, part) do update set position = null`;
  const events =
    await sql`select stream, type, data, position from log.event order by position limit ${PER_EVENT_EVENTS}`;
  const began = performance.now();
  for (const { stream, type, data, position } of events)
    await sql.begin((tx) => [
      ...upsertsOf('single', stream, { type, data }).map((text) => tx.unsafe(text)),
      tx`update read.checkpoint set position = ${position} where lane = 'single'`,
    ]);
  return rate(events.length, performance.now() - began);
};

/** What was built must be what Postgres itself comes to, or the figures are worth nothing. */
const compare = async (sql) => {
  for (const table of ['account', 'receivable']) {
    const [{ differing, rows }] = await sql.unsafe(`
      select (select count(*)::int from read.limit_${table}) as rows, (select count(*)::int from (
        (table read.ours_${table} except table read.limit_${table}) union all
        (table read.limit_${table} except table read.ours_${table})) d) as differing`);
    if (differing > 0 || rows === 0) throw new Error(`${table}: ${differing} of ${rows} rows differ from the GROUP BY`);
  }
};

const onlyMemory = async ({ url, sql, settings }) => {
  const { close } = await connectedStore(url);
  await close();
  await migrate(sql, READ_SCHEMA, readMigrations);
  for (const who of ['ours', 'limit']) await createTables(sql, who);
  const { accounts } = await seedLog(sql, EVENTS);
  const rebuilding = await startChild('rebuild-process.mjs', url);
  const { ms, rssMiB } = await rebuilding.ask({ ask: 'rebuild' });
  await rebuilding.end();
  const limit = await byGroupBy(sql)();
  await compare(sql);
  const figures = { rebuildPerSecond: Math.round(rate(EVENTS, ms)), rebuildRssMiB: rssMiB };
  const ratios = { rebuildToSqlLimit: rate(EVENTS, ms) / limit };
  const lines = [{ events: EVENTS, accounts, 'rebuilt, events/s': figures.rebuildPerSecond, 'memory, MiB': rssMiB }];
  report({ bench: 'rebuild', settings: { ...settings, events: EVENTS, accounts, once: true }, figures, ratios, lines });
};

const everything = async ({ url, sql, settings }) => {
  const { accounts, through } = await prepare(url, sql);
  const [rebuilding, following] = await Promise.all([1, 2].map(() => startChild('rebuild-process.mjs', url)));
  const rss = [];
  const measured = await alternate({
    limit: byGroupBy(sql),
    rebuild: async () => {
      const { ms, rssMiB } = await rebuilding.ask({ ask: 'rebuild' });
      rss.push(rssMiB);
      return rate(EVENTS, ms);
    },
    emmett: (round) => projectorRate({ url, sql, events: EMMETT_EVENTS, round }),
    steady: async () => rate(STEADY_EVENTS, (await following.ask({ ask: 'steady', through })).ms),
    single: byEvent(sql),
  });
  await compare(sql);
  const seen = [];
  for (let round = 0; round < ROUNDS; round++)
    seen.push(...(await following.ask({ ask: 'visible', samples: SEEN, round })).all);
  await Promise.all([rebuilding.end(), following.end()]);

  const line = (what, values, compared = '') => ({
    'two read models': what,
    'median (smallest–largest)': spread(values),
    'ours ÷ it': compared,
  });
  const ratios = {
    rebuildToSqlLimit: ratioOf(measured.rebuild, measured.limit),
    rebuildToEmmett: ratioOf(measured.rebuild, measured.emmett),
    steadyToPerEvent: ratioOf(measured.steady, measured.single),
  };
  report({
    bench: 'rebuild',
    settings: { ...settings, events: EVENTS, accounts, emmettEvents: EMMETT_EVENTS, steadyEvents: STEADY_EVENTS },
    figures: {
      rebuildPerSecond: median(measured.rebuild),
      rebuildRssMiB: Math.max(...rss),
      steadyPerSecond: median(measured.steady),
      sqlLimitPerSecond: median(measured.limit),
      visibleMedianMs: median(seen),
    },
    ratios,
    lines: [
      line('rebuild, events/s', measured.rebuild),
      line('the same by GROUP BY inside Postgres', measured.limit, ratios.rebuildToSqlLimit.toFixed(2)),
      line("Emmett's projector", measured.emmett, ratios.rebuildToEmmett.toFixed(1)),
      line('catching up, events/s', measured.steady),
      line('one upsert per event, a transaction each', measured.single, ratios.steadyToPerEvent.toFixed(1)),
      line('most memory of the rebuilding process, MiB', rss),
      line(`append to visible, ms, ${seen.length} times`, seen),
    ],
  });
};

await onBenchDatabase(process.argv.includes('--memory') ? onlyMemory : everything);
