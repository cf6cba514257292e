// The others: Emmett, message-db and pgbench, each driven the way its own pages show, with as many connections as clients.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { atMost } from './bench-server.mjs';

const require = createRequire(import.meta.url);

/** Makes Emmett's tables; the stores opened afterwards find them. */
export const installEmmett = async (url) => {
  const store = getPostgreSQLEventStore(url);
  await store.schema.migrate();
  await atMost(store.close());
};

export const openEmmett = (url, connections) => {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // A connection that is cut when the database goes must not end the bench.
  pool.on('error', () => undefined);
  const store = getPostgreSQLEventStore(url, { schema: { autoMigration: 'None' }, connectionOptions: { pool } });
  const close = async () => {
    await atMost(store.close());
    await atMost(pool.end());
  };
  return { store, close };
};

const TABLES = ['types/message', 'tables/messages'];
const FUNCTIONS = ['hash-64', 'category', 'is-category', 'id', 'cardinal-id', 'acquire-lock', 'stream-version'];
const INDEXES = ['messages-id', 'messages-stream', 'messages-category'];

/** What message-db's install script does with psql, which an embedded Postgres does not have. */
export const installMessageDb = async (sql) => {
  const root = path.join(path.dirname(require.resolve('@eventide/message-db/package.json')), 'database');
  const parts = [...TABLES, ...FUNCTIONS.map((name) => `functions/${name}`), 'functions/write-message'];
  const text = [...parts, ...INDEXES.map((name) => `indexes/${name}`)]
    .map((part) => fs.readFileSync(path.join(root, `${part}.sql`), 'utf8').replaceAll('CONCURRENTLY', ''))
    .join('\n');
  await sql.begin(async (tx) => {
    await tx.unsafe('create schema message_store');
    await tx.unsafe('set local search_path = message_store, public');
    await tx.unsafe(text);
  });
};

const DEBIAN = '/usr/lib/postgresql';

/** Debian ships it beside the server, off the PATH; the newest of several. */
export const findPgbench = () => {
  const versions = fs.existsSync(DEBIAN) ? fs.readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => path.join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return folders.map((folder) => path.join(folder, 'pgbench')).find((file) => fs.existsSync(file));
};

const addressOf = (url) => {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    PGHOST: decodeURIComponent(hostname),
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
  };
};

/** Transactions per second of a script at so many clients; the address travels in the environment, not in the list of processes. */
export const runPgbench = async (file, { url, clients, seconds, script }) => {
  const args = ['-n', '-M', 'prepared', '-c', clients, '-j', Math.min(2, clients), '-T', seconds, '-f', '-'];
  const child = spawn(file, args.map(String), { env: { PATH: process.env.PATH, ...addressOf(url) } });
  child.stdin.end(script);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  await new Promise((resolve) => child.once('close', resolve));
  const tps = /tps = ([\d.]+)/.exec(said);
  if (tps === null) throw new Error(`pgbench: ${said}`);
  return Number(tps[1]);
};
