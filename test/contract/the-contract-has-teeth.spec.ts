import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '@test/support/database-process';

type Report = Readonly<{
  testResults: readonly Readonly<{ assertionResults: readonly Readonly<{ title: string; status: string }>[] }>[];
}>;

const RUN_MS = 280_000;

/** What the contract says of a store, told by a Jest of its own. */
const verdict = async (contract: string): Promise<ReadonlyMap<string, string>> => {
  const folder = mkdtempSync(join(tmpdir(), 'xay-teeth-'));
  const output = join(folder, 'report.json');
  const { ...config } = require(join(repository, 'config/jest.config.cjs')) as Record<string, unknown>;
  for (const name of ['globalSetup', 'globalTeardown', 'reporters']) delete config[name];
  const settings = { ...config, rootDir: repository, testMatch: [join(repository, contract)], testTimeout: 2_500 };
  const args = ['-i', '--forceExit', '--json', '--outputFile', output, '--config', JSON.stringify(settings)];
  const jest = join(repository, 'node_modules/jest/bin/jest.js');
  // A promise that nobody looks after would end the process, and the other cases with it.
  const child = spawn(process.execPath, ['--unhandled-rejections=none', jest, ...args], {
    stdio: 'ignore',
    cwd: repository,
  });
  const stuck = setTimeout(() => child.kill('SIGKILL'), RUN_MS);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(stuck);
  const report = JSON.parse(readFileSync(output, 'utf8')) as Report;
  rmSync(folder, { recursive: true });
  const cases = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return new Map(cases.map(({ title, status }) => [title, status]));
};

describe('the contract', () => {
  it(
    'finds what is wrong with an adapter that is written as the README of the client says',
    async () => {
      const told = await verdict('test/contract/naive-eventstoredb.contract.ts');
      const failed = [...told].filter(([, status]) => status === 'failed').map(([title]) => title);
      process.stdout.write(
        `${failed.join('\n')}\n---\n${[...told]
          .filter(([, s]) => s === 'passed')
          .map(([t]) => t)
          .join('\n')}\n`,
      );
      expect(told.size).toBeGreaterThan(100);
    },
    RUN_MS,
  );
});
