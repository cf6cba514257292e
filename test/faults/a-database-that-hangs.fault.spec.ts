import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { EventStoreError, type EventStore, type NewEvent } from '@app/event-store/event-store';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import { clearAway, DatabaseProcess, postmasterPid, temporaryFolder, until } from '@test/support/database-process';

const QUEUE_MAX = 20;
const PATIENCE_MS = 500;
const ASKED = 40;

const made = (n: number): NewEvent => ({ id: randomUUID(), type: 'T', data: { n }, metadata: { by: 'test' } });

describe('a Postgres that stands still', () => {
  let folder: string;
  let sql: Sql;
  let store: EventStore;
  let stopped: readonly number[] = [];
  const everyProcess = (): number[] => {
    const postmaster = postmasterPid(folder);
    const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(postmaster)], { encoding: 'utf8' });
    return [postmaster, ...stdout.trim().split(/\s+/).map(Number)];
  };
  const standStill = (): void => {
    stopped = everyProcess();
    for (const pid of stopped) process.kill(pid, 'SIGSTOP');
  };
  const goOn = (): void => {
    for (const pid of stopped) process.kill(pid, 'SIGCONT');
    stopped = [];
  };

  beforeAll(async () => {
    folder = temporaryFolder();
    const { url } = await new DatabaseProcess(folder, 'server').opened();
    sql = connect(url, { connectionsMax: 2 });
    store = await openPostgresStore({ sql, now: () => new Date(), queueMax: QUEUE_MAX, flightMaxMs: 1_000 });
  }, 60_000);
  afterAll(async () => {
    goOn();
    await store.close();
    await sql.end({ timeout: 1 });
    await clearAway(folder);
  }, 30_000);

  it('is answered for in time, with busy when too much waits, and nothing is lost or doubled when it goes on', async () => {
    await store.append('credit-0', [made(0)], { expected: 'no_stream' });
    standStill();
    const events = Array.from({ length: ASKED }, (_, n) => made(n));
    const began = performance.now();
    const answers = await Promise.all(
      events.map((event, n) =>
        store.append(`credit-${n + 1}`, [event], { expected: 'no_stream', timeoutMs: PATIENCE_MS }).then(
          () => 'appended',
          (error: unknown) =>
            error instanceof EventStoreError ? `${error.code} ${error.about.outcome}` : String(error),
        ),
      ),
    );
    expect(performance.now() - began).toBeLessThan(5 * PATIENCE_MS);
    expect([...new Set(answers)].sort()).toEqual(['busy not_applied', 'timeout unknown']);
    expect(answers.filter((answer) => answer.startsWith('busy')).length).toBe(ASKED - QUEUE_MAX);

    goOn();
    for (const [n, event] of events.entries())
      await until('it goes on', async () => {
        try {
          return (await store.append(`credit-${n + 1}`, [event], { expected: 'no_stream' })).revision === 0;
        } catch (error) {
          if (error instanceof EventStoreError && error.about.retryable) return false;
          throw error;
        }
      });
    const all = await store.readAll();
    expect(all.map(({ id }) => id).sort()).toEqual([all[0]?.id ?? '', ...events.map(({ id }) => id)].sort());
  }, 60_000);
});
