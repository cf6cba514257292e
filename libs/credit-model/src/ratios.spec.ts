import { assert, integer, property } from 'fast-check';
import { exact } from '@app/kernel/exact';
import { exampleFile, standardPolicy } from '@test/support/scoring-policy';
import { assess } from './assess';
import type { AssessmentInput } from './assessment-input';
import type { Statement } from './statement';
import { levelScore, levelTableOf } from './ratios/level-score';

const balance2025: Statement['balance'] = {
  cash: '80',
  tradingSecurities: '20',
  receivables: '300',
  inventory: '260',
  otherCurrentAssets: '40',
  currentAssets: '700',
  totalAssets: '1000',
  currentLiabilities: '420',
  totalLiabilities: '520',
  retainedEarnings: '150',
};
const income2025 = {
  revenue: '1800',
  costOfSales: '1400',
  expenses: '250',
  interest: '20',
  operatingProfit: '150',
  totalProfit: '160',
  netProfit: '120',
};
const y2025: Statement = {
  year: 2025,
  unit: 'wan',
  balance: balance2025,
  income: income2025,
  cashFlow: { operating: '63', investing: '-30', financing: '-13', net: '20' },
};
const y2024: Statement = {
  year: 2024,
  unit: 'yuan',
  balance: {
    receivables: '2000000',
    inventory: '2400000',
    currentAssets: '5000000',
    totalAssets: '8000000',
    currentLiabilities: '4000000',
    totalLiabilities: '4000000',
  },
  income: { ...income2025, revenue: '15000000', costOfSales: '12000000', interest: '0' },
};
const assessed = (statements: Statement[], changes: Partial<AssessmentInput> = {}) =>
  assess(standardPolicy, { ...exampleFile('assess-worked-example'), statements, ...changes });
const ratio = (assessment: ReturnType<typeof assessed>, id: string) =>
  assessment.ratios.find((found) => found.id === id);

describe('a ratio', () => {
  const both = assessed([y2024, y2025]);
  test.each([
    ['currentRatio', '1.666667'],
    ['quickRatio', '1.047619'],
    ['cashRatio', '0.238095'],
    ['operatingCashRatio', '15'],
    ['debtRatio', '52'],
    ['interestCover', '9'],
    ['inventoryTurnover', '5.6'],
    ['receivableTurnover', '7.2'],
    ['totalAssetTurnover', '2'],
    ['currentAssetTurnover', '3'],
    ['salesMargin', '8.888889'],
    ['grossMargin', '22.222222'],
    ['operatingMargin', '8.333333'],
    ['costProfitMargin', '9.69697'],
    ['returnOnAssets', '20'],
    ['salesGrowth', '20'],
    ['capitalPreservation', '120'],
  ])('%s is %s, across units and with opening figures', (id, value) => expect(ratio(both, id)?.value).toBe(value));

  test('has last year beside it', () => {
    expect(ratio(both, 'currentRatio')?.lastYear).toBe('1.25');
    expect(ratio(both, 'salesGrowth')?.lastYear).toBeUndefined();
  });

  test('says when it had to do without an opening figure', () => {
    expect(ratio(both, 'inventoryTurnover')?.basis).toBe('average');
    expect(ratio(assessed([y2025]), 'inventoryTurnover')).toMatchObject({ basis: 'closing-only', value: '5.384615' });
    expect(ratio(assessed([{ ...y2024, year: 2023 }, y2025]), 'inventoryTurnover')?.basis).toBe('closing-only');
  });

  test.each([
    ['interestCover', 'zero-denominator', { income: { ...income2025, interest: '0' } }],
    ['grossMargin', 'zero-denominator', { income: { ...income2025, revenue: '0' } }],
    ['salesMargin', 'missing-figure', { income: undefined }],
    ['operatingCashRatio', 'missing-figure', { cashFlow: undefined }],
    [
      'debtRatio',
      'zero-denominator',
      { balance: Object.fromEntries(Object.keys(balance2025).map((line) => [line, '0'])) as typeof balance2025 },
    ],
    ['salesGrowth', 'no-earlier-statement', {}],
  ])('%s is not available for want of a denominator: %s', (id, reason, changes) => {
    const { income, cashFlow, ...rest } = { ...y2025, ...changes };
    const found = ratio(assessed([{ ...rest, ...(income && { income }), ...(cashFlow && { cashFlow }) }]), id);
    expect(found?.unavailable?.reason).toBe(reason);
    expect(found?.value).toBeUndefined();
  });

  test('on a negative opening equity is not available', () => {
    const inDebt = { ...y2024, balance: { ...y2024.balance, totalLiabilities: '9000000' } };
    expect(ratio(assessed([inDebt, y2025]), 'capitalPreservation')?.unavailable).toEqual({
      reason: 'negative-denominator',
      figures: ['equity'],
    });
  });

  test('stands against its own industry first, against all industries where that one is silent', () => {
    const coal = assessed([y2025], { industry: 'coal' });
    expect(ratio(coal, 'debtRatio')?.standard).toEqual({ industry: 'coal', kind: 'average', value: '61.2' });
    const food = assessed([y2025], { industry: '食品' });
    expect(ratio(food, 'debtRatio')?.standard).toEqual({ industry: 'food', kind: 'acceptable', value: '62' });
    expect(ratio(food, 'inventoryTurnover')?.standard).toEqual({ industry: 'all', kind: 'average', value: '4.4' });
  });

  test('that is better never has a lower level score', () => {
    for (const { id, better } of standardPolicy.ratios.list) {
      const table = standardPolicy.standards.allIndustries[id];
      if (table === undefined) continue;
      assert(
        property(integer({ min: -20_000, max: 20_000 }), integer({ min: 0, max: 3000 }), (from, step) => {
          const value = exact(from).div(100);
          const improved = better === 'higher' ? value.plus(step / 100) : value.minus(step / 100);
          const before = levelScore(value, levelTableOf(table, standardPolicy), better, standardPolicy);
          const after = levelScore(improved, levelTableOf(table, standardPolicy), better, standardPolicy);
          if (before !== undefined) expect(after?.score.gte(before.score)).toBe(true);
        }),
        { numRuns: 100, seed: 3 },
      );
    }
  });
});

describe('the ratios together', () => {
  test('weigh liquidity up to 90 days and solvency and profit beyond', () => {
    expect(assessed([y2025], { termDays: 90 })).toMatchObject({ term: 'short' });
    expect(assessed([y2025], { termDays: 91 })).toMatchObject({ term: 'long' });
    const weak = {
      ...y2025,
      balance: { ...balance2025, inventory: '600', cash: '0', receivables: '40', otherCurrentAssets: '40' },
    };
    const short = exact(assessed([weak], { termDays: 60 }).ratioScore ?? '100');
    expect(short.lt(assessed([weak], { termDays: 360 }).ratioScore ?? '0')).toBe(true);
  });
});

describe('the cross-check models', () => {
  // Worked by hand, inputs to six decimals: WC/TA 0.28, RE/TA 0.15, EBIT/TA 0.18, equity/TL 480/520, sales/TA 1.8, EBT/CL 160/420.
  test('stand beside the grade with their inputs', () => {
    const [zPrivate, zDouble, springate] = assessed([y2025]).crossChecks;
    expect(zPrivate).toMatchObject({ code: 'zPrivate', value: '3.07116234', zone: 'safe' });
    expect(zDouble).toMatchObject({ code: 'zDouble', value: '4.50463085', zone: 'safe' });
    expect(springate?.inputs.map(({ value }) => value)).toEqual(['0.28', '0.18', '0.380952', '1.8']);
    expect(springate).toMatchObject({ value: '1.81242832', zone: 'no-distress' });
  });

  test('say what they lack', () =>
    expect(
      assessed([{ ...y2025, balance: { ...balance2025, retainedEarnings: undefined } }] as Statement[]).crossChecks[0],
    ).toEqual({
      code: 'zPrivate',
      inputs: [],
      unavailable: { reason: 'missing-figure', figures: ['retainedEarnings'] },
    }));
});
