import {
  bankImportReply,
  bankLineAnswer,
  bankLineAnswers,
  bankLinePage,
  bankLineView,
  type BankImportReply,
} from '@app/contracts/bank-line';
import { accepted } from '@app/contracts/credit-account';
import { customerFile } from '@app/contracts/customer';
import { problemDetails } from '@app/contracts/problem-details';
import { camt, sender } from '@test/support/bank-statements';
import { asker } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

// Over HTTP, as finance would: three dealers who owe, and what comes in at the bank.
const finance = { by: 'finance-sun' };

let desk: RunningDesk;
let ask: ReturnType<typeof asker>;
let send: ReturnType<typeof sender>;

beforeAll(async () => {
  desk = await startDesk({ now: () => new Date('2026-03-02T09:00:00+08:00') });
  ask = asker(desk.url);
  send = sender(desk.url);
  for (const [customerId, name] of [
    ['C-1', '临沂鑫旺农机有限公司'],
    ['C-2', '丰收车业'],
    ['C-3', '长春农机有限公司'],
  ]) {
    const details = { name, creditCode: '91350100M000100Y43', sellingUnit: '东北' };
    expect(await ask('PUT', `/api/customers/${customerId}`, details, finance)).toMatchObject({ status: 200 });
  }
  for (const [customerId, receivableId, amount] of [
    ['C-1', 'F-1', '100.00'],
    ['C-1', 'F-2', '250.50'],
    ['C-2', 'F-3', '999.00'],
    ['C-3', 'F-4', '70.00'],
  ]) {
    const invoice = { amount, invoiceDate: '2026-01-05', dueDate: '2026-02-05' };
    const path = `/api/customers/${customerId}/invoices/${receivableId}`;
    expect(await ask('PUT', path, invoice, finance)).toMatchObject({ status: 200 });
  }
  await desk.settle();
});
afterAll(() => desk.stop());

const take = async (query: string, content: string | Buffer): Promise<BankImportReply> => {
  const { status, body } = await send(query, content);
  expect({ status, body }).toMatchObject({ status: 200 });
  await desk.settle();
  return bankImportReply.parse(body);
};
const list = async (query = '') => bankLinePage.parse((await ask('GET', `/api/bank-lines${query}`)).body);
const lineOf = async (payerOrText: string) => {
  const { rows } = await list(`?state=all&search=${encodeURIComponent(payerOrText)}`);
  return rows[0]!;
};
const put = async (path: string, body: unknown) => {
  const reply = await ask('PUT', `/api/bank-lines/${path}`, body, finance);
  await desk.settle();
  return reply;
};
const problemOf = (reply: Awaited<ReturnType<typeof ask>>) => {
  const { code, title } = problemDetails.parse(reply.body);
  return { status: reply.status, code, title };
};
const openOf = async (customerId: string) => {
  const file = customerFile.parse((await ask('GET', `/api/customers/${customerId}`)).body);
  return Object.fromEntries(file.receivables.map(({ receivableId, open }) => [receivableId, open]));
};

const statement = camt(
  [
    { amount: '250.50', payer: '临沂鑫旺农机有限责任公司', text: '货款 F-2', reference: 'R-100001' },
    { amount: '999.00', payer: '山东丰收车业', reference: 'R-100002' },
    { amount: '66.00', payer: '王建国', text: '转账', reference: 'R-100003' },
    { amount: '35.00', side: 'DBIT', reference: 'R-100004' },
  ],
  { opening: '0.00', closing: '1280.50' },
);

test('a trial says what is in the file and leaves everything as it is', async () => {
  const reply = await take('?mode=trial', statement);
  expect(reply).toMatchObject({
    ...{ outcome: 'trial', format: 'camt.053', faults: [], newAmount: '1315.50' },
    counts: { entries: 4, good: 3, new: 3, known: 0, ignored: 1, bad: 0, accepted: 0 },
    statements: [{ account: 'main', accountMasked: '•••• 3388', balance: 'holds', entries: '1280.50' }],
    ignored: [{ code: 'bank-debit', amount: '-35.00' }],
  });
  expect(reply.lines.map(({ suggestion }) => [suggestion?.customerId, suggestion?.isSure])).toEqual([
    ['C-1', true],
    ['C-2', true],
    [undefined, undefined],
  ]);
  expect(await list('?state=all')).toMatchObject({ total: 0 });
});

test('a file is taken in once, however often it comes, and files may overlap', async () => {
  expect(await take('?mode=all', statement)).toMatchObject({ outcome: 'imported', counts: { new: 3, known: 0 } });
  expect(await take('?mode=all', statement)).toMatchObject({ outcome: 'imported', counts: { new: 0, known: 3 } });
  const longer = camt([
    { amount: '66.00', payer: '王建国', text: '转账', reference: 'R-100003' },
    { amount: '5.00', payer: '李红', reference: 'R-100005' },
  ]);
  expect(await take('?mode=all', longer)).toMatchObject({ counts: { new: 1, known: 1 } });
  const { total, totals, rows } = await list();
  expect({ total, totals }).toMatchObject({ total: 4, totals: { unidentified: { lines: 4, amount: '1320.50' } } });
  expect(rows.find(({ amount }) => amount === '250.50')).toMatchObject({
    ...{ state: 'open', bookedOn: '2026-03-02', reference: 'R-100001', payerName: '临沂鑫旺农机有限责任公司' },
    suggestions: [{ customerId: 'C-1', confidence: 100, allocatesBy: 'reference', unallocated: '0.00' }],
  });
});

test('reasons are told in both languages', async () => {
  const { lineId } = await lineOf('R-100002');
  const textIn = async (language: 'zh' | 'en') => {
    const { body } = await ask('GET', `/api/bank-lines/${lineId}`, undefined, { language });
    return bankLineView.parse(body).suggestions[0]?.reasons.map(({ text }) => text);
  };
  expect(await textIn('zh')).toEqual([
    '付款人 “山东丰收车业” 与客户 “丰收车业” 只差地名或公司类型',
    '金额正好是 F-3 的未收金额',
  ]);
  expect(await textIn('en')).toEqual([
    'The payer "山东丰收车业" and the customer "丰收车业" differ only in region or legal form',
    'The amount is what is open of F-3',
  ]);
});

test('several lines are accepted at once, each answered by itself', async () => {
  const [first, second, stranger] = await Promise.all(['R-100001', 'R-100002', 'R-100003'].map(lineOf));
  const lines = [first!, second!, stranger!].map(({ lineId }) => ({ lineId }));
  const accept = async (given: object[]) => {
    const { body } = await ask('POST', '/api/bank-line-acceptances', { lines: given }, finance);
    await desk.settle();
    return bankLineAnswers.parse(body);
  };
  const once = await accept([...lines, { lineId: 'BL-none', customerId: 'C-1' }]);
  expect(once).toMatchObject({ accepted: 2, known: 0, problems: 2, amount: '1249.50' });
  expect(once.lines.map(({ outcome, customerId, problem }) => [outcome, customerId ?? problem?.code])).toEqual([
    ['accepted', 'C-1'],
    ['accepted', 'C-2'],
    ['problem', 'bank-line-unsure'],
    ['problem', 'unknown-bank-line'],
  ]);
  expect(await accept(lines.slice(0, 2))).toMatchObject({ accepted: 0, known: 2, problems: 0, amount: '0.00' });
  expect(await openOf('C-1')).toEqual({ 'F-1': '100.00' });
  expect(await openOf('C-2')).toEqual({});
  expect(await list('?state=accepted')).toMatchObject({ total: 2, totals: { unidentified: { amount: '71.00' } } });
});

test('money of a stranger is set aside, and goes to its customer when somebody knows', async () => {
  const { lineId } = await lineOf('R-100003');
  expect(await put(`${lineId}/setting-aside`, { reason: '个人付款，待销售确认' })).toMatchObject({ status: 200 });
  expect(await list()).toMatchObject({
    totals: { open: { amount: '5.00' }, setAside: { lines: 1, amount: '66.00' }, unidentified: { amount: '71.00' } },
  });
  const { body } = await put(`${lineId}/acceptance`, { customerId: 'C-3' });
  const answer = bankLineAnswer.parse(body);
  expect(answer).toMatchObject({ outcome: 'accepted', customerId: 'C-3', amount: '66.00', paymentId: lineId });
  expect(answer.confidence).toBeUndefined();
  expect(await openOf('C-3')).toEqual({ 'F-4': '4.00' });
  // Whoever has paid for a customer once is known for it from then on.
  await take('?mode=all', camt([{ amount: '4.00', payer: '王建国', reference: 'R-100006' }]));
  expect((await lineOf('R-100006')).suggestions).toMatchObject([{ customerId: 'C-3', isSure: true }]);
});

test('money goes back to its sender with a reason, and is no longer unidentified', async () => {
  const { lineId } = await lineOf('R-100005');
  expect(accepted.parse((await put(`${lineId}/return`, { reason: '误付' })).body).recorded).toEqual([
    'BankLineReturned',
  ]);
  expect(accepted.parse((await put(`${lineId}/return`, { reason: '误付' })).body).recorded).toEqual([]);
  expect(problemOf(await put(`${lineId}/acceptance`, { customerId: 'C-1' }))).toMatchObject({
    ...{ status: 422, code: 'bank-line-returned' },
  });
  expect(await list('?state=returned')).toMatchObject({
    total: 1,
    rows: [{ reason: '误付', decidedBy: 'finance-sun' }],
  });
});

test('what was paid meanwhile takes the money to the oldest first, and the line says so', async () => {
  await take('?mode=all', camt([{ amount: '100.00', payer: '临沂鑫旺农机', text: 'F-1', reference: 'R-100007' }]));
  const { lineId, suggestions } = await lineOf('R-100007');
  const allocate = suggestions[0]!.allocate.map(({ receivableId, amount }) => ({ receivableId, amount }));
  expect(allocate).toEqual([{ receivableId: 'F-1', amount: '100.00' }]);
  const path = '/api/customers/C-1/payments/CASH-1';
  expect(await ask('PUT', path, { amount: '60.00' }, finance)).toMatchObject({ status: 200 });
  await put(`${lineId}/acceptance`, { customerId: 'C-1', allocate });
  expect(await lineOf('R-100007')).toMatchObject({ state: 'accepted', notice: { code: 'allocation-above-open' } });
  expect(await openOf('C-1')).toEqual({});
  const { exposure } = customerFile.parse((await ask('GET', '/api/customers/C-1')).body);
  expect(exposure.unallocatedCash).toBe('60.00');
});

test('an acceptance is undone: the payment is reversed, and the line is open again for another customer', async () => {
  const { lineId } = await lineOf('R-100002');
  expect(await put(`${lineId}/release`, { paymentId: lineId, reason: '认错客户' })).toMatchObject({ status: 200 });
  expect(await openOf('C-2')).toEqual({ 'F-3': '999.00' });
  expect(await lineOf('R-100002')).toMatchObject({ state: 'open' });
  expect(
    accepted.parse((await put(`${lineId}/release`, { paymentId: lineId, reason: '认错客户' })).body).recorded,
  ).toEqual([]);
  const { body } = await put(`${lineId}/acceptance`, { customerId: 'C-2' });
  expect(bankLineAnswer.parse(body)).toMatchObject({ paymentId: `${lineId}.2`, outcome: 'accepted' });
  expect(await openOf('C-2')).toEqual({});
});

test('what the bank takes back is told with the payment that it was, and reverses it when that is accepted', async () => {
  const more = '<RvslInd>true</RvslInd>';
  const bounce = {
    amount: '250.50',
    payer: '临沂鑫旺农机有限责任公司',
    side: 'DBIT' as const,
    more,
    text: '退票 R-100001',
  };
  const reply = await take('?mode=all', camt([{ ...bounce, reference: 'R-100008' }]));
  expect(reply.counts).toMatchObject({ good: 1, bounces: 1, new: 1 });
  const { lineId, bounceOf } = await lineOf('R-100008');
  const [found] = bounceOf;
  expect(found).toMatchObject({ customerId: 'C-1', amount: '250.50', confidence: 100 });
  const body = { customerId: 'C-1', paymentId: found!.paymentId, reason: '空头支票' };
  expect(problemOf(await put(`${lineId}/acceptance`, { customerId: 'C-1' }))).toMatchObject({
    code: 'bank-line-is-bounce',
  });
  expect(await put(`${lineId}/bounce`, body)).toMatchObject({ status: 200 });
  expect(await openOf('C-1')).toEqual({ 'F-2': '250.50' });
  expect(await lineOf('R-100008')).toMatchObject({ state: 'bounced', reason: '空头支票' });
});

describe('a file that is not as it should be', () => {
  const count = async () => (await list('?state=all')).total;

  test('of another account is refused, with whose it is and which are ours', async () => {
    const foreign = camt([], { account: '9999888877776666' });
    expect(problemOf(await send('?mode=all', foreign))).toMatchObject({
      ...{ status: 422, code: 'bank-account-not-ours' },
      title: expect.stringMatching(/account •••• 6666, which is not ours; our own are: main .* •••• 3388/) as string,
    });
    expect(problemOf(await send('?mode=all', foreign, { language: 'zh' })).title).toMatch(
      /^这是账户 •••• 6666 的流水，不是本公司的账户/,
    );
    expect(problemOf(await send('?account=second', statement))).toMatchObject({ code: 'bank-account-not-ours' });
    expect(problemOf(await send('', '记账日期,贷方\n2026-03-02,5\n'))).toMatchObject({ code: 'bank-account-missing' });
  });

  test('is not taken in part unless that is asked for', async () => {
    const before = await count();
    const entries = [
      { amount: '12O.00', payer: '甲', reference: 'R-200001' },
      { amount: '7.77', payer: '乙', reference: 'R-200002' },
    ];
    const refused = await take('?mode=all', camt(entries));
    expect(refused).toMatchObject({
      ...{ outcome: 'refused', counts: { good: 1, bad: 1 } },
      faults: [
        { where: 'Ntry 1', column: 'Amt', code: 'amount-not-a-number', text: '"12O.00" is not an amount in figures.' },
      ],
    });
    expect(await count()).toBe(before);
    expect(await take('?mode=good', camt(entries))).toMatchObject({ outcome: 'imported', counts: { new: 1 } });
    expect(await count()).toBe(before + 1);
  });

  test('whose balances do not tie is told by how much', async () => {
    const reply = await take('?mode=trial', camt([{ amount: '5.00' }], { opening: '10.00', closing: '14.99' }));
    expect(reply).toMatchObject({
      statements: [{ balance: 'differs', difference: '-0.01' }],
      faults: [{ where: 'Bal', code: 'bank-balance-differs' }],
    });
  });

  test('that tells an entry without the reference that it had before is left to a person', async () => {
    const table = `账号：1610020309022013388,,\n记账日期,贷方,对方户名\n2026-03-02,66.00,王建国\n2026-03-02,8.88,赵六\n`;
    expect(await take('?mode=all', table)).toMatchObject({
      outcome: 'refused',
      faults: [{ code: 'bank-line-like-another' }],
    });
    expect(await take('?mode=good', table)).toMatchObject({ counts: { new: 1 } });
  });

  test.each([
    ['bank-file-doctype', 422, statement.replace('<Document', '<!DOCTYPE x [<!ENTITY a "b">]><Document')],
    ['bank-file-xml', 422, statement.slice(0, -20)],
    ['bank-file-kind', 422, '<html></html>'],
    ['column-missing', 422, 'a,b\n1,2\n'],
    ['file-empty', 422, ''],
    ['too-large', 413, Buffer.alloc(17 * 1024 * 1024, ' ')],
  ])('is refused: %s', async (code, status, content) =>
    expect(problemOf(await send('', content))).toMatchObject({ status, code }),
  );

  test('and what is asked of a line is checked at the door', async () => {
    expect(problemOf(await send('?mode=some', statement))).toMatchObject({ status: 400 });
    expect(problemOf(await send('?mapping=../secret', statement))).toMatchObject({ status: 400 });
    expect(problemOf(await send('?mapping=bank-none', statement))).toMatchObject({
      status: 404,
      code: 'unknown-bank-mapping',
    });
    expect(problemOf(await send('', statement, { type: 'text/csv' }))).toMatchObject({ status: 415 });
    expect(problemOf(await put('BL-none/acceptance', { customerId: 'C-1' }))).toMatchObject({ status: 404 });
    const { lineId } = await lineOf('R-100006');
    expect(problemOf(await put(`${lineId}/acceptance`, { customerId: 'C-9' }))).toMatchObject({
      code: 'unknown-customer',
    });
    expect(problemOf(await put(`${lineId}/return`, {}))).toMatchObject({ status: 400 });
    expect(problemOf(await ask('POST', '/api/bank-line-acceptances', { lines: [] }))).toMatchObject({ status: 400 });
  });
});

test('accounts are shown by their last four digits alone', async () => {
  const table = `账号：1610020309022013388,,,\n记账日期,贷方,对方户名,对方账号\n2026-03-02,3.21,孙七,6222021610001230421\n`;
  await take('?mode=all', table);
  const { body } = await ask('GET', '/api/bank-lines?state=all&size=200');
  expect(JSON.stringify(body)).not.toMatch(/6222021610001230421|1610020309022013388/);
  expect(await lineOf('孙七')).toMatchObject({ payerAccountMasked: '•••• 0421' });
});
