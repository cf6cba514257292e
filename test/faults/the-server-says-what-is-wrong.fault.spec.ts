import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The built server, started as a person starts it, where it cannot start: one sentence, exit code 1, nothing left behind.
const root = join(__dirname, '..', '..');
const WITHIN_MS = 25_000;

type Ended = Readonly<{ code: number | null; said: string }>;

const startServer = (environment: Readonly<Record<string, string>>): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: '', XAY_LANG: 'en', PORT: '0', ...environment };
    const server = spawn(process.execPath, ['dist/apps/api/src/main.js'], { cwd: root, env });
    let said = '';
    for (const stream of [server.stdout, server.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
    const timer = setTimeout(() => server.kill('SIGKILL'), WITHIN_MS);
    server.on('exit', (code) => {
      clearTimeout(timer);
      resolve({ code, said });
    });
  });

describe('a server that cannot start', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xay-fault-'));
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const expectSentence = ({ code, said }: Ended, words: RegExp) => {
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(words) as string });
    expect(said).not.toMatch(/\n\s+at |node_modules/);
  };

  test('names the port that is in use, and lets go of the database', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as AddressInfo;
    const environment = { PORT: String(port), XAY_DATA_DIR: folder };
    expectSentence(await startServer(environment), new RegExp(`Port ${port} is in use`));
    expectSentence(await startServer({ ...environment, XAY_LANG: 'zh' }), new RegExp(`端口 ${port} 已被占用`));
    await new Promise((resolve) => holder.close(resolve));
  }, 60_000);

  test('names the data folder that it cannot write to', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expectSentence(await startServer({ XAY_DATA_DIR: join(file, 'data') }), /cannot be written to/);
  }, 60_000);

  test('names the setting that is wrong', async () => {
    expectSentence(await startServer({ PORT: 'eighty', XAY_DATA_DIR: folder }), /PORT/);
    expectSentence(await startServer({ XAY_TIME_ZONE: 'Mars/Olympus', XAY_DATA_DIR: folder }), /XAY_TIME_ZONE/);
  }, 60_000);

  test('names the database that refuses, and does not show its password', async () => {
    const url = new URL(process.env['XAY_TEST_DATABASE_URL']!);
    url.pathname = '/no_such_database';
    const ended = await startServer({ DATABASE_URL: url.toString() });
    expectSentence(ended, /database at 127\.0\.0\.1/);
    if (url.password !== '') expect(ended.said).not.toContain(url.password);
  }, 60_000);
});
