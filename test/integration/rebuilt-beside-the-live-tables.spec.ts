import { connect } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import { isReadModel } from '@app/read-models/follower';
import { projections } from '@app/read-models/projections';
import { rebuild } from '@app/read-models/rebuilding/rebuild';
import { owed } from '@test/support/account-events';
import { readBed, type ReadBed } from '@test/support/read-bed';
import { until } from '@test/support/until';

const CUSTOMERS = 20;

const record = (bed: ReadBed, i: number): Promise<string> => {
  const { type, data } = owed(`R-${i}`, '10.00', '2026-04-01');
  const customer = `C-${i % CUSTOMERS}`;
  return bed.record(`creditAccount-${customer}`, { type, data: { ...data, customerId: customer } });
};

const sites = async (bed: ReadBed): Promise<unknown[]> => [
  ...(await bed.sql`select nspname from pg_namespace where nspname ~ '^read_(fresh|stale)_'`),
];

describe('read models that are rebuilt', () => {
  let bed: ReadBed;
  beforeEach(async () => {
    bed = await readBed();
  });
  afterEach(() => bed.close());

  it('while others append and follow are the same as those that were followed, and never read half', async () => {
    let count = 0;
    for (; count < 300; count++) await record(bed, count);
    await bed.followers.settle();
    await bed.followers.start();
    const over = new AbortController();
    const appending = (async () => {
      // A log in memory never waits for anything: without a pause nobody else would get a turn.
      for (; !over.signal.aborted; await new Promise((resolve) => setTimeout(resolve, 2))) await record(bed, count++);
    })();
    const seen: number[] = [];
    const reading = (async () => {
      while (!over.signal.aborted) {
        const [row] = await bed.sql<{ count: number }[]>`select count(*)::int as count from read.open_receivable`;
        seen.push(row!.count);
      }
    })();
    for (let round = 0; round < 3; round++)
      for (const { name, digestBefore, digestAfter } of await bed.followers.rebuild('all'))
        expect({ name, digest: digestAfter }).toEqual({ name, digest: digestBefore });
    over.abort();
    await Promise.all([appending, reading]);
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.every((rows, index) => rows >= (seen[index - 1] ?? 300))).toBe(true);
    await bed.followers.stop();
    await bed.followers.settle();
    const [row] = await bed.sql<{ count: number }[]>`select count(*)::int as count from read.open_receivable`;
    expect(row!.count).toBe(count);
    expect(await sites(bed)).toEqual([]);
  });

  it('keep their keys and indexes, under their names', async () => {
    const indexes = () =>
      bed.sql`select indexname, indexdef from pg_indexes where schemaname = 'read' order by indexname`;
    await record(bed, 1);
    await bed.followers.settle();
    const before = await indexes();
    await bed.followers.rebuild('all');
    expect(await indexes()).toEqual(before);
  });

  it('wait for whoever looks at several tables at one moment, and let nobody queue behind', async () => {
    for (let i = 0; i < 50; i++) await record(bed, i);
    await bed.followers.settle();
    const reader = connect(bed.url, { connectionsMax: 1 });
    let isDone = false;
    const counts = await transaction(
      reader,
      async (tx) => {
        await tx`lock table read.follower in access share mode`;
        const [first] = await tx`select count(*)::int as count from read.open_receivable`;
        const rebuilding = bed.followers.rebuild('all').then(() => (isDone = true));
        await until(async () => (await sites(bed)).length > 0);
        await new Promise((resolve) => setTimeout(resolve, 1_200));
        expect(isDone).toBe(false);
        const [second] = await tx`select count(*)::int as count from read.ledger_entry`;
        return { first, second, rebuilding };
      },
      'isolation level repeatable read read only',
    );
    expect([counts.first, counts.second]).toEqual([{ count: 50 }, { count: 50 }]);
    await counts.rebuilding;
    await reader.end({ timeout: 1 });
  });

  it('come to the same rows when the memory holds next to nothing of them', async () => {
    for (let i = 0; i < 200; i++) await record(bed, i);
    await bed.followers.settle();
    const ground = {
      sql: bed.sql,
      source: bed.store,
      lane: 'read-models',
      models: projections(bed.store).filter(isReadModel),
    };
    const reads: string[] = [];
    const source = { ...counted(bed, reads) };
    for (const { name, digestBefore, digestAfter } of await rebuild({ ...ground, source }, { weightMax: 40 }))
      expect({ name, digest: digestAfter }).toEqual({ name, digest: digestBefore });
    // Each stream that was set aside was read again, once for all that is made of it.
    expect(reads.length).toBeGreaterThan(CUSTOMERS / 2);
    expect(new Set(reads).size).toBe(reads.length);
  });

  it('stay as they were when the rebuild is stopped half way, and what it had put up is cleared away', async () => {
    for (let i = 0; i < 50; i++) await record(bed, i);
    await bed.followers.settle();
    const abort = new AbortController();
    const rebuilding = bed.followers.rebuild('all', { signal: abort.signal, onProgress: () => abort.abort() });
    await expect(rebuilding).rejects.toThrow(/abort/i);
    expect(await bed.sql`select 1 from read.open_receivable`).toHaveLength(50);
    expect(await sites(bed)).toEqual([]);
    // Of a process that was killed nobody clears it away at once: the next one does.
    await bed.sql`create schema read_fresh_4711`;
    const next = await bed.another();
    await next.followers.settle();
    expect(await sites(bed)).toEqual([]);
    await next.end();
  });

  it('have a digest that does not depend on where in a log the events lie', async () => {
    for (let i = 0; i < 10; i++) await record(bed, i);
    await bed.followers.settle();
    const [before] = await bed.followers.rebuild('ledger-entry');
    await bed.sql`update read.ledger_entry set position = '9' || position`;
    const [moved] = await bed.followers.rebuild('ledger-entry');
    expect(moved!.digestBefore).toBe(before!.digestAfter);
    await bed.sql`update read.ledger_entry set kind = 'paid' where receivable_id = 'R-3'`;
    const [other] = await bed.followers.rebuild('ledger-entry');
    expect(other!.digestBefore).not.toBe(before!.digestAfter);
    expect(other!.digestAfter).toBe(before!.digestAfter);
  });
});

const counted = (bed: ReadBed, reads: string[]) => ({
  read: (...asked: Parameters<ReadBed['store']['read']>) => {
    reads.push(asked[0]);
    return bed.store.read(...asked);
  },
  readAll: (...asked: Parameters<ReadBed['store']['readAll']>) => bed.store.readAll(...asked),
  head: () => bed.store.head(),
  subscribeAll: (...asked: Parameters<ReadBed['store']['subscribeAll']>) => bed.store.subscribeAll(...asked),
  compare: (a: string, b: string) => bed.store.compare(a, b),
});
