import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cashForecast, type OpenSum } from '@app/domain/receivable-figures/cash-forecast';
import { cashForecastPolicy } from '@app/domain/receivable-figures/cash-forecast-policy';
import { habitsFrom, type PaidSample } from '@app/domain/receivable-figures/payment-habit';
import { dateOf, daysBetween, type BusinessDate } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { sharedData } from '@test/support/shared-data';

// 2,466 real invoices: at each month end of a year the weeks to come are forecast from what was known then, and held
// against what came.
const policy = cashForecastPolicy.parse(
  JSON.parse(readFileSync(join(__dirname, '../../config/policies/cash-forecast/standard.json'), 'utf8')),
);
const file = sharedData('ibm_accounts_receivable_mdy.csv');
const describeWithData = file === undefined ? describe.skip : describe;

type Invoice = Readonly<{
  customerId: string;
  invoiced: BusinessDate;
  due: BusinessDate;
  settled: BusinessDate;
  amount: string;
}>;

const dayOf = (monthFirst: string): BusinessDate => {
  const [month = '', day = '', year = ''] = monthFirst.split('/');
  return dateOf(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
};
const invoices = (): Invoice[] => {
  const [head = '', ...lines] = readFileSync(file ?? '', 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const at = (name: string) => head.split(',').indexOf(name);
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string) => cells[at(name)] ?? '';
    return {
      customerId: cell('customerID'),
      invoiced: dayOf(cell('InvoiceDate')),
      due: dayOf(cell('DueDate')),
      settled: dayOf(cell('SettledDate')),
      amount: cell('InvoiceAmount'),
    };
  });
};

describeWithData('the cash forecast on real invoices', () => {
  test('has most weeks within its band, and the whole near what came', () => {
    const all = invoices();
    let [weeks, within, expected, came] = [0, 0, 0, 0];
    for (const asOf of ['2012-12-31', '2013-02-28', '2013-04-30', '2013-06-30', '2013-08-31'].map(dateOf)) {
      const samples: PaidSample[] = all
        .filter(({ settled }) => settled <= asOf)
        .map(({ customerId, due, settled, amount }) => ({
          ...{
            customerId,
            unit: '',
            daysLate: daysBetween(due, settled),
            settledOn: settled,
            amount: ofYuan(amount),
            count: 1,
          },
        }));
      const open = all.filter(({ invoiced, settled }) => invoiced <= asOf && settled > asOf);
      const sums: OpenSum[] = open.map(({ customerId, due, amount }) => ({
        ...{ customerId, unit: '', dueDate: due, open: ofYuan(amount) },
      }));
      const forecast = cashForecast(sums, habitsFrom(samples, asOf, policy), { asOf, weeks: policy.weeks });
      for (const { from, to, expected: mean, p10, p90 } of forecast.weeks) {
        const paid = open.filter(({ settled }) => settled >= from && settled <= to);
        const cash = paid.reduce((sum, { amount }) => sum + Number(amount), 0);
        expected += Number(mean);
        came += cash;
        // Weeks in which nothing is open any more say nothing of the band.
        if (Number(p90) === 0 && cash === 0) continue;
        weeks += 1;
        if (cash >= Number(p10) && cash <= Number(p90)) within += 1;
      }
    }
    const coverage = within / weeks;
    process.stdout.write(
      `Band P10–P90 on real invoices: ${within} of ${weeks} weeks within (${(coverage * 100).toFixed(0)} %); expected ${expected.toFixed(0)}, came ${came.toFixed(0)}\n`,
    );
    expect(coverage).toBeGreaterThan(0.5);
    expect(Math.abs(expected / came - 1)).toBeLessThan(0.15);
  });
});
