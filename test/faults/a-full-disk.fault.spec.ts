import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { openSync, closeSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreError, type EventStore, type NewEvent } from '@app/event-store/event-store';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import { clearAway, DatabaseProcess, temporaryFolder, until } from '@test/support/database-process';

/** Room for a cluster and a few files of its log ahead. */
const DISK_MIB = 160;
const CHUNK = Buffer.alloc(1_048_576, 1);
const PATIENCE_MS = 3_000;

const mount = (folder: string) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m,mode=755`, 'tmpfs', folder]).status === 0;
const mayMount = (() => {
  const folder = temporaryFolder();
  const may = mount(folder);
  if (may) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return may;
})();

const made = (): NewEvent => ({
  id: randomUUID(),
  type: 'T',
  data: { text: 'x'.repeat(100_000) },
  metadata: { by: 'test' },
});

/** Takes what is left of the disk, to the last byte. */
const fill = (file: string): void => {
  const handle = openSync(file, 'w');
  for (let size = CHUNK.length; size > 0;)
    try {
      if (writeSync(handle, CHUNK, 0, size) < size) size >>= 1;
    } catch {
      size >>= 1;
    }
  closeSync(handle);
};

// Where the specs run without the right to mount, there is no disk that could be filled: the spec says so by its title.
describe(`a full disk${mayMount ? '' : ' (left out: this user may not mount one)'}`, () => {
  if (!mayMount) {
    it.skip('needs a disk of its own', () => undefined);
    return;
  }
  let folder: string;
  let filler: string;
  let sql: Sql;
  let store: EventStore;

  beforeAll(async () => {
    folder = temporaryFolder();
    mount(folder);
    filler = join(folder, 'filler');
    const { url } = await new DatabaseProcess(folder, 'server').opened();
    sql = connect(url, { connectionsMax: 2 });
    store = await openPostgresStore({ sql, now: () => new Date() });
  }, 60_000);
  afterAll(async () => {
    rmSync(filler, { force: true });
    await store.close();
    await sql.end({ timeout: 1 });
    await clearAway(folder).catch(() => undefined);
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  it('is told as such, loses nothing, and is over without a restart when there is room again', async () => {
    const kept: string[] = [];
    const append = async (event: NewEvent): Promise<'kept' | EventStoreError> => {
      try {
        await store.append(`credit-${event.id}`, [event], { expected: 'no_stream', timeoutMs: PATIENCE_MS });
        kept.push(event.id);
        return 'kept';
      } catch (error) {
        if (error instanceof EventStoreError) return error;
        throw error;
      }
    };
    for (let n = 0; n < 5; n++) expect(await append(made())).toBe('kept');
    fill(filler);
    let refused: NewEvent | undefined;
    let error: EventStoreError | undefined;
    await until('the disk is full', async () => {
      const event = made();
      const answer = await append(event);
      if (answer === 'kept') return false;
      [refused, error] = [event, answer];
      return true;
    });
    expect(error).toMatchObject({ about: { retryable: true } });
    expect(['unavailable', 'timeout']).toContain(error?.code);

    rmSync(filler);
    const again = refused ?? made();
    await until('it goes on', async () => (await append(again)) === 'kept');
    expect(await append(made())).toBe('kept');
    const all = await store.readAll();
    expect(
      all
        .map(({ id }) => id)
        .filter((id) => kept.includes(id))
        .sort(),
    ).toEqual([...new Set(kept)].sort());
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  }, 90_000);
});
