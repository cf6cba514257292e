import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** To whom a command went, and the type of the event that its answer stands for: see trading-child.cjs. */
export type Answered = Readonly<{ n: number; customerId: string; type: string }>;
type Said = Readonly<{
  opened?: { url: string; owner: boolean };
  committed?: number;
  answered?: Answered;
  log?: string;
  problem?: string;
  facts?: Record<string, string | number>;
}>;
/** `trade 7` trades from the seventh command on. */
export type Work = 'idle' | 'write' | 'exit' | `trade ${number}`;

export const repository = resolve(__dirname, '../..');
const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 20;

/** Waits for a condition of the world outside, and fails with its name when it does not come true. */
export const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}`);
    await sleep(LOOK_EVERY_MS);
  }
};

export const isRunning = (pid: number): boolean => {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
};

/** A data folder directly below the temporary folder, where everybody may enter. */
export const temporaryFolder = (mode = 0o755): string => {
  const folder = mkdtempSync(join(tmpdir(), 'xay-fault-'));
  chmodSync(folder, mode);
  return folder;
};

export const postmasterPid = (folder: string): number => {
  const file = join(folder, 'postgres/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
};

/** Ends what a failed spec left running, then takes the folder away. */
export const clearAway = async (folder: string): Promise<void> => {
  await DatabaseProcess.killAll();
  const pid = postmasterPid(folder);
  if (pid > 0 && isRunning(pid)) process.kill(pid, 'SIGQUIT');
  await until('Postgres has gone', () => pid === 0 || !isRunning(pid));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
};

export class DatabaseProcess {
  private static readonly started: DatabaseProcess[] = [];
  readonly said: Said[] = [];
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(folder: string, role: 'server' | 'guest', work: Work = 'idle', root = repository) {
    if (!existsSync(join(root, 'dist/libs/postgres'))) throw new Error('Run `npm test`, which builds first.');
    const args = [join(repository, 'test/support/database-child.cjs'), root, folder, role, ...work.split(' ')];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: child.stdout }).on('line', (line) => this.said.push(JSON.parse(line) as Said));
    this.ended = new Promise((resolve) => child.once('close', resolve));
    this.child = child;
    DatabaseProcess.started.push(this);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get committed(): number[] {
    return this.said.flatMap(({ committed }) => committed ?? []);
  }

  get answered(): Answered[] {
    return this.said.flatMap(({ answered }) => answered ?? []);
  }

  get problem(): Said | undefined {
    return this.said.find(({ problem }) => problem !== undefined);
  }

  async opened(): Promise<{ url: string; owner: boolean }> {
    await until('the database is open', () => this.said.some(({ opened, problem }) => opened ?? problem));
    const opened = this.said.find((said) => said.opened !== undefined)?.opened;
    if (opened === undefined) throw new Error(`It did not open: ${JSON.stringify(this.problem)}`);
    return opened;
  }

  /** What a failed spec left running must not hold up the next one. */
  static async killAll(): Promise<void> {
    await Promise.all(DatabaseProcess.started.splice(0).map((started) => started.kill()));
  }

  /** SIGTERM: it closes in order. Answers with the exit code. */
  stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  kill(): Promise<number | null> {
    this.child.kill('SIGKILL');
    return this.ended;
  }
}
