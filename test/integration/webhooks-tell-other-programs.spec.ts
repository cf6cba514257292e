import { connect } from '@app/postgres/connect';
import { migrate } from '@app/postgres/migrate';
import { AskWebhook, PingWebhook, RedeliverWebhook } from '@app/cqrs/webhook.command';
import { WEBHOOK_SCHEMA, webhookMigrations } from '@app/cqrs/webhooks/webhook-schema';
import { until } from '@test/support/until';
import { quickLimits, webhookBed, type WebhookBed } from '@test/support/webhook-bed';
import { isSignedWith, receiver, type Receiver } from '@test/support/webhook-receiver';

let bed: WebhookBed;
let erp: Receiver;
beforeEach(async () => (erp = await receiver()));
afterEach(async () => {
  await bed.stop();
  await erp.stop();
});

const shipmentsOf = (customerId: string): string[] =>
  erp.letters
    .map(({ body }) => JSON.parse(body) as Told)
    .flatMap((each) => (each.customerId === customerId ? [each.data.shipmentId] : []));
type Told = Readonly<{
  id: string;
  topic: string;
  occurredAt: string;
  customerId: string;
  data: { shipmentId: string };
}>;
const settled = async (webhookId = 'W-1'): Promise<boolean> => (await bed.show(webhookId)).waiting === 0;
const delivered = async (count: number, webhookId = 'W-1'): Promise<boolean> =>
  (await bed.show(webhookId)).deliveries.rows.filter(({ state }) => state === 'delivered').length === count;
const numbered = (count: number): string[] => Array.from({ length: count }, (_, n) => `S-${n + 1}`);

describe('a refused shipment', () => {
  test('arrives as it was recorded, with every rule, and signed', async () => {
    bed = await webhookBed();
    const secret = await bed.register('W-1', erp.url);
    await bed.refuse('C-1', 'S-1');
    await until(() => delivered(1));
    const [letter] = erp.letters;
    const [event] = await bed.desk.store.read('creditAccount-C-1');
    expect(event?.type).toBe('ShipmentRefused');
    const { customerId, ...data } = event!.data as Record<string, unknown>;
    expect(JSON.parse(letter!.body)).toEqual({
      ...{ id: event!.id, topic: 'shipment.refused', occurredAt: event!.recordedAt, customerId, data },
    });
    expect(data).toMatchObject({ amount: '2.00', rules: expect.arrayContaining([expect.anything()]) as unknown });
    expect(letter!.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': event!.id });
    expect(isSignedWith(secret, letter!)).toBe(true);
    expect(isSignedWith(secret, { ...letter!, body: `${letter!.body} ` })).toBe(false);
    expect((await bed.show('W-1')).deliveries.rows).toMatchObject([
      { messageId: event!.id, state: 'delivered', attempts: 1, status: 204 },
    ]);
  });

  test('is told to nobody who did not ask for it, or who asked later', async () => {
    bed = await webhookBed();
    await bed.register('W-held', erp.url, ['account.held']);
    await bed.refuse('C-1', 'S-1');
    await bed.register('W-late', erp.url);
    await bed.refuse('C-1', 'S-2');
    await until(() => delivered(1, 'W-late'));
    expect(shipmentsOf('C-1')).toEqual(['S-2']);
    expect((await bed.show('W-held')).deliveries.total).toBe(0);
  });
});

test('what happens while nobody sends, from the registration on, is sent by the next who does', async () => {
  bed = await webhookBed();
  await bed.refuse('C-1', 'S-before');
  await until(async () => (await bed.desk.sql`select from webhook.progress where position is not null`).length === 1);
  await bed.endSending();
  await bed.register('W-1', erp.url);
  for (const shipment of numbered(3)) await bed.refuse('C-1', shipment);
  await bed.register('W-held', erp.url, ['account.held']);
  await bed.another();
  await until(() => delivered(3));
  expect(shipmentsOf('C-1')).toEqual(numbered(3));
});

test('an event that this program cannot read holds back what comes after it, and nothing that waits already', async () => {
  bed = await webhookBed();
  await bed.register('W-1', erp.url);
  erp.answer({ status: 500 });
  await bed.refuse('C-1', 'S-1');
  await until(async () => (await bed.show('W-1')).failures > 0);
  const nonsense = { id: crypto.randomUUID(), type: 'Nonsense', data: {}, metadata: { by: 'spec' } };
  await bed.desk.store.append('creditAccount-C-9', [nonsense], { expected: 'no_stream' });
  await bed.refuse('C-1', 'S-2');
  await until(() => bed.lines.some((line) => line.includes('event 0 of creditAccount-C-9')));
  erp.answer({});
  await until(() => delivered(1));
  expect(await bed.show('W-1')).toMatchObject({ waiting: 0, deliveries: { total: 1 } });
});

describe('a receiver that is down', () => {
  test('gets each message once it is up again, in order for each customer', async () => {
    bed = await webhookBed();
    await bed.register('W-1', erp.url);
    await erp.stop();
    for (const shipment of numbered(5)) for (const customer of ['C-1', 'C-2']) await bed.refuse(customer, shipment);
    await until(async () => (await bed.show('W-1')).failures > quickLimits.sickAfter);
    const { deliveries, failingSince } = await bed.show('W-1');
    expect(failingSince).toBeDefined();
    // Only the first message of each customer is ever tried.
    const tried = deliveries.rows.filter(({ attempts }) => attempts > 0);
    expect(tried.map(({ customerId }) => customerId).sort()).toEqual(['C-1', 'C-2']);
    expect(tried[0]).toMatchObject({
      state: 'waiting',
      fault: 'ECONNREFUSED',
      nextAttemptAt: expect.any(String) as string,
    });
    await erp.start();
    await until(() => settled());
    expect(shipmentsOf('C-1')).toEqual(numbered(5));
    expect(shipmentsOf('C-2')).toEqual(numbered(5));
    expect(await bed.show('W-1')).toMatchObject({ failures: 0, waiting: 0, status: 'active' });
  });

  test('is given up on after too long, keeps what waits, and gets it when it is resumed', async () => {
    bed = await webhookBed({ ...quickLimits, disableAfterMs: 150 });
    await bed.register('W-1', erp.url);
    erp.answer({ status: 500 });
    await bed.refuse('C-1', 'S-1');
    await until(async () => (await bed.show('W-1')).status === 'disabled');
    expect(await bed.show('W-1')).toMatchObject({
      waiting: 1,
      standstill: expect.stringMatching(/^failing \(500\)/) as string,
    });
    const before = erp.letters.length;
    await bed.refuse('C-1', 'S-2');
    await until(async () => (await bed.show('W-1')).waiting === 2);
    expect(erp.letters).toHaveLength(before);
    erp.answer({});
    await bed.ask({ type: 'ResumeWebhook', data: { webhookId: 'W-1', resumedBy: 'spec', on: bed.desk.clock.today() } });
    await until(() => delivered(2));
    expect(shipmentsOf('C-1').slice(before)).toEqual(['S-1', 'S-2']);
  });

  test('for good (410) is not asked again', async () => {
    bed = await webhookBed();
    await bed.register('W-1', erp.url);
    erp.answer({ status: 410 });
    await bed.refuse('C-1', 'S-1');
    await until(async () => (await bed.show('W-1')).status === 'disabled');
    expect(erp.letters).toHaveLength(1);
  });
});

describe('a message that a receiver refuses while it takes others', () => {
  test('holds up its own customer only, is given up in the end, and is sent again by hand', async () => {
    bed = await webhookBed({ ...quickLimits, giveUpAfterMs: 300 });
    await bed.register('W-1', erp.url);
    erp.answer(({ body }) => ({ status: body.includes('"S-ill"') ? 422 : 200 }));
    await bed.refuse('C-1', 'S-ill');
    await bed.refuse('C-1', 'S-after');
    await bed.refuse('C-2', 'S-other');
    await until(() => shipmentsOf('C-2').length === 1);
    expect(shipmentsOf('C-1')).not.toContain('S-after');
    await until(() => settled());
    const { deliveries, givenUp } = await bed.show('W-1');
    expect(givenUp).toBe(1);
    const ill = deliveries.rows.find(({ state }) => state === 'given-up')!;
    expect(ill).toMatchObject({ status: 422, customerId: 'C-1' });
    expect(shipmentsOf('C-1').at(-1)).toBe('S-after');
    erp.answer({});
    expect(await bed.desk.commands.execute(new RedeliverWebhook('W-1'))).toBe(1);
    await until(() => delivered(3));
    expect(shipmentsOf('C-1').at(-1)).toBe('S-ill');
    expect(await bed.desk.commands.execute(new RedeliverWebhook('W-1', ill.messageId))).toBe(1);
    await until(
      () => shipmentsOf('C-1').filter((each) => each === 'S-ill').length >= 2 && erp.idsOf().at(-1) === ill.messageId,
    );
    await expect(bed.desk.commands.execute(new RedeliverWebhook('W-1', 'nothing'))).rejects.toMatchObject({
      code: 'unknown-delivery',
    });
  });
});

test('a receiver that asks for a pause gets it, as far as pauses go', async () => {
  bed = await webhookBed();
  await bed.register('W-1', erp.url);
  erp.answer(() => (erp.letters.length > 1 ? {} : { status: 503, headers: { 'retry-after': '60' } }));
  await bed.refuse('C-1', 'S-1');
  await until(() => delivered(1));
  const [first, second] = erp.letters;
  expect(second!.at - first!.at).toBeGreaterThanOrEqual(quickLimits.retries.maxMs);
  expect(second!.id).toBe(first!.id);
});

test('what is older than is kept is given up, seen as that, and then gone', async () => {
  bed = await webhookBed({ ...quickLimits, tidyMs: 400, keepMs: 300 });
  await bed.register('W-1', erp.url);
  const on = bed.desk.clock.today();
  await bed.ask({ type: 'PauseWebhook', data: { webhookId: 'W-1', reason: '升级', pausedBy: 'spec', on } });
  await bed.refuse('C-1', 'S-1');
  const states = async () =>
    (await bed.show('W-1')).deliveries.rows.map(({ state, fault }) => `${state} ${fault ?? ''}`);
  await until(async () => (await states())[0] === 'given-up kept-too-long');
  await until(async () => (await states()).length === 0);
  expect(erp.letters).toEqual([]);
});

describe('several servers', () => {
  test('send each message once, and the next goes on when one ends', async () => {
    bed = await webhookBed();
    await bed.register('W-1', erp.url);
    await bed.refuse('C-0', 'S-0');
    await until(() => delivered(1));
    // The first one leads by now.
    await bed.another();
    erp.answer({ afterMs: 3 });
    const customers = ['C-1', 'C-2', 'C-3', 'C-4'];
    for (const shipment of numbered(10)) for (const customer of customers) await bed.refuse(customer, shipment);
    await until(() => settled());
    await bed.endSending();
    for (const customer of customers) await bed.refuse(customer, 'S-11');
    await until(() => delivered(45));
    expect(new Set(erp.idsOf()).size).toBe(45);
    expect(erp.letters).toHaveLength(45);
    for (const customer of customers) expect(shipmentsOf(customer)).toEqual(numbered(11));
  });

  test('of which one is cut off between sending and noting it send the message again, with the same id', async () => {
    bed = await webhookBed();
    await bed.register('W-1', erp.url);
    await bed.show('W-1');
    let cuts = 1;
    erp.answer(async () => {
      if (cuts-- <= 0) return {};
      const killer = connect(bed.databaseUrl, { connectionsMax: 1 });
      await killer`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`;
      await killer.end();
      // By then whoever sent it has heard that it is cut off.
      return { afterMs: 200 };
    });
    await bed.refuse('C-1', 'S-1');
    await bed.refuse('C-1', 'S-2').catch(() => bed.refuse('C-1', 'S-2'));
    await until(() => delivered(2).catch(() => false));
    const ids = erp.idsOf();
    expect(ids).toHaveLength(3);
    expect(ids[0]).toBe(ids[1]);
    expect(shipmentsOf('C-1')).toEqual(['S-1', 'S-1', 'S-2']);
  });
});

describe('a receiver that never answers', () => {
  test('keeps nobody else waiting, and is told of as out of time', async () => {
    bed = await webhookBed();
    const slow = await receiver();
    slow.answer('never');
    await bed.register('W-slow', slow.url);
    await bed.register('W-1', erp.url);
    const begun = Date.now();
    for (const shipment of numbered(12)) for (const customer of ['C-1', 'C-2']) await bed.refuse(customer, shipment);
    await until(() => delivered(24));
    expect(Date.now() - begun).toBeLessThan(quickLimits.sending.attemptMs * 3);
    await until(async () => (await bed.show('W-slow')).failures > 0);
    expect((await bed.show('W-slow')).deliveries.rows.some(({ fault }) => fault === 'timeout')).toBe(true);
    await slow.stop();
  });
});

describe('a webhook', () => {
  const on = () => bed.desk.clock.today();

  test('that is paused keeps what happens, and one that is removed does not', async () => {
    bed = await webhookBed();
    await bed.register('W-1', erp.url);
    await bed.register('W-2', erp.url);
    await bed.ask({ type: 'PauseWebhook', data: { webhookId: 'W-1', reason: '升级', pausedBy: 'spec', on: on() } });
    await bed.ask({ type: 'RemoveWebhook', data: { webhookId: 'W-2', removedBy: 'spec', on: on() } });
    await bed.refuse('C-1', 'S-1');
    await until(async () => (await bed.show('W-1')).waiting === 1);
    expect(erp.letters).toEqual([]);
    await expect(bed.show('W-2')).rejects.toMatchObject({ code: 'unknown-webhook' });
    expect(await bed.desk.sql`select from webhook.secret where webhook_id = 'W-2'`).toHaveLength(0);
    await bed.ask({ type: 'ResumeWebhook', data: { webhookId: 'W-1', resumedBy: 'spec', on: on() } });
    await until(() => delivered(1));
    expect(erp.letters).toHaveLength(1);
  });

  test('signs with the old secret too while a new one is taken up', async () => {
    bed = await webhookBed();
    const old = await bed.register('W-1', erp.url);
    const rotate = async (secretId: string, hours: number): Promise<string> => {
      const previousUntil = new Date(Date.now() + hours * 3_600_000).toISOString();
      const data = { webhookId: 'W-1', secretId, previousUntil, rotatedBy: 'spec', on: on() };
      return (await bed.ask({ type: 'RotateWebhookSecret', data })).secret ?? '';
    };
    const spring = await rotate('spring', 1);
    await bed.refuse('C-1', 'S-1');
    await until(() => delivered(1));
    expect([old, spring].map((secret) => isSignedWith(secret, erp.letters[0]!))).toEqual([true, true]);
    const summer = await rotate('summer', 0);
    await bed.refuse('C-1', 'S-2');
    await until(() => delivered(2));
    expect([old, spring, summer].map((secret) => isSignedWith(secret, erp.letters[1]!))).toEqual([false, false, true]);
    // The same again makes no third one, and shows nothing.
    expect(await rotate('summer', 0)).toBe('');
  });

  test('shows its secret once: neither events nor answers nor what is said on the terminal hold it', async () => {
    bed = await webhookBed({ ...quickLimits, disableAfterMs: 100 });
    const secret = await bed.register('W-1', erp.url);
    erp.answer({ status: 500 });
    await bed.refuse('C-1', 'S-1');
    await until(async () => (await bed.show('W-1')).status === 'disabled');
    const bare = secret.replace('whsec_', '');
    const hex = Buffer.from(bare, 'base64').toString('hex');
    const events = JSON.stringify(await bed.desk.store.readAll());
    const answers = JSON.stringify(await bed.show('W-1'));
    const data = { webhookId: 'W-1', url: erp.url, topics: [], secretId: 'first', registeredBy: 'spec', on: on() };
    const again = await bed.ask({ type: 'RegisterWebhook', data: { ...data, topics: (await bed.show('W-1')).topics } });
    expect(again).not.toHaveProperty('secret');
    expect(bed.lines.join('\n')).toContain('W-1');
    for (const said of [events, answers, bed.lines.join('\n'), JSON.stringify(again.events)])
      for (const text of [bare, hex]) expect(said).not.toContain(text);
  });

  test('is pinged past the queue, and says what came of it', async () => {
    bed = await webhookBed();
    const secret = await bed.register('W-1', erp.url);
    const ping = () => bed.desk.commands.execute(new PingWebhook('W-1'));
    expect(await ping()).toMatchObject({ delivered: true, status: 204 });
    expect(JSON.parse(erp.letters[0]!.body)).toMatchObject({ topic: 'webhook.ping' });
    expect(isSignedWith(secret, erp.letters[0]!)).toBe(true);
    const elsewhere = await receiver();
    erp.answer({ status: 302, headers: { location: elsewhere.url } });
    expect(await ping()).toMatchObject({ delivered: false, status: 302, fault: 'redirect-not-followed' });
    expect(elsewhere.letters).toEqual([]);
    await elsewhere.stop();
  });

  test('is not sent to an address of this machine unless that is allowed', async () => {
    bed = await webhookBed(quickLimits, { webhooksPrivate: false });
    const { port } = new URL(erp.url);
    const hosts = [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '2130706433',
      '10.1.2.3',
      '169.254.169.254',
    ];
    for (const host of hosts)
      await expect(bed.register('W-1', `http://${host}:${port}/hook`)).rejects.toMatchObject({
        code: 'webhook-address-private',
      });
    // Registered where it was allowed, by another server.
    const data = {
      webhookId: 'W-1',
      url: erp.url,
      topics: ['shipment.refused'],
      secretId: 'first',
      registeredBy: 'x',
      on: on(),
    };
    const event = { id: crypto.randomUUID(), type: 'WebhookRegistered', data, metadata: { by: 'x' } };
    await bed.desk.sql`insert into webhook.secret values ('W-1', 'first', '\\x00')`;
    await bed.desk.store.append('webhook-W-1', [event], { expected: 'no_stream' });
    await bed.refuse('C-1', 'S-1');
    await until(async () => (await bed.show('W-1')).failures > 0);
    expect((await bed.show('W-1')).deliveries.rows).toMatchObject([{ state: 'waiting', fault: 'private-address' }]);
    expect(erp.letters).toEqual([]);
  });
});

test('after a loss of the queue nothing is sent again that was noted as settled, and nothing since is left out', async () => {
  bed = await webhookBed({ ...quickLimits, tidyMs: 30 });
  await bed.register('W-1', erp.url);
  for (const shipment of numbered(3)) await bed.refuse('C-1', shipment);
  await until(() => delivered(3));
  const marks = async () => (await bed.desk.store.read('webhook-W-1')).filter(({ type }) => type === 'WebhookSettled');
  const last = (await bed.desk.store.read('creditAccount-C-1')).at(-1)!;
  await until(async () => (await marks()).some(({ data }) => (data as { upTo: string }).upTo === last.recordedAt));
  const marked = (await marks()).length;
  await bed.desk.sql`drop schema webhook cascade`;
  await new Promise((resolve) => setTimeout(resolve, 50));
  await bed.refuse('C-1', 'S-4');
  await migrate(bed.desk.sql, WEBHOOK_SCHEMA, webhookMigrations);
  await until(async () => (await bed.show('W-1')).deliveries.rows.some(({ fault }) => fault === 'secret-lost'));
  const rotated = { webhookId: 'W-1', secretId: 'new', previousUntil: new Date().toISOString(), rotatedBy: 'spec' };
  const on = bed.desk.clock.today();
  await bed.desk.commands.execute(
    new AskWebhook('W-1', { type: 'RotateWebhookSecret', data: { ...rotated, on } }, { by: 'spec' }),
  );
  await until(async () => shipmentsOf('C-1').at(-1) === 'S-4');
  // The last one that was noted comes along once more: its instant is the mark.
  expect(shipmentsOf('C-1')).toEqual([...numbered(3), 'S-3', 'S-4']);
  expect(erp.idsOf()[3]).toBe(erp.idsOf()[2]);
  expect(marked).toBeGreaterThan(0);
});
