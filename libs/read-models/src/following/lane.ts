import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import type { EventSource, StoredEvent } from '../event-source';
import type { Follower } from '../follower';
import type { Log } from '../log';
import { lockCheckpoints, moveCheckpoints, readCheckpoints, setStopped, type Checkpoint } from './checkpoints';
import { claimForNow } from './leadership';
import { oneAtATime } from './one-at-a-time';
import { isPassing, textOf } from './passing-faults';

/** Events in one page, and thus in one transaction. */
export const PAGE_MAX = 500;
/** How often one event is tried again before its follower stops, and the first pause between; each pause doubles. */
export const RETRIES_MAX = 5;
const RETRY_FIRST_MS = 20;

export type Standing = readonly Checkpoint[];
export type Advanced = 'moved' | 'idle' | 'led-elsewhere';
type Page = Readonly<{ from: string | undefined; events: readonly StoredEvent[]; until: string }>;
export type Ground = Readonly<{ sql: Sql; source: EventSource; log: Log }>;

class MovedElsewhere extends Error {}
class LedElsewhere extends Error {}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const wantedBy = ({ prefixes }: Follower, events: readonly StoredEvent[]): StoredEvent[] =>
  events.filter(({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix)));

/**
 * Followers that go together: those that stand at the same place share a page of the log and a transaction, which is
 * what makes following ten read models cheap. One that fails goes on alone, and the others with it when it has caught up.
 */
export class Lane {
  private readonly exclusive = oneAtATime();

  constructor(
    readonly name: string,
    readonly followers: readonly Follower[],
    private readonly ground: Ground,
    private readonly leads: () => boolean,
  ) {}

  standing(): Promise<Standing> {
    const names = this.followers.map(({ name }) => name);
    return readCheckpoints(this.ground.sql, names);
  }

  /** Takes those that are furthest behind one page further; `head` is where the log ended a moment ago. */
  advance(standing: Standing, head: string | undefined): Promise<Advanced> {
    return this.exclusive(() => this.takePage(standing, head));
  }

  /** For whoever must not meet a page under way, such as a rebuild. */
  alone<Result>(action: () => Promise<Result>): Promise<Result> {
    return this.exclusive(action);
  }

  private async takePage(standing: Standing, head: string | undefined): Promise<Advanced> {
    const group = this.furthestBehind(standing.filter(({ stopped }) => stopped === undefined));
    if (group === undefined || head === undefined) return 'idle';
    const page = await this.readPage(group, head);
    if (page === undefined) return 'idle';
    try {
      await this.apply(group.followers, page);
    } catch (error) {
      if (error instanceof LedElsewhere) return 'led-elsewhere';
      if (!(error instanceof MovedElsewhere)) throw error;
    }
    return 'moved';
  }

  private furthestBehind(going: Standing) {
    const { source } = this.ground;
    const order = (a: string | undefined, b: string | undefined): number =>
      a === undefined || b === undefined ? Number(a !== undefined) - Number(b !== undefined) : source.compare(a, b);
    const sorted = [...going].sort((a, b) => order(a.position, b.position));
    const [first] = sorted;
    if (first === undefined) return undefined;
    const names = sorted.filter(({ position }) => position === first.position).map(({ name }) => name);
    return {
      position: first.position,
      followers: this.followers.filter(({ name }) => names.includes(name)),
      /** Where the next ones stand: there the group grows. */
      next: sorted.find(({ position }) => position !== first.position)?.position,
    };
  }

  private async readPage(
    { position: from, followers, next }: NonNullable<ReturnType<Lane['furthestBehind']>>,
    head: string,
  ): Promise<Page | undefined> {
    const { source } = this.ground;
    const after = from === undefined ? {} : { after: from };
    const isPast = (position: string, mark: string): boolean => source.compare(position, mark) > 0;
    if (from !== undefined && !isPast(head, from)) return undefined;
    const prefixes = [...new Set(followers.flatMap((follower) => follower.prefixes))];
    const events = await source.readAll({ ...after, prefixes, limit: PAGE_MAX });
    const last = events.at(-1)?.position;
    // A page that is not full has searched the log to its end, hence past what other prefixes hide up to the head.
    const searched = events.length === PAGE_MAX || (last !== undefined && isPast(last, head)) ? last : head;
    const until = next !== undefined && searched !== undefined && isPast(searched, next) ? next : searched;
    if (until === undefined) return undefined;
    return { from, events: events.filter(({ position }) => !isPast(position, until)), until };
  }

  private async apply(followers: readonly Follower[], page: Page): Promise<void> {
    try {
      await this.commit(followers, page);
    } catch (error) {
      if (error instanceof LedElsewhere || error instanceof MovedElsewhere || isPassing(error)) throw error;
      for (const follower of followers) await this.applyAlone(follower, page);
    }
  }

  private async applyAlone(follower: Follower, page: Page): Promise<void> {
    try {
      await this.commit([follower], page);
    } catch (error) {
      if (error instanceof LedElsewhere || error instanceof MovedElsewhere || isPassing(error)) throw error;
      this.ground.log(`${follower.name}: a page after ${page.from ?? 'the start'} fails: ${textOf(error)}`);
      await this.applyOneByOne(follower, page);
    }
  }

  /** So that whatever comes before the failing event gets through, and the message names that one. */
  private async applyOneByOne(follower: Follower, { from, events, until }: Page): Promise<void> {
    let position = from;
    for (const event of wantedBy(follower, events)) {
      const went = await this.insist(follower, { from: position, events: [event], until: event.position });
      if (!went) return;
      position = event.position;
    }
    if (position !== until) await this.commit([follower], { from: position, events: [], until });
  }

  private async insist(follower: Follower, page: Page): Promise<boolean> {
    for (let attempt = 0; ; attempt++) {
      try {
        await this.commit([follower], page);
        return true;
      } catch (error) {
        if (error instanceof LedElsewhere || error instanceof MovedElsewhere || isPassing(error)) throw error;
        if (attempt === RETRIES_MAX) {
          await this.stop(follower, page.until, error);
          return false;
        }
        await pause(RETRY_FIRST_MS * 2 ** attempt);
      }
    }
  }

  private async stop({ name }: Follower, position: string, error: unknown): Promise<void> {
    const text = textOf(error);
    await setStopped(this.ground.sql, name, { position, error: text });
    this.ground.log(`${name} has stopped at ${position} after ${RETRIES_MAX} retries: ${text}`);
  }

  /** Rows and checkpoints of one page, all or nothing. */
  private async commit(followers: readonly Follower[], page: Page): Promise<void> {
    await transaction(this.ground.sql, async (tx) => {
      if (!this.leads() && !(await claimForNow(tx, this.name))) throw new LedElsewhere();
      const names = followers.map(({ name }) => name);
      const locked = await lockCheckpoints(tx, names);
      const isAsRead = locked.every(({ position, stopped }) => position === page.from && stopped === undefined);
      if (!isAsRead) throw new MovedElsewhere();
      await applyTogether(followers, page.events, tx);
      await moveCheckpoints(tx, names, page.until);
    });
  }
}

/** Their statements travel on one connection without waiting for each other; the first fault counts. */
const applyTogether = async (
  followers: readonly Follower[],
  events: readonly StoredEvent[],
  tx: Transaction,
): Promise<void> => {
  const done = await Promise.allSettled(
    followers.map(async (follower) => {
      const wanted = wantedBy(follower, events);
      if (wanted.length > 0) await follower.apply(wanted, tx);
    }),
  );
  for (const outcome of done) if (outcome.status === 'rejected') throw outcome.reason;
};
