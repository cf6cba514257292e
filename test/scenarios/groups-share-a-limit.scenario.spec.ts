import { accepted } from '@app/contracts/credit-account';
import { creditGroupPage, creditGroupView } from '@app/contracts/credit-group';
import { timelinePage } from '@app/contracts/customer';
import { problemDetails } from '@app/contracts/problem-details';
import { authorisationReply, lineAnswers, shipmentCheck } from '@app/contracts/shipment';
import { opened } from '@test/support/account-events';
import { xay } from '@test/support/cli';
import { asker } from '@test/support/http';
import { recordIn } from '@test/support/read-bed';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

// Over HTTP and at the terminal, as an administrator and a salesperson would.
const approver = { by: 'approver-wang' };
const sales = { by: 'sales-liu' };

let desk: RunningDesk;
let ask: ReturnType<typeof asker>;

beforeAll(async () => {
  desk = await startDesk({ now: () => new Date('2026-03-02T09:00:00+08:00') });
  ask = asker(desk.url);
  for (const customerId of ['C-1', 'C-2']) {
    const details = { name: customerId, creditCode: '91350100M000100Y43', sellingUnit: '东北' };
    expect(await ask('PUT', `/api/customers/${customerId}`, details, sales)).toMatchObject({ status: 200 });
    const { type, data } = opened('900000.00');
    await recordIn(desk.store, `creditAccount-${customerId}`, [{ type, data: { ...data, customerId } }]);
  }
});
afterAll(() => desk.stop());

const put = async (path: string, body: unknown, by = approver) => {
  const { status, body: said } = await ask('PUT', `/api/credit-groups/${path}`, body, by);
  expect({ status, said }).toMatchObject({ status: 200 });
  return accepted.parse(said).recorded;
};
const look = async () => creditGroupView.parse((await ask('GET', '/api/credit-groups/HQ-1')).body);
const problemOf = ({ status, body }: Awaited<ReturnType<typeof ask>>) => {
  const { code, title } = problemDetails.parse(body);
  return { status, code, title };
};
const order = async (customerId: string, shipmentId: string, amount: string) => {
  const path = `/api/customers/${customerId}/shipments/${shipmentId}/authorisation`;
  return authorisationReply.parse((await ask('PUT', path, { amount }, sales)).body);
};

test('a group is formed, joined and changed by whoever may, and each of it once', async () => {
  const form = { name: '北方农机集团', limit: '100000.00' };
  const refused = problemOf(await ask('PUT', '/api/credit-groups/HQ-1', form, sales));
  expect(refused).toMatchObject({ status: 422, code: 'role-may-not' });
  expect(await put('HQ-1', form)).toEqual(['GroupFormed']);
  expect(await put('HQ-1', form)).toEqual([]);
  expect(await put('HQ-1/members/C-1', {})).toEqual(['MemberJoined']);
  expect(await put('HQ-1/members/C-2', { cap: '30000.00' })).toEqual(['MemberJoined']);
  expect(await put('HQ-1/members/C-2', { cap: '30000.00' })).toEqual([]);
  expect(await put('HQ-1/members/C-2', { cap: '40000.00' })).toEqual(['MemberCapChanged']);
  expect(await look()).toMatchObject({
    ...{ limit: '100000.00', used: '0.00', available: '100000.00', rooms: [] },
    members: [{ customerId: 'C-1' }, { customerId: 'C-2', cap: '40000.00' }],
  });
});

test('what is wrong with it is told', async () => {
  expect(problemOf(await ask('GET', '/api/credit-groups/nowhere'))).toEqual({
    status: 404,
    code: 'unknown-group',
    title: 'There is no group nowhere: form it first.',
  });
  expect(problemOf(await ask('PUT', '/api/credit-groups/nowhere/members/C-1', {}, approver)).code).toBe(
    'unknown-group',
  );
  expect(problemOf(await ask('PUT', '/api/credit-groups/HQ-1/members/C-9', {}, approver)).code).toBe(
    'unknown-customer',
  );
  await put('HQ-2', { name: 'HQ-2', limit: '0.00' });
  const second = problemOf(await ask('PUT', '/api/credit-groups/HQ-2/members/C-1', {}, approver));
  expect(second).toMatchObject({ status: 422, code: 'in-another-group' });
  expect(second.title).toContain('HQ-1');
  const negative = await ask('PUT', '/api/credit-groups/HQ-3', { name: 'x', limit: '-1.00' }, approver);
  expect(problemOf(negative)).toMatchObject({ status: 400, code: 'malformed-request' });
});

test('members ship what the group has room for, and are told why not more', async () => {
  expect(await order('C-1', 'S-1', '70000.00')).toMatchObject({ decision: 'authorised' });
  await desk.settle();
  expect(await look()).toMatchObject({ used: '70000.00', available: '30000.00', rooms: [] });
  const check = await ask('GET', '/api/customers/C-2/shipment-check?amount=30000.01');
  const shown = shipmentCheck.parse(check.body);
  const said = 'In group HQ-1, 70,000.00 + 30,000.01 is 0.01 over 100,000.00.';
  expect([shown.decision, shown.rules.find(({ rule }) => rule === 'group-limit')?.text]).toEqual(['no', said]);
  const refused = await order('C-2', 'S-1', '30000.01');
  expect([refused.decision, refused.rules.find(({ rule }) => rule === 'group-limit')?.text]).toEqual(['refused', said]);
  expect(await order('C-2', 'S-2', '30000.00')).toMatchObject({ decision: 'authorised' });
  await desk.settle();
  expect(await look()).toMatchObject({ used: '100000.00', available: '0.00' });
});

test('a batch of several members is checked together within the room of their group', async () => {
  await put('HQ-1/limits/L-1', { limit: '120000.00', reason: '旺季' });
  const line = (lineId: string, customerId: string) => ({ lineId, customerId, amount: '15000.00' });
  const lines = [line('1', 'C-1'), line('2', 'C-2')];
  const asked = await ask('POST', '/api/shipment-checks', { lines, together: true }, sales);
  const { yes, no } = lineAnswers.parse(asked.body);
  expect({ yes, no }).toEqual({ yes: 1, no: 1 });
});

test('an amendment upwards takes room for the difference', async () => {
  const amend = async (amendmentId: string, amount: string) =>
    (await ask('PUT', `/api/customers/C-1/shipments/S-1/amendments/${amendmentId}`, { amount }, sales)).body;
  expect(await amend('A-1', '90000.01')).toMatchObject({ decision: 'refused' });
  expect(await amend('A-2', '90000.00')).toMatchObject({ amount: '90000.00' });
  await desk.settle();
  expect(await look()).toMatchObject({ used: '120000.00', rooms: [] });
});

test('a member leaves, is told so, and the history of the group says who did what', async () => {
  const leave = () => ask('DELETE', '/api/credit-groups/HQ-1/members/C-2', undefined, approver);
  expect(accepted.parse((await leave()).body).recorded).toEqual(['MemberLeft']);
  expect(accepted.parse((await leave()).body).recorded).toEqual([]);
  expect((await look()).used).toBe('90000.00');
  const history = await ask('GET', '/api/credit-groups/HQ-1/history?size=2');
  const { rows, total } = timelinePage.parse(history.body);
  expect([rows.length, rows[0]?.text, rows[0]?.by]).toEqual([2, 'Customer C-2 left', 'approver-wang']);
  const last = await ask('GET', `/api/credit-groups/HQ-1/history?size=1&page=${total}`);
  expect(timelinePage.parse(last.body).rows[0]?.text).toBe(
    'approver-wang formed the group 北方农机集团 with a limit of CNY 100,000.00',
  );
  expect(await put('HQ-1/members/C-2', { cap: '40000.00' })).toEqual(['MemberJoined']);
  expect((await look()).used).toBe('120000.00');
});

test('the terminal shows and does the same', async () => {
  const run = (...args: string[]) => xay(['groups', ...args], { DATABASE_URL: desk.databaseUrl });
  const shown = await run('show', 'HQ-1');
  expect(shown).toMatchObject({ code: 0, err: '' });
  expect(shown.out).toMatch(/^Used +120,000\.00$/m);
  expect(shown.out).toMatch(/^C-2 +40,000\.00 +30,000\.00 +0\.00 +30,000\.00$/m);
  const list = await run('list', '--json');
  const rows = creditGroupPage.parse(JSON.parse(list.out)).rows.map(({ groupId, members }) => [groupId, members]);
  expect(rows.sort()).toEqual([
    ['HQ-1', 2],
    ['HQ-2', 0],
  ]);
  const left = await run('leave', 'HQ-1', 'C-2', '--by', 'approver-wang');
  expect(left.out).toMatch(/^Used +90,000\.00$/m);
  const unsigned = await run('join', 'HQ-1', 'C-2', '--by', 'sales-liu');
  expect([unsigned.code, unsigned.err]).toEqual([1, expect.stringContaining('sales')]);
});
