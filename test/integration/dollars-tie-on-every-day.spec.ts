import { agingReport } from '@app/contracts/aging';
import { invoiceView } from '@app/contracts/invoices';
import { addDays, dateOf } from '@app/kernel/business-date';
import { asker } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

// Dollars that came before their invoice, after it, were taken back and came again: on every business day the aging ties,
// and it says in both currencies what is open. Two servers over one database.
const customer = '/api/customers/C-1';
const finance = { by: 'finance-zhou' };

describe('an account in two currencies', () => {
  let day = '2026-03-02';
  let desks: RunningDesk[];
  let asks: ReturnType<typeof asker>[];
  const now = () => new Date(`${day}T09:00:00+08:00`);
  const done = async (at: number, ...asked: Parameters<(typeof asks)[number]>) => {
    const { status, body } = await asks[at]!(...asked);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const put = (path: string, body: object, at = 0) =>
    done(at, 'PUT', path.startsWith('/') ? path : `${customer}/${path}`, body, finance);
  const agingOn = async (asOf: string) => {
    const report = agingReport.parse(await done(0, 'GET', `/api/aging?asOf=${asOf}&by=currency`));
    return { report, dollars: report.rows.find(({ key }) => key === 'USD') };
  };

  beforeAll(async () => {
    const first = await startDesk({ now });
    desks = [first, await startDesk({ now, databaseUrl: first.databaseUrl })];
    asks = desks.map(({ url }) => asker(url));
    await put(customer, { name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南' });
    const rates = { '2026-03-02': '7.00', '2026-03-10': '7.10', '2026-03-20': '7.25' };
    day = '2026-03-20';
    for (const [on, rate] of Object.entries(rates)) await put(`/api/rates/USD/${on}`, { rate, source: 'PBoC' });
  });
  afterAll(async () => {
    for (const desk of [...desks].reverse()) await desk.stop();
  });

  test('ties on every day, whatever was dated back and taken back', async () => {
    const dollars = { currency: 'USD' };
    await put('payments/P-1', { ...dollars, amount: '400.00', valueDate: '2026-03-02' });
    await put('invoices/F-1', { ...dollars, amount: '1000.00', invoiceDate: '2026-03-10', terms: 'net-30' });
    await put('invoices/F-2', { amount: '5000.00', invoiceDate: '2026-03-11', terms: 'net-30' });
    await put('payments/P-1/allocation', {});
    await put('payments/P-2', { ...dollars, amount: '700.00', valueDate: '2026-03-20' });
    await put('payments/P-1/deallocations/D-1', { receivableId: 'F-1', reason: 'wrong one', valueDate: '2026-03-15' });
    await put('payments/P-3', { amount: '1500.00', valueDate: '2026-03-18' });
    for (const desk of desks) await desk.settle();
    const days = Array.from({ length: 30 }, (_, nth) => addDays(dateOf('2026-02-28'), nth));
    for (const asOf of days) expect([asOf, (await agingOn(asOf)).report.asOf]).toEqual([asOf, asOf]);
    // Before the invoice is there, the money stands at what it brought.
    expect((await agingOn('2026-03-09')).report).toMatchObject({ receivables: '0.00', unallocatedCash: '2800.00' });
    const { dollars: on10 } = await agingOn('2026-03-10');
    expect(on10).toMatchObject({ receivables: '4260.00', inCurrency: '600.00' });
    // The 600.00 that were left when the second payment came, and then the first was taken back.
    const { dollars: on20 } = await agingOn('2026-03-20');
    expect(on20).toMatchObject({ receivables: '2840.00', inCurrency: '400.00' });
  });

  test('goes by a rate that was put right through another server from that very moment', async () => {
    await put('/api/rates/USD/2026-03-20', { rate: '7.30', source: 'PBoC', replaces: '7.25' }, 1);
    await put('invoices/F-3', { currency: 'USD', amount: '10.00', invoiceDate: '2026-03-20', terms: 'net-30' }, 0);
    const view = invoiceView.parse(await done(0, 'GET', `${customer}/invoices/F-3`));
    expect(view).toMatchObject({ rate: '7.30', baseAmount: '73.00' });
  });

  test('refuses what is dated into a month from the moment that another server has closed it', async () => {
    day = '2026-04-01';
    await put('invoices/F-4', { amount: '1.00', invoiceDate: '2026-03-31', terms: 'net-30' });
    await put('/api/periods/2026-03/closure', {}, 1);
    const late = { amount: '1.00', invoiceDate: '2026-03-31', terms: 'net-30' };
    const { status, body } = await asks[0]!('PUT', `${customer}/invoices/F-5`, late, finance);
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'period-closed' } });
  });

  test('charges interest once, however many ask at once', async () => {
    day = '2026-06-30';
    const replies = await Promise.all(
      [0, 1, 0, 1].map((at, nth) => asks[at]!('PUT', `${customer}/interest/I-${nth}`, {}, finance)),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
    const same = await Promise.all(
      [0, 1].map((at) => asks[at]!('PUT', `${customer}/payments/P-9`, { amount: '1.00' }, finance)),
    );
    expect(same.map(({ status }) => status)).toEqual([200, 200]);
  });
});
