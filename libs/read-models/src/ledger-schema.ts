// Aging on two clocks: business days by `business_date`, what was known when by `position`. A receivable says all about
// itself in its own entry (`kind = 'opened'`), so that a report needs no other table for what has long been paid.
export const twoClocks = `
  truncate read.ledger_entry, read.due_date_entry, read.open_receivable;
  alter table read.ledger_entry
    add column due_date date, add column document_id text collate "C", add column of_kind text,
    add column salesperson text, add column currency text, add column foreign_delta numeric(17,2);
  create index on read.ledger_entry (business_date);
  create index ledger_entry_opened on read.ledger_entry (customer_id, receivable_id) where kind = 'opened';
  alter table read.due_date_entry drop column holds_from;
  alter table read.due_date_entry add column extended_on date not null;
  create index on read.due_date_entry (extended_on);
  create index on read.dispute_entry (business_date);
  alter table read.open_receivable
    add column document_id text collate "C", add column of_kind text, add column salesperson text,
    add column currency text, add column foreign_open numeric(17,2), drop column revision;

  create table read.agreement_entry (
    position text collate "C", n int, customer_id text collate "C" not null, agreement_id text not null,
    grade text not null, valid_from date not null, valid_to date not null, recorded_at text not null, primary key (position, n));
  create index on read.agreement_entry (customer_id);

  create aggregate read.concat(anycompatiblearray) (sfunc = array_cat, stype = anycompatiblearray);

  create table read.receivable_life (
    customer_id text collate "C", receivable_id text collate "C", invoice_date date, due_date date, amount numeric(17,2),
    opened_position text collate "C", document_id text collate "C", of_kind text, salesperson text, currency text,
    foreign_amount numeric(17,2), open_now numeric(17,2) not null, last_date date not null,
    last_position text collate "C" not null, first_move date, move_dates date[], move_positions text[],
    moves numeric(17,2)[], foreign_moves numeric(17,2)[], primary key (customer_id, receivable_id));
  create index on read.receivable_life (invoice_date);
  create index on read.receivable_life (last_date);
  create index on read.receivable_life (last_position);
  create index receivable_life_open on read.receivable_life (customer_id) where open_now <> 0;
  create index receivable_life_early on read.receivable_life (invoice_date) where first_move < invoice_date;

  create table read.ledger_month (
    customer_id text collate "C", business_month date, recorded_month text collate "C", cash numeric(17,2) not null,
    notes numeric(17,2) not null, ledger numeric(17,2) not null, last_position text collate "C" not null,
    primary key (customer_id, business_month, recorded_month));
  create index on read.ledger_entry (recorded_at collate "C", position);`;
