import { dateOf } from '@app/kernel/business-date';
import { ofYuan, total } from '@app/kernel/yuan';
import { cashForecast, type OpenSum } from './cash-forecast';
import {
  bestPossibleDso,
  collectionEffectiveness,
  countBackDso,
  lateness,
  rollingDso,
  simpleDso,
  type SalesMonth,
} from './collection-speed';
import { concentration } from './concentration';
import { habitsFrom, quantileBeyond, type PaidSample } from './payment-habit';
import { lossMatrix, rollRates } from './roll-rates';
import { bandOf } from './sum-of-draws';

const month = (days: number, sales: string, receivables: string, overdue = '0.00'): SalesMonth => ({
  ...{ days, sales: ofYuan(sales), receivables: ofYuan(receivables), overdue: ofYuan(overdue) },
});
// January, February and March of 2026; 90 days, sales 900,000.
const quarter = [
  month(31, '200000.00', '250000.00'),
  month(28, '300000.00', '380000.00'),
  month(31, '400000.00', '500000.00', '150000.00'),
];
const newestFirst = [...quarter].reverse();

describe('days sales outstanding', () => {
  test('at the end of a period: 500,000 ÷ 900,000 × 90 = 50.0', () =>
    expect(simpleDso(ofYuan('500000.00'), quarter)).toBe('50.0'));
  test('best possible: what is not overdue, 350,000 ÷ 900,000 × 90 = 35.0', () =>
    expect(bestPossibleDso(ofYuan('500000.00'), ofYuan('150000.00'), quarter)).toBe('35.0'));
  test('counted back: March whole (31) and 100,000 of the 300,000 of February (9.33) = 40.3', () =>
    expect(countBackDso(ofYuan('500000.00'), newestFirst)).toBe('40.3'));
  test('counted back to the last fen of a month is the whole of its days', () =>
    expect(countBackDso(ofYuan('400000.00'), newestFirst)).toBe('31.0'));
  test('counted back is longer than all months together where they are less than what is owed', () =>
    expect(countBackDso(ofYuan('900000.01'), newestFirst)).toBeUndefined());
  test('rolling: mean of the month ends (376,666.67) ÷ 900,000 × 90 = 37.7', () =>
    expect(rollingDso(quarter)).toBe('37.7'));
  test('is not told where nothing was sold', () =>
    expect(simpleDso(ofYuan('1.00'), [month(31, '0.00', '1.00')])).toBeUndefined());
});

describe('collection', () => {
  test('is effective by what came of what could: (200 + 900 − 500) ÷ (200 + 900 − 350) = 80.0 %', () =>
    expect(
      collectionEffectiveness(ofYuan('200000.00'), ofYuan('900000.00'), {
        receivables: ofYuan('500000.00'),
        overdue: ofYuan('150000.00'),
      }),
    ).toBe('80.0'));
  test('is late by amount: 100 by −10 days, 300 by 20 days', () =>
    expect(
      lateness([
        { daysLate: -10, amount: ofYuan('100.00'), count: 1 },
        { daysLate: 20, amount: ofYuan('300.00'), count: 1 },
      ]),
    ).toEqual({
      settled: 2,
      settledAmount: '400.00',
      averageDaysLate: '15.0',
      averageDaysBeyondTerms: '12.5',
      paidOnTimePercent: '25.0',
      paidOnTimePercentOfReceivables: '50.0',
    }));
  test('was never late where nothing was paid', () => expect(lateness([])).toBeUndefined());
});

describe('roll rates', () => {
  const ends = [
    ['1000.00', '200.00', '50.00'],
    ['1200.00', '250.00', '90.00'],
    ['900.00', '600.00', '80.00'],
  ].map((amounts) => amounts.map(ofYuan));
  test('are of each month, and their average by amount', () =>
    expect(rollRates(ends)).toEqual([
      { bucket: 0, byMonth: ['0.250000', '0.500000'], average: '0.386364' }, // 850 of 2,200
      { bucket: 1, byMonth: ['0.200000', '0.000000'], average: '0.088889' }, // 40 of 450; the last one has not grown
    ]));
  test('give the expected losses: rate by rate to the last bucket', () =>
    expect(lossMatrix(rollRates(ends), ends[2] ?? [], { lossRateOfLast: '0.80', forwardLooking: '1.10' })).toEqual([
      { bucket: 0, lossRate: '0.030222', balance: '900.00', provision: '27.20' }, // 0.386364 × 0.088889 × 0.8 × 1.1
      { bucket: 1, lossRate: '0.078222', balance: '600.00', provision: '46.93' },
      { bucket: 2, lossRate: '0.880000', balance: '80.00', provision: '70.40' },
    ]));
  test('never lose more than there is, and roll in full where nothing was ever seen', () => {
    const unseen = rollRates([['0.00', '0.00'].map(ofYuan), ['0.00', '0.00'].map(ofYuan)]);
    expect(unseen).toEqual([{ bucket: 0, byMonth: [null], average: null }]);
    const rows = lossMatrix(unseen, ['10.00', '0.00'].map(ofYuan), { lossRateOfLast: '1.00', forwardLooking: '1.50' });
    expect(rows.map(({ lossRate }) => lossRate)).toEqual(['1.000000', '1.000000']);
  });
});

describe('concentration', () => {
  test('is the share of the largest, and the sum of the squared shares', () =>
    expect(concentration(['500.00', '300.00', '200.00'].map(ofYuan))).toEqual({
      ...{ top1: '50.0', top5: '100.0', top10: '100.0', herfindahl: '0.3800' },
    }));
  test('is none where nobody owes', () => expect(concentration([])).toBeUndefined());
});

const asOf = dateOf('2026-06-30');
const policy = { id: 'p', version: 1, source: '', weeks: 13, lookBackDays: 730, halfLifeDays: 180, sampleMin: 2 };
const paid = (
  customerId: string,
  daysLate: number,
  amount: string,
  settledOn = '2026-06-30',
  count = 1,
): PaidSample => ({
  ...{ customerId, unit: '东北', daysLate, settledOn: dateOf(settledOn), amount: ofYuan(amount), count },
});

describe('a habit of payment', () => {
  test('weighs half after a half-life', () => {
    const { habit, of } = habitsFrom(
      [paid('A', 5, '100.00'), paid('A', 30, '100.00', '2026-01-01')],
      asOf,
      policy,
    )('A', '东北');
    expect(of).toBe('own');
    expect(habit).toEqual([
      { daysLate: 5, weight: 100 },
      { daysLate: 30, weight: 50 },
    ]);
  });
  test('is that of the unit, and then of all, where there is too little of its own', () => {
    const habits = habitsFrom([paid('A', 5, '1.00'), paid('B', 6, '1.00')], asOf, policy);
    expect(habits('A', '东北').of).toBe('unit');
    expect(habits('A', '西南').of).toBe('whole');
    expect(habitsFrom([], asOf, policy)('A', '东北').of).toBe('none');
  });
  test('of somebody who is late already is what is later still', () => {
    const habit = [
      { daysLate: 0, weight: 8 },
      { daysLate: 10, weight: 1 },
      { daysLate: 20, weight: 1 },
    ];
    expect(quantileBeyond(habit, -5, 0.5)).toBe(0);
    expect(quantileBeyond(habit, 3, 0.5)).toBe(10);
    expect(quantileBeyond(habit, 3, 0.51)).toBe(20);
    expect(quantileBeyond(habit, 20, 0.5)).toBeUndefined();
  });
});

describe('the band of a sum', () => {
  test('is the value itself where nothing is left to chance', () =>
    expect(bandOf([[700], [300]])).toEqual([1000, 1000, 1000]));
  test('is that of two coins: 0, 100 or 200', () =>
    expect(
      bandOf([
        [0, 100],
        [0, 100],
      ]),
    ).toEqual([0, 100, 200]));
  test('grows with the square root of how many there are, also where small ones are taken together', () => {
    const [low, middle, high] = bandOf(Array.from({ length: 1_000 }, () => [0, 100]));
    expect(Math.abs(middle - 50_000)).toBeLessThan(400);
    // 1.2816 × √1000 × 50 = 2,026 on each side; the grid is 200 wide, and of 600 only mean and spread are kept.
    expect(high - middle).toBeGreaterThan(1_400);
    expect(high - middle).toBeLessThan(2_600);
    expect(middle - low).toBeLessThan(2_600);
  });
});

describe('the cash forecast', () => {
  const habits = habitsFrom(
    [paid('A', 0, '100.00', '2026-06-30', 3), paid('B', 14, '100.00', '2026-06-30', 3)],
    asOf,
    policy,
  );
  const owed = (customerId: string, dueDate: string, open: string): OpenSum => ({
    ...{ customerId, unit: '东北', dueDate: dateOf(dueDate), open: ofYuan(open) },
  });
  test('puts each due date where its customer pays, and leaves nothing out', () => {
    const sums = [
      owed('A', '2026-07-01', '10.00'),
      owed('A', '2026-07-08', '20.00'),
      owed('B', '2026-07-01', '40.00'),
      owed('B', '2026-06-01', '5.00'),
    ];
    const forecast = cashForecast(sums, habits, { asOf, weeks: 4 });
    expect(forecast.weeks.map(({ expected }) => expected)).toEqual(['10.00', '20.00', '40.00', '0.00']);
    // B has never been as late as it is with the last one.
    expect(forecast.beyond).toBe('5.00');
    expect(total([...forecast.weeks.map(({ expected }) => expected), forecast.beyond])).toBe(forecast.open);
    expect(forecast.weeks[0]).toMatchObject({ from: '2026-07-01', to: '2026-07-07', p10: '10.00', p90: '10.00' });
    expect(forecast.habits).toEqual({ own: 2, unit: 0, whole: 0, none: 0 });
  });
});
