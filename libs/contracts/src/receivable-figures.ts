import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { decimalText } from '@app/kernel/exact';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan, yuan } from '@app/kernel/yuan';
import { knownAtText } from './aging';

const MONTHS_MAX = 60;
const DEBTORS_MAX = 200;

/** As known now, or each month end as it was known when it ended. */
export const figuresClock = z.enum(['now', 'then']);
const asOf = { asOf: businessDate.optional(), knownAt: knownAtText.optional() };
const months = z.coerce.number().int().min(1).max(MONTHS_MAX).default(12);

export const dsoQuery = z.strictObject({ ...asOf, months });
export const rollRatesQuery = z.strictObject({ ...asOf, clock: figuresClock.default('now') });
export const trendQuery = z.strictObject({ ...asOf, months, clock: figuresClock.default('now') });
export const topDebtorsQuery = z.strictObject({
  ...asOf,
  size: z.coerce.number().int().min(1).max(DEBTORS_MAX).default(20),
});
export const forecastQuery = z.strictObject({
  ...asOf,
  customerId: id.optional(),
  /** Leave out what is in dispute. */
  without: z.literal('disputes').optional(),
});

const known = {
  asOf: businessDate,
  knownAt: z.strictObject({ position: z.string(), recordedAt: z.string() }),
};
const stamp = { policy: z.string(), policyHash: z.string() };
const days = decimalText.optional();

/** GET /api/figures/dso: how fast money comes in; see docs/handbook/receivable-figures.md for the formulas. */
export const dsoReport = z
  .strictObject({
    ...known,
    months: z.int(),
    /** The last months, of which simple and best possible DSO are taken, and their days and sales. */
    periodMonths: z.int(),
    periodDays: z.int(),
    sales: yuan,
    receivables: nonNegativeYuan,
    overdue: nonNegativeYuan,
    simple: days,
    countBack: days,
    bestPossible: days,
    rolling: days,
    averageDaysLate: days,
    averageDaysBeyondTerms: days,
    paidOnTimePercent: decimalText.optional(),
    paidOnTimePercentOfReceivables: decimalText.optional(),
    /** Receivables that were paid in full in these months. */
    settled: z.int(),
    settledAmount: nonNegativeYuan,
    collectionEffectiveness: decimalText.optional(),
    byMonth: z.array(
      z.strictObject({
        month: z.string(),
        monthEnd: businessDate,
        sales: yuan,
        receivables: nonNegativeYuan,
        overdue: nonNegativeYuan,
      }),
    ),
  })
  .meta({ id: 'DsoReport' });
export type DsoReport = z.infer<typeof dsoReport>;

/** GET /api/figures/roll-rates: from bucket to bucket, and the expected losses that follow. */
export const rollRateReport = z
  .strictObject({
    ...known,
    ...stamp,
    clock: figuresClock,
    buckets: z.array(z.string()),
    monthEnds: z.array(
      z.strictObject({ monthEnd: businessDate, position: z.string(), amounts: z.array(nonNegativeYuan) }),
    ),
    rates: z.array(
      z.strictObject({
        from: z.string(),
        to: z.string(),
        byMonth: z.array(decimalText.nullable()),
        average: decimalText.nullable(),
      }),
    ),
    matrix: z.array(
      z.strictObject({
        bucket: z.string(),
        lossRate: decimalText,
        balance: nonNegativeYuan,
        provision: nonNegativeYuan,
      }),
    ),
    balance: nonNegativeYuan,
    provision: nonNegativeYuan,
  })
  .meta({ id: 'RollRateReport' });
export type RollRateReport = z.infer<typeof rollRateReport>;

/** GET /api/figures/trend: what was owed at the last month ends, by bucket, and the share overdue. */
export const trendReport = z
  .strictObject({
    ...known,
    ...stamp,
    clock: figuresClock,
    buckets: z.array(z.string()),
    months: z.array(
      z.strictObject({
        monthEnd: businessDate,
        position: z.string(),
        amounts: z.array(nonNegativeYuan),
        receivables: nonNegativeYuan,
        overdue: nonNegativeYuan,
        overduePercent: decimalText.optional(),
      }),
    ),
  })
  .meta({ id: 'TrendReport' });
export type TrendReport = z.infer<typeof trendReport>;

/** GET /api/figures/top-debtors: who owes most, and how much hangs on few. */
export const topDebtorsReport = z
  .strictObject({
    ...known,
    receivables: nonNegativeYuan,
    customers: z.int(),
    rows: z.array(
      z.strictObject({
        customerId: id,
        customerName: z.string(),
        receivables: nonNegativeYuan,
        overdue: nonNegativeYuan,
        disputed: nonNegativeYuan,
        oldestDueDate: businessDate,
        sharePercent: decimalText,
      }),
    ),
    /** In percent; the Herfindahl index from 0 to 1. Left out where nobody owes anything. */
    concentration: z
      .strictObject({ top1: decimalText, top5: decimalText, top10: decimalText, herfindahl: decimalText })
      .optional(),
  })
  .meta({ id: 'TopDebtorsReport' });
export type TopDebtorsReport = z.infer<typeof topDebtorsReport>;

/** GET /api/figures/forecast: cash to come by week, from each customer's own habit of payment, with a band. */
export const cashForecastReport = z
  .strictObject({
    ...known,
    ...stamp,
    customerId: id.optional(),
    without: z.literal('disputes').optional(),
    open: nonNegativeYuan,
    disputed: nonNegativeYuan,
    weeks: z.array(
      z.strictObject({
        week: z.int(),
        from: businessDate,
        to: businessDate,
        expected: nonNegativeYuan,
        p10: nonNegativeYuan,
        p50: nonNegativeYuan,
        p90: nonNegativeYuan,
      }),
    ),
    /** Expected after the last week, or later than anybody has ever paid. */
    beyond: nonNegativeYuan,
    /** Customers by whose habit was taken: their own, their selling unit's, that of all; none: nobody has paid yet. */
    habits: z.strictObject({ own: z.int(), unit: z.int(), whole: z.int(), none: z.int() }),
  })
  .meta({ id: 'CashForecastReport' });
export type CashForecastReport = z.infer<typeof cashForecastReport>;
