// The Postgres that a bench runs on: that of DATABASE_URL, or an embedded one in a temporary folder, fsync on. In a database of
// its own, which goes away afterwards, also when the bench fails or is stopped by a signal.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** A file of the built libraries, e.g. `postgres/src/connect`. */
export const built = (file) => require(`../../dist/libs/${file}.js`);

const { connect } = built('postgres/src/connect');
const { createDatabase } = built('postgres/src/create-database');
const { openDatabase } = built('postgres/src/open-database');

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const GOODBYE_MS = 2_000;
const OPENING_MS = 10_000;

const undoing = [];

/** Registers what has to be undone at the end; the last comes first. */
export const atTheEnd = (undo) => undoing.push(undo);

let opening = Promise.resolve();
let ending;
const tidyUp = () => {
  ending ??= (async () => {
    // What is just being made can only be undone when it is there.
    await atMost(opening, OPENING_MS);
    for (const undo of undoing.splice(0).reverse())
      await Promise.resolve()
        .then(undo)
        .catch((error) => console.error(`left behind: ${error.message}`));
  })();
  return ending;
};

/** Some clients never finish closing; the bench does not wait for them, their connections end with the database. */
export const atMost = (closing, ms = GOODBYE_MS) =>
  Promise.race([Promise.resolve(closing).catch(() => undefined), new Promise((resolve) => setTimeout(resolve, ms))]);

const serverOf = async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'xay-bench-'));
  fs.chmodSync(folder, 0o755);
  atTheEnd(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const log = (line) => console.error(line);
  const server = await openDatabase({ url: process.env.DATABASE_URL, dataDir: folder, role: 'server', log });
  atTheEnd(() => server.close());
  return server;
};

const settingsOf = async (sql, { embedded }) => {
  const [row] = await sql`
    select current_setting('server_version') as postgres, current_setting('fsync') as fsync,
           current_setting('synchronous_commit') as "synchronousCommit"`;
  return { ...row, server: embedded === true ? 'embedded' : 'DATABASE_URL' };
};

const openBenchDatabase = async () => {
  const server = await serverOf();
  const database = await createDatabase(server.url, `xay_bench_${process.pid}`);
  atTheEnd(() => database.drop());
  const sql = connect(database.url, { connectionsMax: 2, applicationName: 'xay-bench' });
  atTheEnd(() => sql.end({ timeout: 1 }));
  return { url: database.url, sql, settings: await settingsOf(sql, server) };
};

/** Runs the bench on an empty database and ends the process when it is over. */
export const onBenchDatabase = async (bench) => {
  // The peers print what they like; stdout is for the result.
  console.log = console.error;
  const isStopping = () => ending !== undefined;
  for (const [signal, code] of Object.entries(SIGNALS))
    process.on(signal, () => tidyUp().then(() => process.exit(code)));
  const fail = async (error) => {
    // Whatever was under way when the database went says so in its own way.
    if (isStopping()) return;
    console.error(error);
    await tidyUp();
    process.exit(1);
  };
  process.on('unhandledRejection', fail);
  process.on('uncaughtException', fail);
  try {
    const opened = openBenchDatabase();
    opening = opened;
    await bench(await opened);
    await tidyUp();
    process.exit(0);
  } catch (error) {
    await fail(error);
  }
};
