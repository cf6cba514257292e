// A small application on the built database library, for specs that kill it: node database-child.cjs ROOT FOLDER ROLE WORK [FROM].
// It says on stdout, one JSON a line, what it opened, which rows are committed, and what went wrong.
const path = require('node:path');

const { trade } = require('./trading-child.cjs');

const [root, dataDir, role, work, from] = process.argv.slice(2);
const { openDatabase } = require(path.join(root, 'dist/libs/postgres/src/open-database.js'));
const { connect } = require(path.join(root, 'dist/libs/postgres/src/connect.js'));

const WRITERS = 4;
const TRADERS_CONNECTIONS = 8;
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

const writeOn = async (sql) => {
  await sql`create table if not exists fault (n int primary key)`;
  const [{ last }] = await sql`select coalesce(max(n), 0) as last from fault`;
  let next = last;
  const writer = async () => {
    for (;;) {
      const n = ++next;
      try {
        await sql`insert into fault ${sql({ n })}`;
        say({ committed: n });
      } catch {
        // Postgres was killed under it. Whether this row is in, nobody promised; the next one is a new attempt.
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  for (let i = 0; i < WRITERS; i += 1) void writer();
};

const main = async () => {
  const opened = await openDatabase({ dataDir, role, log: (line) => say({ log: line }) });
  const sql = connect(opened.url, { connectionsMax: work === 'trade' ? TRADERS_CONNECTIONS : WRITERS });
  let stopTrading = async () => undefined;
  const stop = async () => {
    await stopTrading();
    await sql.end({ timeout: 1 });
    await opened.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  if (work === 'exit') process.exit(3);
  if (work === 'write') await writeOn(sql);
  if (work === 'trade') stopTrading = await trade({ root, sql, say, from: Number(from) });
  setInterval(() => undefined, 1000);
  say({ opened: { url: opened.url, owner: opened.owner } });
};

main().catch((error) => {
  say({ problem: error.code ?? error.message, facts: error.facts ?? {} });
  process.exit(1);
});
