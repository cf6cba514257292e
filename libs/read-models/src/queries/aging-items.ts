import type { AgingItem, AgingItemPage, MovementPage } from '@app/contracts/aging-items';
import { Problem } from '@app/kernel/problem';
import { nil, type Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import type { AgingGrouping } from './aging';
import { asOfItems, isAsItStands, type AsOf } from './as-of-items';
import { knownAt, type KnownAtWish } from './known-at';
import { atOneMoment, offsetOf, type Paged, type Reader } from './reader';

export type AgingItemsWish = Omit<AsOf, 'known'> &
  Paged &
  Readonly<{
    knownAt?: KnownAtWish;
    by: AgingGrouping;
    key?: string | undefined;
    bucket?: string | undefined;
  }>;

const inRow = (sql: Reader, { by, key, asOf, known }: AsOf & Pick<AgingItemsWish, 'by' | 'key'>) => {
  if (key === undefined) return sql`true`;
  switch (by) {
    case 'customer':
      return sql`i.customer_id = ${key}`;
    case 'unit':
      return sql`coalesce(c.selling_unit, '') = ${key}`;
    case 'salesperson':
      return sql`coalesce(i.salesperson, '') = ${key}`;
    case 'currency':
      return sql`coalesce(i.currency, '') = ${key}`;
    case 'grade':
      return sql`coalesce((
        select grade from read.agreement_entry a
        where a.customer_id = i.customer_id and a.valid_from <= ${asOf} and a.position <= ${known.position}
        order by a.valid_from desc, a.position desc limit 1), '') = ${key}`;
  }
};

const inColumn = (sql: Reader, { policy, bucket }: Pick<AgingItemsWish, 'policy' | 'bucket'>) => {
  if (bucket === undefined) return sql`true`;
  const place = policy.buckets.findIndex(({ id }) => id === bucket);
  if (place < 0)
    throw new Problem('unknown-bucket', { bucket, buckets: policy.buckets.map(({ id }) => id).join(', ') });
  return sql`i.bucket = ${place}`;
};

type Found = Omit<AgingItem, 'bucket' | 'documentId'> & { bucket: number; documentId: string | null };

/** The documents that a figure of an aging report is made of, the oldest first. Throws `unknown-bucket`. */
export const agingItems = (sql: Sql, { knownAt: knownWish, ...wish }: AgingItemsWish): Promise<AgingItemPage> =>
  atOneMoment(sql, async (tx) => {
    const { asOf, policy, page, size } = wish;
    const known = await knownAt(tx, knownWish);
    const report = { ...wish, known };
    const items = asOfItems(tx, report, await isAsItStands(tx, report));
    const chosen = tx`
      from items i left join read.customer_file c using (customer_id)
      where ${inRow(tx, report)} and ${inColumn(tx, wish)}`;
    const [summed] = await tx<{ open: Yuan; total: number }[]>`
      with ${items} select coalesce(sum(i.open), 0)::numeric(20,2)::text as open, count(*)::int as total ${chosen}`;
    const found = await tx<Found[]>`
      with ${items}
      select customer_id as "customerId", coalesce(c.name, customer_id) as "customerName", i.receivable_id as "receivableId",
        i.document_id as "documentId", coalesce(i.of_kind, 'invoice') as kind, i.bucket, i.invoice_date as "invoiceDate",
        i.due_date as "dueDate", greatest(0, ${asOf}::date - i.due_date)::int as "daysOverdue",
        i.open::numeric(17,2)::text as open, coalesce(i.disputed, 0)::numeric(17,2)::text as disputed
      ${chosen}
      order by i.due_date, customer_id, i.receivable_id limit ${size} offset ${offsetOf(wish)}`;
    const rows = found.map(({ bucket, documentId, ...item }) => ({
      ...item,
      bucket: policy.buckets[bucket]?.id ?? '',
      ...(documentId !== null && { documentId }),
    }));
    const { open, total } = summed ?? { open: nil, total: 0 };
    return { asOf, knownAt: known.position, open, rows, page, size, total };
  });

export type MovementsWish = Paged & Readonly<{ customerId: string; receivableId: string; knownAt?: KnownAtWish }>;

type Moved = Omit<MovementPage['rows'][number], 'paymentId'> & { paymentId: string | null; total: number };

/** Every event that moved a receivable, in the order in which it was recorded. Throws `unknown-receivable`. */
export const receivableMovements = (sql: Sql, wish: MovementsWish): Promise<MovementPage> =>
  atOneMoment(sql, async (tx) => {
    const { customerId, receivableId, page, size } = wish;
    const { position } = await knownAt(tx, wish.knownAt);
    const found = await tx<Moved[]>`
      select m.position, coalesce(t.type, '') as type, coalesce(t.by_actor, '') as by, m.business_date as "businessDate",
        m.recorded_at as "recordedAt", m.payment_id as "paymentId", m.receivable_delta::text as amount,
        (sum(m.receivable_delta) over (order by m.position, m.n))::numeric(17,2)::text as open,
        count(*) over ()::int as total
      from read.ledger_entry m left join read.timeline t on t.position = m.position and t.n = 0
      where m.customer_id = ${customerId} and m.receivable_id = ${receivableId} and m.position <= ${position}
      order by m.position, m.n limit ${size} offset ${offsetOf(wish)}`;
    if (found.length === 0 && page === 1) throw new Problem('unknown-receivable', { receivable: receivableId });
    const rows = found.map(({ total: _total, paymentId, ...row }) => ({
      ...row,
      ...(paymentId !== null && { paymentId }),
    }));
    return { knownAt: position, rows, page, size, total: found[0]?.total ?? 0 };
  });
