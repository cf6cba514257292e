import type { EventStore } from '@app/event-store/event-store';
import type { Sql } from '@app/postgres/connect';
import type { Follower } from '@app/read-models/follower';
import { RETRIES_MAX } from '@app/read-models/following/lane';
import { PAGE_MIN } from '@app/read-models/following/page-reading';
import { projections } from '@app/read-models/projections';
import { byPosition } from '@app/read-models/sharing/standing';
import { customerId, opened, owed, paid } from '@test/support/account-events';
import { readBed, type ReadBed } from '@test/support/read-bed';
import { until } from '@test/support/until';

const account = `creditAccount-${customerId}`;
const nonsense = { type: 'NonsenseHappened', data: {} };

const named = (name: string, followers: readonly Follower[]): Follower =>
  followers.find((follower) => follower.name === name)!;

const ledgerOf = async (sql: Sql): Promise<string[]> => {
  const rows = await sql<{ id: string }[]>`
    select coalesce(receivable_id, payment_id) as id from read.ledger_entry order by position, n`;
  return rows.map(({ id }) => id);
};
/** Where it stands in the part that is furthest behind. */
const positionOf = async (sql: Sql, name: string): Promise<string | null> => {
  const rows = await sql<{ position: string | null }[]>`
    select case when ${name} = any(members) then position else apart -> ${name} ->> 'position' end as position
    from read.checkpoint where lane = 'read-models'`;
  return rows.map(({ position }) => position).sort(byPosition)[0]!;
};

describe('a read model', () => {
  let bed: ReadBed;
  afterEach(() => bed.close());

  it('has nothing to do on an empty log, and says so', async () => {
    bed = await readBed();
    await bed.followers.settle();
    expect((await bed.followers.states()).map(({ lag }) => lag)).toEqual(projections(bed.store).map(() => 0));
  });

  it('stores rows and checkpoint together: a connection cut between the two costs nothing and doubles nothing', async () => {
    let cuts = 2;
    const cutAfterRows = (store: EventStore, sql: Sql): Follower[] =>
      projections(store).map((follower) => ({
        ...follower,
        apply: async (events, tx) => {
          await follower.apply(events, tx);
          if (follower.name !== 'ledger-entry' || cuts === 0) return;
          cuts -= 1;
          const [backend] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
          await sql`select pg_terminate_backend(${backend!.pid})`;
          await tx`select 1`;
        },
      }));
    bed = await readBed(cutAfterRows);
    await bed.record(account, opened('600000.00'), owed('R-1', '10.00', '2026-04-01'), paid('P-1', '3.00'));
    await bed.followers.settle();
    expect(cuts).toBe(0);
    expect(await ledgerOf(bed.sql)).toEqual(['R-1', 'P-1']);
    expect(await positionOf(bed.sql, 'ledger-entry')).toBe(await bed.store.head());
    expect((await bed.followers.states()).filter(({ stopped }) => stopped !== undefined)).toEqual([]);
  });

  it('stops at an event that it cannot apply, after all that came before it, and lets nothing behind it through', async () => {
    bed = await readBed();
    const before = await bed.record(account, opened('600000.00'), owed('R-1', '10.00', '2026-04-01'));
    const poisoned = await bed.record(account, nonsense);
    await bed.record(account, owed('R-2', '20.00', '2026-04-01'));
    await expect(bed.followers.settle()).rejects.toMatchObject({ code: 'projection-stopped' });
    expect(await ledgerOf(bed.sql)).toEqual(['R-1']);
    expect(await positionOf(bed.sql, 'ledger-entry')).toBe(before);
    const states = await bed.followers.states();
    expect(states.find(({ name }) => name === 'ledger-entry')).toMatchObject({
      lag: 2,
      stopped: { position: poisoned, stream: account, revision: 2 },
    });
    const going = states.find(({ name }) => name === 'customer-file');
    expect(going).toMatchObject({ name: 'customer-file', lag: 0 });
    expect(going).not.toHaveProperty('stopped');
    expect(bed.lines.filter((line) => line.startsWith('ledger-entry has stopped'))).toHaveLength(1);
  });

  it('tries a failing event again so often and no more, and goes on where it stopped once it is restarted', async () => {
    let attempts = 0;
    let isBroken = true;
    bed = await readBed((store) => {
      const ledger = named('ledger-entry', projections(store));
      const apply: Follower['apply'] = async (events, tx) => {
        if (isBroken && events.some(({ revision }) => revision === 2)) {
          if (events.length === 1) attempts += 1;
          throw new Error('out of order');
        }
        await ledger.apply(events, tx);
      };
      return [{ ...ledger, apply }];
    });
    await bed.record(
      account,
      opened('1.00'),
      owed('R-1', '10.00', '2026-04-01'),
      paid('P-1', '3.00'),
      paid('P-2', '4.00'),
    );
    await expect(bed.followers.settle()).rejects.toMatchObject({
      facts: { name: 'ledger-entry', error: 'out of order' },
    });
    expect(attempts).toBe(RETRIES_MAX + 1);
    isBroken = false;
    await expect(bed.followers.settle()).rejects.toMatchObject({ code: 'projection-stopped' });
    await bed.followers.restart('ledger-entry');
    await bed.followers.settle();
    expect(await ledgerOf(bed.sql)).toEqual(['R-1', 'P-1', 'P-2']);
  });

  it('tries again in a new process what had stopped in the one before', async () => {
    let isBroken = true;
    const fragile = (store: EventStore): Follower[] => {
      const ledger = named('ledger-entry', projections(store));
      const apply: Follower['apply'] = (events, tx) =>
        isBroken ? Promise.reject(new Error('broken')) : ledger.apply(events, tx);
      return [{ ...ledger, apply }];
    };
    bed = await readBed(fragile);
    await bed.record(account, owed('R-1', '10.00', '2026-04-01'));
    await expect(bed.followers.settle()).rejects.toMatchObject({ code: 'projection-stopped' });
    isBroken = false;
    const next = await bed.another(fragile(bed.store));
    await next.followers.settle();
    expect(await ledgerOf(bed.sql)).toEqual(['R-1']);
    await next.end();
  });

  it('waits for what time mends, however long, instead of stopping', async () => {
    let outages = RETRIES_MAX * 3;
    bed = await readBed((store) => {
      const ledger = named('ledger-entry', projections(store));
      const apply: Follower['apply'] = async (events, tx) => {
        if (outages-- > 0) throw Object.assign(new Error('down'), { about: { retryable: true } });
        await ledger.apply(events, tx);
      };
      return [{ ...ledger, apply }];
    });
    await bed.record(account, owed('R-1', '10.00', '2026-04-01'));
    await bed.followers.settle();
    expect(await ledgerOf(bed.sql)).toEqual(['R-1']);
  });

  it('passes events that are none of its business, so that it never lags behind them', async () => {
    bed = await readBed();
    await bed.record(account, owed('R-1', '10.00', '2026-04-01'));
    for (let i = 0; i < 3; i++) await bed.record(`policy-${i}`, nonsense);
    await bed.followers.settle();
    expect(await positionOf(bed.sql, 'ledger-entry')).toBe(await bed.store.head());
    expect(await ledgerOf(bed.sql)).toEqual(['R-1']);
  });

  it('folds a stream from the log when it comes to it in the middle', async () => {
    bed = await readBed();
    await bed.record(account, opened('600000.00'), owed('R-1', '10.00', '2026-04-01'));
    await bed.followers.settle();
    await bed.record(account, owed('R-2', '20.00', '2026-04-01'));
    const next = await bed.another();
    await next.followers.settle();
    const [row] = await bed.sql`select sums->>'receivables' as receivables, revision from read.account_position`;
    expect(row).toEqual({ receivables: '30.00', revision: 2 });
    await next.end();
  });
});

describe('a rebuild', () => {
  let bed: ReadBed;
  afterEach(() => bed.close());

  it('gives the same bytes, also after many pages, and mends rows that were wrong', async () => {
    bed = await readBed();
    const customers = 7;
    for (let i = 0; i < PAGE_MIN / 2; i++) {
      const receivable = owed(`R-${i}`, '10.00', '2026-04-01');
      const data = { ...receivable.data, customerId: `C-${i % customers}` };
      await bed.record(`creditAccount-C-${i % customers}`, { type: receivable.type, data });
      await bed.record('customer-X', nonsense).catch(() => undefined);
    }
    await bed.followers.settle().catch(() => undefined);
    const [first] = await bed.followers.rebuild('open-receivable');
    expect(first).toMatchObject({ events: PAGE_MIN / 2, rows: PAGE_MIN / 2 });
    expect(first!.digestAfter).toBe(first!.digestBefore);

    await bed.sql`update read.open_receivable set open_amount = 11 where receivable_id = 'R-3'`;
    const [mended] = await bed.followers.rebuild('open-receivable');
    expect(mended!.digestBefore).not.toBe(first!.digestAfter);
    expect(mended!.digestAfter).toBe(first!.digestAfter);
  });

  it('of all read models changes none of them, and the order of what only grows stays', async () => {
    bed = await readBed();
    await bed.record(account, opened('600000.00'), owed('R-1', '10.00', '2026-04-01'), paid('P-1', '3.00'));
    await bed.followers.settle();
    await bed.record(account, paid('P-2', '4.00'));
    await bed.followers.settle();
    for (const { digestBefore, digestAfter } of await bed.followers.rebuild('all'))
      expect(digestAfter).toBe(digestBefore);
    expect(await ledgerOf(bed.sql)).toEqual(['R-1', 'P-1', 'P-2']);
    await expect(bed.followers.rebuild('nobody')).rejects.toMatchObject({ code: 'unknown-read-model' });
  });

  it('happens by itself when the meaning of a row has changed', async () => {
    bed = await readBed();
    await bed.record(account, owed('R-1', '10.00', '2026-04-01'));
    await bed.followers.settle();
    await bed.sql`update read.open_receivable set open_amount = 11`;
    const raised = projections(bed.store).map((one) => ({ ...one, version: one.version + 1 }));
    const next = await bed.another(raised);
    await next.followers.settle();
    expect(await bed.sql`select open_amount::text as open from read.open_receivable`).toEqual([{ open: '10.00' }]);
    const versions = await bed.sql<{ name: string; version: number }[]>`select name, version from read.follower`;
    expect(new Map(versions.map(({ name, version }) => [name, version]))).toEqual(
      new Map(raised.map(({ name, version }) => [name, version])),
    );
    await next.end();
  });
});

describe('several processes on one database', () => {
  let bed: ReadBed;
  afterEach(() => bed.close());

  it('apply each event once, whoever leads, and go on when the leader is gone', async () => {
    bed = await readBed();
    const others = await Promise.all([bed.another(), bed.another()]);
    await Promise.all([bed.followers, ...others.map(({ followers }) => followers)].map((one) => one.start()));
    const expected: string[] = [];
    const recordSome = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        expected.push(`R-${expected.length}`);
        await bed.record(account, owed(expected.at(-1)!, '1.00', '2026-04-01'));
        if (i % 10 === 0) void others[0].followers.settle().catch(() => undefined);
      }
    };
    await recordSome(100);
    await until(async () => (await ledgerOf(bed.sql)).length === expected.length);
    await bed.followers.stop();
    await others[1].end();
    await recordSome(50);
    await until(async () => (await ledgerOf(bed.sql)).length === expected.length);
    expect(await ledgerOf(bed.sql)).toEqual(expected);
    await others[0].end();
  });
});

describe('settling', () => {
  let bed: ReadBed;
  afterEach(() => bed.close());

  it('goes on until those who answer events with events have come to rest', async () => {
    bed = await readBed((store) => {
      const echo: Follower = {
        name: 'echo',
        version: 1,
        prefixes: ['creditAccount-'],
        apply: async (events) => {
          for (const { revision } of events)
            if (revision < 4) await bed.record(account, owed(`R-${revision + 1}`, '1.00', '2026-04-01'));
        },
      };
      return [...projections(store), echo];
    });
    await bed.record(account, owed('R-0', '1.00', '2026-04-01'));
    await bed.followers.settle();
    expect(await ledgerOf(bed.sql)).toEqual(['R-0', 'R-1', 'R-2', 'R-3', 'R-4']);
    expect((await bed.followers.states()).every(({ lag }) => lag === 0)).toBe(true);
  });

  it('gives up after the time it was given', async () => {
    bed = await readBed((store) => [
      {
        ...named('ledger-entry', projections(store)),
        apply: () => Promise.reject(Object.assign(new Error('down'), { about: { retryable: true } })),
      },
    ]);
    const position = await bed.record(account, owed('R-0', '1.00', '2026-04-01'));
    await expect(bed.followers.settle(position, 200)).rejects.toThrow('down');
  });
});
