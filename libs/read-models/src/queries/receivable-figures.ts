import type { TopDebtorsReport } from '@app/contracts/receivable-figures';
import type { AgingPolicy } from '@app/domain/aging/aging-policy';
import type { OpenSum } from '@app/domain/receivable-figures/cash-forecast';
import { concentration } from '@app/domain/receivable-figures/concentration';
import type { PaidSample } from '@app/domain/receivable-figures/payment-habit';
import type { BusinessDate } from '@app/kernel/business-date';
import { percentOf, total, type Yuan } from '@app/kernel/yuan';
import { asOfItems, isAsItStands, type AsOf } from './as-of-items';
import type { KnownAt } from './known-at';
import type { Reader } from './reader';

export type Moment = Readonly<{ asOf: BusinessDate; known: KnownAt }>;

/** Buckets do not matter where nothing is asked by age: due or not. */
const DUE_OR_NOT: AgingPolicy = {
  id: 'due-or-not',
  version: 1,
  source: '',
  buckets: [{ id: 'not-due', upTo: 0 }, { id: 'overdue' }],
};

const dueOrNot = (moment: Moment): AsOf => ({ ...moment, policy: DUE_OR_NOT, basis: 'due' });

/** 赊销额 by month: invoices and debit notes less credit notes, each in the month of its business day. */
export const salesByMonth = async (
  sql: Reader,
  { asOf, known: { position } }: Moment,
  from: BusinessDate,
): Promise<ReadonlyMap<string, Yuan>> => {
  const rows = await sql<{ month: string; sales: Yuan }[]>`
    select to_char(business_date, 'YYYY-MM') as month, sum(ledger_delta)::numeric(20,2)::text as sales
    from read.ledger_entry
    where business_date between ${from} and ${asOf} and position <= ${position}
      and ((kind = 'opened' and (of_kind is null or of_kind = 'debit-note')) or kind in ('credited', 'note-cancelled'))
    group by 1`;
  return new Map(rows.map(({ month, sales }) => [month, sales]));
};

/**
 * Receivables that were paid in full from a day on, by customer, day and days late, as it was known: their last movement
 * against their due date, as it was after extensions. What was written off was not paid.
 */
export const paidSamples = async (
  sql: Reader,
  { asOf, known: { position } }: Moment,
  after: BusinessDate,
): Promise<PaidSample[]> => {
  const rows = await sql<PaidSample[]>`
    with extended as (
      select distinct on (customer_id, receivable_id) customer_id, receivable_id, due_date from read.due_date_entry
      where extended_on <= ${asOf} and position <= ${position}
      order by customer_id, receivable_id, position desc, n desc),
    written_off as materialized (
      select distinct customer_id, receivable_id from read.ledger_entry
      where kind = 'written-off' and business_date <= ${asOf} and position <= ${position}),
    settled as (
      select l.customer_id, l.receivable_id, l.due_date, l.amount, moved.settled_on
      from read.receivable_life l cross join lateral (
        select greatest(max(move.day), l.invoice_date) as settled_on, sum(move.delta) as moved
        from unnest(l.moves, l.move_dates, l.move_positions) as move (delta, day, place)
        where move.day <= ${asOf} and move.place collate "C" <= ${position}) moved
      where l.invoice_date <= ${asOf} and l.opened_position <= ${position} and l.last_date > ${after}
        and l.amount + moved.moved = 0 and moved.settled_on > ${after})
    select s.customer_id as "customerId", coalesce(c.selling_unit, '') as unit,
      s.settled_on - coalesce(e.due_date, s.due_date) as "daysLate", s.settled_on::text as "settledOn",
      sum(s.amount)::numeric(20,2)::text as amount, count(*)::int as count
    from settled s
    left join extended e using (customer_id, receivable_id)
    left join read.customer_file c on c.customer_id = s.customer_id
    where not exists (
      select from written_off w where w.customer_id = s.customer_id and w.receivable_id = s.receivable_id)
    group by 1, 2, 3, 4 order by 1, 4, 3`;
  return [...rows];
};

export type ForecastSums = Readonly<{ sums: readonly OpenSum[]; disputed: Yuan }>;

/** What is open by customer and due date. */
export const openByDueDate = async (
  sql: Reader,
  moment: Moment,
  { customerId, withoutDisputes }: Readonly<{ customerId?: string | undefined; withoutDisputes: boolean }>,
): Promise<ForecastSums> => {
  const items = asOfItems(sql, dueOrNot(moment), await isAsItStands(sql, moment));
  const rows = await sql<(OpenSum & { disputed: Yuan })[]>`
    with ${items}
    select i.customer_id as "customerId", coalesce(c.selling_unit, '') as unit, i.due_date::text as "dueDate",
      sum(i.open ${withoutDisputes ? sql`- i.disputed` : sql``})::numeric(20,2)::text as open,
      sum(i.disputed)::numeric(20,2)::text as disputed
    from items i left join read.customer_file c on c.customer_id = i.customer_id
    ${customerId === undefined ? sql`` : sql`where i.customer_id = ${customerId}`}
    group by 1, 2, 3 order by 1, 3`;
  return { sums: rows, disputed: total(rows.map(({ disputed }) => disputed)) };
};

type Debtor = Omit<TopDebtorsReport['rows'][number], 'sharePercent'>;

/** Who owes how much, the largest first; with the concentration over all of them. */
export const topDebtors = async (
  sql: Reader,
  moment: Moment,
  size: number,
): Promise<Pick<TopDebtorsReport, 'receivables' | 'customers' | 'rows' | 'concentration'>> => {
  const items = asOfItems(sql, dueOrNot(moment), await isAsItStands(sql, moment));
  const rows = await sql<Debtor[]>`
    with ${items}, owed as (
      select customer_id, sum(open) as open, sum(open) filter (where bucket > 0) as overdue, sum(disputed) as disputed,
        min(due_date) as oldest
      from items group by 1)
    select o.customer_id as "customerId", coalesce(c.name, o.customer_id) as "customerName",
      open::numeric(20,2)::text as receivables, coalesce(overdue, 0)::numeric(20,2)::text as overdue,
      disputed::numeric(20,2)::text as disputed, oldest::text as "oldestDueDate"
    from owed o left join read.customer_file c on c.customer_id = o.customer_id
    order by open desc, o.customer_id collate "C"`;
  const amounts = rows.map(({ receivables }) => receivables);
  const receivables = total(amounts);
  const found = concentration(amounts);
  return {
    ...{ receivables, customers: rows.length },
    rows: rows.slice(0, size).map((row) => ({
      ...row,
      sharePercent: percentOf(row.receivables, receivables) ?? '0.0',
    })),
    ...(found !== undefined && { concentration: found }),
  };
};
