import { agingReport } from '@app/contracts/aging';
import { componentPage } from '@app/contracts/credit-limit';
import { customerFile, timelinePage } from '@app/contracts/customer';
import { followUpSteps, tickReply } from '@app/contracts/follow-up';
import { creditNotePage, creditNoteReply, paymentPage, paymentReply } from '@app/contracts/payments';
import { shipmentCheck } from '@app/contracts/shipment';
import { receivableReply } from '@app/contracts/write-offs';
import { openAccountOf } from '@test/support/account-opening';
import { asker, type Asking } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

// A cheque pays what held the shipments, and bounces. Over HTTP, on a clock that the test moves; each test goes on where
// the one before it ended.
const customer = '/api/customers/C-1';
const finance: Asking = { by: 'finance-zhou' };
const approver: Asking = { by: 'approver-wang' };

describe('a cheque that bounces', () => {
  let day = '2026-03-02';
  let desk: RunningDesk;
  let ask: ReturnType<typeof asker>;
  const done = async (...asked: Parameters<typeof ask>) => {
    const { status, body } = await ask(...asked);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const problem = async (...asked: Parameters<typeof ask>) => {
    const { status, body } = await ask(...asked);
    return { ...(body as { code: string; title: string }), status };
  };
  const tickOn = async (date: string) => {
    day = date;
    return tickReply.parse(await done('POST', '/api/follow-up/tick', {}));
  };
  const receivable = async (id: string) => receivableReply.parse(await done('GET', `${customer}/receivables/${id}`));
  const payment = async (id: string) => paymentReply.parse(await done('GET', `${customer}/payments/${id}`));
  const put = async (path: string, body: object) => done('PUT', `${customer}/${path}`, body, finance);

  beforeAll(async () => {
    desk = await startDesk({ now: () => new Date(`${day}T09:00:00+08:00`) });
    ask = asker(desk.url);
    await done('PUT', customer, { name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南' });
    await openAccountOf(desk, { customerId: 'C-1', limit: '850000.00', on: '2026-03-02' });
    for (const [id, amount] of [
      ['F-1', '100000.00'],
      ['F-2', '60000.00'],
    ] as const)
      await put(`invoices/${id}`, { amount, invoiceDate: '2026-03-02', dueDate: '2026-04-01' });
    await desk.settle();
  });
  afterAll(() => desk.stop());

  test('has lifted the hold of the invoice that it settled, and what is left of it is visible', async () => {
    await tickOn('2026-04-15');
    expect(customerFile.parse(await done('GET', customer)).heldFor).toEqual(['F-1', 'F-2']);
    const cheque = { amount: '170000.00', valueDate: '2026-04-15', reference: 'cheque 4711' };
    const reply = paymentReply.parse(await put('payments/P-1', cheque));
    expect(reply).toMatchObject({
      state: 'open',
      unallocated: '10000.00',
      allocations: [
        { receivableId: 'F-1', amount: '100000.00', open: '0.00', valueDate: '2026-04-15' },
        { receivableId: 'F-2', amount: '60000.00', open: '0.00' },
      ],
    });
    expect(await put('payments/P-1', cheque)).toEqual(reply);
    await desk.settle();
    expect(customerFile.parse(await done('GET', customer)).heldFor).toEqual([]);
    const unallocated = componentPage.parse(await done('GET', `${customer}/exposure/unallocatedCash`));
    expect(unallocated).toMatchObject({ sum: '10000.00', rows: [{ id: 'P-1', note: 'cheque 4711' }] });
  });

  test('makes everything owed again that it paid, in the same breath, and the hold is back', async () => {
    day = '2026-04-20';
    const early = await problem('PUT', `${customer}/payments/P-1/reversal`, {
      ...{ cause: 'bounced', reason: 'no cover', valueDate: '2026-04-14' },
    });
    expect(early).toMatchObject({ status: 422, code: 'value-date-too-early' });
    expect(early.title).toContain('2026-04-15');
    const bounce = { cause: 'bounced', reason: 'no cover' };
    const reply = paymentReply.parse(await put('payments/P-1/reversal', bounce));
    expect(reply).toMatchObject({
      ...{ state: 'reversed', unallocated: '0.00', allocations: [] },
      reversal: { cause: 'bounced', valueDate: '2026-04-20' },
      deallocations: [
        { receivableId: 'F-2', amount: '60000.00', valueDate: '2026-04-20' },
        { receivableId: 'F-1', amount: '100000.00', valueDate: '2026-04-20' },
      ],
    });
    day = '2026-04-21';
    expect(await put('payments/P-1/reversal', bounce)).toEqual(reply);
    expect(await problem('PUT', `${customer}/payments/P-1/reversal`, { cause: 'mistake', reason: 'x' })).toMatchObject({
      ...{ status: 422, code: 'payment-reversed-otherwise' },
    });
    await desk.settle();
    expect(await receivable('F-1')).toMatchObject({ open: '100000.00', state: 'open', holds: true });
    expect(customerFile.parse(await done('GET', customer)).heldFor).toEqual(['F-1', 'F-2']);
    const check = shipmentCheck.parse(await done('GET', `${customer}/shipment-check?amount=1.00`));
    expect(check.rules.filter(({ outcome }) => outcome === 'block').map(({ rule }) => rule)).toEqual(['not-on-hold']);
  });

  test('resumes the follow-up: what was done stays done, what is to come comes on its day', async () => {
    const { steps } = followUpSteps.parse(await done('GET', `${customer}/follow-up`));
    const ofF1 = steps.filter(({ receivableId }) => receivableId === 'F-1');
    expect(ofF1.filter(({ state }) => state === 'done').map(({ step }) => step)).toEqual(
      expect.arrayContaining(['confirm-shipment', 'remind', 'warn', 'hold']),
    );
    expect(ofF1.filter(({ state }) => state === 'planned').map(({ step }) => step)).toEqual(['special-case']);
    expect((await tickOn('2026-04-30')).steps).toEqual({});
    expect((await tickOn('2026-05-01')).steps).toEqual({ 'special-case': 2 });
  });

  test('is told as a story in both languages', async () => {
    const page = timelinePage.parse(await done('GET', `${customer}/timeline?size=200`));
    expect(page.rows.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['PaymentReversed', 'PaymentDeallocated', 'ReceivableReopened', 'FollowUpReopened']),
    );
    const zh = timelinePage.parse(await done('GET', `${customer}/timeline?size=200`, undefined, { language: 'zh' }));
    expect(zh.rows.map(({ text }) => text)).toEqual(expect.arrayContaining(['应收账款 F-1 重新未收 100,000.00 元']));
  });

  test('is followed by a credit note, money, and a write-off that somebody with authority decides', async () => {
    const note = { amount: '15000.00', kind: 'return', corrects: 'F-2', reason: 'two seeders sent back' };
    expect(creditNoteReply.parse(await put('credit-notes/CN-1', note))).toMatchObject({
      ...{ state: 'spent', unapplied: '0.00', allocations: [{ receivableId: 'F-2', open: '45000.00' }] },
    });
    const more = await problem('PUT', `${customer}/credit-notes/CN-2`, { ...note, amount: '45000.01' }, finance);
    expect(more).toMatchObject({ status: 422, code: 'credit-note-above-invoice' });
    expect(more.title).toBe(
      'A credit note of 45000.01 is larger than the 45000.00 of receivable F-2 that has not been credited yet.',
    );
    await put('payments/P-2', { amount: '20000.00', rule: 'pro-rata' });
    expect((await payment('P-2')).allocations.map(({ receivableId, amount }) => [receivableId, amount])).toEqual([
      ['F-1', '13793.10'],
      ['F-2', '6206.90'],
    ]);
    await put('payments/P-2/deallocations/DA-1', { receivableId: 'F-1', reason: 'meant for F-2' });
    await put('payments/P-2/allocation', { invoices: ['F-2'] });
    expect(await receivable('F-2')).toMatchObject({ open: '25000.00', credited: '15000.00' });
    const off = { reason: 'dissolved' };
    const path = `${customer}/receivables/F-1/write-offs/WO-1`;
    expect(await problem('PUT', path, off, finance)).toMatchObject({ status: 422, code: 'role-may-not' });
    expect(await problem('PUT', path, off, approver)).toMatchObject({ status: 422, code: 'above-authority' });
    const written = receivableReply.parse(await done('PUT', path, off, { by: 'director-qin' }));
    expect(written).toMatchObject({ state: 'settled', open: '0.00', writeOffs: [{ amount: '100000.00' }] });
    const recovery = { amount: '30000.00' };
    const recovered = receivableReply.parse(await done('PUT', `${path}/recoveries/RE-1`, recovery, finance));
    expect(recovered).toMatchObject({ state: 'open', open: '30000.00', writeOffs: [{ recovered: '30000.00' }] });
    await desk.settle();
  });

  test('stands in the lists of payments and of credit notes', async () => {
    const payments = paymentPage.parse(await done('GET', `${customer}/payments`));
    expect(payments.rows.map(({ paymentId, state }) => [paymentId, state])).toEqual([
      ['P-2', 'spent'],
      ['P-1', 'reversed'],
    ]);
    expect(paymentPage.parse(await done('GET', `${customer}/payments?open=true`))).toMatchObject({
      rows: [],
      total: 0,
    });
    const notes = creditNotePage.parse(await done('GET', `${customer}/credit-notes`));
    expect(notes.rows.map(({ creditNoteId, corrects }) => [creditNoteId, corrects])).toEqual([['CN-1', 'F-2']]);
  });

  test('is asked for in a way that makes sense, or is told what and where', async () => {
    const told = async (path: string, body: object) =>
      (await problem('PUT', `${customer}/${path}`, body, finance)).code;
    expect(await told('payments/P-9/reversal', { cause: 'bounced', reason: 'x' })).toBe('unknown-payment');
    expect(await told('payments/CN-1/reversal', { cause: 'bounced', reason: 'x' })).toBe('unknown-payment');
    expect(await told('payments/P-3', { amount: '1.00', valueDate: '2026-05-02' })).toBe('date-order');
    expect(await told('payments/P-3', { amount: '1.00', means: 'netting' })).toBe('netting-without-reference');
    expect(await told('payments/P-3', { amount: '1.00', invoices: ['F-9'] })).toBe('unknown-receivable');
    expect(await told('credit-notes/P-2', { amount: '1.00', kind: 'price', reason: 'x' })).toBe(
      'same-id-other-content',
    );
    expect(await told('payments/P-2/deallocations/DA-2', { receivableId: 'F-1', reason: 'x' })).toBe(
      'deallocation-above-allocated',
    );
    const two = await problem('PUT', `${customer}/payments/P-3`, { amount: '1.00', rule: 'pro-rata', allocate: [] });
    expect(two).toMatchObject({ status: 400, code: 'malformed-request' });
    expect(JSON.stringify(two)).toContain('Say it one way');
  });

  test('stands in the aging of each day as it was', async () => {
    const agingOf = async (asOf: string) => agingReport.parse(await done('GET', `/api/aging?asOf=${asOf}`));
    expect(await agingOf('2026-04-16')).toMatchObject({ receivables: '0.00', unallocatedCash: '10000.00' });
    expect(await agingOf('2026-04-20')).toMatchObject({ receivables: '160000.00', unallocatedCash: '0.00' });
    // 30,000.00 of F-1 came back; F-2 less what was sent back and what was paid.
    expect(await agingOf('2026-05-01')).toMatchObject({ receivables: '55000.00', proof: { ledger: '55000.00' } });
  });
});
