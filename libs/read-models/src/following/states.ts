import type { Sql } from '@app/postgres/connect';
import type { EventSource } from '../event-source';
import type { Follower } from '../follower';
import { readCheckpoints, type Checkpoint, type Stopped } from './checkpoints';

/** A follower that lags by more is said to lag by this. */
export const LAG_MAX = 1_000;

export type FollowerState = Readonly<{
  name: string;
  /** Events behind the end of the log that concern it; positions are opaque, so they are counted, up to `LAG_MAX`. */
  lag: number;
  stopped?: Stopped;
}>;

type Ground = Readonly<{ sql: Sql; store: EventSource; followers: readonly Follower[] }>;

export const statesOf = async ({ sql, store, followers }: Ground): Promise<FollowerState[]> => {
  const head = await store.head();
  const checkpoints = await readCheckpoints(
    sql,
    followers.map(({ name }) => name),
  );
  // Read models mostly stand at one place and hear of the same streams: what has been counted is not read again.
  const counted = new Map<string, Promise<number>>();
  const behind = (checkpoint: Checkpoint | undefined, prefixes: readonly string[]): Promise<number> => {
    const after = checkpoint?.position;
    if (head === undefined || (after !== undefined && store.compare(after, head) >= 0)) return Promise.resolve(0);
    const key = JSON.stringify([after, prefixes]);
    const count =
      counted.get(key) ??
      store
        .readAll({ ...(after === undefined ? {} : { after }), prefixes, limit: LAG_MAX })
        .then(({ length }) => length);
    counted.set(key, count);
    return count;
  };
  return Promise.all(
    followers.map(async ({ name, prefixes }) => {
      const checkpoint = checkpoints.find((candidate) => candidate.name === name);
      const stopped = checkpoint?.stopped;
      return { name, lag: await behind(checkpoint, prefixes), ...(stopped === undefined ? {} : { stopped }) };
    }),
  );
};
