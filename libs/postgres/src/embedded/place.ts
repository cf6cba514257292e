import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Problem } from '@app/kernel/problem';
import { accountFor, mayReach, type RunAs } from './account';

export type Log = (line: string) => void;

/** Where everything of one embedded Postgres lies. `home` is the data folder, or stands in for it (see `placeIn`). */
export type Place = Readonly<{
  folder: string;
  home: string;
  cluster: string;
  logFile: string;
  passwordFile: string;
  runAs: RunAs;
}>;

const POINTER = 'postgres-is-at.txt';
/** Both survive a restart of the machine; nothing there is swept away like in a temporary folder. */
const STAND_INS = ['/var/lib', '/var/tmp'];
const HASH_LENGTH = 12;
const ENTERABLE = 0o755;
const PRIVATE = 0o700;

/** True when it made the folder. Node's own recursive mkdir never returns where the system says no with ENOENT, as /proc does. */
const makeFolder = (folder: string): boolean => {
  if (existsSync(folder)) return false;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  mkdirSync(folder);
  return true;
};

/** Makes sure of a data folder that can be written to, and answers with its real path. */
export const writableFolder = (dataDir: string): string => {
  const folder = resolve(dataDir);
  const mode = process.getuid?.() === 0 ? ENTERABLE : PRIVATE;
  const trial = join(folder, `.trial-${randomBytes(6).toString('hex')}`);
  try {
    // Set apart from creation, because the caller's umask may take away what *nobody* needs.
    if (makeFolder(folder)) chmodSync(folder, mode);
    writeFileSync(trial, '');
    rmSync(trial);
    return realpathSync(folder);
  } catch {
    throw new Problem('folder-not-writable', { folder });
  }
};

const pointedAt = (folder: string): string | undefined => {
  const pointer = join(folder, POINTER);
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined;
};

/** Takes a data folder away with all that belongs to it, wherever its Postgres had to lie; nobody may be using it. */
export const discardData = (folder: string): void => {
  for (const home of [pointedAt(folder), folder])
    if (home !== undefined) rmSync(home, { recursive: true, force: true });
};

const standIn = (folder: string): string => {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, HASH_LENGTH);
  for (const above of STAND_INS) {
    try {
      const home = mkdtempSync(join(above, `xay-${hash}-`));
      chmodSync(home, ENTERABLE);
      writeFileSync(join(folder, POINTER), `${home}\n`);
      return home;
    } catch {
      continue;
    }
  }
  throw new Problem('folder-not-writable', { folder: STAND_INS.join(', ') });
};

/**
 * Root's Postgres runs as *nobody*, who may not enter a private folder (a clone in root's home, 0700). The data then lies
 * in a folder of the system, and a file in the data folder says where.
 */
const homeFor = (folder: string, log: Log): string => {
  const pointed = pointedAt(folder);
  if (pointed !== undefined && existsSync(pointed)) return pointed;
  const own = accountFor(join(folder, 'postgres'));
  if (mayReach(own, folder)) return folder;
  const home = standIn(folder);
  log(`Postgres may not enter ${folder}; its data is in ${home} (see ${POINTER} there).`);
  return home;
};

const placeAt = (folder: string, home: string): Place => {
  const cluster = join(home, 'postgres');
  return {
    folder,
    home,
    cluster,
    logFile: join(folder, 'postgres.log'),
    passwordFile: join(home, 'postgres.password'),
    runAs: accountFor(cluster),
  };
};

/** For the owner of the folder, who may settle where the data goes. */
export const placeFor = (folder: string, log: Log): Place => placeAt(folder, homeFor(folder, log));

/** For a guest, who finds what the owner has settled. */
export const placeFound = (folder: string): Place => placeAt(folder, pointedAt(folder) ?? folder);
