import type { AgingPolicy } from '@app/domain/aging/aging-policy';
import type { BusinessDate } from '@app/kernel/business-date';
import type { KnownAt } from './known-at';
import type { Reader } from './reader';

/** By which day a receivable is aged. */
export type AgingBasis = 'due' | 'invoice';

/** A business day, what was known of it, and the buckets. */
export type AsOf = Readonly<{ asOf: BusinessDate; known: KnownAt; policy: AgingPolicy; basis: AgingBasis }>;

/** The first day of age that no longer belongs to each bucket with an end, as `width_bucket` wants it. */
const thresholds = ({ buckets }: AgingPolicy): number[] =>
  buckets.flatMap(({ upTo }) => (upTo === undefined ? [] : [upTo + 1]));

const bucketOf = (sql: Reader, { asOf, policy, basis }: AsOf) =>
  basis === 'invoice'
    ? sql`width_bucket(${asOf}::date - invoice_date, ${thresholds(policy)}::int[])`
    : sql`width_bucket(${asOf}::date - due_date, ${thresholds(policy)}::int[])`;

/** Whether nothing of the ledger took effect after the day: then what is open now was open then. */
export const isAsItStands = async (sql: Reader, { asOf, known }: Pick<AsOf, 'asOf' | 'known'>): Promise<boolean> => {
  if (!known.isLatest) return false;
  const [row] = await sql<{ isLater: boolean }[]>`
    select exists (select from read.ledger_entry where business_date > ${asOf})
      or exists (select from read.due_date_entry where extended_on > ${asOf})
      or exists (select from read.dispute_entry where business_date > ${asOf}) as "isLater"`;
  return row?.isLater === false;
};

/** As it stands: what is open, and the sums that each account keeps of itself. */
const standing = (sql: Reader, wish: AsOf) => sql`
  items as not materialized (
    select customer_id, receivable_id, invoice_date, due_date, document_id, of_kind, salesperson, currency,
      open_amount as open, foreign_open, disputed, ${bucketOf(sql, wish)} as bucket
    from read.open_receivable),
  sums as materialized (
    select customer_id, (sums->>'unallocatedCash')::numeric as cash, (sums->>'creditNotes')::numeric as notes, ledger
    from read.account_position)`;

const monthOf = (day: string): string => day.slice(0, 'YYYY-MM'.length);

/**
 * On any day, as known at any time. A receivable tells by its one row what was open of it; those that were paid by then,
 * as was known by then, are passed over. The sums are whole months and the entries of the month that the day and of the
 * one that the time cut through. What an invoice of a later date was settled with is cash, or a credit note, until that date.
 */
const recalled = (sql: Reader, wish: AsOf) => {
  const { asOf, known } = wish;
  const { position } = known;
  const [businessMonth, recordedMonth] = [`${monthOf(asOf)}-01`, monthOf(known.recordedAt)];
  const nth = (list: string, n: number) => sql`
    case when move_dates[${n}::int] <= ${asOf} and move_positions[${n}::int] collate "C" <= ${position}
      then ${sql(list)}[${n}::int] else 0 end`;
  // Most receivables move once or twice: looked at by their place, they cost a tenth of a subquery.
  const moved = (list: 'moves' | 'foreign_moves') => sql`
    case when coalesce(cardinality(moves), 0) <= 3 then ${nth(list, 1)} + ${nth(list, 2)} + ${nth(list, 3)}
    else coalesce((
      select sum(move.delta) from unnest(${sql(list)}, move_dates, move_positions) as move (delta, day, place)
      where move.day <= ${asOf} and move.place collate "C" <= ${position}), 0) end`;
  return sql`
  living as (
    select *, last_date <= ${asOf} and last_position <= ${position} as is_whole from read.receivable_life
    where invoice_date <= ${asOf} and opened_position <= ${position}
      and (open_now <> 0 or last_date > ${asOf} or last_position > ${position})),
  opened as (
    select customer_id, receivable_id, invoice_date, due_date, document_id, of_kind, salesperson, currency,
      case when is_whole then open_now else amount + ${moved('moves')} end as open,
      case when currency is not null then foreign_amount + ${moved('foreign_moves')} end as foreign_open
    from living),
  extended as (
    select distinct on (customer_id, receivable_id) customer_id, receivable_id, due_date from read.due_date_entry
    where extended_on <= ${asOf} and position <= ${position} order by customer_id, receivable_id, position desc, n desc),
  in_dispute as (
    select customer_id, receivable_id, sum(amount) as amount from read.dispute_entry raised
    where kind = 'raised' and business_date <= ${asOf} and position <= ${position} and not exists (
      select from read.dispute_entry closed
      where closed.customer_id = raised.customer_id and closed.receivable_id = raised.receivable_id
        and closed.dispute_id = raised.dispute_id and closed.kind = 'closed' and closed.business_date <= ${asOf}
        and closed.position <= ${position})
    group by 1, 2),
  dated as (
    select o.customer_id, o.receivable_id, o.invoice_date, coalesce(e.due_date, o.due_date) as due_date, o.document_id,
      o.of_kind, o.salesperson, o.currency, o.open, o.foreign_open, least(o.open, coalesce(d.amount, 0)) as disputed
    from opened o
    left join extended e using (customer_id, receivable_id)
    left join in_dispute d using (customer_id, receivable_id)
    where o.open <> 0),
  items as materialized (select *, ${bucketOf(sql, wish)} as bucket from dated),
  early as (
    select moved.customer_id, -sum(cash_delta) as cash, -sum(note_delta) as notes, -sum(ledger_delta) as ledger
    from read.receivable_life life join read.ledger_entry moved using (customer_id, receivable_id)
    where first_move < invoice_date and invoice_date > ${asOf} and business_date <= ${asOf} and position <= ${position}
    group by 1),
  sums as materialized (
    select customer_id, sum(cash) as cash, sum(notes) as notes, sum(ledger) as ledger from (
      select customer_id, cash, notes, ledger from read.ledger_month
      where business_month < ${businessMonth} and recorded_month < ${recordedMonth}
      union all
      select customer_id, cash_delta, note_delta, ledger_delta from read.ledger_entry
      where business_date >= ${businessMonth} and business_date <= ${asOf} and position <= ${position}
      union all
      select customer_id, cash_delta, note_delta, ledger_delta from read.ledger_entry
      where recorded_at collate "C" >= ${recordedMonth} and recorded_at collate "C" <= ${known.recordedAt}
        and position <= ${position} and business_date < ${businessMonth}
      union all
      select customer_id, cash, notes, ledger from early) movement
    group by 1)`;
};

/**
 * Two tables to follow a `with`: `items`, each receivable that was open at the end of the day, with its bucket (its place
 * in the policy, from 0), and `sums`, each customer's unallocated cash, unapplied credit notes and ledger.
 */
export const asOfItems = (sql: Reader, wish: AsOf, asItStands: boolean) =>
  asItStands ? standing(sql, wish) : recalled(sql, wish);
