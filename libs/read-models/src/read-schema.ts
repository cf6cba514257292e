import type { Migration } from '@app/postgres/migrate';
import { twoClocks } from './ledger-schema';

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

const perEvent = ['ledger_entry', 'due_date_entry', 'dispute_entry', 'timeline'];
const perStream = [
  'customer_file',
  'application',
  'account_position',
  'open_receivable',
  'reservation',
  'follow_up_step',
];

// Followers are led part by part, and positions sort as text; a count over all parts could only be kept by one of them.
// Read models are built again from the log. Who acts on the world goes on where it was, with its position made as long
// as they are now (0008-partitioned-projections).
const partitions = `
  alter table read.checkpoint rename to checkpoint_of_1;
  create table read.follower (name text collate "C" primary key, version int not null);
  comment on table read.follower is 'Readers that look at several tables at one moment lock it in access share mode.';
  create table read.checkpoint (
    lane text collate "C", part int, owner int, position text collate "C", members text[] not null,
    apart jsonb not null, primary key (lane, part)) with (fillfactor = 20);
  insert into read.checkpoint
    select name, part, null, lpad(position, 16, '0'), array[name], '{}'
    from read.checkpoint_of_1, generate_series(0, 7) part where name = 'reactions' and position ~ '^[0-9]{1,16}$';
  insert into read.follower select name, version from read.checkpoint_of_1 where name = 'reactions';
  drop table read.checkpoint_of_1;
  truncate ${[...perEvent, ...perStream].map((table) => `read.${table}`).join(', ')};
  ${perEvent.map((table) => `alter table read.${table} drop column seq;`).join('\n  ')}
  create index on read.timeline (customer_id, position, n);`;

// An application's workflow; the table is made anew and its rows are built again from the log.
const workflow = `
  drop table read.application;
  create table read.application (
    stream text collate "C" primary key, application_id text collate "C" not null, customer_id text collate "C" not null,
    selling_unit text not null, stage text not null, stage_since date not null, green_until date,
    amount numeric(17,2) not null, term_days int not null,
    grade text, suggested_limit numeric(17,2), filed_on date not null, changed_on date not null,
    products text not null, reason text not null, filed_by text not null, renews text collate "C",
    draft_revision int not null, answered int not null, answers jsonb not null, given jsonb not null,
    overrules jsonb not null, assessment jsonb, assessed_on date, statement_year int, report jsonb,
    remarks jsonb not null, proposal jsonb, decision jsonb, letter text, agreement_id text, signed_on date,
    valid_to date, reassessments jsonb not null, reassessed_for text[] not null, reassess_on date, revision int not null);
  create index on read.application (customer_id);
  create index on read.application (stage, stage_since);
  create index on read.application (changed_on);
  create index on read.application (renews) where renews is not null;
  create index on read.timeline (customer_id, on_date) where type = 'BadCreditRecorded';`;

// What a customer's file holds; made anew and built again like the applications.
const wholeFiles = `
  drop table read.customer_file;
  create table read.customer_file (
    stream text collate "C" primary key, customer_id text collate "C" not null unique, name text not null,
    credit_code text, selling_unit text not null, industry text, customer_since date, contact jsonb,
    demo boolean not null, bad_credit_records int not null, statement_years int[] not null,
    identity jsonb not null, statements jsonb not null, facts jsonb not null, securities jsonb not null,
    attachments jsonb not null, registered_on date not null, revision int not null);
  create index on read.customer_file (selling_unit);`;

// An account's sums by component, its dated limits and every cause of a hold; made anew and built again.
const wholeAccounts = `
  drop table read.account_position;
  create table read.account_position (
    stream text collate "C" primary key, customer_id text collate "C" not null unique, agreement jsonb,
    limits jsonb not null, temporaries jsonb not null, allowances jsonb not null, sums jsonb not null,
    held_for text[] not null, hold_causes text[] not null, blacklisted boolean not null, oldest_due_date date,
    review_from date, revision int not null);
  create index on read.account_position (review_from) where review_from is not null;
  create index on read.account_position (customer_id) where hold_causes <> '{}';`;

// Groups of customers; and who is in which, as whoever carries the accounts' events to them has heard it last.
const groups = `
  create table read.credit_group (
    stream text collate "C" primary key, group_id text collate "C" not null, name text not null,
    limit_amount numeric(17,2) not null, used numeric(17,2) not null, members int not null, open_rooms int not null,
    revision int not null);
  create index on read.credit_group (group_id);
  create table read.group_membership (customer_id text collate "C" primary key, group_id text collate "C" not null);`;

// Each movement by what it moves, and the ledger that they must tie with; built again.
const wholeLedger = `
  truncate read.ledger_entry, read.account_position;
  alter table read.ledger_entry add column note_delta numeric(17,2) not null, add column ledger_delta numeric(17,2) not null;
  alter table read.account_position add column ledger numeric(17,2) not null;`;

// What a follow-up has before it stands in its one row, and not in a row for each step of its plan; built again.
const followUps = `
  truncate read.follow_up_step;
  drop index read.follow_up_step_rule_date_idx;
  create table read.follow_up (
    stream text collate "C" primary key, customer_id text collate "C" not null, receivable_id text collate "C" not null,
    due_date date not null, is_open boolean not null, next_date date, ahead jsonb not null, revision int not null);
  create index on read.follow_up (next_date, customer_id, receivable_id) where next_date is not null;
  create index on read.follow_up (customer_id);`;

// Lines of bank statements; looked up by what has become of them, by day, by payer and by amount.
const bankLines = `
  create table read.bank_line (
    stream text collate "C" primary key, line_id text collate "C" not null unique, import_id text collate "C" not null,
    kind text not null, state text not null, account text not null, amount numeric(17,2) not null, currency text not null,
    booked_on date not null, value_date date not null, payer_name text, payer_key text, payer_account text,
    payer_bank text, reference text, remittance text not null, customer_id text collate "C", payment_id text collate "C",
    confidence int, decided_by text, decided_on date, reason text, notice jsonb, revision int not null);
  create index on read.bank_line (state, booked_on desc, line_id);
  create index on read.bank_line (payer_key) where state = 'accepted';
  create index on read.bank_line (account, booked_on);
  create index on read.bank_line (amount) where state = 'accepted';
  create index on read.bank_line (import_id);
  create index on read.bank_line (customer_id) where customer_id is not null;`;

// Statements of account that customers are asked to sign; and the ledger of one of them by its days.
const statements = `
  create table read.statement (
    stream text collate "C" primary key, statement_id text collate "C" not null, customer_id text collate "C" not null,
    from_date date not null, to_date date not null, position text collate "C" not null, opening numeric(17,2) not null,
    closing numeric(17,2) not null, sha256 text not null, issued_by text not null, issued_on date not null,
    state text not null, confirmation jsonb, contest jsonb, revision int not null);
  create index on read.statement (customer_id);
  create index on read.statement (issued_on, statement_id);
  create index on read.ledger_entry (customer_id, business_date);`;

/** The tables of the read models, and how far each has come. */
export const readMigrations: readonly Migration[] = [
  {
    version: 1,
    name: 'the first read models',
    sql: [checkpoint, customers, applications, accounts, ledger, followUp, timeline].join('\n'),
  },
  { version: 2, name: 'parts of lanes instead of a checkpoint for each follower', sql: partitions },
  { version: 3, name: 'the workflow of an application', sql: workflow },
  { version: 4, name: 'the whole of a customer file', sql: wholeFiles },
  { version: 5, name: 'accounts by component', sql: wholeAccounts },
  { version: 6, name: 'groups of customers', sql: groups },
  { version: 7, name: 'the whole ledger', sql: [wholeLedger, followUps].join('\n') },
  { version: 8, name: 'aging on two clocks', sql: twoClocks },
  { version: 9, name: 'lines of bank statements', sql: bankLines },
  { version: 10, name: 'statements of account', sql: statements },
];
