import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { webhookFile } from '@app/contracts/webhook';
import { repository, until } from '@test/support/database-process';
import { asker } from '@test/support/http';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';
import { receiver, type Receiver } from '@test/support/webhook-receiver';

let database: ScratchDatabase;
let erp: Receiver;
const children: ChildProcess[] = [];
const ends: Promise<unknown>[] = [];

beforeAll(async () => {
  database = await scratchDatabase();
  erp = await receiver();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(ends);
  await erp.stop();
  await database.drop();
});

type Server = Readonly<{ child: ChildProcess; ask: ReturnType<typeof asker> }>;

const startServer = async (): Promise<Server> => {
  const env = { ...process.env, DATABASE_URL: database.url, PORT: '0', XAY_LANG: 'en', XAY_WEBHOOKS_PRIVATE: '1' };
  const child = spawn(process.execPath, ['dist/apps/api/src/main.js'], {
    cwd: repository,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.push(child);
  ends.push(new Promise((resolve) => child.once('close', resolve)));
  let address = '';
  createInterface({ input: child.stderr }).on('line', (line) => (address ||= /http:\S+/.exec(line)?.[0] ?? ''));
  await until('the server listens', () => address !== '');
  return { child, ask: asker(address) };
};

test('kill -9 between sending and noting it: the next server sends the message again with its id, and what follows', async () => {
  const first = await startServer();
  let killed = false;
  erp.answer(() => {
    if (!killed) first.child.kill('SIGKILL');
    killed = true;
    return {};
  });
  const customer = { name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南' };
  expect(await first.ask('PUT', '/api/customers/C-1', customer)).toMatchObject({ status: 200 });
  const settings = { url: erp.url, topics: ['shipment.refused'] };
  expect(await first.ask('PUT', '/api/webhooks/ERP', settings)).toMatchObject({ status: 200 });
  const second = await startServer();
  const refuse = (server: Server, id: string) =>
    server.ask('PUT', `/api/customers/C-1/shipments/${id}/authorisation`, { amount: '60000.00' });
  expect(await refuse(second, 'S-1')).toMatchObject({ status: 200, body: { decision: 'refused' } });
  expect(await refuse(second, 'S-2')).toMatchObject({ status: 200, body: { decision: 'refused' } });
  await until('both have arrived', () => new Set(erp.idsOf()).size === 2);
  const show = async () => webhookFile.parse((await second.ask('GET', '/api/webhooks/ERP')).body);
  await until('both are noted', async () => (await show()).waiting === 0);
  const shipments = erp.letters.map(
    ({ body }) => (JSON.parse(body) as { data: { shipmentId: string } }).data.shipmentId,
  );
  expect(shipments).toEqual(['S-1', 'S-1', 'S-2']);
  expect(erp.idsOf()[0]).toBe(erp.idsOf()[1]);
  expect((await show()).deliveries.rows.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
}, 60_000);
