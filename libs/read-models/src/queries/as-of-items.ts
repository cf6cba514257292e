import type { AgingPolicy } from '@app/domain/aging/aging-policy';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Reader } from './reader';

export type AsOf = Readonly<{ asOf: BusinessDate; policy: AgingPolicy }>;

/** The first day overdue that no longer belongs to each bucket with an end, as `width_bucket` wants it. */
const thresholds = ({ buckets }: AgingPolicy): number[] =>
  buckets.flatMap(({ upTo }) => (upTo === undefined ? [] : [upTo + 1]));

/**
 * What was owed at the end of a business day, from the entries alone: `items`, each open receivable with its bucket
 * (its place in the policy, from 0), and `cash`, what each customer had paid in that no receivable had taken yet. An
 * allocation counts from its value date on, but not before the invoice that it pays: until then it is cash. The due
 * date is the one that held on that day.
 */
export const asOfItems = (sql: Reader, { asOf, policy }: AsOf) => sql`
  opened as (
    select customer_id, receivable_id, receivable_delta as amount
    from read.ledger_entry where kind = 'opened' and business_date <= ${asOf}),
  allocated as (
    select a.customer_id, a.receivable_id, sum(a.receivable_delta) as taken, sum(a.cash_delta) as cash
    from read.ledger_entry a join opened using (customer_id, receivable_id)
    where a.kind = 'allocated' and a.business_date <= ${asOf} group by 1, 2),
  due as (
    select distinct on (customer_id, receivable_id) customer_id, receivable_id, due_date
    from read.due_date_entry where holds_from <= ${asOf} order by customer_id, receivable_id, position desc, n desc),
  in_dispute as (
    select customer_id, receivable_id, sum(amount) as amount from read.dispute_entry raised
    where kind = 'raised' and business_date <= ${asOf} and not exists (
      select from read.dispute_entry closed
      where closed.customer_id = raised.customer_id and closed.receivable_id = raised.receivable_id
        and closed.dispute_id = raised.dispute_id and closed.kind = 'closed' and closed.business_date <= ${asOf})
    group by 1, 2),
  items as (
    select o.customer_id, o.receivable_id, o.amount + coalesce(a.taken, 0) as open,
      least(o.amount + coalesce(a.taken, 0), coalesce(d.amount, 0)) as disputed,
      width_bucket(${asOf}::date - due.due_date, ${thresholds(policy)}::int[]) as bucket
    from opened o
    join due using (customer_id, receivable_id)
    left join allocated a using (customer_id, receivable_id)
    left join in_dispute d using (customer_id, receivable_id)
    where o.amount + coalesce(a.taken, 0) <> 0),
  cash as (
    select customer_id, sum(amount) as amount from (
      select customer_id, cash_delta as amount from read.ledger_entry where kind = 'paid' and business_date <= ${asOf}
      union all select customer_id, cash from allocated) movement
    group by 1 having sum(amount) <> 0)`;
