import type { Sql, Transaction } from '@app/postgres/connect';
import { everyPart } from './partition';

/** An event that a follower cannot get past. */
export type Stopped = Readonly<{ position: string; stream: string; revision: number; error: string }>;
/** Where a follower stands that does not go with the others; no position before its first event. */
export type Apart = Readonly<{ position: string | null; stopped?: Stopped }>;

/**
 * How far a part of a lane has come. Followers that stand at one place share its row, so that a page moves one row and
 * not ten; those that have stopped or joined later stand apart until they have caught up.
 */
export type Part = Readonly<{
  part: number;
  /** The worker that leads it. */
  owner: number | null;
  position: string | null;
  members: readonly string[];
  apart: Readonly<Record<string, Apart>>;
}>;

type Names = readonly string[];
type StoredPart = {
  part: number;
  owner: number | null;
  position: string | null;
  members: string[];
  apart: Part['apart'];
};

const order = (a: Part, b: Part): number => a.part - b.part;

/** All parts are there, and every name in each of them. */
export const ensureParts = async (sql: Sql | Transaction, lane: string, names: Names): Promise<void> => {
  const fresh = everyPart.map((part) => ({ lane, part, members: [...names], apart: {} }));
  await sql`insert into read.checkpoint ${sql(fresh)} on conflict (lane, part) do nothing`;
  await sql`
    update read.checkpoint c set apart = c.apart || added.apart
    from (select lane, part, jsonb_object_agg(name, '{"position":null}'::jsonb) as apart
      from read.checkpoint, unnest(${[...names]}::text[]) as name
      where lane = ${lane} and name <> all(members) and not apart ? name group by lane, part) added
    where (c.lane, c.part) = (added.lane, added.part)`;
};

export const readParts = async (sql: Sql | Transaction, lane: string): Promise<Part[]> => {
  const rows = await sql<StoredPart[]>`
    select part, owner, position, members, apart from read.checkpoint where lane = ${lane}`;
  return [...rows].sort(order);
};

/** Always in the order of parts, so that no two processes wait for each other crosswise. */
export const lockParts = async (tx: Transaction, lane: string, parts: readonly number[]): Promise<Part[]> => {
  const rows = await tx<StoredPart[]>`
    select part, owner, position, members, apart from read.checkpoint
    where lane = ${lane} and part = any(${[...parts]}::int[]) order by part for update`;
  return [...rows];
};

/** Where all that move in these parts are their members, and end up at one place. */
export const moveParts = async (
  tx: Transaction,
  lane: string,
  parts: readonly number[],
  position: string,
): Promise<void> => {
  await tx`update read.checkpoint set position = ${position} where lane = ${lane} and part = any(${[...parts]}::int[])`;
};

export const writeParts = async (tx: Transaction, lane: string, parts: readonly Part[]): Promise<void> => {
  await tx`
    update read.checkpoint c set position = w.position, members = w.members, apart = w.apart
    from jsonb_to_recordset(${tx.json(parts)}) as w(part int, position text, members text[], apart jsonb)
    where c.lane = ${lane} and c.part = w.part`;
};

/** The version of the meaning of each follower's rows; the first time it is noted as it is now. */
export const ensureVersions = async (
  sql: Sql,
  followers: readonly Readonly<{ name: string; version: number }>[],
): Promise<ReadonlyMap<string, number>> => {
  const rows = followers.map(({ name, version }) => ({ name, version }));
  if (rows.length > 0) await sql`insert into read.follower ${sql(rows)} on conflict (name) do nothing`;
  const known = await sql<{ name: string; version: number }[]>`select name, version from read.follower`;
  return new Map(known.map(({ name, version }) => [name, version]));
};

export const setVersion = async (
  sql: Sql | Transaction,
  { name, version }: Readonly<{ name: string; version: number }>,
): Promise<void> => {
  await sql`update read.follower set version = ${version} where name = ${name}`;
};
