import type { Sql, Transaction } from '@app/postgres/connect';
import type { Migration } from '@app/postgres/migrate';

export const SEAL_SCHEMA = 'seal';

const table = `
create table seal.block (
  number int primary key check (number >= 0),
  events bigint not null,
  first_position text not null,
  last_position text not null,
  hashes bytea not null,
  root bytea not null,
  head bytea not null,
  sealed_at timestamptz(3) not null,
  key_id text,
  signature bytea
);
alter table seal.block alter column hashes set storage external;
comment on table seal.block is 'A root for each 1,024 events in the order of the log; the last one may be of fewer and is replaced while it fills.';
comment on column seal.block.events is 'Events of the log from its beginning to the end of this block: what head covers.';
comment on column seal.block.hashes is 'The hashes that root is over, 32 bytes each, so that the first event that differs can be named.';
`;

export const sealMigrations: readonly Migration[] = [{ version: 1, name: 'roots over the log', sql: table }];

/** One sealed block; hashes are hexadecimal. */
export type SealedBlock = Readonly<{
  number: number;
  /** Events of the log up to the end of this block. */
  events: number;
  firstPosition: string;
  lastPosition: string;
  hashes: readonly string[];
  root: string;
  head: string;
  sealedAt: string;
  keyId: string | undefined;
  signature: string | undefined;
}>;

type Row = {
  number: number;
  events: string;
  firstPosition: string;
  lastPosition: string;
  hashes: string;
  root: string;
  head: string;
  sealedMs: string;
  keyId: string | null;
  signature: string | null;
};

const HASH_CHARACTERS = 64;

const listed = (text: string): string[] => {
  const list: string[] = [];
  for (let start = 0; start < text.length; start += HASH_CHARACTERS)
    list.push(text.slice(start, start + HASH_CHARACTERS));
  return list;
};

const blockOf = ({ events, hashes, sealedMs, keyId, signature, ...row }: Row): SealedBlock => ({
  ...row,
  events: Number(events),
  hashes: listed(hashes),
  sealedAt: new Date(Number(sealedMs)).toISOString(),
  keyId: keyId ?? undefined,
  signature: signature ?? undefined,
});

const columns = (sql: Sql | Transaction) => sql`
  number, events, first_position as "firstPosition", last_position as "lastPosition", encode(hashes, 'hex') as hashes,
  encode(root, 'hex') as root, encode(head, 'hex') as head, (extract(epoch from sealed_at) * 1000)::bigint as "sealedMs",
  key_id as "keyId", encode(signature, 'hex') as signature`;

export const lastBlock = async (sql: Sql | Transaction): Promise<SealedBlock | undefined> => {
  const [row] = await sql<Row[]>`select ${columns(sql)} from seal.block order by number desc limit 1`;
  return row === undefined ? undefined : blockOf(row);
};

export const blocksFrom = async (sql: Sql, number: number, limit: number): Promise<readonly SealedBlock[]> => {
  const rows = await sql<Row[]>`
    select ${columns(sql)} from seal.block where number >= ${number} order by number limit ${limit}`;
  return rows.map(blockOf);
};

/** The block before this one. */
export const blockBefore = async (tx: Transaction, number: number): Promise<SealedBlock | undefined> => {
  const [row] = await tx<Row[]>`select ${columns(tx)} from seal.block where number = ${number - 1}`;
  return row === undefined ? undefined : blockOf(row);
};

/** The roots of the blocks from one up to, but without, another. */
export const rootsBetween = async (tx: Transaction, from: number, to: number): Promise<readonly string[]> => {
  const rows = await tx<{ root: string }[]>`
    select encode(root, 'hex') as root from seal.block where number >= ${from} and number < ${to} order by number`;
  return rows.map(({ root }) => root);
};

export const moveBlock = async (
  tx: Transaction,
  number: number,
  firstPosition: string,
  lastPosition: string,
): Promise<void> => {
  await tx`
    update seal.block set first_position = ${firstPosition}, last_position = ${lastPosition} where number = ${number}`;
};

export const writeBlock = async (tx: Transaction, block: SealedBlock): Promise<void> => {
  const { number, events, firstPosition, lastPosition, hashes, root, head, sealedAt, keyId, signature } = block;
  await tx`
    insert into seal.block (number, events, first_position, last_position, hashes, root, head, sealed_at, key_id, signature)
    values (${number}, ${events}, ${firstPosition}, ${lastPosition}, decode(${hashes.join('')}, 'hex'),
      decode(${root}, 'hex'), decode(${head}, 'hex'), ${sealedAt}::text::timestamptz, ${keyId ?? null},
      decode(${signature ?? null}, 'hex'))
    on conflict (number) do update set events = excluded.events, first_position = excluded.first_position,
      last_position = excluded.last_position, hashes = excluded.hashes, root = excluded.root, head = excluded.head,
      sealed_at = excluded.sealed_at, key_id = excluded.key_id, signature = excluded.signature`;
};
