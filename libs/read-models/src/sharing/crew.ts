import { randomInt } from 'node:crypto';
import type { Sql, Transaction } from '@app/postgres/connect';
import { isConnectionLoss, transaction } from '@app/postgres/transaction';
import { PARTITIONS } from './partition';

const WORKER_MAX = 2 ** 31 - 1;
/** A worker says so often that it lives, and looks who else does. */
export const LOOK_MS = 1_000;
/** The server ends the session of a worker that was silent for so long, and with it everything that the worker leads. */
export const SILENCE_MAX_MS = 5_000;

/** The workers of a lane are whoever holds an advisory lock under its name and their own number. */
const workersOf = async (sql: Sql | Transaction, lane: string): Promise<number[]> => {
  const rows = await sql<{ worker: string }[]>`
    select objid::text as worker from pg_locks
    where locktype = 'advisory' and granted and objsubid = 2 and classid = (hashtext(${nameOf(lane)})::bigint & 4294967295)::oid
      and database = (select oid from pg_database where datname = current_database())`;
  return rows.map(({ worker }) => Number(worker));
};

const nameOf = (lane: string): string => `xay-lane-${lane}`;

/** Whether somebody else leads a part: its owner is alive, and not this worker. */
export const ledByOthers = async (
  sql: Sql | Transaction,
  lane: string,
  parts: readonly Readonly<{ part: number; owner: number | null }>[],
  me: number | undefined,
): Promise<ReadonlySet<number>> => {
  const others = parts.filter(({ owner }) => owner !== null && owner !== me);
  if (others.length === 0) return new Set();
  const living = new Set(await workersOf(sql, lane));
  return new Set(others.filter(({ owner }) => owner !== null && living.has(owner)).map(({ part }) => part));
};

/** A process among those that share the lanes of one database. */
export interface Crew {
  /** The number under which this process leads; none while it does not take part. */
  me(): number | undefined;
  /** Takes part from now on, and takes or gives back parts of the lane until everybody has about as many. */
  share(lane: string): Promise<void>;
  /** Gives everything back. */
  leave(): Promise<void>;
}

type Session = Readonly<{
  worker: number;
  tx: Transaction;
  lanes: Set<string>;
  leave: () => void;
  over: Promise<void>;
}>;

/**
 * Who leads a part stands in its row and is checked in the transaction that writes, with that row locked: two owners
 * cannot both write, whatever they believe. Whether an owner lives is told by a lock on a connection that does nothing
 * else: it falls the moment the process dies, and the server ends it when a process hangs and falls silent. No clocks
 * are compared. The connection is kept by a transaction, because the client tells the end of a connection to whoever
 * has one on it, and to nobody else; between its statements it holds no snapshot back.
 */
export const openCrew = (sql: Sql): Crew => {
  let session: Promise<Session> | undefined;
  let me: number | undefined;

  const enter = (): Promise<Session> =>
    new Promise((resolve, reject) => {
      const worker = randomInt(1, WORKER_MAX);
      const stay = async (tx: Transaction): Promise<void> => {
        await tx`select set_config('idle_in_transaction_session_timeout', ${String(SILENCE_MAX_MS)}, true)`;
        await new Promise<void>((leave) => {
          me = worker;
          resolve({ worker, tx, lanes: new Set(), leave, over });
        });
      };
      const over = transaction(sql, stay)
        .catch((error: unknown) => {
          reject(error instanceof Error ? error : new Error(String(error)));
        })
        .then(() => {
          me = undefined;
          session = undefined;
        });
    });

  const look = async (lane: string, { worker, tx, lanes, leave }: Session): Promise<number[]> => {
    try {
      if (!lanes.has(lane)) await tx`select pg_advisory_xact_lock_shared(hashtext(${nameOf(lane)}), ${worker})`;
      lanes.add(lane);
      return await workersOf(tx, lane);
    } catch (error) {
      // A transaction in which a statement has failed is good for nothing more; a lost one ends by itself.
      if (!isConnectionLoss(error)) leave();
      throw error;
    }
  };

  return {
    me: () => me,
    share: async (lane) => {
      session ??= enter();
      const entered = await session;
      await rebalance(sql, lane, entered.worker, await look(lane, entered));
    },
    leave: async () => {
      const current = await session?.catch(() => undefined);
      if (current === undefined) return;
      await sql`update read.checkpoint set owner = null where owner = ${current.worker}`.catch(() => undefined);
      current.leave();
      await current.over;
    },
  };
};

type Led = { part: number; owner: number | null };

/** Looks without locking anything, because mostly there is nothing to change. */
const rebalance = async (sql: Sql, lane: string, worker: number, living: readonly number[]): Promise<void> => {
  const fair = Math.ceil(PARTITIONS / Math.max(1, living.length));
  const rows = await sql<Led[]>`select part, owner from read.checkpoint where lane = ${lane} order by part`;
  const isFree = ({ owner }: Led): boolean => owner === null || !living.includes(owner);
  const mine = rows.filter(({ owner }) => owner === worker);
  const free = rows.filter((row) => row.owner !== worker && isFree(row));
  const given = mine.slice(fair).map(({ part }) => part);
  const taken = free.slice(0, Math.max(0, fair - mine.length)).map(({ part }) => part);
  if (given.length > 0)
    await sql`
      update read.checkpoint set owner = null
      where lane = ${lane} and part = any(${given}::int[]) and owner = ${worker}`;
  if (taken.length > 0) await transaction(sql, (tx) => take(tx, lane, worker, taken));
};

/** Parts whose rows are being written at this moment are left for the next look. */
const take = async (tx: Transaction, lane: string, worker: number, parts: readonly number[]): Promise<void> => {
  const rows = await tx<Led[]>`
    select part, owner from read.checkpoint
    where lane = ${lane} and part = any(${[...parts]}::int[]) order by part for update skip locked`;
  const led = await ledByOthers(tx, lane, rows, worker);
  const free = rows.map(({ part }) => part).filter((part) => !led.has(part));
  await tx`update read.checkpoint set owner = ${worker} where lane = ${lane} and part = any(${free}::int[])`;
};
