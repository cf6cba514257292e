import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportLog } from '@cli/log-file/export-log';
import { importLog } from '@cli/log-file/import-log';
import { importInvoices } from '@cli/invoice-file/import-invoices';
import { invoiceMapping } from '@cli/invoice-file/mapping';
import { businessClock } from '@app/cqrs/business-clock';
import { openDesk } from '@app/cqrs/open-desk';
import { startDesk, type Desk } from '@app/cqrs/start-desk';
import { Tick } from '@app/cqrs/tick.command';
import { openEventStoreDb } from '@app/event-store/eventstoredb-store';
import { connect } from '@app/postgres/connect';
import { migrate } from '@app/postgres/migrate';
import { READ_SCHEMA, readMigrations } from '@app/read-models/read-schema';
import { openFollowers } from '@app/read-models/runner';
import { readEnvironment } from '@worker/environment';
import { EventStoreDbDouble } from '@test/support/eventstoredb-double/double';
import { recordIn } from '@test/support/read-bed';
import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { until } from '@test/support/until';

const root = join(__dirname, '../..');
const quiet = () => undefined;
const clock = businessClock(() => new Date('2026-11-20T02:00:00.000Z'));
const now = () => new Date();

describe('the desk over EventStoreDB', () => {
  let folder: string;
  let double: EventStoreDbDouble;
  let databases: ScratchDatabase[];
  let desks: Desk[];
  const database = async (): Promise<ScratchDatabase> => {
    const made = await scratchDatabase();
    databases.push(made);
    return made;
  };
  const urlOf = ({ port }: EventStoreDbDouble) => `esdb://127.0.0.1:${port}?tls=false`;
  const open = async (databaseUrl: string, eventStoreUrl?: string): Promise<Desk> => {
    const desk = await startDesk(await openDesk({ databaseUrl, eventStoreUrl, clock, log: quiet }));
    desks.push(desk);
    return desk;
  };
  const work = async (desk: Desk): Promise<void> => {
    const mappingFile = readFileSync(join(root, 'config/examples/invoices-mapping.json'), 'utf8');
    const mapping = invoiceMapping.parse(JSON.parse(mappingFile));
    const file = join(root, 'config/examples/invoices.csv');
    await importInvoices(desk, { file, mapping, dateFormat: 'YYYY/M/D' }, quiet);
    await desk.commands.execute(new Tick(clock.today()));
  };
  /** What the read models say, in a rebuild the same as before it. */
  const digests = async ({ followers }: Desk): Promise<Record<string, string>> => {
    await followers.settle();
    const rebuilt = await followers.rebuild('all');
    for (const { digestBefore, digestAfter } of rebuilt) expect(digestAfter).toBe(digestBefore);
    return Object.fromEntries(rebuilt.map(({ name, digestAfter }) => [name, digestAfter]));
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xay-esdb-desk-'));
    double = await new EventStoreDbDouble().start();
    [databases, desks] = [[], []];
  });
  afterEach(async () => {
    for (const desk of desks) await desk.close();
    double.crash();
    for (const each of databases) await each.drop();
    rmSync(folder, { recursive: true });
  });

  it('keeps its events there and its read models in Postgres, which are the same after a rebuild and a restart', async () => {
    const { url } = await database();
    const first = await open(url, urlOf(double));
    await work(first);
    const there = await digests(first);
    expect(Object.keys(there).length).toBeGreaterThan(5);
    const [postgres] = await first.sql<{ log: string | null }[]>`select to_regclass('log.event')::text as log`;
    expect(postgres?.log).toBeNull();
    expect((await first.store.readAll()).length).toBeGreaterThan(20);
    await first.close();
    desks = [];

    double.crash();
    await double.restart();
    const again = await open(url, urlOf(double));
    expect(await digests(again)).toEqual(there);
    await work(again);
    expect(await digests(again)).toEqual(there);
  }, 120_000);

  it('takes over the log of a desk in Postgres, after which every read model is the same to the byte', async () => {
    const before = await open((await database()).url);
    await work(before);
    const there = await digests(before);
    const { events } = await exportLog(before.store, join(folder, 'log'), quiet);
    const after = await open((await database()).url, urlOf(double));
    expect(await importLog(after.store, join(folder, 'log'), quiet)).toMatchObject({ events, known: 0 });
    expect(await digests(after)).toEqual(there);
    await exportLog(after.store, join(folder, 'back'), quiet);
    expect(readFileSync(join(folder, 'back'), 'utf8')).toBe(readFileSync(join(folder, 'log'), 'utf8'));
  }, 120_000);

  it('does not open over a database whose read models follow another log', async () => {
    const one = await database();
    const desk = await open(one.url);
    await desk.close();
    desks = [];
    await expect(open(one.url, urlOf(double))).rejects.toMatchObject({
      code: 'setting-invalid',
      facts: { names: 'EVENTSTORE_URL' },
    });
    await expect(open(one.url)).resolves.toBeDefined();
  });

  it('refuses a setting that is no address, and repeats nothing of it', () => {
    expect(readEnvironment({ EVENTSTORE_URL: urlOf(double) }).EVENTSTORE_URL).toBe(urlOf(double));
    let told: unknown;
    try {
      readEnvironment({ EVENTSTORE_URL: 'esdb://desk:hunter2@[' });
    } catch (error) {
      told = error;
    }
    expect(told).toMatchObject({ code: 'setting-invalid', facts: { names: 'EVENTSTORE_URL' } });
    expect(JSON.stringify(told) + String((told as Error).stack)).not.toContain('hunter2');
  });

  it('51 writes each row once, however often the connection breaks between the row and the checkpoint', async () => {
    const { url } = await database();
    const sql = connect(url);
    // Connections of the pool die here, with whatever they carry.
    const outside = connect(url, { connectionsMax: 1 });
    await migrate(sql, READ_SCHEMA, readMigrations);
    await sql`create table seen (id uuid)`;
    const store = openEventStoreDb({ url: urlOf(double), now });
    let breaks = 0;
    const counting = {
      name: 'counting',
      version: 1,
      prefixes: ['credit-'],
      apply: async (
        events: readonly { id: string }[],
        tx: Parameters<Parameters<typeof openFollowers>[0]['followers'][number]['apply']>[1],
      ) => {
        for (const { id } of events) await tx`insert into seen values (${id})`;
        if (breaks++ % 2 === 0) await tx`select pg_terminate_backend(pg_backend_pid())`;
      },
    };
    const followers = openFollowers({ sql, store, followers: [counting], log: quiet });
    try {
      await followers.start();
      for (let n = 0; n < 8; n++) {
        await recordIn(store, `credit-${n % 3}`, [{ type: 'Noted', data: { n } }]);
        await until(async () => (await outside`select from seen`).length > n, 20_000);
      }
      // To settle is to try once, and every other try is broken here.
      await until(() =>
        followers.settle().then(
          () => true,
          () => false,
        ),
      );
      const rows = await outside<{ id: string }[]>`select id from seen`;
      const ids = (await store.readAll()).map(({ id }) => id);
      expect(rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect(breaks).toBeGreaterThan(2);
    } finally {
      await followers.stop();
      await store.close();
      await Promise.all([sql, outside].map((pool) => pool.end({ timeout: 1 })));
    }
  }, 60_000);
});
