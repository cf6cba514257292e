import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import type { EventSource } from './event-source';
import type { Follower } from './follower';
import { followInBackground, type Background } from './following/background';
import { clearStopped, ensureCheckpoints, readCheckpoints, setVersion } from './following/checkpoints';
import { Lane } from './following/lane';
import { openLeadership } from './following/leadership';
import { isPassing } from './following/passing-faults';
import { isRebuildable, rebuild, type Rebuilt } from './following/rebuild';
import { statesOf, type FollowerState } from './following/states';
import type { Log } from './log';

/** How long `settle` waits when not told. */
const SETTLE_MS = 30_000;
/** Pause between two looks at a lane that another process leads, or that a passing fault keeps waiting. */
const LOOK_AGAIN_MS = 10;

export type FollowersOptions = Readonly<{
  sql: Sql;
  store: EventSource;
  followers: readonly Follower[];
  log: Log;
}>;

export interface Followers {
  /** Follows the log in the background until `stop`; of several processes one leads, the others stand by. */
  start(): Promise<void>;
  /** Looks at once, instead of with the next signal from the store. */
  wake(): void;
  /**
   * Resolves when every follower has passed the position; without one, when all have reached the end of the log and it
   * does not move any more. Does the work itself unless another process leads. Rejects with `projection-stopped`.
   */
  settle(position?: string, timeoutMs?: number): Promise<void>;
  states(): Promise<readonly FollowerState[]>;
  rebuild(name: string): Promise<readonly Rebuilt[]>;
  /** Lets a follower that has stopped try again. */
  restart(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Everything that can be rebuilt goes in one lane; what acts on the world goes by itself, so that it delays no rows. */
const lanesOf = (followers: readonly Follower[]): Readonly<{ name: string; followers: readonly Follower[] }>[] => [
  ...followers.filter((follower) => !isRebuildable(follower)).map((one) => ({ name: one.name, followers: [one] })),
  { name: 'read-models', followers: followers.filter(isRebuildable) },
];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The schema `read` has to be there: see `migrateReadSchema`. */
export const openFollowers = ({ sql, store, followers, log }: FollowersOptions): Followers => {
  const leadership = openLeadership(sql);
  const lanes = lanesOf(followers)
    .filter((lane) => lane.followers.length > 0)
    .map((lane) => {
      const { name } = lane;
      return new Lane(name, lane.followers, { sql, source: store, log }, () => leadership.leads(name));
    });
  const laneOf = (name: string): Lane => {
    const lane = lanes.find((candidate) => candidate.followers.some((follower) => follower.name === name));
    if (lane === undefined) throw new Problem('unknown-read-model', { name });
    return lane;
  };
  let backgrounds: Background[] = [];
  let endWakeUps: () => Promise<void> = () => Promise.resolve();
  let prepared: Promise<void> | undefined;

  const rebuildOne = (follower: Follower): Promise<Rebuilt> => {
    if (!isRebuildable(follower)) throw new Problem('unknown-read-model', { name: follower.name });
    return laneOf(follower.name).alone(() => rebuild(sql, store, follower));
  };

  /** Rows of an older meaning are built again; what had stopped in an earlier process is tried again. */
  const prepare = async (): Promise<void> => {
    const names = followers.map(({ name }) => name);
    await ensureCheckpoints(sql, followers);
    await clearStopped(sql, names);
    const checkpoints = await readCheckpoints(sql, names);
    for (const follower of followers) {
      const known = checkpoints.find(({ name }) => name === follower.name);
      if (known === undefined || known.version === follower.version) continue;
      log(`${follower.name} changes from version ${known.version} to ${follower.version}`);
      await (isRebuildable(follower) ? rebuildOne(follower) : setVersion(sql, follower));
    }
  };
  const ready = (): Promise<void> => {
    prepared ??= prepare().catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };

  const reach = async (lane: Lane, target: string, deadline: number): Promise<void> => {
    for (;;) {
      const standing = await lane.standing();
      const stopped = standing.find((checkpoint) => checkpoint.stopped !== undefined);
      if (stopped?.stopped !== undefined)
        throw new Problem('projection-stopped', { name: stopped.name, error: stopped.stopped.error });
      const isThere = standing.every(({ position }) => position !== undefined && store.compare(position, target) >= 0);
      if (isThere) return;
      const advanced = await lane.advance(standing, target).catch((error: unknown) => {
        if (!isPassing(error) || Date.now() > deadline) throw error;
        return 'held-up' as const;
      });
      if (Date.now() > deadline) throw new Problem('busy', { waitingFor: lane.name });
      if (advanced !== 'moved') await pause(LOOK_AGAIN_MS);
    }
  };

  return {
    start: async () => {
      await ready();
      const head = await store.head();
      backgrounds = lanes.map((lane) => followInBackground(lane, { source: store, leadership, log }));
      const onEvent = (): Promise<void> => {
        for (const background of backgrounds) background.ring();
        return Promise.resolve();
      };
      const subscription = store.subscribeAll({ ...(head === undefined ? {} : { after: head }), onEvent });
      endWakeUps = () => subscription.stop();
    },
    wake: () => {
      for (const background of backgrounds) background.ring();
    },
    settle: async (position, timeoutMs = SETTLE_MS) => {
      await ready();
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const target = position ?? (await store.head());
        if (target === undefined) return;
        for (const lane of lanes) await reach(lane, target, deadline);
        if (position !== undefined || (await store.head()) === target) return;
      }
    },
    states: () => statesOf({ sql, store, followers }),
    rebuild: async (name) => {
      await ready();
      const chosen = name === 'all' ? followers.filter(isRebuildable) : followers.filter((one) => one.name === name);
      if (chosen.length === 0) throw new Problem('unknown-read-model', { name });
      const rebuilt: Rebuilt[] = [];
      for (const follower of chosen) rebuilt.push(await rebuildOne(follower));
      return rebuilt;
    },
    restart: async (name) => {
      laneOf(name);
      await clearStopped(sql, [name]);
      for (const background of backgrounds) background.ring();
    },
    stop: async () => {
      await endWakeUps();
      await Promise.all(backgrounds.map((background) => background.stop()));
      backgrounds = [];
      await leadership.end();
    },
  };
};
