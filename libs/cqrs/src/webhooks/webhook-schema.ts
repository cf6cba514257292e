import type { Migration } from '@app/postgres/migrate';

export const WEBHOOK_SCHEMA = 'webhook';

/** ISO instants, in UTC and to the millisecond: they sort as texts. */
const instant = 'text collate "C"';

// Keys are not in the log: it cannot forget. An endpoint's row says what is sent there as of the place that the queue has come to,
// and how sending goes. A message waits in the order of the log; of each customer only the first one waiting is ever sent.
// All of this is lost together or not at all: an empty `progress` says that it was.
const tables = `
  create table webhook.secret (
    webhook_id text collate "C", secret_id text collate "C", key bytea not null,
    primary key (webhook_id, secret_id));
  create table webhook.progress (one boolean primary key default true check (one), position text collate "C");
  insert into webhook.progress values (true, null);
  create table webhook.endpoint (
    webhook_id text collate "C" primary key, topics text[] not null, settled_before ${instant},
    failures int not null default 0, failing_since ${instant}, rest_until ${instant}, last_success_at ${instant});
  create table webhook.delivery (
    webhook_id text collate "C", message_id text collate "C", position text collate "C" not null, topic text not null,
    customer_id text collate "C" not null, occurred_at ${instant} not null, body text not null, state text not null,
    attempts int not null default 0, first_attempt_at ${instant}, last_attempt_at ${instant}, next_at ${instant},
    status int, fault text, delivered_at ${instant}, primary key (webhook_id, message_id));
  create index on webhook.delivery (webhook_id, position) where state = 'waiting';
  create index on webhook.delivery (webhook_id, next_at) where state = 'waiting' and next_at is not null;
  create index on webhook.delivery (webhook_id, state, position);
  create index on webhook.delivery (occurred_at);`;

export const webhookMigrations: readonly Migration[] = [
  { version: 1, name: 'secrets, and messages on their way', sql: tables },
];
