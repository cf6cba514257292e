import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect } from '@app/postgres/connect';

const repository = resolve(__dirname, '../..');

type Said = Readonly<{
  bench: string;
  machine: Readonly<Record<string, unknown>>;
  settings: Readonly<Record<string, unknown>>;
  figures: Readonly<Record<string, number>>;
  ratios: Readonly<Record<string, number>>;
}>;

/** One short round of everything: enough to see that it runs and what it says, not how fast anything is. */
const hurry = { BENCH_ROUNDS: '1', BENCH_ROUND_MS: '60' };

/** Programs that start programs, beside whatever else the machine is doing. */
const PATIENCE_MS = 120_000;

const run = async (bench: string, ...args: string[]): Promise<Readonly<{ code: number | null; out: string }>> => {
  const child = spawn(process.execPath, [join(repository, `test/bench/${bench}.bench.mjs`), ...args], {
    env: { ...process.env, ...hurry, DATABASE_URL: process.env['XAY_TEST_DATABASE_URL'] },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const code = new Promise<number | null>((ended) => child.once('close', ended));
  const out = await text(child.stdout);
  return { code: await code, out };
};

const said = async (bench: string, ...args: string[]): Promise<Said> => {
  const { code, out } = await run(bench, ...args, '--json');
  expect(code).toBe(0);
  // Nothing but the object, on one line.
  expect(out.trim().split('\n')).toHaveLength(1);
  return JSON.parse(out) as Said;
};

const expectNamed = (values: Readonly<Record<string, number>>, names: readonly string[]): void => {
  expect(Object.keys(values)).toEqual(expect.arrayContaining([...names]));
  for (const [name, value] of Object.entries(values)) expect([name, Number.isFinite(value)]).toEqual([name, true]);
};
const expectPositive = (values: Readonly<Record<string, number>>, names = Object.keys(values)): void => {
  for (const name of names) expect([name, values[name]! > 0]).toEqual([name, true]);
};

describe('a bench says what it measured, under the names agreed on,', () => {
  const expectSaid = (
    { bench, machine, settings, figures, ratios }: Said,
    name: string,
    named: Readonly<{ figures: readonly string[]; ratios: readonly string[] }>,
  ): void => {
    expect(bench).toBe(name);
    expect(machine).toMatchObject({ cpus: expect.any(Number) as number, node: process.version });
    expect(settings).toMatchObject({ rounds: 1, roundMs: 60, server: 'DATABASE_URL' });
    expectNamed(figures, named.figures);
    expectNamed(ratios, named.ratios);
    expectPositive(ratios);
  };

  it(
    'for appends',
    async () => {
      const object = await said('append');
      const ratios = ['append32ToPgbench', 'append32ToEmmett', 'append32ToMessageDb', 'append1ToPlain'];
      expectSaid(object, 'append', { figures: ['append32PerSecond'], ratios });
      expectPositive(object.figures);
    },
    PATIENCE_MS,
  );

  it(
    'for one hot account, with nothing over its limit, stored twice or lost',
    async () => {
      const object = await said('hot');
      const none = { hot32OverLimit: 0, hot32Doubles: 0, hot32Lost: 0, hotProduct32OverLimit: 0 };
      const noneOfTwo = { hotTwoProcessesOverLimit: 0, hotTwoProcessesDoubles: 0, hotTwoProcessesLost: 0 };
      const ratios = ['hot32ToEmmett', 'hot32ToCommitEach', 'hotTwoProcesses32ToCommitEach'];
      expectSaid(object, 'hot', { figures: ['hot32PerSecond', ...Object.keys(none)], ratios });
      expect(object.figures).toMatchObject({ ...none, ...noneOfTwo });
      expectPositive(object.figures, ['hot32PerSecond', 'hotTwoProcesses32PerSecond']);
    },
    PATIENCE_MS,
  );

  it(
    'for rebuilding read models, which come out as Postgres itself makes them',
    async () => {
      const object = await said('rebuild', '--events', '3000');
      const ratios = ['rebuildToSqlLimit', 'rebuildToEmmett', 'steadyToPerEvent'];
      expectSaid(object, 'rebuild', { figures: ['rebuildPerSecond', 'rebuildRssMiB', 'visibleMedianMs'], ratios });
      expectPositive(object.figures);
    },
    PATIENCE_MS,
  );

  it(
    'for the first load of a stream',
    async () => {
      const object = await said('load');
      expectSaid(object, 'load', { figures: [], ratios: ['longLoadToShort'] });
      expectPositive(object.figures);
    },
    PATIENCE_MS,
  );

  it(
    'for assessments, a back-test and the report on paper',
    async () => {
      const { bench, figures, settings } = await said('assess');
      expect(bench).toBe('assess');
      expect(settings).toMatchObject({ rounds: 1, backtestAssessments: 500 });
      expectNamed(figures, ['assessedPerSecond', 'explainedPerSecond', 'backtest100kSeconds', 'pdfMs', 'pdfBlockMs']);
      expectPositive(figures, ['assessedPerSecond', 'explainedPerSecond', 'backtest100kSeconds', 'pdfMs']);
    },
    PATIENCE_MS,
  );

  it(
    'for limit checks and authorisations over HTTP, with every answer looked at',
    async () => {
      const object = await said('limit', '--accounts', '40', '--events', '300');
      const figures = ['checkP99Ms', 'firstLoadMs', 'trivialPerSecond', 'checkPerSecond', 'authorisePerSecond'];
      const ratios = ['checkToTrivial', 'authoriseToAppend', 'longToShort', 'checkLongToShort', 'authoriseLongToShort'];
      expectSaid(object, 'limit', { figures: [...figures, 'appendPerSecond'], ratios });
      expectPositive(object.figures);
      expect(object.settings).toMatchObject({ accounts: 40, longAccountEvents: 300, clients: 32 });
    },
    PATIENCE_MS,
  );

  it(
    'for aging on two clocks, a statement and the import of a file',
    async () => {
      const object = await said('aging', '--receivables', '3000', '--open', '400', '--import', '300');
      const figures = ['todayMs', 'pastMs', 'statementMs', 'import100kSeconds'];
      expectSaid(object, 'aging', { figures: [...figures, 'importRssMiB'], ratios: ['todayToBareSql'] });
      expectPositive(object.figures, figures);
      expect(object.settings).toMatchObject({ receivables: 3000, imported: 300 });
    },
    PATIENCE_MS,
  );

  it('and leaves no database behind', async () => {
    const sql = connect(process.env['XAY_TEST_DATABASE_URL']!, { connectionsMax: 1 });
    const left = await sql`select datname from pg_database where datname like 'xay_bench_%'`;
    await sql.end();
    expect(left).toEqual([]);
  });
});
