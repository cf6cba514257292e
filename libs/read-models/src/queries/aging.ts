import type { AgingReport, AgingRow } from '@app/contracts/aging';
import { minus, nil, ofYuan, total, type Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { asOfItems, type AsOf } from './as-of-items';
import { atOneMoment, offsetOf, type Paged, type Reader } from './reader';

export type AgingWish = AsOf & Paged & Readonly<{ by: 'customer' | 'unit' }>;

export type AgingTotals = Pick<AgingReport, 'buckets' | 'invoices' | 'receivables' | 'unallocatedCash' | 'proof'>;

const ledgerOf = async (sql: Reader, { asOf }: AsOf): Promise<Yuan> => {
  const [row] = await sql<{ ledger: Yuan }[]>`
    select (coalesce(sum(receivable_delta) filter (where kind = 'opened'), 0)
      - coalesce(sum(cash_delta) filter (where kind = 'paid'), 0))::numeric(20,2)::text as ledger
    from read.ledger_entry where business_date <= ${asOf}`;
  return row?.ledger ?? nil;
};

/**
 * The bars of the report and its proof. The ledger is what was invoiced less what was paid, added up without regard to
 * what was allocated to what: where buckets less unallocated cash do not equal it, there is no report.
 */
export const agingTotals = async (sql: Reader, asOf: AsOf): Promise<AgingTotals> => {
  const found = await sql<{ bucket: number; amount: Yuan; invoices: number }[]>`
    with ${asOfItems(sql, asOf)}
    select bucket, sum(open)::numeric(20,2)::text as amount, count(*)::int as invoices from items group by bucket
    union all select -1, coalesce(sum(amount), 0)::numeric(20,2)::text, 0 from cash`;
  const unallocatedCash = found.find(({ bucket }) => bucket === -1)?.amount ?? nil;
  const buckets = asOf.policy.buckets.map(({ id }, index) => {
    const { amount, invoices } = found.find(({ bucket }) => bucket === index) ?? { amount: nil, invoices: 0 };
    return { bucket: id, amount, invoices };
  });
  const receivables = total(buckets.map(({ amount }) => amount));
  const ledger = await ledgerOf(sql, asOf);
  const proven = minus(receivables, unallocatedCash);
  if (proven !== ledger)
    throw new Error(`aging as of ${asOf.asOf} does not tie: buckets less cash ${proven}, ledger ${ledger}`);
  const invoices = buckets.reduce((sum, bucket) => sum + bucket.invoices, 0);
  return { buckets, invoices, receivables, unallocatedCash, proof: { buckets: receivables, unallocatedCash, ledger } };
};

type Found = {
  key: string;
  name: string;
  /** By place of the bucket; empty ones are left out. */
  buckets: Readonly<Record<string, string>> | null;
  receivables: Yuan;
  disputed: Yuan;
  unallocatedCash: Yuan;
  total: number;
};

const rowsOf = (sql: Reader, wish: AgingWish): Promise<Found[]> => {
  const isByUnit = wish.by === 'unit';
  const key = isByUnit ? sql`coalesce(c.selling_unit, '')` : sql`customer_id`;
  const named = isByUnit ? sql`key` : sql`coalesce(c.name, key)`;
  return sql<Found[]>`
    with ${asOfItems(sql, wish)},
    by_bucket as (
      select ${key} as key, bucket, sum(open) as open, sum(disputed) as disputed
      from items left join read.customer_file c using (customer_id) group by 1, 2),
    by_key as (
      select key, jsonb_object_agg(bucket, open::text) as buckets, sum(open) as open, sum(disputed) as disputed
      from by_bucket group by 1),
    cash_by_key as (
      select ${key} as key, sum(amount) as cash
      from cash left join read.customer_file c using (customer_id) group by 1),
    ranked as (
      select key, buckets, coalesce(open, 0) as open, coalesce(disputed, 0) as disputed, coalesce(cash, 0) as cash,
        count(*) over ()::int as total
      from by_key full join cash_by_key using (key)
      order by 3 desc, 5 desc, key collate "C" limit ${wish.size} offset ${offsetOf(wish)})
    select key, ${named} as name, buckets, open::numeric(20,2)::text as receivables,
      disputed::numeric(20,2)::text as disputed, cash::numeric(20,2)::text as "unallocatedCash", total
    from ranked ${isByUnit ? sql`` : sql`left join read.customer_file c on c.customer_id = key`}
    order by open desc, cash desc, key collate "C"`;
};

const rowIn = ({ key, name, buckets, receivables, disputed, unallocatedCash }: Found, { policy }: AsOf): AgingRow => ({
  key,
  name,
  buckets: policy.buckets.map((_, index) => ofYuan(buckets?.[String(index)] ?? nil)),
  receivables,
  disputed,
  unallocatedCash,
});

/** How many keys there are when the page asked for lies behind the last one. */
const totalOf = async (sql: Reader, wish: AgingWish): Promise<number> => {
  const [first] = wish.page === 1 ? [] : await rowsOf(sql, { ...wish, page: 1, size: 1 });
  return first?.total ?? 0;
};

/** What was owed at the end of any business day, by days overdue, with all that is known now: the largest debts first. */
export const aging = (sql: Sql, wish: AgingWish): Promise<AgingReport> =>
  atOneMoment(sql, async (tx) => {
    const { asOf, policy, page, size } = wish;
    const totals = await agingTotals(tx, wish);
    const found = await rowsOf(tx, wish);
    const rows = found.map((row) => rowIn(row, wish));
    const count = found[0]?.total ?? (await totalOf(tx, wish));
    return { asOf, policy: `${policy.id}@${policy.version}`, ...totals, rows, page, size, total: count };
  });
