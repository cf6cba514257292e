import { writeFileSync } from 'node:fs';
import { agingReport } from '@app/contracts/aging';
import {
  cashForecastReport,
  dsoReport,
  rollRateReport,
  topDebtorsReport,
  trendReport,
} from '@app/contracts/receivable-figures';
import { statementOfAccount, statementPage, statementRecord } from '@app/contracts/statement-of-account';
import { asker } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

// Over HTTP, on a demo year of fewer dealers.
let desk: RunningDesk;
let ask: ReturnType<typeof asker>;
let customerId: string;

beforeAll(async () => {
  desk = await startDesk({ demo: { dealers: 24 } });
  ask = asker(desk.url);
  await desk.settle();
  const top = topDebtorsReport.parse((await ask('GET', '/api/figures/top-debtors?size=3')).body);
  customerId = top.rows[0]?.customerId ?? '';
}, 180_000);
afterAll(() => desk.stop());

const file = async (path: string, language = 'zh'): Promise<Buffer> => {
  const reply = await fetch(`${desk.url}${path}`, { headers: { 'accept-language': language } });
  expect([path, reply.status]).toEqual([path, 200]);
  return Buffer.from(await reply.arrayBuffer());
};

describe('finance reads beside aging', () => {
  test('who owes most, how fast money comes, what rolls, what will come', async () => {
    const aging = agingReport.parse((await ask('GET', '/api/aging')).body);
    const top = topDebtorsReport.parse((await ask('GET', '/api/figures/top-debtors')).body);
    expect(top.receivables).toBe(aging.receivables);
    const dso = dsoReport.parse((await ask('GET', '/api/figures/dso')).body);
    expect(dso.receivables).toBe(aging.receivables);
    expect(dso.byMonth).toHaveLength(12);
    const trend = trendReport.parse((await ask('GET', '/api/figures/trend?months=6')).body);
    expect(trend.months.at(-1)?.receivables).toBe(aging.receivables);
    const rolling = rollRateReport.parse((await ask('GET', '/api/figures/roll-rates')).body);
    expect(rolling.balance).toBe(aging.receivables);
    rollRateReport.parse((await ask('GET', '/api/figures/roll-rates?clock=then')).body);
    const forecast = cashForecastReport.parse((await ask('GET', '/api/figures/forecast')).body);
    expect(forecast.open).toBe(aging.receivables);
    const again = `/api/figures/forecast?knownAt=${forecast.knownAt.position}`;
    expect((await ask('GET', again)).body).toEqual(forecast);
  }, 60_000);

  test('a statement in every format, signed by the customer', async () => {
    const today = topDebtorsReport.parse((await ask('GET', '/api/figures/top-debtors')).body).asOf;
    const period = `from=${today.slice(0, 4)}-01-01&to=${today}`;
    const path = `/api/customers/${customerId}/statement`;
    const statement = statementOfAccount.parse((await ask('GET', `${path}?${period}`)).body);
    expect(statement.proof.items).toBe(statement.closing);
    const known = `${period}&knownAt=${statement.knownAt.position}`;
    const folder = process.env['XAY_KEEP_PAPERS'];
    for (const kind of ['pdf', 'xlsx', 'csv', 'txt'])
      for (const language of ['zh', 'en']) {
        const bytes = await file(`${path}.${kind}?${known}`, language);
        expect(bytes.equals(await file(`${path}.${kind}?${known}&lang=${language}`))).toBe(true);
        if (folder !== undefined) writeFileSync(`${folder}/statement-${language}.${kind}`, bytes);
      }

    const body = { customerId, from: statement.from, to: statement.to };
    const by = { by: 'finance-sun' };
    const issued = statementRecord.parse((await ask('PUT', '/api/statements/DZ-1', body, by)).body);
    expect(issued).toMatchObject({ state: 'issued', closing: statement.closing, daysLate: 0 });
    expect((await ask('PUT', '/api/statements/DZ-1', body, by)).body).toEqual(issued);
    expect((await file('/api/statements/DZ-1/document.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    const contested = await ask('PUT', '/api/statements/DZ-1/contest', { reason: '少记一笔回款', amount: '1.00' }, by);
    expect(statementRecord.parse(contested.body).state).toBe('contested');
    const confirmed = await ask('PUT', '/api/statements/DZ-1/confirmation', { confirmedBy: '王会计' }, by);
    expect(statementRecord.parse(confirmed.body).confirmation?.confirmedBy).toBe('王会计');
    await desk.settle();
    const list = statementPage.parse((await ask('GET', '/api/statements?state=confirmed')).body);
    expect(list.rows).toEqual([(await ask('GET', '/api/statements/DZ-1')).body]);
    expect((await ask('GET', '/api/statements/DZ-2')).status).toBe(404);
    expect((await ask('PUT', '/api/statements/DZ-1/contest', { reason: 'x' }, by)).status).toBe(422);
  }, 60_000);

  test.each(['xlsx', 'csv'])(
    'lists for a spreadsheet, the same bytes again (%s)',
    async (kind) => {
      const { knownAt, asOf } = agingReport.parse((await ask('GET', '/api/aging')).body);
      const known = `knownAt=${knownAt.position}&asOf=${asOf}`;
      const ledger = `customerId=${customerId}&from=2020-01-01&to=${asOf}&knownAt=${knownAt.position}`;
      for (const path of [
        `aging.${kind}?${known}`,
        `receivables.${kind}?${known}`,
        `forecast.${kind}?${known}`,
        `ledger.${kind}?${ledger}`,
      ]) {
        const bytes = await file(`/api/exports/${path}`);
        expect(bytes.length).toBeGreaterThan(100);
        expect([path, bytes.equals(await file(`/api/exports/${path}`))]).toEqual([path, true]);
      }
    },
    60_000,
  );
});
