import { addDays, daysBetween, type BusinessDate } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { nil, ofYuan, plus, type Yuan } from '@app/kernel/yuan';
import { bandOf } from './sum-of-draws';
import { quantileBeyond, type Habit, type HabitOf, type Habits } from './payment-habit';

/** What is open of a customer by one due date. */
export type OpenSum = Readonly<{ customerId: string; unit: string; dueDate: BusinessDate; open: Yuan }>;
export type ForecastWeek = Readonly<{
  week: number;
  from: BusinessDate;
  to: BusinessDate;
  expected: Yuan;
  p10: Yuan;
  p50: Yuan;
  p90: Yuan;
}>;
export type CashForecast = Readonly<{
  weeks: readonly ForecastWeek[];
  /** Expected after the last week, or later than anybody has ever paid. */
  beyond: Yuan;
  open: Yuan;
  habits: Readonly<Record<HabitOf, number>>;
}>;

/** A habit is followed at so many of its quantiles, each as likely as the others. */
const DRAWS = 20;
const DAYS_A_WEEK = 7;
const FEN = 100;

const fenOf = (amount: Yuan): number => exact(amount).times(FEN).toNumber();
const yuanOf = (fen: number): Yuan => ofYuan(exact(fen).div(FEN));

/** By draw, in which week it comes; the number of weeks where it comes later, or never did. */
const weeksOf = (habit: Habit, asOf: BusinessDate, dueDate: BusinessDate, weeks: number): number[] => {
  const overdue = daysBetween(dueDate, asOf);
  return Array.from({ length: DRAWS }, (_, draw) => {
    const late = quantileBeyond(habit, overdue, (draw + 0.5) / DRAWS);
    return late === undefined ? weeks : Math.min(weeks, Math.floor((late - overdue - 1) / DAYS_A_WEEK));
  });
};

/** Fen by week and draw: one customer who pays late pays late with all that it owes. */
type Table = number[][];

const tableOf = (sums: readonly OpenSum[], habit: Habit, asOf: BusinessDate, weeks: number): Table => {
  const table: Table = Array.from({ length: weeks + 1 }, () => new Array<number>(DRAWS).fill(0));
  for (const { dueDate, open } of sums) {
    const fen = fenOf(open);
    weeksOf(habit, asOf, dueDate, weeks).forEach((week, draw) => {
      const row = table[week];
      if (row !== undefined) row[draw] = (row[draw] ?? 0) + fen;
    });
  }
  return table;
};

const meanOf = (tables: readonly Table[], week: number): Yuan => {
  const fen = tables.reduce((sum, table) => (table[week] ?? []).reduce((all, one) => all.plus(one), sum), exact(0));
  return ofYuan(fen.div(DRAWS * FEN));
};

const byCustomer = (sums: readonly OpenSum[]): OpenSum[][] => {
  const customers = new Map<string, OpenSum[]>();
  for (const sum of sums) {
    const known = customers.get(sum.customerId);
    if (known === undefined) customers.set(sum.customerId, [sum]);
    else known.push(sum);
  }
  return [...customers.values()];
};

/**
 * Cash to come, week by week, from each customer's habit of payment. What is overdue already is paid by the part of the
 * habit that is later still. A customer's receivables are paid alike (one quantile of its habit for all of them),
 * customers apart from each other; the band of a week comes from the distribution of that sum, added up customer by
 * customer without a random number: see `bandOf`. The same question has the same answer to the fen.
 */
export const cashForecast = (
  sums: readonly OpenSum[],
  habits: Habits,
  { asOf, weeks }: Readonly<{ asOf: BusinessDate; weeks: number }>,
): CashForecast => {
  const count: Record<HabitOf, number> = { own: 0, unit: 0, whole: 0, none: 0 };
  const tables = byCustomer(sums).flatMap((ofOne) => {
    const [first] = ofOne;
    if (first === undefined) return [];
    const { habit, of } = habits(first.customerId, first.unit);
    count[of] += 1;
    return [tableOf(ofOne, habit, asOf, weeks)];
  });
  return {
    weeks: Array.from({ length: weeks }, (_, week): ForecastWeek => {
      const [p10, p50, p90] = bandOf(tables.map((table) => table[week] ?? [])).map(yuanOf) as [Yuan, Yuan, Yuan];
      const from = addDays(asOf, week * DAYS_A_WEEK + 1);
      return {
        week: week + 1,
        from,
        to: addDays(from, DAYS_A_WEEK - 1),
        expected: meanOf(tables, week),
        p10,
        p50,
        p90,
      };
    }),
    beyond: meanOf(tables, weeks),
    open: sums.reduce((sum, { open }) => plus(sum, open), nil),
    habits: count,
  };
};
