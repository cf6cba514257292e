import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import type { EventSource } from './event-source';
import { isReadModel, type Follower } from './follower';
import { followInBackground, type Background } from './following/background';
import { Lane } from './following/lane';
import { isPassing, textOf } from './following/passing-faults';
import { Progress, type Applied } from './following/progress';
import { statesOf, type FollowerState } from './following/states';
import { Watch } from './following/watch';
import type { Log } from './log';
import { clearAbandoned } from './rebuilding/fresh-tables';
import { rebuild, type Rebuilt, type RebuildWish } from './rebuilding/rebuild';
import { ensureParts, ensureVersions, lockParts, readParts, setVersion, writeParts } from './sharing/checkpoints';
import { openCrew } from './sharing/crew';
import { everyPart } from './sharing/partition';
import { byPosition, restarted, unitsIn } from './sharing/standing';

/** How long `settle` waits when not told. */
const SETTLE_MS = 30_000;
/** Pause between two looks at a lane that another process leads, or that a passing fault keeps waiting. */
const LOOK_AGAIN_MS = 10;
/** A new read model with more than this before it is built beside the others, instead of following page by page. */
const BUILD_MIN = 5_000;
export const READ_MODELS = 'read-models';

export type FollowersOptions = Readonly<{
  sql: Sql;
  store: EventSource;
  followers: readonly Follower[];
  log: Log;
}>;

export interface Followers {
  /** Follows the log in the background until `stop`; processes on one database share the work part by part. */
  start(): Promise<void>;
  /** Looks at once, instead of with the next signal from the store. */
  wake(): void;
  /**
   * Resolves when every follower has passed the position; without one, when all have reached the end of the log and it
   * does not move any more. Does the work itself where no other process leads. Rejects with `projection-stopped`.
   */
  settle(position?: string, timeoutMs?: number): Promise<void>;
  /**
   * True as soon as every read model has passed the position in every part, whoever leads it; false when the time is up,
   * or at once when one has stopped before it.
   */
  reached(position: string, timeoutMs: number): Promise<boolean>;
  states(): Promise<readonly FollowerState[]>;
  /** What this process has done so far, for each follower and part. */
  applied(): readonly Applied[];
  /** Builds a read model, or `all`, again beside the live one: see `rebuilding/rebuild.ts`. */
  rebuild(name: string, wish?: RebuildWish): Promise<readonly Rebuilt[]>;
  /** Lets a follower that has stopped try again. */
  restart(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Everything that can be rebuilt goes in one lane; what acts on the world goes by itself, so that it delays no rows. */
const lanesOf = (followers: readonly Follower[]): Readonly<{ name: string; followers: readonly Follower[] }>[] =>
  [
    ...followers.filter((follower) => !isReadModel(follower)).map((one) => ({ name: one.name, followers: [one] })),
    { name: READ_MODELS, followers: followers.filter(isReadModel) },
  ].filter((lane) => lane.followers.length > 0);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The schema `read` has to be there: see `migrateReadSchema`. */
export const openFollowers = (options: FollowersOptions): Followers => new Runner(options);

class Runner implements Followers {
  private readonly crew;
  private readonly lanes: readonly Lane[];
  private readonly watch: Watch | undefined;
  private backgrounds: Background[] = [];
  private endWakeUps: () => Promise<void> = () => Promise.resolve();
  private prepared: Promise<void> | undefined;

  constructor(private readonly options: FollowersOptions) {
    const { sql, store, followers, log } = options;
    this.crew = openCrew(sql);
    const ground = { sql, source: store, log, me: () => this.crew.me() };
    this.lanes = lanesOf(followers).map(
      (lane) => new Lane(lane.name, lane.followers, ground, new Progress(() => this.watch?.ring())),
    );
    const rows = this.lanes.find(({ name }) => name === READ_MODELS);
    this.watch = rows === undefined ? undefined : new Watch(rows);
  }

  async start(): Promise<void> {
    await this.ready();
    const { store, log } = this.options;
    const head = await store.head();
    this.backgrounds = this.lanes.map((lane) => followInBackground(lane, { source: store, crew: this.crew, log }));
    const onEvent = (): Promise<void> => {
      this.wake();
      return Promise.resolve();
    };
    const subscription = store.subscribeAll({ ...(head === undefined ? {} : { after: head }), onEvent });
    this.endWakeUps = () => subscription.stop();
  }

  wake(): void {
    for (const background of this.backgrounds) background.ring();
  }

  async settle(position?: string, timeoutMs = SETTLE_MS): Promise<void> {
    await this.ready();
    const { store } = this.options;
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const target = position ?? (await store.head());
      if (target === undefined) return;
      // At the same time: while one waits for the database the other has work to do.
      const reached = await Promise.allSettled(this.lanes.map((lane) => this.reach(lane, target, deadline)));
      for (const outcome of reached) if (outcome.status === 'rejected') throw outcome.reason;
      if (position !== undefined || (await store.head()) === target) return;
    }
  }

  async reached(position: string, timeoutMs: number): Promise<boolean> {
    return this.watch?.reached(position, timeoutMs) ?? true;
  }

  async states(): Promise<readonly FollowerState[]> {
    const states = await Promise.all(this.lanes.map((lane) => statesOf(this.options.store, lane)));
    const all = states.flat();
    return this.options.followers.flatMap(({ name }) => all.filter((state) => state.name === name));
  }

  applied(): readonly Applied[] {
    return this.lanes.flatMap(({ progress }) => progress.applied());
  }

  async rebuild(name: string, wish: RebuildWish = {}): Promise<readonly Rebuilt[]> {
    await this.ready();
    const readModels = this.options.followers.filter(isReadModel);
    const models = name === 'all' ? readModels : readModels.filter((one) => one.name === name);
    if (models.length === 0) throw new Problem('unknown-read-model', { name });
    const { sql, store } = this.options;
    const rebuilt = await rebuild({ sql, source: store, lane: READ_MODELS, models }, wish);
    this.wake();
    return rebuilt;
  }

  async restart(name: string): Promise<void> {
    const lane = this.lanes.find(({ names }) => names.includes(name));
    if (lane === undefined) throw new Problem('unknown-read-model', { name });
    await this.letTryAgain(lane.name, [name]);
    this.wake();
  }

  async stop(): Promise<void> {
    await this.endWakeUps();
    await Promise.all(this.backgrounds.map((background) => background.stop()));
    this.backgrounds = [];
    await this.crew.leave();
  }

  private ready(): Promise<void> {
    this.prepared ??= this.prepare().catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }

  /** Rows of an older meaning are built again; what had stopped in an earlier process is tried again. */
  private async prepare(): Promise<void> {
    const { sql, followers, log } = this.options;
    await clearAbandoned(sql);
    const versions = await ensureVersions(sql, followers);
    for (const { name, names } of this.lanes) {
      await ensureParts(sql, name, names);
      await this.letTryAgain(name, names);
    }
    const changed = followers.filter(({ name, version }) => (versions.get(name) ?? version) !== version);
    for (const follower of changed) {
      log(`${follower.name} changes from version ${versions.get(follower.name) ?? 0} to ${follower.version}`);
      if (!isReadModel(follower)) await setVersion(sql, follower);
    }
    await this.build(changed, false);
    await this.build(await this.farBehind(), true);
  }

  private async build(followers: readonly Follower[], canFollow: boolean): Promise<void> {
    const models = followers.filter(isReadModel);
    if (models.length === 0) return;
    const { sql, store, log } = this.options;
    try {
      await rebuild({ sql, source: store, lane: READ_MODELS, models }, { isCompared: false });
    } catch (error) {
      if (!canFollow || isPassing(error)) throw error;
      log(`${models.map(({ name }) => name).join(', ')} follow page by page: ${textOf(error)}`);
    }
  }

  /** Those that have not begun, when the log is long. */
  private async farBehind(): Promise<readonly Follower[]> {
    const { sql, store, followers } = this.options;
    const models = followers.filter(isReadModel);
    const parts = await readParts(sql, READ_MODELS);
    const isNew = ({ name }: Follower): boolean =>
      unitsIn(parts, [name]).every(({ position, stopped }) => position === null && stopped === undefined);
    const fresh = models.filter(isNew);
    if (fresh.length === 0) return [];
    const prefixes = [...new Set(fresh.flatMap((follower) => follower.prefixes))];
    const { length } = await store.readAll({ prefixes, limit: BUILD_MIN });
    return length < BUILD_MIN ? [] : fresh;
  }

  private async letTryAgain(lane: string, names: readonly string[]): Promise<void> {
    const { sql } = this.options;
    const hasStopped = unitsIn(await readParts(sql, lane), names).some(({ stopped }) => stopped !== undefined);
    if (!hasStopped) return;
    await transaction(sql, async (tx) => {
      const parts = await lockParts(tx, lane, everyPart);
      await writeParts(
        tx,
        lane,
        parts.map((part) => restarted(part, names)),
      );
    });
  }

  private async reach(lane: Lane, target: string, deadline: number): Promise<void> {
    for (;;) {
      const parts = await lane.standing();
      const units = unitsIn(parts, lane.names);
      const stopped = units.find((unit) => unit.stopped !== undefined);
      if (stopped?.stopped !== undefined)
        throw new Problem('projection-stopped', { name: stopped.name, error: stopped.stopped.error });
      if (units.every(({ position }) => byPosition(position, target) >= 0)) return;
      const advanced = await lane.advance(parts, target).catch((error: unknown) => {
        if (!isPassing(error) || Date.now() > deadline) throw error;
        return 'held-up' as const;
      });
      if (Date.now() > deadline) throw new Problem('busy', { waitingFor: lane.name });
      if (advanced !== 'moved') await pause(LOOK_AGAIN_MS);
    }
  }
}
