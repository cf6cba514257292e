// npm run bench -- append [--json]: appends of one event each by 1, 8 and 32 clients over many streams. Ours beside the plain
// insert of one row in a transaction of its own (same table, same indexes), pgbench with the same insert, Emmett and message-db.
import { createHash, randomUUID } from 'node:crypto';
import { STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett';
import { built, onBenchDatabase } from './bench-server.mjs';
import { alternate, median, ratioOf, report, ROUND_MS, spread, warmPerSecond } from './measuring.mjs';
import { findPgbench, installEmmett, installMessageDb, openEmmett, runPgbench } from './peers.mjs';

const { connect } = built('postgres/src/connect');
const { openPostgresStore } = built('event-store/src/postgres-store');

const CLIENTS = [1, 8, 32];
const STREAMS_PER_CLIENT = 50;

const data = (n) => ({
  shipmentId: `SH-${n}`,
  amount: '12345.67',
  dueDate: '2026-12-31',
  warehouse: '华东一号仓',
  note: '客户已签收',
});
const metadata = (n) => ({ by: 'bench', correlation: `c-${n}` });

/** Gives each client its streams in turn and remembers where each of them ends; -1 before its first event. */
const streamsOf = (run) => {
  const ends = new Map();
  return (client, n) => {
    const stream = `creditAccount-${run}x${client}x${n % STREAMS_PER_CLIENT}`;
    const revision = ends.get(stream) ?? -1;
    ends.set(stream, revision + 1);
    return { stream, revision };
  };
};

const columns = 'stream, revision, id, type, data, metadata, recorded_at, hash';

/** Like the log's own table with all its indexes, but the position comes from a sequence: what most write by themselves. */
const createPlainTable = (sql) =>
  sql.unsafe(`
    create schema plain;
    create table plain.event (like log.event including all);
    alter table plain.event alter column position add generated always as identity`);

const pgbenchScript = `\\set stream random(1, 1000000000)
insert into plain.event (${columns}) values
  ('creditAccount-' || :stream || '-' || :client_id, (random() * 2e9)::int, gen_random_uuid(), 'LimitReserved',
   '${JSON.stringify(data(123_456))}', '${JSON.stringify(metadata(123_456))}', now(), decode(repeat('ab', 32), 'hex'));
`;

/** Opens a contender for one round, measures it and closes it, so that nobody's idle connections burden the next one. */
const round = (clients, open) => async (number) => {
  const { append, close } = await open(clients, `${clients}r${number}`);
  try {
    return await warmPerSecond(clients, append);
  } finally {
    await close();
  }
};

const plain = (url) => async (clients, run) => {
  const sql = connect(url, { connectionsMax: clients });
  const next = streamsOf(`p${run}`);
  const append = (client, n) => {
    const { stream, revision } = next(client, n);
    const body = JSON.stringify(data(n));
    const hash = createHash('sha256').update(body).digest();
    return sql`insert into plain.event (${sql.unsafe(columns)}) values (
      ${stream}, ${revision + 1}, ${randomUUID()}, ${'LimitReserved'}, ${body}::text::json,
      ${JSON.stringify(metadata(n))}::text::json, now(), ${hash})`;
  };
  return { append, close: () => sql.end({ timeout: 1 }) };
};

const ours = (url) => async (clients, run) => {
  const sql = connect(url);
  const store = await openPostgresStore({ sql, now: () => new Date() });
  const next = streamsOf(`o${run}`);
  const append = (client, n) => {
    const { stream, revision } = next(client, n);
    const event = { id: randomUUID(), type: 'LimitReserved', data: data(n), metadata: metadata(n) };
    return store.append(stream, [event], { expected: revision < 0 ? 'no_stream' : revision });
  };
  const close = async () => {
    await store.close();
    await sql.end({ timeout: 1 });
  };
  return { append, close };
};

const emmett = (url) => async (clients, run) => {
  const { store, close } = openEmmett(url, clients);
  const next = streamsOf(`e${run}`);
  const append = (client, n) => {
    const { stream, revision } = next(client, n);
    const event = { type: 'LimitReserved', data: data(n), metadata: metadata(n) };
    const expectedStreamVersion = revision < 0 ? STREAM_DOES_NOT_EXIST : BigInt(revision + 1);
    return store.appendToStream(stream, [event], { expectedStreamVersion });
  };
  return { append, close };
};

const messageDb = (url) => async (clients, run) => {
  // Its functions find each other only by the search path, which has to be there from the first statement on.
  const address = new URL(url);
  address.searchParams.set('search_path', 'message_store,public');
  const sql = connect(address.href, { connectionsMax: clients });
  const next = streamsOf(`m${run}`);
  const append = (client, n) => {
    const { stream, revision } = next(client, n);
    return sql`select message_store.write_message(${randomUUID()}, ${stream}, ${'LimitReserved'},
      ${JSON.stringify(data(n))}::text::jsonb, ${JSON.stringify(metadata(n))}::text::jsonb, ${revision}::bigint)`;
  };
  return { append, close: () => sql.end({ timeout: 1 }) };
};

const SAID = {
  plain: 'plain insert, a transaction each',
  pgbench: 'pgbench, the same insert',
  ours: 'ours',
  emmett: '@event-driven-io/emmett-postgresql 0.42.0',
  messageDb: '@eventide/message-db 1.3.1',
};

await onBenchDatabase(async ({ url, sql, settings }) => {
  // Makes the log's schema, which the plain table copies.
  const first = await openPostgresStore({ sql, now: () => new Date() });
  await first.close();
  await createPlainTable(sql);
  await Promise.all([installEmmett(url), installMessageDb(sql)]);

  const pgbench = findPgbench();
  const seconds = Math.max(1, Math.round(ROUND_MS / 1000));
  const byPgbench = (clients) => () => runPgbench(pgbench, { url, clients, seconds, script: pgbenchScript });

  const measured = {};
  for (const clients of CLIENTS)
    measured[clients] = await alternate({
      plain: round(clients, plain(url)),
      pgbench: pgbench === undefined ? round(clients, plain(url)) : byPgbench(clients),
      ours: round(clients, ours(url)),
      emmett: round(clients, emmett(url)),
      messageDb: round(clients, messageDb(url)),
    });

  if (pgbench === undefined) SAID.pgbench = 'no pgbench here: its insert over as many plain connections';
  const ratio = (clients, name) => ratioOf(measured[clients].ours, measured[clients][name]);
  const lines = Object.entries(SAID).map(([name, contender]) => ({
    'appends/s': contender,
    ...Object.fromEntries(
      CLIENTS.flatMap((clients) => [
        [`${clients} clients`, spread(measured[clients][name])],
        [`ours ÷ it at ${clients}`, name === 'ours' ? '' : ratio(clients, name).toFixed(2)],
      ]),
    ),
  }));
  const per = (make) => Object.assign({}, ...CLIENTS.map(make));
  report({
    bench: 'append',
    settings: { ...settings, pgbench: pgbench ?? 'absent', eventsPerAppend: 1, streamsPerClient: STREAMS_PER_CLIENT },
    figures: per((clients) => ({
      [`append${clients}PerSecond`]: median(measured[clients].ours),
      [`append${clients}PlainPerSecond`]: median(measured[clients].plain),
    })),
    ratios: per((clients) => ({
      [`append${clients}ToPlain`]: ratio(clients, 'plain'),
      [`append${clients}ToPgbench`]: ratio(clients, 'pgbench'),
      [`append${clients}ToEmmett`]: ratio(clients, 'emmett'),
      [`append${clients}ToMessageDb`]: ratio(clients, 'messageDb'),
    })),
    lines,
  });
});
