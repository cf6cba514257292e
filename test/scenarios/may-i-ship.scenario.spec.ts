import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountView, componentPage } from '@app/contracts/credit-limit';
import { timelinePage } from '@app/contracts/customer';
import { authorisationReply, lineAnswers, reservationReply, shipmentCheck } from '@app/contracts/shipment';
import { openAccountOf } from '@test/support/account-opening';
import { xay } from '@test/support/cli';
import { asker, type Asking } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

// The salesperson's question over HTTP, on a clock that the test moves; one test after the other is one customer's spring.
const account = '/api/customers/C-1';
const sales: Asking = { by: 'sales-zhao' };
const approver: Asking = { by: 'approver-wang' };
const director: Asking = { by: 'director-qin' };

describe('may I ship', () => {
  let instant = '2026-03-02T09:00:00+08:00';
  let desk: RunningDesk;
  let ask: ReturnType<typeof asker>;
  const done = async (...asked: Parameters<typeof ask>) => {
    const { status, body } = await ask(...asked);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const problem = async (...asked: Parameters<typeof ask>) => {
    const { status, body } = await ask(...asked);
    return { status, body } as { status: number; body: { code: string; detail: string } };
  };
  const check = async (amount: string, more = '', asking: Asking = {}) =>
    shipmentCheck.parse(await done('GET', `${account}/shipment-check?amount=${amount}${more}`, undefined, asking));
  const authorise = async (shipmentId: string, order: object) =>
    authorisationReply.parse(await done('PUT', `${account}/shipments/${shipmentId}/authorisation`, order, sales));
  const now = async (at = '') => accountView.parse(await done('GET', `${account}/account${at}`));

  beforeAll(async () => {
    desk = await startDesk({ now: () => new Date(instant) });
    ask = asker(desk.url);
    await done('PUT', account, { name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南' });
    await openAccountOf(desk, { customerId: 'C-1', limit: '850000.00', on: '2026-03-02' });
  });
  afterAll(() => desk.stop());

  test('is answered no with the arithmetic in a sentence and with the ways out, in both languages', async () => {
    await authorise('S-1', { amount: '490000.00' });
    await authorise('S-2', { amount: '322000.00' });
    const no = await check('60000.00');
    expect(no).toMatchObject({ decision: 'no', asOf: '2026-03-02', exposure: { available: '38000.00' } });
    const free = no.rules.find(({ rule }) => rule === 'free-limit');
    expect(free?.text).toBe('812,000.00 + 60,000.00 is 22,000.00 over 850,000.00 (38,000.00 is free).');
    expect(no.waysOut.map(({ text }) => text)).toEqual([
      'Pay 22,000.00.',
      'Ship 38,000.00 at the most.',
      'A special approval over 22,000.00 by anyone with authority over it (approver / director).',
    ]);
    const zh = await check('60000.00', '', { language: 'zh' });
    expect(zh.waysOut[0]?.text).toBe('付款 22,000.00。');
    expect(await authorise('S-3', { amount: '60000.00' })).toMatchObject({
      decision: 'refused',
      rules: no.rules,
      waysOut: no.waysOut,
    });
  });

  test('is let through by a special approval, once, and not by that of another customer', async () => {
    const approval = { amount: '22000.00', expiresOn: '2026-03-20', reason: '政府采购' };
    const path = `${account}/special-approvals/SP-1`;
    expect(await problem('PUT', path, approval, sales)).toMatchObject({ status: 422, body: { code: 'role-may-not' } });
    expect(await done('PUT', path, approval, approver)).toMatchObject({ recorded: ['SpecialApprovalGranted'] });
    expect(await done('PUT', path, approval, approver)).toMatchObject({ recorded: [] });
    const other = await problem('PUT', `${account}/shipments/S-3/authorisation`, {
      amount: '60000.00',
      approvalId: 'SP-of-C-2',
    });
    expect(other).toMatchObject({ status: 404, body: { code: 'unknown-approval' } });
    const order = { amount: '60000.00', approvalId: 'SP-1' };
    expect(await check('60000.00', '&approvalId=SP-1')).toMatchObject({ decision: 'yes' });
    const raced = await Promise.all(['S-3', 'S-4', 'S-5'].map((shipmentId) => authorise(shipmentId, order)));
    expect(raced.filter(({ decision }) => decision === 'authorised')).toHaveLength(1);
    expect((await now()).approvals).toMatchObject([
      { approvalId: 'SP-1', left: '0.00', usesLeft: 0, state: 'used-up' },
    ]);
    expect((await now()).causes.map(({ cause }) => cause)).toEqual(['over-limit']);
  });

  test('of a delivery beyond the horizon takes no room before it is called off', async () => {
    const planned = await authorise('S-6', { amount: '500000.00', deliverOn: '2026-06-30' });
    expect(planned).toMatchObject({ decision: 'planned', available: '-22000.00' });
    expect((await now()).exposure).toMatchObject({ planned: '500000.00' });
    const path = `${account}/shipments/S-6/call-off`;
    const refused = reservationReply.parse(await done('PUT', path, {}, sales));
    expect(refused).toMatchObject({ decision: 'refused', open: '500000.00' });
    const early = { amount: '1.00', receivableId: 'F-6' };
    expect(await problem('PUT', `${account}/shipments/S-6/dispatches/D-1`, early)).toMatchObject({
      body: { code: 'call-off-first' },
    });
  });

  test('once answered yes is dispatched whatever the limit is by then, and invoiced later', async () => {
    const lower = { limit: { kind: 'amount', amount: '0.00' }, reason: '经营恶化' };
    expect(await done('PUT', `${account}/limit-changes/L-1`, lower, approver)).toMatchObject({
      recorded: ['LimitChanged'], // it was over its limit before
    });
    const sent = await done('PUT', `${account}/shipments/S-1/dispatches/D-1`, { amount: '300000.00' }, sales);
    expect(reservationReply.parse(sent)).toMatchObject({ decision: 'accepted', open: '190000.00' });
    expect((await now()).exposure).toMatchObject({ dispatched: '300000.00', receivables: '0.00' });
    const invoice = { amount: '300000.00', invoiceDate: '2026-03-02', dueDate: '2026-05-01', shipmentId: 'S-1' };
    await done('PUT', `${account}/invoices/F-1`, invoice);
    expect((await now()).exposure).toMatchObject({ dispatched: '0.00', receivables: '300000.00', limit: '0.00' });
    const receivables = componentPage.parse(await done('GET', `${account}/exposure/receivables`));
    expect(receivables).toMatchObject({
      sum: '300000.00',
      rows: [{ id: 'F-1', amount: '300000.00', date: '2026-05-01', shipmentId: 'S-1' }],
    });
  });

  test('is asked of the past: what sales saw at 14:03', async () => {
    instant = '2026-03-02T14:03:00+08:00';
    const before = await check('1000.00');
    instant = '2026-03-02T15:00:00+08:00';
    const without = { limit: { kind: 'unlimited' }, reason: '战略客户' };
    expect(await problem('PUT', `${account}/limit-changes/L-2`, without, approver)).toMatchObject({ status: 422 });
    await done('PUT', `${account}/limit-changes/L-2`, without, director);
    expect(await check('1000.00')).toMatchObject({ decision: 'yes', exposure: { limitKind: 'unlimited' } });
    const seen = await check('1000.00', `&at=${encodeURIComponent('2026-03-02T14:03:00+08:00')}`);
    const { knownAt, ...then } = seen;
    expect(knownAt).toBe('2026-03-02T06:03:00.000Z');
    expect(then).toEqual(before);
    expect(await now(`?at=${encodeURIComponent('2026-03-02T10:00:00+08:00')}`)).toMatchObject({
      exposure: { limit: '0.00', limitKind: 'amount' },
      knownAt: '2026-03-02T02:00:00.000Z',
    });
    const back = { limit: { kind: 'amount', amount: '950000.00' }, reason: '恢复' };
    await done('PUT', `${account}/limit-changes/L-3`, back, approver);
  });

  test('is stopped by a hold of somebody’s own, with the reason, until a person lifts it', async () => {
    const hold = `${account}/holds/H-1`;
    expect(await problem('PUT', hold, { reason: '法人失联' }, sales)).toMatchObject({ status: 422 });
    await done('PUT', hold, { reason: '法人失联' }, approver);
    const no = await check('1.00');
    expect(no.rules.find(({ rule }) => rule === 'not-on-hold')?.text).toBe('Shipments are on hold: 法人失联.');
    expect(await problem('PUT', `${account}/holds/over-limit/removal`, { reason: '不必' }, approver)).toMatchObject({
      body: { code: 'hold-by-itself' },
    });
    await done('PUT', `${hold}/removal`, { reason: '已取得联系' }, approver);
    await desk.settle();
    const told = timelinePage.parse(await done('GET', `${account}/holds`)).rows.map(({ text }) => text);
    expect(told.slice(0, 2)).toEqual([
      'approver-wang lifted the hold (by hand): 已取得联系',
      'approver-wang put shipments on hold (by hand): 法人失联',
    ]);
    expect(told).toContain('Shipments are on hold: over its limit');
    expect(told).toContain('No longer on hold: over its limit is over');
  });

  test('is asked for a thousand lines in one call, each answered by itself', async () => {
    const line = (n: number) => ({ lineId: `Z-${n}`, customerId: 'C-1', amount: '10.00' });
    const lines = [...Array.from({ length: 998 }, (_, n) => line(n)), { ...line(998), amount: '900000.00' }];
    const all = [...lines, { ...line(999), customerId: 'C-404' }];
    const answers = lineAnswers.parse(await done('POST', '/api/shipment-checks', { lines: all }));
    expect(answers).toMatchObject({ yes: 998, no: 1, problems: 1 });
    expect(answers.lines.map(({ lineId }) => lineId)).toEqual(all.map(({ lineId }) => lineId));
    expect(answers.lines.at(-1)).toMatchObject({ problem: { text: 'There is no customer C-404.' } });
    const together = { lines: lines.map((one) => ({ ...one, amount: '1000.00' })), together: true };
    const { yes, no } = lineAnswers.parse(await done('POST', '/api/shipment-checks', together));
    const { available } = (await now()).exposure;
    expect(yes).toBe(Math.floor(Number(available) / 1000));
    expect(yes + no).toBe(999);
  });

  test('is authorised line by line in one call, and sent again reserves nothing twice', async () => {
    const line = (n: number) => ({ lineId: `Z-${n}`, customerId: 'C-1', shipmentId: `B-${n}`, amount: '9000.00' });
    const lines = Array.from({ length: 4 }, (_, n) => line(n));
    const before = (await now()).exposure.reserved;
    const first = lineAnswers.parse(await done('POST', '/api/shipment-authorisations', { lines }));
    const again = lineAnswers.parse(await done('POST', '/api/shipment-authorisations', { lines }));
    const fit = first.lines.map(({ decision }) => decision);
    expect(again.lines.map(({ decision }) => decision)).toEqual(fit);
    const reserved = fit.filter((decision) => decision === 'authorised').length;
    expect(Number((await now()).exposure.reserved) - Number(before)).toBe(9000 * reserved);
  });

  test.each([
    ['shipments/S-7/authorisation', { amount: '0.00' }, 'malformed-request'],
    ['shipments/S-7/authorisation', { amount: '-5.00' }, 'malformed-request'],
    ['shipments/S-7/authorisation', { amount: '5.00', currency: 'USD' }, 'malformed-request'],
    ['shipments/S-1/authorisation', { amount: '5.00' }, 'same-id-other-content'],
    ['shipments/S-1/dispatches/D-9', { amount: '190000.01' }, 'dispatch-above-authorised'],
    ['shipments/S-7/authorisation', { amount: '5.00', expiresOn: '2026-03-01' }, 'expiry-in-the-past'],
    ['special-approvals/SP-9', { amount: '5.00', expiresOn: '2026-03-01', reason: 'x' }, 'expiry-in-the-past'],
    ['shipments/S-404/release', {}, 'unknown-shipment'],
    ['shipments/S-1/amendments/M-1', { amount: '299999.99' }, 'amend-below-dispatched'],
  ])('of %s with %j is told what is wrong, and changes nothing', async (path, body, code) => {
    const before = await now();
    const told = await problem('PUT', `${account}/${path}`, body, approver);
    expect(told.body.code).toBe(code);
    expect(told.status).toBeGreaterThanOrEqual(400);
    expect(await now()).toEqual(before);
  });

  test('is answered at the terminal as over HTTP, line by line for a file', async () => {
    const run = (...args: string[]) => xay([...args, '--lang', 'en'], { DATABASE_URL: desk.databaseUrl });
    const past = await run('limit', 'C-1', '--amount', '1000', '--at', '2026-03-02T14:03:00+08:00');
    expect(past.code).toBe(1);
    expect(past.out).toContain('At 2026-03-02T06:03:00.000Z: no, 1,000.00 might not have been shipped');
    expect(past.out).toContain('→ Pay ');
    const then = await run('account', 'C-1', '--at', '2026-03-02T14:03:00+08:00');
    expect(then).toMatchObject({ code: 0, err: '' });
    expect(then.out).toContain('✗ Over its limit (2026-03-02) — goes by itself');
    const folder = mkdtempSync(join(tmpdir(), 'xay-lines-'));
    const file = join(folder, 'lines.json');
    const line = { lineId: 'Z-1', customerId: 'C-1', amount: '5000000.00' };
    writeFileSync(file, JSON.stringify({ lines: [line, { ...line, lineId: 'Z-2', customerId: 'C-404' }] }));
    const lines = await run('shipments', 'check', file);
    rmSync(folder, { recursive: true });
    expect(lines.code).toBe(1);
    expect(lines.out).toContain('Yes 0, no 1, faulty 1');
    expect(lines.out).toContain('There is no customer C-404.');
  });

  test('of what has left the yard cannot be released', async () => {
    await done('PUT', `${account}/shipments/S-1/dispatches/D-2`, { amount: '190000.00', receivableId: 'F-2' }, sales);
    expect(await problem('PUT', `${account}/shipments/S-1/release`, undefined, sales)).toMatchObject({
      body: { code: 'already-dispatched' },
    });
  });
});
