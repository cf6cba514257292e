import type { AssessmentInput } from '@app/credit-model/assessment-input';
import type { MeasuredFigure } from '@app/credit-model/policy/measure';
import type { Statement } from '@app/credit-model/statement';
import { addMonths, dateOf } from '@app/kernel/business-date';
import { exact, type Exact } from '@app/kernel/exact';
import { ofYuan } from '@app/kernel/yuan';

const assessedOn = dateOf('2026-11-20');
type Lines = Readonly<{ balance?: Record<string, string>; income?: Record<string, string>; operating?: string }>;

const statementWith = (year: number, { balance, income, operating }: Lines): Statement => ({
  year,
  unit: 'yuan',
  balance: {
    inventory: '1000000',
    currentAssets: '20000000',
    totalAssets: '100000000',
    currentLiabilities: '10000000',
    totalLiabilities: '30000000',
    ...balance,
  },
  income: {
    revenue: '10000000',
    costOfSales: '7000000',
    operatingProfit: '1000000',
    totalProfit: '1000000',
    netProfit: '750000',
    ...income,
  },
  ...(operating !== undefined && { cashFlow: { operating, investing: '0', financing: '0', net: operating } }),
});

const share = (percent: Exact, of: number): string => percent.times(of).div(100).toFixed();
const times = (value: Exact, of: number): string => value.times(of).toFixed();
const MILLION = 1_000_000;

const latest = (lines: Lines): Partial<AssessmentInput> => ({ statements: [statementWith(2025, lines)] });
const both = (now: Lines, before: Lines): Partial<AssessmentInput> => ({
  statements: [statementWith(2025, now), statementWith(2024, before)],
});
const trade = (figures: Omit<NonNullable<AssessmentInput['trade']>, 'asOf'>): Partial<AssessmentInput> => ({
  trade: { asOf: assessedOn, ...figures },
});

/** What makes a figure come out at exactly the value asked for; of years and days at whole ones. */
const filesBy: Readonly<Record<MeasuredFigure, (value: Exact) => Partial<AssessmentInput>>> = {
  currentRatio: (value) => latest({ balance: { currentAssets: times(value, 10 * MILLION) } }),
  quickRatio: (value) => latest({ balance: { inventory: '0', currentAssets: times(value, 10 * MILLION) } }),
  cashRatio: (value) => latest({ balance: { cash: times(value, 10 * MILLION) } }),
  operatingCashRatio: (value) => latest({ operating: share(value, 10 * MILLION) }),
  debtRatio: (value) => latest({ balance: { totalLiabilities: share(value, 100 * MILLION) } }),
  interestCover: (value) => latest({ income: { interest: '1000000', totalProfit: times(value.minus(1), MILLION) } }),
  inventoryTurnover: (value) => latest({ income: { costOfSales: times(value, MILLION) } }),
  receivableTurnover: (value) =>
    latest({ balance: { receivables: '1000000' }, income: { revenue: times(value, MILLION) } }),
  totalAssetTurnover: (value) => latest({ income: { revenue: times(value, 100 * MILLION) } }),
  currentAssetTurnover: (value) => latest({ income: { revenue: times(value, 20 * MILLION) } }),
  salesMargin: (value) => latest({ income: { totalProfit: share(value, 10 * MILLION) } }),
  grossMargin: (value) => latest({ income: { costOfSales: share(exact(100).minus(value), 10 * MILLION) } }),
  operatingMargin: (value) => latest({ income: { operatingProfit: share(value, 10 * MILLION) } }),
  costProfitMargin: (value) =>
    latest({ income: { costOfSales: '8000000', expenses: '2000000', totalProfit: share(value, 10 * MILLION) } }),
  returnOnAssets: (value) => latest({ income: { totalProfit: share(value, 100 * MILLION) } }),
  salesGrowth: (value) => both({ income: { revenue: share(value.plus(100), 10 * MILLION) } }, {}),
  capitalPreservation: (value) =>
    both(
      {
        balance: {
          totalLiabilities: exact(100 * MILLION)
            .minus(share(value, 10 * MILLION))
            .toFixed(),
        },
      },
      { balance: { totalLiabilities: '90000000' } },
    ),
  yearsEstablished: (value) => ({ foundedOn: addMonths(assessedOn, -12 * value.toNumber()) }),
  yearsAsCustomer: (value) => ({ customerSince: addMonths(assessedOn, -12 * value.toNumber()) }),
  marginToTargetPercent: (value) => trade({ grossMarginPercent: share(value, 20), targetMarginPercent: '20' }),
  marginAfterCarryingPercent: (value) => trade({ marginAfterCarryingPercent: value.toFixed() }),
  monthsWithOrders: (value) => trade({ monthsWithOrders: value.toNumber() }),
  termToStandard: (value) => ({ termDays: value.times(60).toNumber() }),
  returnsPercent: (value) => trade({ returnsPercent: value.toFixed() }),
  shareOfOurSalesPercent: (value) => trade({ shareOfOurSalesPercent: value.toFixed() }),
  onTimePercent: (value) => trade({ onTimePercent: value.toFixed() }),
  averageDaysLate: (value) => trade({ averageDaysLate: value.toFixed() }),
  longestDaysOverdue: (value) => trade({ longestDaysOverdue: value.toNumber() }),
  disputesAndBrokenPromises: (value) => trade({ disputesAndBrokenPromises: value.toNumber() }),
  guaranteesToNetWorthPercent: (value) => ({ guaranteesGiven: ofYuan(share(value, 70 * MILLION)) }),
  netWorthToAsked: (value) => ({
    ...latest({
      balance: {
        totalLiabilities: exact(100 * MILLION)
          .minus(times(value, MILLION))
          .toFixed(),
      },
    }),
    asked: ofYuan(MILLION),
  }),
  paidInPercent: (value) => ({
    ...latest({ balance: { paidInCapital: share(value, 10 * MILLION) } }),
    registeredCapital: ofYuan(10 * MILLION),
  }),
  tangibleNetWorthPercent: (value) =>
    latest({
      balance: {
        intangibles: exact(70 * MILLION)
          .minus(share(value, 100 * MILLION))
          .toFixed(),
      },
    }),
};

/** A sound file, answered from its figures, of which one has the value asked for. */
export const fileMeasuring = (figure: MeasuredFigure, value: Exact): AssessmentInput => ({
  asked: ofYuan(300_000),
  termDays: 60,
  assessedOn,
  statements: [statementWith(2025, {})],
  answers: {},
  answeredFromFigures: true,
  ...filesBy[figure](value),
});
