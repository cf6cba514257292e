import type { EventSource, StoredEvent } from '../event-source';
import type { Part, Stopped } from '../sharing/checkpoints';
import { partOf } from '../sharing/partition';
import { byPosition, unitsIn, type Unit } from '../sharing/standing';
import type { Lane } from './lane';
import { hears } from './page-reading';

/** A follower that lags by more is said to lag by this. */
export const LAG_MAX = 1_000;

export type FollowerState = Readonly<{
  name: string;
  /** Events behind the end of the log that concern it; positions are opaque, so they are counted, up to `LAG_MAX`. */
  lag: number;
  /** The first of the parts in which it has stopped. */
  stopped?: Stopped;
  parts: readonly Readonly<{ part: number; lag: number; stopped?: Stopped }>[];
}>;

/** Units mostly stand at one place: what lies behind it is read once, whoever it concerns. */
const tails = (store: EventSource, prefixes: readonly string[], head: string | undefined) => {
  const read = new Map<string | null, Promise<readonly StoredEvent[]>>();
  return (position: string | null): Promise<readonly StoredEvent[]> => {
    if (head === undefined || byPosition(position, head) >= 0) return Promise.resolve([]);
    const tail =
      read.get(position) ??
      store.readAll({ ...(position === null ? {} : { after: position }), prefixes, limit: LAG_MAX });
    read.set(position, tail);
    return tail;
  };
};

export const statesOf = async (store: EventSource, lane: Lane): Promise<FollowerState[]> => {
  const { followers } = lane;
  const head = await store.head();
  const parts: readonly Part[] = await lane.standing();
  const tailAfter = tails(store, [...new Set(followers.flatMap(({ prefixes }) => prefixes))], head);
  return Promise.all(
    followers.map(async (follower) => {
      const lagOf = async ({ part, position }: Unit): Promise<number> =>
        (await tailAfter(position)).filter(({ stream }) => partOf(stream) === part && hears(follower, stream)).length;
      const inParts = await Promise.all(
        unitsIn(parts, [follower.name]).map(async (unit) => ({
          part: unit.part,
          lag: await lagOf(unit),
          ...(unit.stopped === undefined ? {} : { stopped: unit.stopped }),
        })),
      );
      const stopped = inParts.find((each) => each.stopped !== undefined)?.stopped;
      const lag = inParts.reduce((sum, each) => sum + each.lag, 0);
      return { name: follower.name, lag, ...(stopped === undefined ? {} : { stopped }), parts: inParts };
    }),
  );
};
