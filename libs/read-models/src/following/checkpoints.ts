import type { Sql, Transaction } from '@app/postgres/connect';
import type { Follower } from '../follower';

export type Stopped = Readonly<{ position: string; error: string }>;
/** How far a follower has come; no position before its first event. */
export type Checkpoint = Readonly<{
  name: string;
  version: number;
  position: string | undefined;
  stopped: Stopped | undefined;
}>;

type Stored = {
  name: string;
  version: number;
  position: string | null;
  stopped_position: string | null;
  stopped_error: string | null;
};

const fromStored = ({ name, version, position, stopped_position, stopped_error }: Stored): Checkpoint => ({
  name,
  version,
  position: position ?? undefined,
  stopped: stopped_position === null ? undefined : { position: stopped_position, error: stopped_error ?? '' },
});

export const ensureCheckpoints = async (sql: Sql, followers: readonly Follower[]): Promise<void> => {
  const rows = followers.map(({ name, version }) => ({ name, version }));
  if (rows.length > 0) await sql`insert into read.checkpoint ${sql(rows)} on conflict (name) do nothing`;
};

export const readCheckpoints = async (sql: Sql, names: readonly string[]): Promise<Checkpoint[]> => {
  const rows = await sql<Stored[]>`select * from read.checkpoint where name = any(${[...names]}) order by name`;
  return rows.map(fromStored);
};

/** Always in the order of names, so that no two processes wait for each other crosswise. */
export const lockCheckpoints = async (tx: Transaction, names: readonly string[]): Promise<Checkpoint[]> => {
  const rows = await tx<
    Stored[]
  >`select * from read.checkpoint where name = any(${[...names]}) order by name for update`;
  return rows.map(fromStored);
};

export const moveCheckpoints = async (tx: Transaction, names: readonly string[], position: string): Promise<void> => {
  await tx`update read.checkpoint set position = ${position} where name = any(${[...names]})`;
};

export const setRebuilt = async (
  tx: Transaction,
  { name, version }: Follower,
  position: string | undefined,
): Promise<void> => {
  await tx`
    update read.checkpoint
    set position = ${position ?? null}, version = ${version}, stopped_position = null, stopped_error = null
    where name = ${name}`;
};

export const setVersion = async (sql: Sql, { name, version }: Follower): Promise<void> => {
  await sql`update read.checkpoint set version = ${version} where name = ${name}`;
};

export const setStopped = async (sql: Sql, name: string, { position, error }: Stopped): Promise<void> => {
  await sql`
    update read.checkpoint set stopped_position = ${position}, stopped_error = ${error} where name = ${name}`;
};

export const clearStopped = async (sql: Sql, names: readonly string[]): Promise<void> => {
  await sql`
    update read.checkpoint set stopped_position = null, stopped_error = null
    where name = any(${[...names]}) and stopped_position is not null`;
};
