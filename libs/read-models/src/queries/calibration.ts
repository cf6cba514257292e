import type { CalibrationReport, CalibrationRow } from '@app/contracts/calibration';
import { wilson } from '@app/credit-model/backtest/wilson';
import type { BacktestPolicy } from '@app/domain/backtest/backtest-policy';
import type { BusinessDate } from '@app/kernel/business-date';
import { exact, type Exact } from '@app/kernel/exact';
import type { Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { atOneMoment, type Reader } from './reader';

export type CalibrationWish = Readonly<{
  asOf: BusinessDate;
  by: 'characteristic' | 'credit';
  policy: BacktestPolicy;
}>;

type Found = Readonly<{
  grade: string | null;
  receivables: number;
  late: number;
  daysLate: number;
  worstDaysLate: number;
  amount: Yuan;
  lateAmount: Yuan;
}>;

/**
 * Every receivable of which the day tells whether it was late: paid in full by then, or open for longer than is allowed.
 * Days late run from the due date that held on that day to the value date of the last payment, or to the day itself. Where
 * we gave the cause ourselves, lateness says nothing of the customer, and the receivable is left out. The grade is that of
 * the agreement in force when it was opened.
 */
const observed = (sql: Reader, { asOf, policy }: CalibrationWish) => sql`
  opened as (
    select customer_id, receivable_id, receivable_delta as amount, due_date, position, n
    from read.ledger_entry e where kind = 'opened' and business_date <= ${asOf} and not exists (
      select from read.timeline t where t.customer_id = e.customer_id and t.type = 'DisputeRaised'
        and t.data ->> 'receivableId' = e.receivable_id and (t.data ->> 'nonCredit')::boolean and t.on_date <= ${asOf})),
  paid as (
    select customer_id, receivable_id, -sum(receivable_delta) as amount,
      max(business_date) filter (where kind = 'allocated') as last_on
    from read.ledger_entry where kind in ('allocated', 'deallocated') and business_date <= ${asOf} group by 1, 2),
  extended as (
    select distinct on (customer_id, receivable_id) customer_id, receivable_id, due_date
    from read.due_date_entry where extended_on <= ${asOf} order by customer_id, receivable_id, position desc, n desc),
  due as (
    select o.customer_id, o.receivable_id, coalesce(e.due_date, o.due_date) as due_date
    from opened o left join extended e using (customer_id, receivable_id)),
  lateness as (
    select o.customer_id, o.receivable_id, o.amount, o.position, o.n,
      case when p.amount >= o.amount then p.last_on else ${asOf}::date end - due.due_date as days,
      coalesce(p.amount >= o.amount, false) as is_paid
    from opened o join due using (customer_id, receivable_id) left join paid p using (customer_id, receivable_id)),
  observed as (
    select l.*, greatest(days, 0) as days_late, days > ${policy.late.afterDays} as is_late,
      (select data ->> 'grade' from read.timeline t where t.customer_id = l.customer_id and t.type = 'AccountOpened'
        and (t.position, t.n) < (l.position, l.n) order by t.position desc, t.n desc limit 1) as grade
    from lateness l where is_paid or days > ${policy.late.afterDays})`;

const PERCENT = 100;
const DECIMALS = 2;
const percent = (share: Exact): string => share.times(PERCENT).toFixed(DECIMALS);

const rowOf = ({ grade, daysLate, ...counts }: Found, { calibration }: BacktestPolicy): CalibrationRow => {
  const { receivables, late } = counts;
  const interval = wilson(late, receivables, calibration.quantile) ?? { low: exact(0), high: exact(1) };
  return {
    ...(grade !== null && { grade }),
    ...counts,
    latePercent: percent(exact(late).div(receivables)),
    low: percent(interval.low),
    high: percent(interval.high),
    meanDaysLate: exact(daysLate).div(receivables).toDecimalPlaces(1).toFixed(1),
  };
};

/** How often and how long customers of each grade were late, up to a business day and with all that is known now. */
export const calibration = (sql: Sql, wish: CalibrationWish): Promise<CalibrationReport> =>
  atOneMoment(sql, async (tx) => {
    const { asOf, by, policy } = wish;
    // 3A2: the last character is the digit of the characteristic grade.
    const grade = by === 'credit' ? tx`grade` : tx`'CA' || right(grade, 1)`;
    const found = await tx<Found[]>`
      with ${observed(tx, wish)}
      select ${grade} as grade, count(*)::int as receivables, (count(*) filter (where is_late))::int as late,
        sum(days_late)::int as "daysLate", max(days_late)::int as "worstDaysLate",
        sum(amount)::numeric(20,2)::text as amount,
        coalesce(sum(amount) filter (where is_late), 0)::numeric(20,2)::text as "lateAmount"
      from observed group by 1 order by 1 nulls last`;
    return {
      asOf,
      policy: `${policy.id}@${policy.version}`,
      confidencePercent: policy.calibration.confidencePercent,
      lateAfterDays: policy.late.afterDays,
      rows: found.map((row) => rowOf(row, policy)),
    };
  });
