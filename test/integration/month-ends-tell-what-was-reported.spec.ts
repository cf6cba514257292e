import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { expectedLossPolicy } from '@app/domain/receivable-figures/expected-loss-policy';
import { lossMatrix, rollRates } from '@app/domain/receivable-figures/roll-rates';
import { addDays, dateOf, type BusinessDate } from '@app/kernel/business-date';
import { ofYuan, type Yuan } from '@app/kernel/yuan';
import { agingTotals } from '@app/read-models/queries/aging';
import { knownAt } from '@app/read-models/queries/known-at';
import { monthEnds, monthEndsUpTo } from '@app/read-models/queries/month-ends';
import { paidSamples, salesByMonth, topDebtors } from '@app/read-models/queries/receivable-figures';
import { readBed, type ReadBed } from '@test/support/read-bed';

const policy = expectedLossPolicy.parse(
  JSON.parse(readFileSync(join(__dirname, '../../config/policies/expected-loss/standard.json'), 'utf8')),
);
const last = dateOf('2026-12-31');
const ends = monthEndsUpTo(last, policy.windowMonths + 1);

let bed: ReadBed;
let numbers = 0;
beforeAll(async () => {
  bed = await readBed();
});
afterAll(() => bed.close());

const tell = async (...events: CreditAccountEvent[]): Promise<void> => {
  for (const event of events) await bed.record(`creditAccount-${event.data.customerId}`, event);
  await bed.followers.settle();
};
const owed = (
  customerId: string,
  receivableId: string,
  amount: string,
  invoiceDate: BusinessDate,
): CreditAccountEvent => ({
  type: 'ReceivableOpened',
  data: {
    customerId,
    receivableId,
    amount: ofYuan(amount),
    invoiceDate,
    dueDate: addDays(invoiceDate, 15),
    on: invoiceDate,
  },
});
const paid = (
  customerId: string,
  receivableId: string,
  amount: string,
  valueDate: BusinessDate,
): CreditAccountEvent[] => {
  const paymentId = `P-${++numbers}`;
  const one = { customerId, paymentId, amount: ofYuan(amount), valueDate, on: valueDate };
  return [
    { type: 'PaymentRecorded', data: { ...one, reference: '' } },
    { type: 'PaymentAllocated', data: { ...one, receivableId } },
  ];
};

describe('month ends', () => {
  /** What was printed at each month end, and when. */
  const saved: { monthEnd: BusinessDate; amounts: Yuan[]; recordedAt: string }[] = [];

  beforeAll(async () => {
    for (const [nth, monthEnd] of ends.entries()) {
      // Each month two customers are invoiced; A pays half of it late, and now and then nothing; B pays after two months.
      const begin = addDays(monthEnd, -25);
      await tell(owed('A', `A-${nth}`, '1000.00', begin), owed('B', `B-${nth}`, '400.00', begin));
      if (nth > 0 && nth % 4 !== 0) await tell(...paid('A', `A-${nth - 1}`, '500.00', addDays(monthEnd, -3)));
      if (nth > 1) await tell(...paid('B', `B-${nth - 2}`, '400.00', addDays(monthEnd, -2)));
      const known = await knownAt(bed.sql, undefined);
      const { buckets } = await agingTotals(bed.sql, { asOf: monthEnd, known, policy, basis: 'due' });
      saved.push({ monthEnd, amounts: buckets.map(({ amount }) => amount), recordedAt: known.recordedAt });
      // Instants are told to the millisecond.
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    // What nobody knew then: a payment of June and an invoice of August, entered when the year was over.
    await tell(
      ...paid('A', 'A-2', '500.00', dateOf('2026-06-15')),
      owed('B', 'B-late', '900.00', dateOf('2026-08-01')),
    );
  }, 120_000);

  const endOf = (day: BusinessDate): string => saved.find(({ monthEnd }) => monthEnd === day)?.recordedAt ?? '';
  const found = async (clock: 'then' | 'now') =>
    monthEnds(bed.sql, {
      asOf: last,
      known: await knownAt(bed.sql, undefined),
      count: policy.windowMonths + 1,
      policy,
      endOf: clock === 'then' ? endOf : undefined,
    });

  test('as they were known then are the reports that were saved, and give the same matrix', async () => {
    const then = (await found('then')).map(({ amounts }) => amounts);
    const reported = saved.map(({ amounts }) => amounts);
    expect(then).toEqual(reported);
    const matrix = (amounts: readonly (readonly Yuan[])[]) =>
      lossMatrix(rollRates(amounts), amounts.at(-1) ?? [], policy);
    expect(matrix(then)).toEqual(matrix(reported));
    expect(matrix(then).some(({ provision }) => provision !== '0.00')).toBe(true);
  });

  test('as they are known now have what was entered later', async () => {
    const now = await found('now');
    const differing = now.filter(({ amounts }, nth) => amounts.join() !== saved[nth]?.amounts.join());
    expect(differing.map(({ monthEnd }) => monthEnd)).toEqual(ends.filter((end) => end >= '2026-06-30'));
  });

  test('have their sales, their payments and their debtors', async () => {
    const moment = { asOf: last, known: await knownAt(bed.sql, undefined) };
    const sales = await salesByMonth(bed.sql, moment, dateOf('2026-01-01'));
    expect(sales.get('2026-03')).toBe('1400.00');
    expect(sales.get('2026-08')).toBe('2300.00');
    const samples = await paidSamples(bed.sql, moment, dateOf('2025-12-01'));
    expect(samples.filter(({ customerId }) => customerId === 'B').reduce((sum, { count }) => sum + count, 0)).toBe(11);
    // A-2 was paid in two halves, the second entered late: it is the only one of A that is paid in full.
    expect(samples.filter(({ customerId }) => customerId === 'A')).toMatchObject([{ amount: '1000.00', count: 1 }]);
    const { rows, concentration, customers } = await topDebtors(bed.sql, moment, 1);
    expect(customers).toBe(2);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.customerId).toBe('A');
    expect(concentration?.top5).toBe('100.0');
  });
});
