import type { AgingDifference, AgingDifferenceRow } from '@app/contracts/aging-difference';
import { whyDifferent, type ChangedReceivable, type Column, type Movement } from '@app/domain/aging/why-different';
import { Problem } from '@app/kernel/problem';
import { isNil, minus, nil, plus, type Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { asOfItems, type AsOf } from './as-of-items';
import { knownAt, type KnownAtWish } from './known-at';
import { atOneMoment, offsetOf, type Paged, type Reader } from './reader';

/** Receivables, and entries, that two reports may differ by. */
export const DIFFERENCE_MAX = 50_000;

type Report = Omit<AsOf, 'known'> & Readonly<{ knownAt?: KnownAtWish; policyHash: string }>;
export type DifferenceWish = Paged & Readonly<{ from: Report; to: Report; customerId?: string | undefined }>;

type ChangedRow = Readonly<{
  customerId: string;
  receivableId: string;
  before: Yuan | null;
  after: Yuan | null;
  disputedBefore: Yuan;
  disputedAfter: Yuan;
  bucketBefore: number | null;
  bucketAfter: number | null;
}>;

const atMost = <Row>(rows: readonly Row[]): readonly Row[] => {
  if (rows.length > DIFFERENCE_MAX) throw new Problem('difference-too-large', { max: DIFFERENCE_MAX });
  return rows;
};

const only = (sql: Reader, customerId: string | undefined) =>
  customerId === undefined ? sql`` : sql`and customer_id = ${customerId}`;

const changedReceivables = async (sql: Reader, from: AsOf, to: AsOf, customerId: string | undefined) =>
  atMost(
    await sql<ChangedRow[]>`
      select customer_id as "customerId", receivable_id as "receivableId", a.open::text as before, b.open::text as after,
        coalesce(a.disputed, 0)::numeric(17,2)::text as "disputedBefore",
        coalesce(b.disputed, 0)::numeric(17,2)::text as "disputedAfter",
        a.bucket as "bucketBefore", b.bucket as "bucketAfter"
      from (with ${asOfItems(sql, from, false)} select * from items) a
      full join (with ${asOfItems(sql, to, false)} select * from items) b using (customer_id, receivable_id)
      where (a.open, a.bucket, a.disputed) is distinct from (b.open, b.bucket, b.disputed) ${only(sql, customerId)}
      limit ${DIFFERENCE_MAX + 1}`,
  );

type SumsRow = Readonly<{ customerId: string; cashBefore: Yuan; cashAfter: Yuan; notesBefore: Yuan; notesAfter: Yuan }>;

const changedSums = (sql: Reader, from: AsOf, to: AsOf, customerId: string | undefined) => sql<SumsRow[]>`
  select customer_id as "customerId", coalesce(a.cash, 0)::numeric(17,2)::text as "cashBefore",
    coalesce(b.cash, 0)::numeric(17,2)::text as "cashAfter", coalesce(a.notes, 0)::numeric(17,2)::text as "notesBefore",
    coalesce(b.notes, 0)::numeric(17,2)::text as "notesAfter"
  from (with ${asOfItems(sql, from, false)} select * from sums) a
  full join (with ${asOfItems(sql, to, false)} select * from sums) b using (customer_id)
  where (coalesce(a.cash, 0), coalesce(a.notes, 0)) <> (coalesce(b.cash, 0), coalesce(b.notes, 0))
    ${only(sql, customerId)}`;

type MovementRow = Readonly<{
  customerId: string;
  position: string;
  type: string | null;
  by: string | null;
  receivableId: string | null;
  paymentId: string | null;
  businessDate: Movement['businessDate'];
  recordedAt: string;
  receivable: Yuan;
  cash: Yuan;
  notes: Yuan;
}>;

/** All of these customers that is in one of the two and not in the other, with the sign that it has in the later one. */
const movementsOf = async (sql: Reader, from: AsOf, to: AsOf, customers: readonly string[]) => {
  const seen = ({ asOf, known }: AsOf, day: 'effective' | 'extended_on' | 'business_date') =>
    sql`(${sql(day)} <= ${asOf} and m.position <= ${known.position})`;
  const isOther = (day: 'effective' | 'extended_on' | 'business_date') => sql`${seen(from, day)} <> ${seen(to, day)}`;
  const whose = sql`m.customer_id = any(${[...customers]})`;
  const none = sql`0::numeric(17,2)`;
  const rows = await sql<MovementRow[]>`
    with entries as (
      select m.*, greatest(m.business_date, l.invoice_date) as effective
      from read.ledger_entry m left join read.receivable_life l using (customer_id, receivable_id) where ${whose}),
    movement as (
      select customer_id, position, n, receivable_id, payment_id, effective as day, recorded_at,
        case when ${seen(to, 'effective')} then 1 else -1 end as sign, receivable_delta, cash_delta, note_delta
      from entries m where ${isOther('effective')}
      union all
      select customer_id, position, n, receivable_id, null, extended_on, recorded_at, 1, ${none}, ${none}, ${none}
      from read.due_date_entry m where ${whose} and ${isOther('extended_on')}
      union all
      select customer_id, position, n, receivable_id, null, business_date, recorded_at, 1, ${none}, ${none}, ${none}
      from read.dispute_entry m where ${whose} and ${isOther('business_date')})
    select m.customer_id as "customerId", m.position, t.type, t.by_actor as by, receivable_id as "receivableId",
      payment_id as "paymentId", m.day as "businessDate", m.recorded_at as "recordedAt",
      (sign * receivable_delta)::numeric(17,2)::text as receivable, (sign * cash_delta)::numeric(17,2)::text as cash,
      (sign * note_delta)::numeric(17,2)::text as notes
    from movement m left join read.timeline t on t.position = m.position and t.n = 0
    order by m.position, m.n limit ${DIFFERENCE_MAX + 1}`;
  return atMost(rows);
};

const byCustomer = <Row extends { customerId: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.customerId);
    if (group === undefined) groups.set(row.customerId, [row]);
    else group.push(row);
  }
  return groups;
};

const changedIn = (row: ChangedRow): ChangedReceivable => ({
  receivableId: row.receivableId,
  before:
    row.before === null || row.bucketBefore === null
      ? undefined
      : { open: row.before, disputed: row.disputedBefore, bucket: row.bucketBefore },
  after:
    row.after === null || row.bucketAfter === null
      ? undefined
      : { open: row.after, disputed: row.disputedAfter, bucket: row.bucketAfter },
});

const movementIn = ({ type, by, receivableId, paymentId, ...row }: MovementRow): Movement => ({
  ...row,
  type: type ?? '',
  by: by ?? '',
  ...(receivableId !== null && { receivableId }),
  ...(paymentId !== null && { paymentId }),
});

/** What changed in each column, straight from the two reports. */
const changesOf = (changed: readonly ChangedRow[], sums: SumsRow | undefined): ReadonlyMap<Column, Yuan> => {
  const changes = new Map<Column, Yuan>();
  const add = (column: Column, amount: Yuan) => changes.set(column, plus(changes.get(column) ?? nil, amount));
  for (const row of changed) {
    if (row.bucketBefore !== null) add(row.bucketBefore, minus(nil, row.before ?? nil));
    if (row.bucketAfter !== null) add(row.bucketAfter, row.after ?? nil);
    add('disputed', minus(row.disputedAfter, row.disputedBefore));
  }
  add('unallocated-cash', minus(sums?.cashAfter ?? nil, sums?.cashBefore ?? nil));
  add('credit-notes', minus(sums?.notesAfter ?? nil, sums?.notesBefore ?? nil));
  return new Map([...changes].filter(([, amount]) => !isNil(amount)));
};

const nameOf =
  ({ policy }: AsOf) =>
  (column: Column): string =>
    typeof column === 'number' ? (policy.buckets[column]?.id ?? '') : column;

/** The row of one customer; throws `report-does-not-tie` when what is named does not add up to what changed. */
const explained = (
  customerId: string,
  { changed, sums, movements }: { changed: readonly ChangedRow[]; sums: SumsRow | undefined; movements: Movement[] },
  to: AsOf,
): Omit<AgingDifferenceRow, 'name'> => {
  const changes = changesOf(changed, sums);
  const { events, passing } = whyDifferent({ receivables: changed.map(changedIn), movements });
  const left = new Map(changes);
  const take = (column: Column, amount: Yuan) => left.set(column, minus(left.get(column) ?? nil, amount));
  for (const { effects } of events) for (const { column, amount } of effects) take(column, amount);
  for (const { from, to: into, amount } of passing) {
    take(from, minus(nil, amount));
    take(into, amount);
  }
  const astray = [...left].find(([, amount]) => !isNil(amount));
  if (astray !== undefined)
    throw new Problem('report-does-not-tie', { asOf: to.asOf, buckets: astray[1], ledger: nil, customers: customerId });
  const named = nameOf(to);
  return {
    customerId,
    changes: [...changes].map(([column, amount]) => ({ column: named(column), amount })),
    events: events.map(({ effects, ...event }) => ({
      ...event,
      effects: effects.map(({ column, amount }) => ({ column: named(column), amount })),
    })),
    passing: passing.map(({ from, to: into, ...moved }) => ({ from: named(from), to: named(into), ...moved })),
  };
};

const identityOf = ({ policyHash }: Report, { asOf, known, policy }: AsOf) => ({
  asOf,
  knownAt: { position: known.position, recordedAt: known.recordedAt },
  policy: `${policy.id}@${policy.version}`,
  policyHash,
});

/**
 * Why two reports differ, customer by customer: every changed figure, and the events that account for it to the last fen.
 * The buckets must be the same number in both policies. Throws `Problem` `difference-too-large`.
 */
export const agingDifference = (sql: Sql, wish: DifferenceWish): Promise<AgingDifference> =>
  atOneMoment(sql, async (tx) => {
    const { customerId, page, size } = wish;
    const from: AsOf = { ...wish.from, known: await knownAt(tx, wish.from.knownAt) };
    const to: AsOf = { ...wish.to, known: await knownAt(tx, wish.to.knownAt) };
    const changed = byCustomer(await changedReceivables(tx, from, to, customerId));
    const sums = byCustomer(await changedSums(tx, from, to, customerId));
    const customers = [...new Set([...changed.keys(), ...sums.keys()])].sort();
    const shown = customers.slice(offsetOf(wish), offsetOf(wish) + size);
    const movements = byCustomer(await movementsOf(tx, from, to, shown));
    const names = await tx<{ customerId: string; name: string }[]>`
      select customer_id as "customerId", name from read.customer_file where customer_id = any(${shown})`;
    const rows = shown.map((id) => ({
      ...explained(
        id,
        {
          changed: changed.get(id) ?? [],
          sums: sums.get(id)?.[0],
          movements: (movements.get(id) ?? []).map(movementIn),
        },
        to,
      ),
      name: names.find((one) => one.customerId === id)?.name ?? id,
    }));
    return {
      ...{ from: identityOf(wish.from, from), to: identityOf(wish.to, to) },
      ...{ rows, page, size, total: customers.length },
    };
  });
