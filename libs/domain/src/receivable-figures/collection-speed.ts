import { exact, type Exact } from '@app/kernel/exact';
import { exceeds, isNil, isPositive, minus, nil, total, type Yuan } from '@app/kernel/yuan';

/** A month, or what of it has passed: credit sales in it, and what was owed at its end. */
export type SalesMonth = Readonly<{
  days: number;
  /** 赊销额: invoices and debit notes less credit notes, tax included. */
  sales: Yuan;
  /** At its end. */
  receivables: Yuan;
  overdue: Yuan;
}>;

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const daysOf = (part: Yuan | Exact, sales: Yuan, days: number): string | undefined =>
  isPositive(sales) ? exact(part).times(days).divTo(sales, 1).toFixed(1) : undefined;

/**
 * DSO at the end of a period 期末法: receivables ÷ credit sales of the period × its days, in days with one decimal.
 * Undefined where nothing was sold. Source: the period-end formula of Credit Research Foundation, "DSO and related measures".
 */
export const simpleDso = (receivables: Yuan, months: readonly SalesMonth[]): string | undefined =>
  daysOf(receivables, total(months.map(({ sales }) => sales)), sum(months.map(({ days }) => days)));

/**
 * Best possible DSO 最佳可能: the same with what is not overdue. Between the two lies the average of days that customers are
 * late. Source as above.
 */
export const bestPossibleDso = (receivables: Yuan, overdue: Yuan, months: readonly SalesMonth[]): string | undefined =>
  simpleDso(minus(receivables, overdue), months);

/**
 * Count-back DSO 倒推法: sales are taken off what is owed month by month, the newest first; a whole month counts all of its
 * days, the one in which it is used up the share that was needed. Undefined where all months together are less than
 * what is owed: then it is longer than they are. A month without sales counts its days.
 */
export const countBackDso = (receivables: Yuan, newestFirst: readonly SalesMonth[]): string | undefined => {
  let left = receivables;
  let days = exact(0);
  for (const month of newestFirst) {
    if (!isPositive(left)) break;
    if (isPositive(month.sales) && !exceeds(left, month.sales))
      return days.plus(exact(left).times(month.days).divTo(month.sales, 6)).toFixed(1);
    left = minus(left, isPositive(month.sales) ? month.sales : nil);
    days = days.plus(month.days);
  }
  return isPositive(left) ? undefined : days.toFixed(1);
};

/**
 * Rolling DSO 滚动平均: the mean of what was owed at the month ends ÷ the sales of all months × their days. What is sold
 * unevenly over the year shows in it less than at one period end.
 */
export const rollingDso = (months: readonly SalesMonth[]): string | undefined => {
  if (months.length === 0) return undefined;
  const mean = exact(total(months.map(({ receivables }) => receivables))).div(months.length);
  return daysOf(mean, total(months.map(({ sales }) => sales)), sum(months.map(({ days }) => days)));
};

/**
 * Collection effectiveness index 收款效率 in percent: (owed at the beginning + sales − owed at the end) ÷ (owed at the
 * beginning + sales − what of the end is not due). 100: everything was collected that could be. Source: National
 * Association of Credit Management.
 */
export const collectionEffectiveness = (
  begin: Yuan,
  sales: Yuan,
  { receivables, overdue }: Pick<SalesMonth, 'receivables' | 'overdue'>,
): string | undefined => {
  const before = exact(begin).plus(sales);
  const could = before.minus(minus(receivables, overdue));
  return could.gt(0) ? before.minus(receivables).times(100).divTo(could, 1).toFixed(1) : undefined;
};

/** Receivables that were paid in full, all with the same days from due date to the last payment; below zero it was early. */
export type PaidReceivables = Readonly<{ daysLate: number; amount: Yuan; count: number }>;

/**
 * Weighted by amount: `averageDaysLate` counts what came early as on time, `averageDaysBeyondTerms` as early; the share paid
 * on time, by amount and by number. Undefined where nothing was paid.
 */
export const lateness = (paid: readonly PaidReceivables[]) => {
  const settledAmount = total(paid.map(({ amount }) => amount));
  const settled = sum(paid.map(({ count }) => count));
  if (isNil(settledAmount)) return undefined;
  const weighted = (days: (late: number) => number): string =>
    paid
      .reduce((all, { daysLate, amount }) => all.plus(exact(amount).times(days(daysLate))), exact(0))
      .divTo(settledAmount, 1)
      .toFixed(1);
  const onTime = paid.filter(({ daysLate }) => daysLate <= 0);
  return {
    ...{ settled, settledAmount },
    averageDaysLate: weighted((late) => Math.max(0, late)),
    averageDaysBeyondTerms: weighted((late) => late),
    paidOnTimePercent: exact(total(onTime.map(({ amount }) => amount)))
      .times(100)
      .divTo(settledAmount, 1)
      .toFixed(1),
    paidOnTimePercentOfReceivables: exact(sum(onTime.map(({ count }) => count)) * 100)
      .divTo(settled, 1)
      .toFixed(1),
  };
};
