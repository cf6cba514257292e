import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '@test/support/database-process';

type Report = Readonly<{
  testResults: readonly Readonly<{ assertionResults: readonly Readonly<{ title: string; status: string }>[] }>[];
}>;

const RUN_MS = 180_000;

/** What the contract says of a store, told by a Jest of its own. */
const verdict = async (contract: string, titles: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const folder = mkdtempSync(join(tmpdir(), 'xay-teeth-'));
  const output = join(folder, 'report.json');
  const { default: config } = (await import(join(repository, 'config/jest.config.cjs'))) as {
    default: Record<string, unknown>;
  };
  // It needs no Postgres, and its report is a file.
  const bare = { globalSetup: undefined, globalTeardown: undefined, reporters: undefined };
  const settings = {
    ...config,
    ...bare,
    rootDir: repository,
    testMatch: [join(repository, contract)],
    testTimeout: 2_000,
  };
  const args = ['-i', '--forceExit', '--json', '--outputFile', output, '--config', JSON.stringify(settings)];
  args.push('--testNamePattern', titles.map((title) => `${title.replace(/[()]/g, '\\$&')}$`).join('|'));
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

/** What an adapter gets right without taking pains: these show that it is the adapter that fails, and not the bench. */
const easy = [
  '01 no_stream creates a stream and answers with its last revision',
  '02 the exact revision appends',
  '07 of twenty racers at one revision exactly one wins',
  '18 reads forwards and backwards, from a revision, up to a limit',
  '19 an unknown stream is empty',
  '23 positions strictly increase and agree with the order within each stream',
  '26 delivers nothing from other streams',
];

const hard = [
  '10 the same ids at the same place give the same answer (no_stream)',
  '14 BigInt in event data is refused with its place, and the store stays usable',
  '14 NaN in event data is refused with its place, and the store stays usable',
  '14 Date in event data is refused with its place, and the store stays usable',
  '15 a negative revision is refused',
  '15 the same id twice is refused',
  '16 one byte over the size limit is too large, the limit itself is not',
  '17 an event comes back as it went in, with its place and the time by the clock given',
  '29 a checkpoint is never ahead of what the handler has finished',
  '30 a checkpoint moves on through events that the filter hides',
  '31 a failing handler is reported and called again with the same event, never skipped',
  '32 a failing checkpoint store is reported, and the subscription lives on',
  '33 stop waits for the running handler, and nothing is called afterwards',
  '35 close ends subscriptions, finishes what was asked before, and says so afterwards',
  '36 cut after the commit: unknown, and the same ids again are one event',
  '37 cut before the commit: to be retried, and the retry writes once',
  '38 an append that is never answered ends in time, and it is open whether it was written',
  '39 a read that is never answered ends in time (read)',
  '40 down from the start: calls say so and are to be retried, and the same object recovers',
  '41 a subscription that is cut goes on where it was, tells of it, and repeats nothing',
  '42 takes a subscription that the server just ends for a drop, and goes on after the last event handled',
  '43 passes on that the server is busy, and never takes it for a success',
  '44 is sent from a follower to the leader, for appends and for the reads that are decided on',
  "55 another event at that revision is a conflict: what was decided on somebody else's event is not written",
  '56 each event carries a hash over its content and the hash before it in its stream',
];

describe('the contract', () => {
  it(
    'finds what is wrong with an adapter that is written as the README of the client says',
    async () => {
      const told = await verdict('test/contract/naive-eventstoredb.contract.ts', [...easy, ...hard]);
      const failed = [...easy, ...hard].filter((title) => told.get(title) === 'failed');
      expect(failed).toEqual(hard);
      expect(easy.map((title) => told.get(title))).toEqual(easy.map(() => 'passed'));
    },
    RUN_MS,
  );
});
