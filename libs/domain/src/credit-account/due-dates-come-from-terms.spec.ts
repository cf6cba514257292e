import { array, assert, integer, property, record } from 'fast-check';
import { addDays, dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { fenOf } from '@test/support/fen';
import { onDisk } from '@test/support/policies-on-disk';
import { standardTerms } from '@test/support/owing-commands';
import { dueDatesOf, termsOf, termsPolicy, type PaymentTerms } from './payment-terms';

type Due = PaymentTerms['instalments'][number]['due'];
const dueOf = (due: Due, invoiceDate: string): string | undefined =>
  dueDatesOf({ instalments: [{ percent: '100', due }] }, dateOf(invoiceDate), ofYuan('1.00'))[0]?.dueDate;

describe('a due date', () => {
  test.each([
    ['2026-01-31', 30, '2026-03-02'],
    ['2024-01-31', 29, '2024-02-29'],
    ['2026-03-01', 0, '2026-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
  ])('of an invoice of %s, net %i days, is %s', (invoiced, days, due) =>
    expect(dueOf({ from: 'invoice-date', days }, invoiced)).toBe(due),
  );

  test.each([
    ['2026-01-01', 30, '2026-03-02'],
    ['2026-01-31', 30, '2026-03-02'],
    ['2026-02-28', 0, '2026-02-28'],
    ['2024-02-01', 0, '2024-02-29'],
    ['2026-02-01', 15, '2026-03-15'],
  ])('of an invoice of %s, end of month plus %i days, is %s', (invoiced, days, due) =>
    expect(dueOf({ from: 'month-end', days }, invoiced)).toBe(due),
  );

  test.each([
    ['2026-01-31', 31, 1, '2026-02-28'],
    ['2024-01-31', 31, 1, '2024-02-29'],
    ['2026-03-31', 31, 1, '2026-04-30'],
    ['2026-01-31', 15, 1, '2026-02-15'],
    ['2026-12-20', 15, 1, '2027-01-15'],
    // This month's day has passed: it is the next month's.
    ['2026-03-20', 15, 0, '2026-04-15'],
    ['2026-03-15', 15, 0, '2026-03-15'],
    ['2026-02-28', 31, 0, '2026-02-28'],
  ])('of an invoice of %s, on day %i, %i months later, is %s', (invoiced, day, monthsLater, due) =>
    expect(dueOf({ from: 'day-of-month', day, monthsLater }, invoiced)).toBe(due),
  );
});

describe('instalments', () => {
  const invoiceDate = dateOf('2026-03-10');

  test('are rounded down to the fen, and the last takes the rest', () =>
    expect(dueDatesOf(termsOf(standardTerms, '30-40-30'), invoiceDate, ofYuan('100.01'))).toEqual([
      { dueDate: '2026-03-10', amount: '30.00' },
      { dueDate: '2026-04-09', amount: '40.00' },
      { dueDate: '2026-05-30', amount: '30.01' },
    ]));

  test('of an amount that is too small for all of them are as many as there are fen for', () =>
    expect(dueDatesOf(termsOf(standardTerms, '30-40-30'), invoiceDate, ofYuan('0.02'))).toEqual([
      { dueDate: '2026-05-30', amount: '0.02' },
    ]));

  test('add up to the amount, none of them nothing, none due before the invoice', () => {
    const share = integer({ min: 1, max: 5_000 });
    const drawn = record({ fen: integer({ min: 1, max: 1_000_000_000 }), day: integer({ min: 0, max: 3_000 }) });
    assert(
      property(array(share, { minLength: 1, maxLength: 12 }), drawn, (shares, { fen, day }) => {
        const all = shares.reduce((sum, one) => sum + one, 0);
        // In hundredths of a percent, the last one making up the hundred.
        const parts = shares.map((one) => Math.floor((one * 10_000) / all));
        const before = parts.slice(0, -1).reduce((sum, one) => sum + one, 0);
        const percents = [...parts.slice(0, -1), 10_000 - before].filter((one) => one > 0);
        const kinds: Due[] = [
          { from: 'invoice-date', days: day % 90 },
          { from: 'month-end', days: day % 60 },
          { from: 'day-of-month', day: (day % 31) + 1, monthsLater: day % 4 },
        ];
        const instalments = percents.map((one, index) => {
          return { percent: (one / 100).toFixed(2), due: kinds[(index + day) % 3]! };
        });
        const from = addDays(dateOf('2020-01-01'), day);
        const given = dueDatesOf({ instalments }, from, ofYuan((fen / 100).toFixed(2)));
        expect(given.reduce((sum, { amount }) => sum + fenOf(amount), 0)).toBe(fen);
        expect(given.filter(({ amount, dueDate }) => fenOf(amount) <= 0 || dueDate < from)).toEqual([]);
        // Each is its share, cut off; only the last has more.
        if (given.length === percents.length)
          given.slice(0, -1).forEach(({ amount }, index) => {
            expect(fenOf(amount)).toBe(Math.floor((fen * percents[index]!) / 10_000));
          });
      }),
    );
  });
});

describe('a policy of terms', () => {
  const standard = onDisk('payment-terms/standard.json') as { terms: PaymentTerms[] };
  const withPercents = (...percents: string[]) => ({
    ...standard,
    terms: [
      {
        ...standard.terms[0],
        instalments: percents.map((percent) => ({ percent, due: { from: 'month-end', days: 0 } })),
      },
    ],
  });

  test('whose percentages do not add up to a hundred is refused', () => {
    expect(termsPolicy.safeParse(withPercents('33.33', '66.67')).success).toBe(true);
    expect(termsPolicy.safeParse(withPercents('33.33', '66.66')).success).toBe(false);
    expect(termsPolicy.safeParse(withPercents('101', '-1')).success).toBe(false);
  });

  test('that has none of that name says which there are', () =>
    expect(() => termsOf(standardTerms, 'whenever')).toThrow(
      expect.objectContaining({
        code: 'unknown-terms',
        facts: expect.objectContaining({ terms: 'whenever' }) as object,
      }) as Error,
    ));
});
