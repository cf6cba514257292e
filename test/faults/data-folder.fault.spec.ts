import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '@app/postgres/connect';
import {
  clearAway,
  DatabaseProcess,
  isRunning,
  postmasterPid,
  temporaryFolder,
  until,
} from '@test/support/database-process';

const answers = async (url: string): Promise<unknown> => {
  const sql = connect(url, { connectionsMax: 1 });
  try {
    const [row] = await sql`select current_setting('fsync') as fsync, current_database() as database`;
    return row;
  } finally {
    await sql.end();
  }
};

describe('a data folder', () => {
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterEach(() => DatabaseProcess.killAll());
  afterAll(() => clearAway(folder));

  it('goes to one of several servers that start in the same moment', async () => {
    const servers = [1, 2, 3, 4, 5].map(() => new DatabaseProcess(folder, 'server'));
    const spoken = ({ said }: DatabaseProcess): boolean =>
      said.some(({ opened, problem }) => (opened ?? problem) !== undefined);
    await until('every one has opened it or given up', () => servers.every(spoken));
    expect(servers.map(({ problem }) => problem?.problem ?? 'opened').sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'folder-in-use'),
      'opened',
    ]);
    await Promise.all(servers.map((server) => server.stop()));
  });

  it('belongs to one server; a second one is told whose it is', async () => {
    const first = new DatabaseProcess(folder, 'server');
    await first.opened();
    const second = new DatabaseProcess(folder, 'server');
    expect(await second.ended).toBe(1);
    expect(second.problem).toEqual({ problem: 'folder-in-use', facts: { folder, pid: first.pid } });
    expect(await answers((await first.opened()).url)).toEqual({ fsync: 'on', database: 'xay' });
    await first.stop();
  });

  it('lets a command in beside its server, which stays when the command leaves', async () => {
    const server = new DatabaseProcess(folder, 'server');
    const { url } = await server.opened();
    const guest = new DatabaseProcess(folder, 'guest');
    expect(await guest.opened()).toEqual({ url, owner: false });
    expect(await guest.stop()).toBe(0);
    expect(await answers(url)).toBeDefined();
    await server.stop();
  });

  it('keeps its Postgres for a second command when the first, which started it, is done; the second stops it', async () => {
    const first = new DatabaseProcess(folder, 'guest');
    expect((await first.opened()).owner).toBe(true);
    const second = new DatabaseProcess(folder, 'guest', 'write');
    expect((await second.opened()).owner).toBe(false);
    const pid = postmasterPid(folder);
    expect(await first.stop()).toBe(0);
    const before = second.committed.length;
    await until('the second goes on writing', () => second.committed.length > before + 50);
    expect(await second.stop()).toBe(0);
    expect(isRunning(pid)).toBe(false);
  });

  it('whose server was killed gives its living Postgres to the next one, which stops it in the end', async () => {
    const killed = new DatabaseProcess(folder, 'server');
    await killed.opened();
    const pid = postmasterPid(folder);
    await killed.kill();
    expect(isRunning(pid)).toBe(true);
    const next = new DatabaseProcess(folder, 'server');
    expect((await next.opened()).owner).toBe(true);
    expect(postmasterPid(folder)).toBe(pid);
    expect(await next.stop()).toBe(0);
    expect(isRunning(pid)).toBe(false);
  });

  it('is not held up by a dead Postgres whose number a stranger got', async () => {
    const first = new DatabaseProcess(folder, 'server');
    await first.opened();
    const file = join(folder, 'postgres/postmaster.pid');
    const [, ...rest] = readFileSync(file, 'utf8').split('\n');
    await first.stop();
    const { uid, gid } = statSync(join(folder, 'postgres'));
    const stranger = spawn('sleep', ['60'], { uid, gid, cwd: '/', stdio: 'ignore' });
    writeFileSync(file, [String(stranger.pid), ...rest].join('\n'));
    const next = new DatabaseProcess(folder, 'server');
    expect(await answers((await next.opened()).url)).toBeDefined();
    expect(stranger.exitCode).toBeNull();
    await next.stop();
    expect(stranger.signalCode).toBeNull();
    stranger.kill();
    await once(stranger, 'exit');
  });

  it('has no Postgres left running when its application has ended, in order, by process.exit, or by Ctrl-C', async () => {
    const server = new DatabaseProcess(folder, 'server');
    await server.opened();
    const pid = postmasterPid(folder);
    expect(await server.stop()).toBe(0);
    expect(isRunning(pid)).toBe(false);
    const abrupt = new DatabaseProcess(folder, 'server', 'exit');
    expect(await abrupt.ended).toBe(3);
    await until('Postgres has gone', () => postmasterPid(folder) === 0);
    const interrupted = new DatabaseProcess(folder, 'server');
    await interrupted.opened();
    process.kill(interrupted.pid, 'SIGINT');
    expect(await interrupted.ended).toBe(130);
    await until('Postgres has gone', () => postmasterPid(folder) === 0);
  });

  it('that cannot be written to is named', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const impossible of [join(file, 'data'), '/proc/xay/data']) {
      const server = new DatabaseProcess(impossible, 'server');
      expect(await server.ended).toBe(1);
      expect(server.problem).toEqual({ problem: 'folder-not-writable', facts: { folder: impossible } });
    }
  });

  it('keeps its password to its owner', async () => {
    const server = new DatabaseProcess(folder, 'server');
    const { url } = await server.opened();
    expect(statSync(join(folder, 'postgres.password')).mode & 0o777).toBe(0o600);
    const guessed = new URL(url);
    guessed.password = 'guessed';
    await expect(answers(guessed.href)).rejects.toThrow(/password authentication failed/);
    expect(JSON.stringify(server.said.filter(({ log }) => log !== undefined))).not.toContain(new URL(url).password);
    await server.stop();
  });
});
