import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@app/kernel/problem';
import { postgresEnvironment } from './cluster';
import type { Place } from './place';
import { clearDeadPostmaster, livingPostmaster, type Postmaster, signal, within } from './postmaster';

/** One machine, one application: small enough for a laptop, and every commit waits for the disk. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
};

/** A start reads what was not yet in the tables when the last run was killed, which takes seconds, on a slow disk more. */
const READY_WITHIN_MS = 120_000;
const TRY_AGAIN_WITHIN_MS = 30_000;
const TRY_AGAIN_AFTER_MS = 150;
const LOG_SIZE_MAX = 10_000_000;
const REASON_LENGTH_MAX = 600;

const PORT_TAKEN = /Address already in use|could not create any TCP\/IP sockets/;
const SESSIONS_LEFT = /pre-existing shared memory block|is already in use/;

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

const startLogAfresh = ({ logFile }: Place): void => {
  if (existsSync(logFile) && statSync(logFile).size > LOG_SIZE_MAX) renameSync(logFile, `${logFile}.old`);
};

type Attempt = Readonly<{ postmaster: Postmaster }> | Readonly<{ said: string }>;

const attempt = async (place: Place, native: string, port: number): Promise<Attempt> => {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(place.logFile, 'a', 0o600);
  const before = statSync(place.logFile).size;
  let failure: string | undefined;
  // In a process group of its own, so that Ctrl-C in a terminal reaches us alone and we end our work before Postgres does.
  const child = spawn(join(native, 'bin/postgres'), ['-D', place.cluster, '-p', String(port), ...settings], {
    ...place.runAs,
    cwd: '/',
    env: postgresEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.once('error', ({ message }) => (failure = message));
  child.once('exit', (code, by) => (failure ??= `postgres ended with ${code ?? by ?? ''}`));
  child.unref();
  closeSync(log);
  const ready = (): boolean => {
    const postmaster = livingPostmaster(place);
    return postmaster?.pid === child.pid && postmaster?.status === 'ready';
  };
  const settled = await within(READY_WITHIN_MS, () => failure !== undefined || ready());
  const postmaster = livingPostmaster(place);
  if (settled && failure === undefined && postmaster !== undefined) return { postmaster };
  if (child.pid !== undefined && failure === undefined) signal(child.pid, 'SIGQUIT');
  const said = readFileSync(place.logFile).subarray(before).toString('utf8');
  return { said: `${failure ?? 'not ready in time'} ${said}`.trim() };
};

/**
 * Starts Postgres on the port, or on any that is free. What passes by itself is waited for: a port that was taken in the
 * last moment, sessions of a killed server that have not noticed its end yet.
 */
export const startPostgres = async (place: Place, native: string, wantedPort?: number): Promise<Postmaster> => {
  const until = performance.now() + TRY_AGAIN_WITHIN_MS;
  for (;;) {
    clearDeadPostmaster(place);
    startLogAfresh(place);
    const tried = await attempt(place, native, wantedPort ?? (await freePort()));
    if ('postmaster' in tried) return tried.postmaster;
    const passes = PORT_TAKEN.test(tried.said) || SESSIONS_LEFT.test(tried.said);
    if (!passes || performance.now() > until)
      throw new Problem('database-does-not-start', {
        folder: place.folder,
        reason: tried.said.slice(-REASON_LENGTH_MAX),
      });
    await sleep(TRY_AGAIN_AFTER_MS);
  }
};
