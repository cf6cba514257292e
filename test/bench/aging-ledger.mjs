// A ledger of three years, written into the read tables by SQL as the projections would write it: so many receivables of
// 5,000 customers, nine in ten of them paid, three in ten in two parts, one payment in 64 recorded a month after its value date.
import { built } from './bench-server.mjs';

const { READ_SCHEMA, readMigrations } = built('read-models/src/read-schema');
const { migrate } = built('postgres/src/migrate');

export const CUSTOMERS = 5_000;
/** The last day of the ledger, and how many days it has. */
export const LAST_DAY = '2026-10-31';
const DAYS = 1_096;

/** Numbers from 0 to 99,999 that look like chance and are the same in every run. */
const chance = (salt) => `((hashint8(i * 31 + ${salt}) & 2147483647) % 100000)`;

const invoices = (receivables, open) => `
  create temporary table invoice as
  select i, 'C' || lpad((${chance(1)} % ${CUSTOMERS})::text, 6, '0') as customer_id, 'R' || lpad(i::text, 8, '0') as receivable_id,
    date '${LAST_DAY}' - ${DAYS} + (i * ${DAYS} / ${receivables})::int as invoice_date,
    (100 + ${chance(2)} / 2.0)::numeric(17,2) as amount, 30 + 30 * (${chance(3)} % 3) as term,
    i > ${receivables} - ${open} * 7 / 10 or (i <= ${receivables} - ${open} * 7 / 10
      and ${chance(4)} < 100000.0 * (${open} * 3 / 10) / ${Math.max(1, receivables - Math.floor((open * 7) / 10))}) as is_open,
    ${chance(5)} < 30000 as in_parts, 'S' || (${chance(6)} % 200) as salesperson
  from generate_series(1, ${receivables}) i`;

// Paid some days around its due date; what is in parts has a part paid 20 days before. What is open may have had its part.
const allocations = `
  create temporary table allocation as
  with paid as (
    select *, invoice_date + term + (${chance(7)} % 40)::int - 15 as last_day, round(amount * 0.4, 2) as part from invoice)
  select i, customer_id, receivable_id, least(day, date '${LAST_DAY}') as day, amount from (
    select i, customer_id, receivable_id, last_day as day, case when in_parts then amount - part else amount end as amount
    from paid where not is_open
    union all
    select i, customer_id, receivable_id, greatest(invoice_date, last_day - 20), part from paid where in_parts) each_of`;

// A customer pays about every five days, several receivables at once; one payment in 128 has money left over.
const withPayments = `
  create temporary table allocated as
  select a.*, 'P' || right(customer_id, 6) || '-' || ((day - date '2023-01-01') / 5) as payment_id from allocation a;
  create temporary table payment as
  select customer_id, payment_id, min(day) as day,
    sum(amount) + case when (hashtext(payment_id) & 127) = 0 then 500.00 else 0 end as amount
  from allocated group by customer_id, payment_id;
  create index on payment (payment_id);`;

const entries = `
  create temporary table entry as
  select customer_id, 'opened' as kind, receivable_id, null::text as payment_id, invoice_date as business_date, 1 as rank,
    amount as receivable_delta, 0::numeric as cash_delta, amount as ledger_delta, invoice_date + term as due_date, salesperson
  from invoice
  union all
  select customer_id, 'paid', null, payment_id, day, 2, 0, amount, -amount, null, null from payment
  union all
  select a.customer_id, 'allocated', a.receivable_id, a.payment_id, greatest(a.day, p.day), 3, -a.amount, -a.amount, 0, null, null
  from allocated a join payment p using (customer_id, payment_id);

  insert into read.ledger_entry (position, n, customer_id, kind, receivable_id, payment_id, business_date, recorded_on, recorded_at,
    receivable_delta, cash_delta, note_delta, ledger_delta, due_date, salesperson)
  select lpad((row_number() over (order by recorded_on, rank, customer_id, receivable_id, payment_id))::text, 16, '0'), 0,
    customer_id, kind, receivable_id, payment_id, business_date, recorded_on, to_char(recorded_on, 'YYYY-MM-DD"T"12:00:00.000"Z"'),
    receivable_delta, cash_delta, 0, ledger_delta, due_date, salesperson
  from (select *, business_date + case when (hashtext(payment_id) & 63) = 1 then 30 else 0 end as recorded_on
    from entry) dated`;

const standing = `
  insert into read.open_receivable (stream, receivable_id, customer_id, amount, open_amount, disputed, invoice_date, due_date, held, salesperson)
  select 'creditAccount-' || customer_id, receivable_id, customer_id, max(receivable_delta) filter (where kind = 'opened'),
    sum(receivable_delta), 0, max(business_date) filter (where kind = 'opened'), max(due_date), false, max(salesperson)
  from read.ledger_entry where receivable_id is not null group by customer_id, receivable_id having sum(receivable_delta) <> 0;
  insert into read.account_position (stream, customer_id, agreement, limits, temporaries, allowances, sums, ledger, held_for,
    hold_causes, blacklisted, oldest_due_date, review_from, revision)
  select 'creditAccount-' || customer_id, customer_id, null, '[]', '[]', '[]',
    jsonb_build_object('unallocatedCash', sum(cash_delta)::numeric(17,2)::text, 'creditNotes', '0.00'), sum(ledger_delta),
    '{}', '{}', false, null, null, 0
  from read.ledger_entry group by customer_id;
  insert into read.receivable_life (customer_id, receivable_id, invoice_date, due_date, amount, opened_position, salesperson, open_now,
    last_date, last_position, first_move, move_dates, move_positions, moves, foreign_moves)
  select customer_id, receivable_id, max(business_date) filter (where kind = 'opened'), max(due_date),
    max(receivable_delta) filter (where kind = 'opened'), max(position) filter (where kind = 'opened'), max(salesperson),
    sum(receivable_delta), max(business_date), max(position), min(business_date) filter (where kind = 'allocated'),
    array_agg(business_date order by position) filter (where kind = 'allocated'),
    array_agg(position order by position) filter (where kind = 'allocated'),
    array_agg(receivable_delta order by position) filter (where kind = 'allocated'),
    array_agg(0::numeric(17,2)) filter (where kind = 'allocated')
  from read.ledger_entry where receivable_id is not null group by customer_id, receivable_id;
  insert into read.ledger_month (customer_id, business_month, recorded_month, cash, notes, ledger, last_position)
  select customer_id, date_trunc('month', business_date)::date, left(recorded_at, 7), sum(cash_delta), sum(note_delta),
    sum(ledger_delta), max(position)
  from read.ledger_entry group by 1, 2, 3;
  insert into read.customer_file (stream, customer_id, name, selling_unit, demo, bad_credit_records, statement_years,
    identity, statements, facts, securities, attachments, registered_on, revision)
  select 'customer-' || customer_id, customer_id, '经销商 ' || customer_id, '单位 ' || right(customer_id, 1), false, 0, '{}',
    '{}', '[]', '[]', '[]', '[]', '2023-01-01', 0
  from read.account_position;
  insert into read.checkpoint (lane, part, position, members, apart)
  select 'read-models', part, (select max(position) from read.ledger_entry), '{ledger-entry}', '{}' from generate_series(0, 7) part;`;

/** Makes the read tables anew and fills them; answers with how many rows of what. */
export const writeLedger = async (sql, { receivables, open }) => {
  await sql.unsafe('drop schema if exists read cascade');
  await migrate(sql, READ_SCHEMA, readMigrations);
  await sql.begin(async (tx) => {
    await tx.unsafe("set local work_mem = '256MB'; set local synchronous_commit = off");
    for (const part of [invoices(receivables, open), allocations, withPayments, entries, standing])
      await tx.unsafe(part);
    await tx.unsafe('drop table invoice, allocation, allocated, payment, entry');
  });
  await sql.unsafe('vacuum analyze read.ledger_entry');
  await sql.unsafe('vacuum analyze read.open_receivable');
  await sql.unsafe('vacuum analyze read.receivable_life');
  await sql.unsafe('vacuum analyze read.ledger_month');
  await sql.unsafe('analyze read.account_position; analyze read.customer_file');
  const [counts] = await sql`
    select count(*)::int as entries, count(*) filter (where kind = 'opened')::int as receivables,
      count(*) filter (where kind = 'paid')::int as payments, count(*) filter (where kind = 'allocated')::int as allocations,
      (select count(*)::int from read.open_receivable) as open
    from read.ledger_entry`;
  return counts;
};
