import type { Migration } from '@app/postgres/migrate';

export const ATTACHMENT_SCHEMA = 'attachment';

// The bytes of photos and scans lie outside the log, which names them by their hash. A row of `content` is the promise
// that all its pieces are there: it is written with the last of them, in one transaction.
const contents = `
  create table attachment.content (
    sha256 bytea primary key check (length(sha256) = 32), bytes int not null, media_type text not null,
    stored_at timestamptz not null default now());
  create table attachment.piece (
    sha256 bytea not null, n int not null, bytes bytea not null, primary key (sha256, n));
  alter table attachment.piece alter column bytes set storage external;`;

export const attachmentMigrations: readonly Migration[] = [
  { version: 1, name: 'contents by their hash, in pieces', sql: contents },
];
