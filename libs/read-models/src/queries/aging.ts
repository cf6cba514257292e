import type { AgingReport, AgingRow } from '@app/contracts/aging';
import { Problem } from '@app/kernel/problem';
import { minus, nil, ofYuan, plus, total, type Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { asOfItems, isAsItStands, type AsOf } from './as-of-items';
import { knownAt, type KnownAtWish } from './known-at';
import { atOneMoment, offsetOf, type Paged, type Reader } from './reader';

export type AgingGrouping = AgingReport['by'];
export type AgingWish = Omit<AsOf, 'known'> &
  Paged &
  Readonly<{ by: AgingGrouping; knownAt?: KnownAtWish; policyHash: string; customerId?: string | undefined }>;

/** The bars of the report and its proof. */
export type AgingTotals = Pick<
  AgingReport,
  'buckets' | 'invoices' | 'receivables' | 'disputed' | 'unallocatedCash' | 'creditNotes' | 'proof'
>;

/** What cannot tie is shown with this many customers. */
const CUSTOMERS_NAMED_MAX = 5;

type Bar = Readonly<{ bucket: number; amount: Yuan; disputed: Yuan; invoices: number }>;
type Sums = Readonly<{ cash: Yuan; notes: Yuan; ledger: Yuan; astray: number; customers: string[] | null }>;

/**
 * Of each customer, and of all: what is open less unallocated cash less unapplied credit notes is the ledger, what was
 * invoiced less what was paid, credited and written off, added up without regard to what was allocated to what. Where it
 * is not, there is no report: `Problem` `report-does-not-tie`.
 */
const proof = (sql: Reader) => sql`
  by_customer as materialized (
    select customer_id, sum(open) as open, sum(disputed) as disputed from items group by customer_id),
  proven as (
    select customer_id, coalesce(cash, 0) as cash, coalesce(notes, 0) as notes, coalesce(ledger, 0) as ledger,
      coalesce(open, 0) - coalesce(cash, 0) - coalesce(notes, 0) <> coalesce(ledger, 0) as is_astray
    from by_customer full join sums using (customer_id)),
  bars as (
    select bucket, sum(open)::numeric(20,2)::text as amount, sum(disputed)::numeric(20,2)::text as disputed,
      count(*)::int as invoices from items group by bucket),
  summed as (
    select coalesce(sum(cash), 0)::numeric(20,2)::text as cash, coalesce(sum(notes), 0)::numeric(20,2)::text as notes,
      coalesce(sum(ledger), 0)::numeric(20,2)::text as ledger, count(*) filter (where is_astray)::int as astray,
      (array_agg(customer_id order by customer_id) filter (where is_astray))[:${CUSTOMERS_NAMED_MAX}] as customers
    from proven)`;

const totalsOf = ({ policy, asOf }: AsOf, bars: readonly Bar[], sums: Sums): AgingTotals => {
  const buckets = policy.buckets.map(({ id }, index) => {
    const { amount, invoices } = bars.find(({ bucket }) => bucket === index) ?? { amount: nil, invoices: 0 };
    return { bucket: id, amount, invoices };
  });
  const receivables = total(buckets.map(({ amount }) => amount));
  const { cash: unallocatedCash, notes: creditNotes, ledger, astray } = sums;
  const proven = minus(receivables, plus(unallocatedCash, creditNotes));
  if (proven !== ledger || astray > 0)
    throw new Problem('report-does-not-tie', {
      asOf,
      buckets: proven,
      ledger,
      customers: (sums.customers ?? []).join(', '),
    });
  return {
    buckets,
    invoices: buckets.reduce((sum, bucket) => sum + bucket.invoices, 0),
    receivables,
    disputed: total(bars.map(({ disputed }) => disputed)),
    unallocatedCash,
    creditNotes,
    proof: { buckets: receivables, unallocatedCash, creditNotes, ledger },
  };
};

export const agingTotals = async (sql: Reader, wish: AsOf): Promise<AgingTotals> => {
  const items = asOfItems(sql, wish, await isAsItStands(sql, wish));
  const [found] = await sql<{ bars: Bar[] | null; sums: Sums }[]>`
    with ${items}, ${proof(sql)}
    select (select json_agg(bars) from bars) as bars, (select row_to_json(summed) from summed) as sums`;
  if (found === undefined) throw new Error('a query without a row');
  return totalsOf(wish, found.bars ?? [], found.sums);
};

type Found = Readonly<{
  key: string;
  name: string;
  /** By place of the bucket; empty ones are left out. */
  buckets: Readonly<Record<string, string>> | null;
  receivables: Yuan;
  disputed: Yuan;
  unallocatedCash: Yuan;
  creditNotes: Yuan;
  inCurrency: Yuan | null;
}>;
type Answer = Readonly<{ bars: Bar[] | null; sums: Sums; rows: Found[] | null; total: number }>;

/** What an item is counted under; cash and credit notes belong to a customer, and to no salesperson and no document. */
const keyed = (sql: Reader, { by, asOf, known }: AsOf & Readonly<{ by: AgingGrouping }>) => {
  const byKey = sql`by_key as materialized (
    select key, sum(open) as open, sum(disputed) as disputed, sum(foreign_open) as in_currency from keyed group by key)`;
  const nobodys = sql`sums_by_key as (select '' as key, sum(cash) as cash, sum(notes) as notes from sums)`;
  switch (by) {
    case 'customer':
      return sql`keyed as not materialized (select *, customer_id as key from items),
        sums_by_key as (select customer_id as key, cash, notes from sums),
        by_key as (select customer_id as key, open, disputed, null::numeric as in_currency from by_customer)`;
    case 'unit':
      return sql`keyed as materialized (
          select i.*, coalesce(c.selling_unit, '') as key from items i left join read.customer_file c using (customer_id)),
        sums_by_key as (
          select coalesce(c.selling_unit, '') as key, sum(cash) as cash, sum(notes) as notes
          from sums left join read.customer_file c using (customer_id) group by 1), ${byKey}`;
    case 'grade':
      return sql`grades as materialized (
          select distinct on (customer_id) customer_id, grade from read.agreement_entry
          where valid_from <= ${asOf} and position <= ${known.position}
          order by customer_id, valid_from desc, position desc),
        keyed as materialized (select i.*, coalesce(g.grade, '') as key from items i left join grades g using (customer_id)),
        sums_by_key as (
          select coalesce(g.grade, '') as key, sum(cash) as cash, sum(notes) as notes
          from sums left join grades g using (customer_id) group by 1), ${byKey}`;
    case 'salesperson':
      return sql`keyed as not materialized (select *, coalesce(salesperson, '') as key from items), ${nobodys}, ${byKey}`;
    case 'currency':
      return sql`keyed as not materialized (select *, coalesce(currency, '') as key from items), ${nobodys}, ${byKey}`;
  }
};

const answer = async (
  sql: Reader,
  wish: AsOf & Paged & Readonly<{ by: AgingGrouping; customerId?: string | undefined }>,
): Promise<Answer> => {
  const { by, size, customerId } = wish;
  const items = asOfItems(sql, wish, await isAsItStands(sql, wish));
  const named = by === 'customer' ? sql`left join read.customer_file c on c.customer_id = p.key` : sql``;
  const [found] = await sql<Answer[]>`
    with ${items}, ${proof(sql)}, ${keyed(sql, wish)},
    ranked as materialized (
      select key, coalesce(open, 0) as open, coalesce(disputed, 0) as disputed, coalesce(cash, 0) as cash,
        coalesce(notes, 0) as notes, in_currency
      from by_key full join sums_by_key using (key)
      where (coalesce(open, 0) <> 0 or coalesce(cash, 0) <> 0 or coalesce(notes, 0) <> 0)
        ${customerId === undefined ? sql`` : sql`and key = ${customerId}`}),
    page as materialized (
      select * from ranked order by open desc, cash desc, notes desc, key collate "C"
      limit ${size} offset ${offsetOf(wish)}),
    cells as (
      select key, jsonb_object_agg(bucket, open::text) as buckets from (
        select key, bucket, sum(open) as open from keyed where key in (select key from page) group by 1, 2) cell
      group by 1)
    select (select json_agg(bars) from bars) as bars, (select row_to_json(summed) from summed) as sums,
      (select count(*)::int from ranked) as total,
      (select json_agg(row_to_json(shown)) from (
        select p.key, ${by === 'customer' ? sql`coalesce(c.name, p.key)` : sql`p.key`} as name, cells.buckets,
          p.open::numeric(20,2)::text as receivables, p.disputed::numeric(20,2)::text as disputed,
          p.cash::numeric(20,2)::text as "unallocatedCash", p.notes::numeric(20,2)::text as "creditNotes",
          ${by === 'currency' ? sql`p.in_currency::numeric(20,2)::text` : sql`null`} as "inCurrency"
        from page p left join cells using (key) ${named}
        order by p.open desc, p.cash desc, p.notes desc, p.key collate "C") shown) as rows`;
  if (found === undefined) throw new Error('a query without a row');
  return found;
};

const rowIn = ({ key, name, buckets, inCurrency, ...amounts }: Found, { policy }: AsOf): AgingRow => ({
  ...{ key, name, ...amounts },
  buckets: policy.buckets.map((_, index) => ofYuan(buckets?.[String(index)] ?? nil)),
  ...(inCurrency !== null && { inCurrency }),
});

/**
 * What was owed at the end of a business day, by days overdue or since the invoice, with all that is known now or was
 * known at a time: the largest debts first. The same day, position, policy and wish give the same report for ever.
 */
export const aging = (sql: Sql, { knownAt: knownWish, policyHash, ...wish }: AgingWish): Promise<AgingReport> =>
  atOneMoment(sql, async (tx) => {
    const { asOf, policy, basis, by, page, size } = wish;
    const known = await knownAt(tx, knownWish);
    const { bars, sums, rows, total: count } = await answer(tx, { ...wish, known });
    return {
      asOf,
      knownAt: { position: known.position, recordedAt: known.recordedAt },
      policy: `${policy.id}@${policy.version}`,
      policyHash,
      ...{ basis, by },
      ...totalsOf({ ...wish, known }, bars ?? [], sums),
      rows: (rows ?? []).map((row) => rowIn(row, { ...wish, known })),
      ...{ page, size, total: count },
    };
  });
