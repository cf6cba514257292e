// What every bench does: alternate its contenders round by round, take medians, and say it as a table or as one JSON object.
import os from 'node:os';

/** Shorter rounds are for trying things out; what is published comes from the standing values. */
export const ROUND_MS = Number(process.env.BENCH_ROUND_MS ?? 1_500);
export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
/** Before the clock starts: connections are opened, plans made, hot code compiled. */
export const WARM_UP_MS = ROUND_MS / 4;

/** Calls per second of so many clients, each of which waits for its answer before it goes on. */
export const perSecond = async (clients, call, forMs) => {
  const began = performance.now();
  const until = began + forMs;
  let done = 0;
  const client = async (number) => {
    for (let n = 0; performance.now() < until; n++, done++) await call(number, n);
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return (done * 1000) / (performance.now() - began);
};

/** The same after a warm-up of the same kind. */
export const warmPerSecond = async (clients, call) => {
  const offset = 1_000_000_000;
  await perSecond(clients, (number, n) => call(number, n + offset), WARM_UP_MS);
  return perSecond(clients, call, ROUND_MS);
};

/** The values of each name, round by round: `contenders` is an object of functions that each answer with one number. */
export const alternate = async (contenders, rounds = ROUNDS) => {
  const values = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, run] of Object.entries(contenders)) values[name].push(await run(round));
  return values;
};

const sorted = (values) => values.toSorted((a, b) => a - b);

export const median = (values) => {
  const all = sorted(values);
  const middle = all.length >> 1;
  return all.length % 2 === 1 ? all[middle] : (all[middle - 1] + all[middle]) / 2;
};

const shown = (value) => (Math.abs(value) < 100 ? Number(value.toFixed(2)) : Math.round(value)).toLocaleString('en');

/** Median and, in brackets, smallest and largest. */
export const spread = (values) => {
  const all = sorted(values);
  return `${shown(median(all))} (${shown(all[0])}–${shown(all.at(-1))})`;
};

export const ratioOf = (ours, theirs) => Number((median(ours) / median(theirs)).toFixed(3));

const machine = () => ({
  cpus: os.cpus().length,
  model: os.cpus()[0]?.model ?? '',
  memoryMiB: Math.round(os.totalmem() / 1_048_576),
  platform: `${os.platform()} ${os.arch()}`,
  node: process.version,
});

const rounded = (figures) =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, value < 100 ? Number(value.toFixed(3)) : Math.round(value)]),
  );

/**
 * `lines` are the rows of the table: what, median with spread, and how it compares. With --json the object is all that
 * goes to stdout.
 */
export const report = ({ bench, settings, figures, ratios, lines }) => {
  const said = {
    bench,
    machine: machine(),
    settings: { ...settings, rounds: ROUNDS, roundMs: ROUND_MS },
    figures: rounded(figures),
    ratios,
  };
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(said)}\n`);
    return;
  }
  const { cpus, model, node } = said.machine;
  const set = Object.entries(said.settings).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`\n${bench} on ${cpus} × ${model}, Node ${node}\n${set.join(', ')}\n\n`);
  process.stdout.write(`${table(lines)}\n\n`);
  for (const [name, value] of Object.entries(said.ratios)) process.stdout.write(`${name} ${value}\n`);
};

/** In Markdown, so that docs/performance.md can take it over as it is. */
const table = (lines) => {
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const rows = [columns, columns.map(() => '---'), ...lines.map((line) => columns.map((column) => line[column] ?? ''))];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};
