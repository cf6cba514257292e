import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import type { EventSource } from '../event-source';
import type { Follower } from '../follower';
import type { Log } from '../log';
import { lockParts, moveParts, readParts, writeParts, type Part, type Stopped } from '../sharing/checkpoints';
import { ledByOthers } from '../sharing/crew';
import { grouped } from '../sharing/grouped';
import { partOf } from '../sharing/partition';
import { areTheMembers, groupsOf, leftBehind, movedTo, stoppedAt, unitsIn, type Unit } from '../sharing/standing';
import { oneAtATime } from './one-at-a-time';
import { hears, nextLimit, PAGE_MIN, readPage, type Page } from './page-reading';
import { isPassing, textOf } from './passing-faults';
import type { Progress } from './progress';

/** How often one event is tried again before its follower stops, and the first pause between; each pause doubles. */
export const RETRIES_MAX = 5;
const RETRY_FIRST_MS = 20;
/** A page whose process hangs lets go of its rows after so long. */
const PAGE_SILENCE_MAX_MS = 60_000;

export type Advanced = 'moved' | 'idle' | 'led-elsewhere';
export type Ground = Readonly<{ sql: Sql; source: EventSource; log: Log; me: () => number | undefined }>;

class MovedElsewhere extends Error {}
class LedElsewhere extends Error {}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const isNotOurs = (error: unknown): boolean =>
  error instanceof LedElsewhere || error instanceof MovedElsewhere || isPassing(error);

/**
 * Followers that go together, part by part. Whoever of them stands at one place, in whatever part, shares a page of the
 * log and a transaction: a process that has all parts to itself pays nothing for them. Who fails goes on alone, and with
 * the others again when it has caught up.
 */
export class Lane {
  private readonly exclusive = oneAtATime();
  private limit = PAGE_MIN;

  constructor(
    readonly name: string,
    readonly followers: readonly Follower[],
    private readonly ground: Ground,
    readonly progress: Progress,
  ) {}

  get names(): readonly string[] {
    return this.followers.map(({ name }) => name);
  }

  standing(): Promise<readonly Part[]> {
    return readParts(this.ground.sql, this.name);
  }

  /** Takes what stands at one place a page further, in the parts that nobody else leads; `head` is the end of the log. */
  advance(parts: readonly Part[], head: string | undefined): Promise<Advanced> {
    return this.exclusive(async () => {
      const { sql, me } = this.ground;
      const led = await ledByOthers(sql, this.name, parts, me());
      const ours = parts.filter(({ part }) => !led.has(part));
      if (ours.length === 0) return 'led-elsewhere';
      return head === undefined ? 'idle' : this.takePages(ours, head);
    });
  }

  /** Those in front first: who is far behind keeps nobody waiting. */
  private async takePages(parts: readonly Part[], head: string): Promise<Advanced> {
    const groups = groupsOf(unitsIn(parts, this.names).filter(({ stopped }) => stopped === undefined));
    const [furthest] = groups;
    const foremost = groups.at(-1);
    let advanced: Advanced = 'idle';
    for (const group of foremost === furthest ? [furthest] : [foremost, furthest]) {
      if (group === undefined) continue;
      const names = new Set(group.units.map(({ name }) => name));
      const prefixes = this.followers.filter(({ name }) => names.has(name)).flatMap((follower) => follower.prefixes);
      const wish = { head, limit: this.limit };
      const page = await readPage(this.ground.source, group, [...new Set(prefixes)], wish);
      if (page === undefined) continue;
      this.limit = nextLimit(this.limit, page);
      const taken = await this.take(group.units, page);
      if (advanced !== 'moved') advanced = taken;
    }
    return advanced;
  }

  private async take(units: readonly Unit[], page: Page): Promise<Advanced> {
    try {
      await this.narrow(units, page);
    } catch (error) {
      if (error instanceof LedElsewhere) return 'led-elsewhere';
      if (!(error instanceof MovedElsewhere)) throw error;
    }
    return 'moved';
  }

  /** Together if it can be; else each follower by itself, then each part, then each event. */
  private async narrow(units: readonly Unit[], page: Page): Promise<void> {
    try {
      await this.commit(units, page);
    } catch (error) {
      if (isNotOurs(error)) throw error;
      const byName = [...grouped(units, ({ name }) => name).values()];
      const [unit] = units;
      if (unit === undefined) throw error;
      if (byName.length > 1) for (const each of byName) await this.narrow(each, page);
      else if (units.length > 1) for (const each of units) await this.narrow([each], page);
      else await this.oneByOne(unit, page, error);
    }
  }

  /** So that whatever comes before the failing event gets through, and the message names that one. */
  private async oneByOne(unit: Unit, { from, events, until }: Page, error: unknown): Promise<void> {
    this.ground.log(`${unit.name}: a page after ${from ?? 'the start'} fails in part ${unit.part}: ${textOf(error)}`);
    let position = from;
    for (const event of events) {
      if (!this.concerns(unit, event.stream)) continue;
      if (!(await this.insist(unit, { from: position, events: [event], until: event.position }))) return;
      position = event.position;
    }
    if (position !== until) await this.commit([unit], { from: position, events: [], until });
  }

  private concerns({ name, part }: Unit, stream: string): boolean {
    const follower = this.followers.find((each) => each.name === name);
    return follower !== undefined && partOf(stream) === part && hears(follower, stream);
  }

  private async insist(unit: Unit, page: Page): Promise<boolean> {
    for (let attempt = 0; ; attempt++) {
      try {
        await this.commit([unit], page);
        return true;
      } catch (error) {
        if (isNotOurs(error)) throw error;
        if (attempt === RETRIES_MAX) {
          await this.stop(unit, page, error);
          return false;
        }
        await pause(RETRY_FIRST_MS * 2 ** attempt);
      }
    }
  }

  private async stop({ name, part }: Unit, { events, until }: Page, error: unknown): Promise<void> {
    const [{ stream, revision } = { stream: '', revision: 0 }] = events;
    const stopped: Stopped = { position: until, stream, revision, error: textOf(error) };
    await transaction(this.ground.sql, async (tx) => {
      const [locked] = await lockParts(tx, this.name, [part]);
      if (locked !== undefined) await writeParts(tx, this.name, [stoppedAt(locked, name, stopped)]);
    });
    const where = `part ${part}, event ${revision} of ${stream}`;
    this.ground.log(`${name} has stopped at ${until} (${where}) after ${RETRIES_MAX} retries: ${stopped.error}`);
  }

  /** Rows and checkpoints of one page, all or nothing. */
  private async commit(units: readonly Unit[], page: Page): Promise<void> {
    const parts = [...new Set(units.map(({ part }) => part))].sort((a, b) => a - b);
    const { sql, me } = this.ground;
    await transaction(sql, async (tx) => {
      const [, locked] = await Promise.all([
        tx`select set_config('idle_in_transaction_session_timeout', ${String(PAGE_SILENCE_MAX_MS)}, true)`,
        lockParts(tx, this.name, parts),
      ]);
      if ((await ledByOthers(tx, this.name, locked, me())).size > 0) throw new LedElsewhere();
      const now = new Map(unitsIn(locked, this.names).map((unit) => [`${unit.part} ${unit.name}`, unit]));
      const isAsRead = units.every(({ part, name }) => {
        const unit = now.get(`${part} ${name}`);
        return unit?.position === page.from && unit.stopped === undefined;
      });
      if (!isAsRead) throw new MovedElsewhere();
      await this.applyTogether(units, page, tx);
      await this.move(tx, locked, units, page.until);
    });
    this.progress.count(units, page, this.followers);
  }

  private async move(tx: Transaction, locked: readonly Part[], units: readonly Unit[], until: string): Promise<void> {
    const namesIn = (part: number): string[] => units.filter((unit) => unit.part === part).map(({ name }) => name);
    const moving = locked.map((part) => ({ part, names: namesIn(part.part) }));
    // Whoever stands apart may stand where the members come to.
    const isPlain = ({ part, names }: (typeof moving)[number]): boolean =>
      areTheMembers(part, names) && Object.values(part.apart).every(({ position }) => position !== until);
    const plain = moving.filter(isPlain).map(({ part }) => part.part);
    if (plain.length > 0) await moveParts(tx, this.name, plain, until);
    const others = moving.filter((each) => !isPlain(each));
    if (others.length === 0) return;
    const strangersIn = ({ members }: Part): string[] => members.filter((name) => !this.names.includes(name));
    const written = others.map(({ part, names }) => movedTo(leftBehind(part, strangersIn(part)), names, until));
    await writeParts(tx, this.name, written);
  }

  /** Their statements travel on one connection without waiting for each other; the first fault counts. */
  private async applyTogether(units: readonly Unit[], { events }: Page, tx: Transaction): Promise<void> {
    const done = await Promise.allSettled(
      this.followers.map(async (follower) => {
        const parts = new Set(units.filter(({ name }) => name === follower.name).map(({ part }) => part));
        const wanted = events.filter(({ stream }) => hears(follower, stream) && parts.has(partOf(stream)));
        if (wanted.length > 0) await follower.apply(wanted, tx);
      }),
    );
    for (const outcome of done) if (outcome.status === 'rejected') throw outcome.reason;
  }
}
