import { interestCharge, interestDueView } from '@app/contracts/interest';
import { invoiceView } from '@app/contracts/invoices';
import { creditNoteReply, paymentReply } from '@app/contracts/payments';
import { periodPage } from '@app/contracts/periods';
import { ratePage, rateView } from '@app/contracts/rates';
import { receivableReply } from '@app/contracts/write-offs';
import { asker, type Asking } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

// Two months of one customer: terms, a dollar invoice, interest, and the close of March. Over HTTP, on a clock that the
// test moves; each test goes on where the one before it ended.
const customer = '/api/customers/C-1';
const finance: Asking = { by: 'finance-zhou' };
const director: Asking = { by: 'director-liu' };

describe('an invoice and the month that it lies in', () => {
  let day = '2026-03-10';
  let desk: RunningDesk;
  let ask: ReturnType<typeof asker>;
  const done = async (...asked: Parameters<typeof ask>) => {
    const { status, body } = await ask(...asked);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const problem = async (path: string, body: object, asking: Asking = finance) => {
    const { status, body: said } = await ask('PUT', path, body, asking);
    return { ...(said as { code: string; title: string }), status };
  };
  const put = (path: string, body: object, asking: Asking = finance) =>
    done('PUT', path.startsWith('/') ? path : `${customer}/${path}`, body, asking);
  const invoice = async (id: string) => invoiceView.parse(await done('GET', `${customer}/invoices/${id}`));

  beforeAll(async () => {
    desk = await startDesk({ now: () => new Date(`${day}T09:00:00+08:00`) });
    ask = asker(desk.url);
    await done('PUT', customer, { name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南' });
  });
  afterAll(() => desk.stop());

  test('opens a receivable for each instalment of its terms, followed up by itself, and once', async () => {
    const body = { amount: '100000.01', invoiceDate: '2026-03-10', terms: '30-40-30', tax: { ratePercent: '13' } };
    expect(await put('invoices/F-1', body)).toMatchObject({ recorded: Array(3).fill('ReceivableOpened') as string[] });
    expect(await put('invoices/F-1', body)).toMatchObject({ recorded: [] });
    expect(await invoice('F-1')).toMatchObject({
      ...{ amount: '100000.01', currency: 'CNY', tax: { ratePercent: '13', baseAmount: '11504.43' } },
      instalments: [
        { receivableId: 'F-1.1', dueDate: '2026-03-10', amount: '30000.00' },
        { receivableId: 'F-1.2', dueDate: '2026-04-09', amount: '40000.00' },
        { receivableId: 'F-1.3', dueDate: '2026-05-30', amount: '30000.01' },
      ],
    });
    await desk.settle();
    const { steps } = (await done('GET', `${customer}/follow-up`)) as { steps: { receivableId: string }[] };
    expect(new Set(steps.map(({ receivableId }) => receivableId))).toEqual(new Set(['F-1.1', 'F-1.2', 'F-1.3']));
    expect(await problem(`${customer}/invoices/F-1`, { ...body, terms: 'net-30' })).toMatchObject({
      ...{ status: 422, code: 'same-id-other-content' },
    });
  });

  test('says what is wrong with it in both languages', async () => {
    const whole = { amount: '1000.00', invoiceDate: '2026-03-10' };
    const instalments = [{ dueDate: '2026-04-10', amount: '999.99' }];
    const wrong = [
      ['instalments-sum', { ...whole, instalments }],
      ['due-before-invoice', { ...whole, dueDate: '2026-03-09' }],
      ['unknown-terms', { ...whole, terms: 'whenever' }],
      ['tax-unfit', { ...whole, dueDate: '2026-04-10', tax: { ratePercent: '13', amount: '130.00' } }],
      ['unknown-currency', { ...whole, dueDate: '2026-04-10', currency: 'XXX' }],
      ['rate-missing', { ...whole, dueDate: '2026-04-10', currency: 'USD' }],
      ['debit-note-corrects', { ...whole, dueDate: '2026-04-10', kind: 'debit-note' }],
      ['malformed-request', { ...whole, dueDate: '2026-04-10', terms: 'net-30' }],
      ['malformed-request', whole],
    ] as const;
    for (const [code, body] of wrong) {
      const english = await problem(`${customer}/invoices/F-9`, body, { ...finance, language: 'en' });
      expect([body, english]).toMatchObject([body, { code }]);
      expect((await problem(`${customer}/invoices/F-9`, body, { ...finance, language: 'zh' })).title).toMatch(
        /\p{Script=Han}/u,
      );
    }
    const missing = await problem(`${customer}/invoices/F-9`, wrong[5][1], { ...finance, language: 'en' });
    expect(missing.title).toContain('USD for 2026-03-10');
  });

  test('in dollars is booked by the rate of its day, and its payment by that of another', async () => {
    await put('/api/rates/USD/2026-03-06', { rate: '7.10', source: 'PBoC' });
    expect(rateView.parse(await done('GET', '/api/rates/USD/2026-03-10'))).toMatchObject({ on: '2026-03-06' });
    await put('invoices/F-2', {
      ...{ amount: '1000.00', currency: 'USD', invoiceDate: '2026-03-10', terms: 'net-30' },
    });
    expect(await invoice('F-2')).toMatchObject({
      ...{ amount: '1000.00', currency: 'USD', baseAmount: '7100.00', rate: '7.10' },
    });
    day = '2026-03-20';
    expect(await problem(`${customer}/payments/P-1`, { amount: '7000.00', invoices: ['F-2'] })).toMatchObject({
      code: 'currency-differs',
    });
    await put('/api/rates/USD/2026-03-20', { rate: '7.2', source: 'PBoC' });
    const rate = { rate: '7.25', source: 'PBoC' };
    expect(await problem('/api/rates/USD/2026-03-20', rate)).toMatchObject({ code: 'same-id-other-content' });
    await put('/api/rates/USD/2026-03-20', { ...rate, replaces: '7.20' });
    expect(ratePage.parse(await done('GET', '/api/rates/USD'))).toMatchObject({
      total: 2,
      rows: [{ rate: '7.25' }, {}],
    });
    const paid = paymentReply.parse(await put('payments/P-1', { amount: '1000.00', currency: 'USD' }));
    expect(paid).toMatchObject({
      ...{ amount: '7250.00', unallocated: '0.00', foreign: { currency: 'USD', amount: '1000.00', left: '0.00' } },
      allocations: [{ receivableId: 'F-2', amount: '7100.00', open: '0.00' }],
    });
    const events = await desk.store.read('creditAccount-C-1', { from: 0, limit: 100 });
    expect(events.map(({ type, data }) => ({ type, data }))).toContainEqual({
      type: 'ExchangeDifferenceBooked',
      data: expect.objectContaining({ receivableId: 'F-2', amount: '150.00' }) as object,
    });
  });

  test('costs interest from the days of grace on, is charged once, and put right when an earlier payment comes to light', async () => {
    day = '2026-03-31';
    const due = async () => interestDueView.parse(await done('GET', `${customer}/interest`));
    // 30,000.00 from 14 to 31 March: 18 days at 0.015 percent.
    const before = await due();
    expect(before).toMatchObject({
      ...{ amount: '81.00', corrections: [] },
      rows: [{ receivableId: 'F-1.1', from: '2026-03-14', to: '2026-03-31', days: 18, balance: '30000.00' }],
    });
    const charged = interestCharge.parse(await put('interest/I-1', {}));
    expect(charged).toMatchObject({ amount: '81.00', dueDate: '2026-04-30', chargedBy: 'finance-zhou' });
    expect(await put('interest/I-1', {})).toEqual(charged);
    expect(await due()).toMatchObject({ amount: '0.00', rows: [] });
    expect(await problem(`${customer}/interest/I-2`, {})).toMatchObject({ code: 'no-interest-due' });
    const receivable = receivableReply.parse(await done('GET', `${customer}/receivables/I-1`));
    expect(receivable).toMatchObject({ kind: 'interest', open: '81.00', dueDate: '2026-04-30' });
    await put('payments/P-2', { amount: '10000.00', valueDate: '2026-03-22', invoices: ['F-1'] });
    expect((await due()).corrections).toEqual([
      { interestId: 'I-1', charged: '81.00', now: '66.00', credited: '0.00', proposed: '15.00' },
    ]);
    const note = { amount: '15.00', kind: 'other', corrects: 'I-1', reason: 'paid on the 22nd' };
    expect(creditNoteReply.parse(await put('credit-notes/CN-1', note))).toMatchObject({ state: 'spent' });
    expect((await due()).corrections).toEqual([]);
  });

  test('cannot be closed before it is over, nor by sales', async () => {
    expect(await problem('/api/periods/2026-03/closure', {})).toMatchObject({ code: 'period-not-over' });
    day = '2026-04-02';
    expect(await problem('/api/periods/2026-03/closure', {}, { by: 'sales-zhao' })).toMatchObject({
      code: 'role-may-not',
    });
    const closed = periodPage.parse(await put('/api/periods/2026-03/closure', {}));
    expect(closed).toMatchObject({ openFrom: '2026-04-01', rows: [{ month: '2026-03', closedBy: 'finance-zhou' }] });
    expect(await put('/api/periods/2026-03/closure', {})).toEqual(closed);
    expect(await problem('/api/periods/2026-05/closure', {})).toMatchObject({ code: 'period-not-over' });
  });

  test('once closed refuses what is dated into it, and says which month and who closed it, in both languages', async () => {
    const paid = { amount: '500.00', valueDate: '2026-03-31' };
    const english = await problem(`${customer}/payments/P-3`, paid, { ...finance, language: 'en' });
    expect(english).toMatchObject({ status: 422, code: 'period-closed' });
    expect(english.title).toBe(
      '2026-03 was closed by finance-zhou on 2026-04-02, so nothing is posted into 2026-03-31: post from 2026-04-01 on, or let director do it.',
    );
    const chinese = await problem(`${customer}/payments/P-3`, paid, { ...finance, language: 'zh' });
    expect(chinese.title).toBe(
      '2026-03 已由 finance-zhou 于 2026-04-02 结账，不能记入日期 2026-03-31；可记入 2026-04-01 起的日期，或由 director 办理。',
    );
    const refused = [
      ['invoices/F-3', { amount: '1.00', invoiceDate: '2026-03-31', dueDate: '2026-04-30' }],
      ['invoices/F-3', { amount: '1.00', invoiceDate: '2026-02-01', dueDate: '2026-04-30' }],
      ['payments/P-2/deallocations/D-1', { receivableId: 'F-1.1', reason: 'wrong one' }],
      ['payments/P-2/reversal', { cause: 'bounced', valueDate: '2026-03-30', reason: 'no cover' }],
      ['credit-notes/CN-1/cancellation', { reason: 'mistake' }],
      ['credit-notes/CN-2', { amount: '1.00', issueDate: '2026-03-31', kind: 'price', corrects: 'F-1.2', reason: 'x' }],
    ] as const;
    for (const [path, body] of refused)
      expect([path, await problem(`${customer}/${path}`, body)]).toMatchObject([path, { code: 'period-closed' }]);
    expect(
      await put('payments/P-2/deallocations/D-1', {
        ...{ receivableId: 'F-1.1', reason: 'wrong one', valueDate: '2026-04-01' },
      }),
    ).toMatchObject({ unallocated: '10000.00' });
  });

  test('answers what was sent before as it did then, and allocates old cash from the first open day', async () => {
    expect(await put('payments/P-2', { amount: '10000.00', valueDate: '2026-03-22', invoices: ['F-1'] })).toMatchObject(
      { unallocated: '10000.00' },
    );
    const reply = paymentReply.parse(await put('payments/P-2/allocation', { invoices: ['F-1'] }));
    expect(reply.allocations).toMatchObject([{ receivableId: 'F-1.1', valueDate: '2026-04-01' }]);
  });

  test('takes the posting of a director, whose name stands beside it, and may be opened again', async () => {
    const late = { amount: '500.00', invoiceDate: '2026-03-31', dueDate: '2026-04-30' };
    await put('invoices/F-3', late, director);
    const events = await desk.store.read('creditAccount-C-1', { from: 0, limit: 100 });
    expect(events.at(-1)).toMatchObject({ type: 'ReceivableOpened', metadata: { by: 'director-liu' } });
    expect(await problem('/api/periods/2026-03/reopening', { reason: 'x' })).toMatchObject({ code: 'role-may-not' });
    const opened = periodPage.parse(await put('/api/periods/2026-03/reopening', { reason: 'late invoices' }, director));
    expect(opened.openFrom).toBeUndefined();
    expect(opened.rows).toMatchObject([{ state: 'reopened', reopening: { by: 'director-liu' } }]);
    await put('invoices/F-4', late);
  });
});
