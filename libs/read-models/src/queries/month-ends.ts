import type { AgingPolicy } from '@app/domain/aging/aging-policy';
import { addMonths, dateOf, endOfMonth, type BusinessDate } from '@app/kernel/business-date';
import { minus, type Yuan } from '@app/kernel/yuan';
import { agingTotals } from './aging';
import { knownAt, type KnownAt } from './known-at';
import type { Reader } from './reader';

export type MonthEnd = Readonly<{
  monthEnd: BusinessDate;
  position: string;
  amounts: readonly Yuan[];
  receivables: Yuan;
  overdue: Yuan;
}>;

export type MonthEndsWish = Readonly<{
  asOf: BusinessDate;
  known: KnownAt;
  /** So many month ends, the last of them the day itself. */
  count: number;
  /** The first bucket is what is not due yet. */
  policy: AgingPolicy;
  /** The last instant of a business day: each month end as it was known then. Left out: all as it is known. */
  endOf?: ((day: BusinessDate) => string) | undefined;
}>;

/** The last days of months before a day, and the day itself, the oldest first. */
export const monthEndsUpTo = (asOf: BusinessDate, count: number): BusinessDate[] => {
  const first = dateOf(`${asOf.slice(0, 'YYYY-MM'.length)}-01`);
  return Array.from({ length: count }, (_, ago) => (ago === 0 ? asOf : endOfMonth(addMonths(first, -ago)))).reverse();
};

const knownThen = async (sql: Reader, { known, endOf }: MonthEndsWish, monthEnd: BusinessDate): Promise<KnownAt> => {
  if (endOf === undefined) return known;
  const then = await knownAt(sql, { instant: endOf(monthEnd) });
  return then.position < known.position ? then : known;
};

/** Aging at each of the month ends, proven as the aging report is. The only place that asks for it. */
export const monthEnds = async (sql: Reader, wish: MonthEndsWish): Promise<MonthEnd[]> => {
  const found: MonthEnd[] = [];
  for (const monthEnd of monthEndsUpTo(wish.asOf, wish.count)) {
    const known = await knownThen(sql, wish, monthEnd);
    const { buckets, receivables } = await agingTotals(sql, {
      asOf: monthEnd,
      known,
      policy: wish.policy,
      basis: 'due',
    });
    const amounts = buckets.map(({ amount }) => amount);
    const overdue = minus(receivables, amounts[0] ?? receivables);
    found.push({ monthEnd, position: known.position, amounts, receivables, overdue });
  }
  return found;
};
