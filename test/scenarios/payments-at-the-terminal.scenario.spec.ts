import { creditNoteReply, paymentPage, paymentReply } from '@app/contracts/payments';
import { receivableReply } from '@app/contracts/write-offs';
import { businessDateAt } from '@app/kernel/business-date';
import { openAccountOf } from '@test/support/account-opening';
import { complaintOf, xay } from '@test/support/cli';
import { asker } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

// What finance does in a script: the same commands as over HTTP, beside a running server.
const by = ['--by', 'finance-zhou'];

describe('at the terminal', () => {
  let desk: RunningDesk;
  const run = (...args: string[]) => xay([...args, '--lang', 'en'], { DATABASE_URL: desk.databaseUrl });
  const told = async (...args: string[]): Promise<unknown> => {
    const { code, out, err } = await run(...args, '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return JSON.parse(out);
  };

  beforeAll(async () => {
    desk = await startDesk();
    const ask = asker(desk.url);
    const today = businessDateAt(new Date(), 'Asia/Shanghai');
    await ask('PUT', '/api/customers/C-1', {
      ...{ name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南' },
    });
    await openAccountOf(desk, { customerId: 'C-1', limit: '850000.00', on: today });
    for (const id of ['F-1', 'F-2'])
      await ask('PUT', `/api/customers/C-1/invoices/${id}`, {
        ...{ amount: '100000.00', invoiceDate: today, dueDate: today },
      });
  });
  afterAll(() => desk.stop());

  test('a payment is recorded, shared, taken back and reversed', async () => {
    const record = ['payment', 'record', 'C-1', 'P-1', '--amount', '50000', '--rule', 'pro-rata', ...by];
    expect(paymentReply.parse(await told(...record))).toMatchObject({
      allocations: [
        { receivableId: 'F-1', amount: '25000.00' },
        { receivableId: 'F-2', amount: '25000.00' },
      ],
    });
    const byHand = ['payment', 'record', 'C-1', 'P-2', '--amount', '30', '--allocate', 'F-1=10', 'F-2=5.5', ...by];
    expect(paymentReply.parse(await told(...byHand))).toMatchObject({ unallocated: '14.50' });
    const back = ['payment', 'deallocate', 'C-1', 'P-1', 'DA-1', '--receivable', 'F-2', '--reason', 'for F-1', ...by];
    expect(paymentReply.parse(await told(...back))).toMatchObject({ unallocated: '25000.00' });
    expect(
      paymentReply.parse(await told('payment', 'allocate', 'C-1', 'P-1', '--invoices', 'F-1', ...by)),
    ).toMatchObject({ unallocated: '0.00', state: 'spent' });
    const bounced = ['payment', 'reverse', 'C-1', 'P-2', '--cause', 'bounced', '--reason', 'no cover', ...by];
    const { code, out } = await run(...bounced);
    expect(code).toBe(0);
    expect(out).toContain('reversed');
    expect(out).toMatch(/reversal-2 +F-1 +10\.00/);
    const twice = await run('payment', 'reverse', 'C-1', 'P-2', '--cause', 'mistake', '--reason', 'x', ...by);
    expect(complaintOf(twice)).toContain('was reversed already (bounced,');
  });

  test('a credit note is issued and cancelled, and both lists say so', async () => {
    const issue = ['credit-note', 'issue', 'C-1', 'CN-1', '--amount', '1000', '--kind', 'price', '--corrects', 'F-2'];
    expect(creditNoteReply.parse(await told(...issue, '--reason', 'price list', ...by))).toMatchObject({
      ...{ state: 'spent', allocations: [{ receivableId: 'F-2', open: '99000.00' }] },
    });
    await told('credit-note', 'cancel', 'C-1', 'CN-1', '--reason', 'issued twice', ...by);
    expect((await run('credit-note', 'list', 'C-1')).out).toMatch(/CN-1 .*cancelled/);
    expect(paymentPage.parse(await told('payment', 'list', 'C-1'))).toMatchObject({ total: 2 });
    expect(paymentPage.parse(await told('payment', 'list', 'C-1', '--open'))).toMatchObject({ total: 0 });
  });

  test('a bad debt is written off by somebody with authority, and part of it comes back', async () => {
    const off = ['write-off', 'record', 'C-1', 'F-2', 'WO-1', '--reason', 'dissolved'];
    expect(complaintOf(await run(...off, ...by))).toContain('approver');
    const written = receivableReply.parse(await told(...off, '--by', 'director-qin'));
    expect(written).toMatchObject({ state: 'settled', writeOffs: [{ amount: '100000.00' }] });
    const back = ['write-off', 'recover', 'C-1', 'F-2', 'RE-1', '--write-off', 'WO-1', '--amount', '10.5', ...by];
    expect(receivableReply.parse(await told(...back))).toMatchObject({ state: 'open', open: '10.50' });
    expect((await run('write-off', 'show', 'C-1', 'F-2')).out).toMatch(/WO-1 .* 100,000\.00 +10\.50/);
  });

  test('what makes no sense is told in a sentence', async () => {
    expect(complaintOf(await run('payment', 'show', 'C-1', 'P-9'))).toContain('P-9');
    const halves = await run('payment', 'record', 'C-1', 'P-3', '--amount', '1', '--allocate', 'F-1', ...by);
    expect(complaintOf(halves)).not.toBe('');
    const both = ['payment', 'record', 'C-1', 'P-3', '--amount', '1', '--rule', 'none', '--allocate', 'F-1=1', ...by];
    expect(complaintOf(await run(...both))).toContain('Say it one way');
  });
});
