// npm run bench -- aging [--json] [--receivables 1000000] [--open 100000] [--import 100000]: finance's ledger. Today's aging and that
// of any past day as known at any time, through the product's own queries over read tables that were filled by SQL with what the
// projections would write; one customer's statement; the import of an invoice file by the command line. Beside them a bare SQL sum
// over what is open, in the same run, and the same ledger at a tenth and a hundredth of its length.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { LAST_DAY, writeLedger } from './aging-ledger.mjs';
import { built, onBenchDatabase } from './bench-server.mjs';
import { importInvoices } from './import-part.mjs';
import { alternate, median, ratioOf, report, spread } from './measuring.mjs';

const { connect } = built('postgres/src/connect');
const { aging } = built('read-models/src/queries/aging');
const { accountStatement } = built('read-models/src/queries/account-statement');
const { agingPolicy } = built('domain/src/aging/aging-policy');

const { values: wish } = parseArgs({
  options: {
    json: { type: 'boolean' },
    receivables: { type: 'string', default: '1000000' },
    open: { type: 'string', default: '100000' },
    import: { type: 'string', default: '100000' },
  },
});
const RECEIVABLES = Number(wish.receivables);
const OPEN = Number(wish.open);
const IMPORTED = Number(wish.import);
/** Nothing of the ledger is later. */
const TODAY = '2026-12-15';
const YEARS = ['2024-01-31', '2024-06-30', '2025-04-30', '2026-01-31', '2026-09-30', LAST_DAY];

const policyFile = fileURLToPath(new URL('../../config/policies/aging/standard.json', import.meta.url));
const policy = agingPolicy.parse(JSON.parse(fs.readFileSync(policyFile, 'utf8')));
const endOf = (day) => ({ instant: `${day}T23:59:59.999Z` });
/** As known now, as known then, and something between: whichever is the slowest counts. */
const PAIRS = YEARS.flatMap((day, n) => [
  { asOf: day },
  { asOf: day, knownAt: endOf(day) },
  { asOf: day, knownAt: endOf(YEARS[Math.min(n + 1, YEARS.length - 1)]) },
]);

const took = async (work) => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** A connection has met a question before whoever waits for the answer asks it again: the median of so many. */
const REPEATED = 5;
const tookRepeated = async (work) => {
  const times = [];
  for (let n = 0; n < REPEATED; n++) times.push(await took(work));
  return median(times);
};

const questionsOf = (sql, customers) => {
  const ask = async (moment) => {
    const said = await aging(sql, {
      policyHash: '',
      basis: 'due',
      by: 'customer',
      page: 1,
      size: 50,
      policy,
      ...moment,
    });
    if (said.invoices === 0) throw new Error(`nothing was open on ${moment.asOf}`);
  };
  let turn = 0;
  return {
    bare: () =>
      tookRepeated(() => sql`select customer_id, sum(open_amount) from read.open_receivable group by customer_id`),
    today: () => tookRepeated(() => ask({ asOf: TODAY })),
    worst: async () => {
      let worst = 0;
      for (const pair of PAIRS) worst = Math.max(worst, await took(() => ask(pair)));
      return worst;
    },
    past: async () => {
      let sum = 0;
      for (const pair of PAIRS) sum += await took(() => ask(pair));
      return sum / PAIRS.length;
    },
    statement: () => {
      const customerId = customers[(turn++ * 997) % customers.length];
      const period = { from: '2026-09-01', to: '2026-09-30' };
      return tookRepeated(() => accountStatement(sql, { customerId, ...period, knownAt: undefined, language: 'zh' }));
    },
  };
};

/** A first answer fills the caches of Postgres, and is not what anybody waits for twice. */
const measured = async (url, sql, size) => {
  const counts = await writeLedger(sql, size);
  const pool = connect(url, { applicationName: 'xay-bench', connectionsMax: 1 });
  try {
    const rows = await pool`select customer_id as id from read.account_position order by customer_id`;
    const questions = questionsOf(
      pool,
      rows.map(({ id }) => id),
    );
    for (const ask of Object.values(questions)) await ask();
    return { counts, values: await alternate(questions) };
  } finally {
    await pool.end({ timeout: 1 });
  }
};

const line = (what, values, note = '') => ({ what, ms: spread(values), note });

await onBenchDatabase(async ({ url, sql, settings }) => {
  const lines = [];
  const sizes = [
    { receivables: Math.round(RECEIVABLES / 100), open: Math.round(OPEN / 100), name: 'a hundredth, open likewise' },
    { receivables: Math.round(RECEIVABLES / 10), open: Math.round(OPEN / 10), name: 'a tenth, open likewise' },
    { receivables: Math.round(RECEIVABLES / 5), open: OPEN, name: 'a fifth, as much open' },
  ];
  for (const { name, ...size } of sizes) {
    const { counts, values } = await measured(url, sql, size);
    const about = `${name}: ${counts.receivables} receivables, ${counts.entries} entries, ${counts.open} open`;
    lines.push(line(`today`, values.today, about), line('past, on average', values.past));
  }
  const { counts, values } = await measured(url, sql, { receivables: RECEIVABLES, open: OPEN });
  const whole = `${counts.receivables} receivables, ${counts.entries} entries, ${counts.open} open`;
  lines.push(
    line('bare sum by customer over what is open', values.bare, whole),
    line('today', values.today),
    line('past, on average', values.past),
    line('past, the slowest of 18', values.worst),
    line('statement of one customer', values.statement),
  );
  const imported = await importInvoices(IMPORTED);
  lines.push({
    what: `import of ${IMPORTED} invoices, s`,
    ms: imported.seconds.toFixed(1),
    note: `${Math.round(imported.rssMiB)} MiB`,
  });
  report({
    bench: 'aging',
    settings: { ...settings, ...counts, imported: IMPORTED },
    figures: {
      todayMs: median(values.today),
      pastMs: median(values.worst),
      statementMs: median(values.statement),
      import100kSeconds: (imported.seconds * 100_000) / IMPORTED,
      importRssMiB: imported.rssMiB,
    },
    ratios: { todayToBareSql: ratioOf(values.today, values.bare) },
    lines,
  });
});
