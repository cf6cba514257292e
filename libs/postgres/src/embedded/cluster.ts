import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Problem } from '@app/kernel/problem';
import { giveTo } from './account';
import type { Place } from './place';

export const ADMINISTRATOR = 'xay';
const PASSWORD_BYTES = 24;
const SECRET_MODE = 0o600;
const REASON_LENGTH_MAX = 600;

/** Nothing of our own surroundings reaches Postgres, so that it behaves the same whoever starts it. */
export const postgresEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' });

const passwordOf = ({ passwordFile }: Place): string => {
  if (existsSync(passwordFile)) return readFileSync(passwordFile, 'utf8').trim();
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  writeFileSync(passwordFile, `${password}\n`, { mode: SECRET_MODE, flush: true });
  return password;
};

/** `initdb` reads the password as the account it runs under, which may not read ours. */
const lendPassword = (place: Place, password: string): string => {
  const lent = join(place.home, `.initdb-${randomBytes(6).toString('hex')}`);
  writeFileSync(lent, password, { mode: SECRET_MODE });
  giveTo(place.runAs, lent);
  return lent;
};

const initdb = async (place: Place, native: string, draft: string, passwordFile: string): Promise<void> => {
  const args = ['-D', draft, '-U', ADMINISTRATOR, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  args.push('--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions');
  const child = spawn(join(native, 'bin/initdb'), args, {
    ...place.runAs,
    cwd: '/',
    env: postgresEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code) => resolve(code === 0 ? '' : `initdb ended with ${code ?? 'a signal'}`));
  });
  const [said, failure] = await Promise.all([text(child.stderr), ended]);
  if (failure === '') return;
  const reason = `${failure} ${said}`.trim().slice(-REASON_LENGTH_MAX);
  throw new Problem('database-does-not-start', { folder: place.folder, reason });
};

/** Makes the cluster when there is none; one that was cut off in the making is thrown away and made again. */
export const prepareCluster = async (place: Place, native: string): Promise<void> => {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return;
  const draft = `${place.cluster}.part`;
  rmSync(draft, { recursive: true, force: true });
  const lent = lendPassword(place, passwordOf(place));
  try {
    // *Nobody* may not make a folder in ours, so it gets one.
    mkdirSync(draft, { mode: 0o700 });
    giveTo(place.runAs, draft);
    await initdb(place, native, draft, lent);
  } finally {
    rmSync(lent, { force: true });
  }
  renameSync(draft, place.cluster);
};

export const urlOf = (place: Place, port: number, database: string): string =>
  `postgres://${ADMINISTRATOR}:${encodeURIComponent(passwordOf(place))}@127.0.0.1:${port}/${database}`;
