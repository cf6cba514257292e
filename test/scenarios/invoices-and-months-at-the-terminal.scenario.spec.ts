import { interestCharge, interestDueView } from '@app/contracts/interest';
import { invoiceView } from '@app/contracts/invoices';
import { periodPage } from '@app/contracts/periods';
import { rateView } from '@app/contracts/rates';
import { addDays, addMonths, businessDateAt, dateOf } from '@app/kernel/business-date';
import { complaintOf, xay } from '@test/support/cli';
import { asker } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

// What finance does in a script: invoices, rates, interest and the close of a month, beside a running server.
const by = ['--by', 'finance-zhou'];

describe('at the terminal', () => {
  let desk: RunningDesk;
  const today = businessDateAt(new Date(), 'Asia/Shanghai');
  const lastMonth = addMonths(dateOf(`${today.slice(0, 7)}-01`), -1);
  const run = (...args: string[]) => xay([...args, '--lang', 'en'], { DATABASE_URL: desk.databaseUrl });
  const told = async (...args: string[]): Promise<unknown> => {
    const { code, out, err } = await run(...args, '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return JSON.parse(out);
  };

  beforeAll(async () => {
    desk = await startDesk();
    await asker(desk.url)('PUT', '/api/customers/C-1', {
      ...{ name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南' },
    });
  });
  afterAll(() => desk.stop());

  test('an invoice is recorded by terms, or by instalments, and shown', async () => {
    const terms = ['invoice', 'record', 'C-1', 'F-1', '--amount', '1000', '--date', lastMonth, '--terms', '30-40-30'];
    expect(invoiceView.parse(await told(...terms, '--tax-rate', '13', ...by))).toMatchObject({
      tax: { baseAmount: '115.04' },
      instalments: [{ receivableId: 'F-1.1', amount: '300.00' }, { amount: '400.00' }, { amount: '300.00' }],
    });
    const parts = [`${today}=60`, `${addDays(today, 30)}=40.5`];
    const own = ['invoice', 'record', 'C-1', 'F-2', '--amount', '100.50', '--date', today, '--instalments', ...parts];
    expect((await run(...own, ...by)).out).toMatch(/F-2\.2 .*40\.50 +40\.50/);
    const wrong = await run(...own.slice(0, -1), `${today}=40`, ...by);
    expect(complaintOf(wrong)).toContain(
      'The instalments of invoice F-2 add up to 100.00, and not to its amount 100.50',
    );
    const twoWays = await run(...terms, '--due', today, ...by);
    expect(complaintOf(twoWays)).toContain('dueDate: Say when it is due in one way only');
  });

  test('a dollar invoice waits for its rate, and is shown in both currencies', async () => {
    const dollars = ['invoice', 'record', 'C-1', 'F-3', '--amount', '1000', '--currency', 'USD', '--date', today];
    const record = [...dollars, '--terms', 'net-30', ...by];
    expect(complaintOf(await run(...record))).toContain(`There is no rate of USD for ${today}`);
    const rate = ['rates', 'set', 'USD', today, '7.1', '--source', 'PBoC', ...by];
    expect(rateView.parse(await told(...rate))).toMatchObject({ rate: '7.1', setBy: 'finance-zhou' });
    expect((await run('rates', 'list', 'USD')).out).toContain('USD: 1 rates in all');
    expect((await run(...record)).out).toContain('USD 1,000.00 × 7.1 = 7,100.00');
    const paid = ['payment', 'record', 'C-1', 'P-1', '--amount', '400', '--currency', 'USD', ...by];
    expect(await told(...paid)).toMatchObject({ amount: '2840.00', foreign: { currency: 'USD', left: '0.00' } });
    expect((await run('invoice', 'show', 'C-1', 'F-3')).out).toMatch(/F-3 .*1,000\.00 +600\.00 +7,100\.00 +4,260\.00/);
  });

  test('interest is shown, charged, and then no longer due', async () => {
    const old = ['--date', addDays(today, -200), '--due', addDays(today, -100)];
    await told('invoice', 'record', 'C-1', 'F-4', '--amount', '100000', ...old, '--kind', 'opening-balance', ...by);
    const due = interestDueView.parse(await told('interest', 'C-1'));
    expect(due.rows).toContainEqual(expect.objectContaining({ receivableId: 'F-4', days: 97, amount: '1455.00' }));
    expect((await run('interest', 'C-1')).out).toContain('1,455.00');
    const charge = interestCharge.parse(await told('interest', 'C-1', '--charge', 'I-1', ...by));
    expect(charge.amount).toBe(due.amount);
    expect(interestDueView.parse(await told('interest', 'C-1')).amount).toBe('0.00');
    expect(complaintOf(await run('interest', 'C-1', '--charge', 'I-2', ...by))).toContain('No interest on arrears');
  });

  test('a month is closed, refuses, is opened again, and the list says so', async () => {
    const month = lastMonth.slice(0, 7);
    expect(complaintOf(await run('period', 'close', today.slice(0, 7), ...by))).toContain('is not over');
    expect(periodPage.parse(await told('period', 'close', month, ...by)).openFrom).toBe(`${today.slice(0, 7)}-01`);
    const late = ['invoice', 'record', 'C-1', 'F-5', '--amount', '1', '--date', lastMonth, '--terms', 'net-30'];
    expect(complaintOf(await run(...late, ...by))).toContain(`${month} was closed by finance-zhou on ${today}`);
    await told(...late, '--by', 'director-liu');
    await told('period', 'reopen', month, '--reason', 'late invoices', '--by', 'director-liu');
    expect((await run('period', 'list')).out).toMatch(new RegExp(`${month} +opened again +finance-zhou`));
  });
});
