import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportLog } from '@cli/log-file/export-log';
import { importLog } from '@cli/log-file/import-log';
import { businessClock } from '@app/cqrs/business-clock';
import { openDesk } from '@app/cqrs/open-desk';
import { startDesk, type Desk } from '@app/cqrs/start-desk';
import { Tick } from '@app/cqrs/tick.command';
import type { EventStore, SealedEvent } from '@app/event-store/event-store';
import { MemoryStore } from '@app/event-store/memory-store';
import { NO_HASH, sealOf } from '@app/event-store/seal';
import { Problem } from '@app/kernel/problem';
import { importInvoices } from '@cli/invoice-file/import-invoices';
import { invoiceMapping } from '@cli/invoice-file/mapping';
import { scratchDatabase } from '@test/support/scratch-database';

const root = join(__dirname, '../..');
const quiet = () => undefined;
const clock = businessClock(() => new Date('2026-11-20T02:00:00.000Z'));

let folder: string;
const closing: (() => Promise<void>)[] = [];
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'xay-log-'))));
afterAll(async () => {
  for (const close of closing.reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});
const file = (name: string): string => join(folder, name);

const deskOnItsOwn = async (): Promise<Desk> => {
  const database = await scratchDatabase();
  const desk = await startDesk(await openDesk({ databaseUrl: database.url, clock, log: quiet }));
  closing.push(database.drop, () => desk.close());
  return desk;
};
/** Positions with gaps, as those of EventStoreDB have. */
const memoryStore = (): EventStore => new MemoryStore({ now: () => new Date() });

const digests = async ({ followers }: Desk): Promise<Record<string, string>> => {
  await followers.settle();
  const rebuilt = await followers.rebuild('all');
  for (const { digestBefore, digestAfter } of rebuilt) expect(digestAfter).toBe(digestBefore);
  return Object.fromEntries(rebuilt.map(({ name, digestAfter }) => [name, digestAfter]));
};

const problemOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw error;
  return { code: error.code, ...error.facts };
};

/** A log of another shape: so many events over a few streams. */
const filled = async (count: number, from = 0): Promise<EventStore> => {
  const store = memoryStore();
  const ends = new Map<string, string>();
  const events = Array.from({ length: count }, (_, n): SealedEvent => {
    const stream = `customer-${n % 13}`;
    const event = {
      id: `00000000-0000-4000-8000-${String(n + from).padStart(12, '0')}`,
      stream,
      revision: Math.floor(n / 13),
      type: 'Noted',
      data: `{"n":${n},"note":"东方"}`,
      metadata: '{"by":"spec"}',
      recordedAt: new Date(1_780_000_000_000 + n).toISOString(),
      position: '',
    };
    const hash = sealOf(ends.get(stream) ?? NO_HASH, event);
    ends.set(stream, hash);
    return { ...event, hash };
  });
  for (let start = 0; start < count; start += 5_000) await store.restore(events.slice(start, start + 5_000));
  return store;
};

describe('from Postgres to another store and back', () => {
  test('every read model is the same to the byte, and so is every export', async () => {
    const desk = await deskOnItsOwn();
    const mapping = invoiceMapping.parse(
      JSON.parse(readFileSync(join(root, 'config/examples/invoices-mapping.json'), 'utf8')),
    );
    await importInvoices(
      desk,
      { file: join(root, 'config/examples/invoices.csv'), mapping, dateFormat: 'YYYY/M/D' },
      quiet,
    );
    await desk.commands.execute(new Tick(clock.today()));
    const there = await digests(desk);
    expect(Object.keys(there).length).toBeGreaterThan(5);
    const first = await exportLog(desk.store, file('first'), quiet);
    expect(first.events).toBeGreaterThan(20);

    const between = memoryStore();
    expect(await importLog(between, file('first'), quiet)).toEqual({
      events: first.events,
      head: first.head,
      known: 0,
    });
    await exportLog(between, file('second'), quiet);

    const again = await deskOnItsOwn();
    await importLog(again.store, file('second'), quiet);
    expect(await digests(again)).toEqual(there);
    // Whoever reacts to events has reacted to them before, and finds nothing left to do.
    await exportLog(again.store, file('third'), quiet);
    for (const name of ['second', 'third'])
      expect(readFileSync(file(name), 'utf8')).toBe(readFileSync(file('first'), 'utf8'));
  });
});

describe('an export', () => {
  test('goes on where it was cut off, in the middle of a line or behind one', async () => {
    const store = await filled(9_000);
    await exportLog(store, file('whole'), quiet);
    const whole = readFileSync(file('whole'), 'utf8');
    for (const bytes of [0, 10, 33, 34, 100_000, whole.length / 2, whole.length - 1]) {
      writeFileSync(file('part'), whole.slice(0, Math.floor(bytes)));
      const { events, known } = await exportLog(store, file('part'), quiet);
      expect(events).toBe(9_000);
      expect(known).toBe(Math.max(0, whole.slice(0, Math.floor(bytes)).split('\n').length - 2));
      expect(readFileSync(file('part'), 'utf8') === whole).toBe(true);
    }
  });

  test('of yesterday is carried on', async () => {
    const store = await filled(100);
    await exportLog(store, file('grows'), quiet);
    await store.append(
      'customer-x',
      [{ id: '10000000-0000-4000-8000-000000000000', type: 'Noted', data: {}, metadata: { by: 'x' } }],
      {
        expected: 'any',
      },
    );
    expect(await exportLog(store, file('grows'), quiet)).toMatchObject({ events: 101, known: 100 });
    await exportLog(store, file('at-once'), quiet);
    expect(readFileSync(file('grows'), 'utf8')).toBe(readFileSync(file('at-once'), 'utf8'));
  });

  test('does not touch a file that is something else, or of another log', async () => {
    const store = await filled(10);
    writeFileSync(file('letter'), 'Dear customer,\n');
    expect(await problemOf(exportLog(store, file('letter'), quiet))).toMatchObject({
      code: 'log-file-malformed',
      line: 1,
    });
    expect(readFileSync(file('letter'), 'utf8')).toBe('Dear customer,\n');
    await exportLog(await filled(10, 500), file('other'), quiet);
    expect(await problemOf(exportLog(store, file('other'), quiet))).toMatchObject({
      code: 'log-file-differs',
      event: 1,
    });
    expect(await problemOf(exportLog(store, join(folder, 'no', 'where'), quiet))).toMatchObject({
      code: 'file-unwritable',
    });
  });

  test('of a log that was tampered with stops at the event', async () => {
    const store = await filled(50);
    const sealed: EventStore['sealed'] = async (options) =>
      (await store.sealed(options)).map((event) => (event.revision === 2 ? { ...event, type: 'Noticed' } : event));
    const tampered = { sealed };
    expect(await problemOf(exportLog(tampered, file('tampered'), quiet))).toEqual({ code: 'log-damaged', event: 27 });
    // It may stop before the file is even begun.
    const written = existsSync(file('tampered')) ? readFileSync(file('tampered'), 'utf8') : '';
    expect(written).not.toContain('{"end"');
  });
});

describe('an import', () => {
  let lines: readonly string[];
  const count = 5_000;
  beforeAll(async () => {
    await exportLog(await filled(count), file('source'), quiet);
    lines = readFileSync(file('source'), 'utf8').split('\n');
  });
  const changed = (name: string, change: (lines: string[]) => void): string => {
    const copy = [...lines];
    change(copy);
    writeFileSync(file(name), copy.join('\n'));
    return file(name);
  };

  test('takes every event once, however often it is run', async () => {
    const store = memoryStore();
    const half = changed('half', (all) => all.splice(2_501));
    expect(await problemOf(importLog(store, half, quiet))).toEqual({ code: 'log-file-cut', file: half, events: 2_499 });
    expect(await importLog(store, file('source'), quiet)).toMatchObject({ events: count, known: 2_499 });
    expect(await importLog(store, file('source'), quiet)).toMatchObject({ events: count, known: count });
    expect(await store.sealed({ limit: 5_000 })).toHaveLength(count);
  });

  test('says in which line a file is not what was exported; what stands before it is sound and stays', async () => {
    const at = 3_000;
    const changes: readonly [string, (all: string[]) => void, number][] = [
      ['log-file-altered', (all) => (all[at] = all[at]!.replace('东方', '西方')), at + 1],
      ['log-file-altered', (all) => (all[at] = all[at]!.replace('"by":"spec"', '"by":"me"')), at + 1],
      ['log-file-altered', (all) => all.splice(at, 1), at + 13],
      ['log-file-altered', (all) => (all[count + 1] = all[count + 1]!.replace('5000', '4999')), count + 2],
      ['log-file-altered', (all) => all.splice(count, 1), count + 1],
      ['log-file-malformed', (all) => (all[at] = all[at]!.slice(1)), at + 1],
      ['log-file-malformed', (all) => (all[at] = all[at]!.replace('"data"', '"more":1,"data"')), at + 1],
      ['log-file-malformed', (all) => all.push(all[at]!, ''), count + 3],
      ['log-file-malformed', (all) => all.shift(), 1],
    ];
    for (const [code, change, line] of changes) {
      const store = memoryStore();
      const name = changed('changed', change);
      const told = await problemOf(importLog(store, name, quiet));
      expect(told).toMatchObject({ code, line });
      expect(told).toHaveProperty('events', (await store.sealed({ limit: 5_000 })).length);
    }
  });

  test('beside which somebody else writes is told as such, in another stream or in the same one', async () => {
    for (const stream of ['customer-x', 'customer-1']) {
      const store = new MemoryStore({ now: () => new Date() });
      const restore = store.restore.bind(store);
      let isFirst = true;
      store.restore = async (events) => {
        await restore(events);
        const note = { id: '20000000-0000-4000-8000-000000000000', type: 'Noted', data: {}, metadata: { by: 'x' } };
        if (isFirst) await store.append(stream, [note], { expected: 'any' });
        isFirst = false;
      };
      expect(await problemOf(importLog(store, file('source'), quiet))).toMatchObject({ code: 'log-not-alone' });
    }
  });

  test('is refused by a log that has gone another way', async () => {
    const store = await filled(10, 500);
    expect(await problemOf(importLog(store, file('source'), quiet))).toMatchObject({
      code: 'log-file-differs',
      event: 1,
    });
    expect(await problemOf(importLog(store, file('nothing-there'), quiet))).toMatchObject({ code: 'file-unreadable' });
  });
});
