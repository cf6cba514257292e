import type { Migration } from '@app/postgres/migrate';
import { appendFunction } from './append-function';
import { sealing } from './sealing-migration';

export const LOG_SCHEMA = 'log';
/** NOTIFY on it says that the log has grown, and nothing else. */
export const LOG_CHANNEL = 'xay_log';

const tables = `
create table log.head (
  one boolean primary key default true check (one),
  position bigint not null,
  recorded_at timestamptz not null
) with (fillfactor = 10);
insert into log.head values (true, 0, '-infinity');

create table log.event (
  position bigint primary key,
  stream text collate "C" not null,
  revision int not null check (revision >= 0),
  id uuid not null unique,
  type text not null,
  data jsonb not null,
  metadata jsonb not null,
  recorded_at timestamptz not null,
  unique (stream, revision)
);
comment on table log.event is 'Append only. Positions are given out under the lock of log.head: their order is the order of commits, without gaps.';
`;

export const logMigrations: readonly Migration[] = [
  { version: 1, name: 'event log', sql: tables },
  { version: 2, name: 'hashes tie each event to the one before it in its stream', sql: sealing + appendFunction },
];
