import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { problemDetails } from '@app/contracts/problem-details';
import { pingReply, redelivered, webhookAccepted, webhookFile, webhookPage } from '@app/contracts/webhook';
import { xay } from '@test/support/cli';
import { asker } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';
import { until } from '@test/support/until';
import { quickLimits } from '@test/support/webhook-bed';
import { isSignedWith, receiver, type Receiver } from '@test/support/webhook-receiver';

// Over HTTP and at the terminal, as those do it who run an ERP beside it. The receiver is the one of the handbook.
const page = readFileSync(join(__dirname, '../../docs/handbook/webhooks.md'), 'utf8');
const example = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

let desk: RunningDesk;
let ask: ReturnType<typeof asker>;
let erp: Receiver;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xay-webhooks-'));
  desk = await startDesk({ webhooks: quickLimits });
  ask = asker(desk.url);
  erp = await receiver();
  const customer = { name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南' };
  await ask('PUT', '/api/customers/C-1', customer);
});
afterAll(async () => {
  for (const child of children) child.kill();
  await desk.stop();
  await erp.stop();
  rmSync(folder, { recursive: true });
});

const refuse = (shipmentId: string) =>
  ask('PUT', `/api/customers/C-1/shipments/${shipmentId}/authorisation`, { amount: '60000.00' });
const show = async (id: string) => webhookFile.parse((await ask('GET', `/api/webhooks/${id}`)).body);

/** The receiver of the handbook, in a process of its own: what it says, and where it listens. */
const startExample = async (secret: string): Promise<Readonly<{ lines: string[]; url: string }>> => {
  const file = join(folder, 'receiver.mjs');
  writeFileSync(file, example);
  const env = { PATH: process.env['PATH'], WEBHOOK_SECRET: secret, PORT: '0' };
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  await until(() => lines.length > 0);
  return { lines, url: `http://127.0.0.1:${/\d+/.exec(lines[0]!)![0]}/hooks/xay` };
};

test('the receiver of the handbook takes each message once, and nothing that is not signed', async () => {
  const settings = { url: erp.url, topics: ['shipment.refused'] };
  const { secret } = webhookAccepted.parse((await ask('PUT', '/api/webhooks/ERP', settings)).body);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { lines, url } = await startExample(secret!);
  const changed = await ask('PUT', '/api/webhooks/ERP/settings', { ...settings, url, description: 'ERP' });
  expect(changed.body).toEqual({ stream: 'webhook-ERP', revision: 1, recorded: ['WebhookChanged'] });
  await refuse('S-1');
  await until(() => lines.includes('shipment.refused C-1 S-1'));
  await until(async () => (await show('ERP')).deliveries.rows[0]?.state === 'delivered');
  const [{ messageId, deliveredAt } = { messageId: '', deliveredAt: '' }] = (await show('ERP')).deliveries.rows;
  const again = await ask('PUT', `/api/webhooks/ERP/deliveries/${messageId}/redelivery`);
  expect(redelivered.parse(again.body)).toEqual({ redelivered: 1 });
  await until(async () => ![undefined, deliveredAt].includes((await show('ERP')).deliveries.rows[0]?.deliveredAt));
  expect(lines.filter((line) => line.includes('S-1'))).toHaveLength(1);
  const now = String(Math.floor(Date.now() / 1_000));
  const forged = { 'webhook-id': 'x', 'webhook-timestamp': now, 'webhook-signature': 'v1,Zm9yZ2Vk' };
  const reply = await fetch(url, { method: 'POST', body: '{"id":"x","data":{}}', headers: forged });
  expect(reply.status).toBe(401);
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
  expect(pingReply.parse((await ask('POST', '/api/webhooks/ERP/ping')).body)).toMatchObject({ delivered: true });
});

test('whoever registers is told what is wrong, sees a secret once, and changes nothing by sending it again', async () => {
  const settings = { url: erp.url, topics: ['account.held', 'shipment.refused'] };
  expect((await ask('PUT', '/api/webhooks/W-2', settings)).body).toMatchObject({
    secret: expect.any(String) as string,
  });
  const again = webhookAccepted.parse((await ask('PUT', '/api/webhooks/W-2', settings)).body);
  expect(again).toEqual({ stream: 'webhook-W-2', revision: 0, recorded: [] });
  expect(JSON.stringify((await ask('GET', '/api/webhooks')).body)).not.toContain('whsec_');
  const wrong = async (status: number, body: unknown, path = 'W-2') => {
    const reply = await ask('PUT', `/api/webhooks/${path}`, body);
    expect(reply.status).toBe(status);
    return problemDetails.parse(reply.body).problems;
  };
  expect(await wrong(422, { ...settings, url: 'https://erp.example.com/' })).toMatchObject([
    { code: 'same-id-other-content' },
  ]);
  const url = [{ code: 'webhook-url', where: 'url' }];
  for (const bad of [
    'ftp://erp.example.com/',
    'erp.example.com',
    'https://a:b@erp.example.com/',
    `http://a/${'x'.repeat(2_000)}`,
  ])
    expect(await wrong(400, { ...settings, url: bad }, 'W-3')).toMatchObject(url);
  expect(await wrong(400, { ...settings, topics: ['weather.bad'] }, 'W-3')).toMatchObject([{ where: 'topics[0]' }]);
  expect((await ask('GET', '/api/webhooks/W-3')).status).toBe(404);
  expect(await ask('POST', '/api/webhooks/W-3/ping')).toMatchObject({ status: 404, body: { code: 'unknown-webhook' } });
});

test('it is paused, resumed, given a new secret and removed, and the metrics tell what waits', async () => {
  await ask('PUT', '/api/webhooks/W-4', { url: erp.url, topics: ['shipment.refused'] });
  const before = erp.letters.length;
  expect((await ask('PUT', '/api/webhooks/W-4/pause', { reason: '升级' })).body).toMatchObject({
    recorded: ['WebhookPaused'],
  });
  await refuse('S-2');
  await until(async () => (await show('W-4')).waiting === 1);
  const metrics = await (await fetch(`${desk.url}/metrics`)).text();
  expect(metrics).toMatch(/^xay_webhook_queue_messages\{webhook="W-4"\} 1$/m);
  expect(await show('W-4')).toMatchObject({ status: 'paused', standstill: '升级' });
  const rotated = webhookAccepted.parse((await ask('PUT', '/api/webhooks/W-4/secrets/spring', {})).body);
  await ask('PUT', '/api/webhooks/W-4/resume');
  await until(async () => (await show('W-4')).waiting === 0);
  const sent = erp.letters.slice(before).filter((letter) => isSignedWith(rotated.secret!, letter));
  expect(sent.map(({ headers }) => String(headers['webhook-signature']).split(' ').length)).toEqual([2]);
  expect((await ask('DELETE', '/api/webhooks/W-4')).body).toMatchObject({ recorded: ['WebhookRemoved'] });
  expect((await ask('DELETE', '/api/webhooks/W-4')).body).toMatchObject({ recorded: [] });
  expect((await ask('GET', '/api/webhooks/W-4')).status).toBe(404);
  const { rows } = webhookPage.parse((await ask('GET', '/api/webhooks')).body);
  expect(rows.map(({ webhookId }) => webhookId)).toEqual(['ERP', 'W-2']);
});

test('the same is done at the terminal, beside the server', async () => {
  const run = (...args: string[]) =>
    xay(['webhooks', ...args], { DATABASE_URL: desk.databaseUrl, XAY_WEBHOOKS_PRIVATE: '1' });
  const added = await run('add', 'W-5', '--url', erp.url, '--topics', 'shipment.refused', '--by', 'admin-zhou');
  expect(added).toMatchObject({ code: 0, err: '' });
  const secret = /whsec_\S+/.exec(added.out)![0];
  await refuse('S-3');
  await until(() => erp.letters.some((letter) => isSignedWith(secret, letter)));
  expect((await run('list')).out).toMatch(/^W-5 +active +http:/m);
  const shown = await run('show', 'W-5', '--json');
  expect(webhookFile.parse(JSON.parse(shown.out))).toMatchObject({ registeredBy: 'admin-zhou' });
  expect(shown.out).not.toContain(secret);
  erp.answer({ status: 503 });
  const ping = await run('ping', 'W-5');
  expect(ping).toMatchObject({ code: 1, out: expect.stringMatching(/^Not delivered \(503/) as string });
  erp.answer({});
  const local = await xay(['webhooks', 'add', 'W-6', '--url', 'http://localhost/'], { DATABASE_URL: desk.databaseUrl });
  expect(local).toMatchObject({ code: 1, err: expect.stringContaining('XAY_WEBHOOKS_PRIVATE=1') as string });
}, 60_000);
