import type { Migration } from '@app/postgres/migrate';

export const READ_SCHEMA = 'read';

// Keys have the collation "C": rows come in one order on every server, and their digest is the same everywhere. No
// column has a default that depends on the time: rows are built again to the same bytes. Money is numeric(17,2).

const checkpoint = `
  create table read.checkpoint (
    name text collate "C" primary key, version int not null, position text,
    stopped_position text, stopped_error text);`;

const customers = `
  create table read.customer_file (
    stream text collate "C" primary key, customer_id text collate "C" not null unique, name text not null,
    credit_code text, selling_unit text not null, industry text, customer_since date, contact jsonb,
    demo boolean not null, bad_credit_records int not null, statement_years int[] not null,
    registered_on date not null, revision int not null);
  create index on read.customer_file (selling_unit);`;

const applications = `
  create table read.application (
    stream text collate "C" primary key, application_id text collate "C" not null, customer_id text collate "C" not null,
    selling_unit text not null, stage text not null, amount numeric(17,2) not null, term_days int not null,
    grade text, suggested_limit numeric(17,2), filed_on date not null, changed_on date not null,
    products text not null, reason text not null, filed_by text not null, answered int not null, answers jsonb not null,
    assessment jsonb, decision jsonb, agreement_id text, revision int not null);
  create index on read.application (customer_id);
  create index on read.application (stage, changed_on);`;

const accounts = `
  create table read.account_position (
    stream text collate "C" primary key, customer_id text collate "C" not null unique,
    agreement jsonb, allowances jsonb not null, reserved numeric(17,2) not null, receivables numeric(17,2) not null,
    disputed numeric(17,2) not null, unallocated_cash numeric(17,2) not null, held_for text[] not null,
    blacklisted boolean not null, oldest_due_date date, revision int not null);
  create index on read.account_position (customer_id) where held_for <> '{}' or blacklisted;

  create table read.open_receivable (
    stream text collate "C", receivable_id text collate "C", customer_id text collate "C" not null,
    amount numeric(17,2) not null, open_amount numeric(17,2) not null, disputed numeric(17,2) not null,
    invoice_date date not null, due_date date not null, held boolean not null, revision int not null,
    primary key (stream, receivable_id));
  create index on read.open_receivable (customer_id, receivable_id);
  create index on read.open_receivable (due_date);

  create table read.reservation (
    stream text collate "C", shipment_id text collate "C", customer_id text collate "C" not null,
    open_amount numeric(17,2) not null, expires_on date not null, revision int not null,
    primary key (stream, shipment_id));
  create index on read.reservation (expires_on);`;

const entry = `
    position text collate "C", n int, seq bigint not null unique, customer_id text collate "C" not null`;

const ledger = `
  create table read.ledger_entry (${entry},
    kind text not null, receivable_id text collate "C", payment_id text collate "C", business_date date not null,
    recorded_on date not null, recorded_at text not null,
    receivable_delta numeric(17,2) not null, cash_delta numeric(17,2) not null, primary key (position, n));
  create index on read.ledger_entry (customer_id, receivable_id);

  create table read.due_date_entry (${entry},
    receivable_id text collate "C" not null, due_date date not null, holds_from date not null, recorded_at text not null,
    primary key (position, n));
  create index on read.due_date_entry (customer_id, receivable_id);

  create table read.dispute_entry (${entry},
    receivable_id text collate "C" not null, dispute_id text collate "C" not null, kind text not null,
    amount numeric(17,2), business_date date not null, recorded_at text not null, primary key (position, n));
  create index on read.dispute_entry (customer_id, receivable_id);`;

const followUp = `
  create table read.follow_up_step (
    stream text collate "C", step text collate "C", nth int, customer_id text collate "C" not null,
    receivable_id text collate "C" not null, rule_date date not null, state text not null, done_on date, days_late int,
    task text, do_by date, outcome text, due_date date not null, is_open boolean not null, revision int not null,
    primary key (stream, step, nth));
  create index on read.follow_up_step (customer_id);
  create index on read.follow_up_step (rule_date) where state = 'planned';
  create index on read.follow_up_step (do_by) where is_open and task is not null and outcome is null;`;

const timeline = `
  create table read.timeline (${entry},
    on_date date not null, recorded_at text not null, by_actor text not null, type text not null, data jsonb not null,
    primary key (position, n));
  create index on read.timeline (customer_id, seq);`;

/** The tables of the read models, and how far each has come. */
export const readMigrations: readonly Migration[] = [
  {
    version: 1,
    name: 'the first read models',
    sql: [checkpoint, customers, applications, accounts, ledger, followUp, timeline].join('\n'),
  },
];
