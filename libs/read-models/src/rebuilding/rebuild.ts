import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import type { EventSource, StoredEvent } from '../event-source';
import type { ReadModel } from '../follower';
import { hears } from '../following/page-reading';
import { countRows, digestRows, LIVE } from '../following/table-rows';
import { lockParts, readParts, setVersion, writeParts, type Part } from '../sharing/checkpoints';
import { grouped } from '../sharing/grouped';
import { everyPart, partOf } from '../sharing/partition';
import { byPosition, movedTo, stoppedAt, unitsIn } from '../sharing/standing';
import { Build } from './build';
import { addKeys, createFresh, onSite, swapTables, type Site } from './fresh-tables';
import { logPages } from './log-pages';
import { VocabularyBuild } from './vocabulary-build';

/** What the folds held in memory may weigh, all together: an event folded counts 1. */
const WEIGHT_MAX = 450_000;
/** When no more than this has happened meanwhile, it is made up for with the lock in hand. */
const TAIL_MAX = 500;
const CATCH_UPS_MAX = 20;
const SWAPS_MAX = 60;
const SWAP_WAIT_MS = 500;
const SWAP_PAUSE_MS = 50;
const LOCK_NOT_AVAILABLE = '55P03';

export type Rebuilt = Readonly<{
  name: string;
  events: number;
  rows: number;
  /** The same before and after, unless the rows were wrong or their meaning has changed. */
  digestBefore: string;
  digestAfter: string;
}>;
export type RebuildProgress = Readonly<{
  names: readonly string[];
  events: number;
  /** How many there are in all, where the store can tell. */
  of?: number;
  perSecond: number;
}>;
export type RebuildWish = Readonly<{
  onProgress?: (progress: RebuildProgress) => void;
  signal?: AbortSignal;
  /** The digests are left out when nobody compares them. */
  isCompared?: boolean;
  weightMax?: number;
}>;
export type RebuildGround = Readonly<{ sql: Sql; source: EventSource; lane: string; models: readonly ReadModel[] }>;

/** Up to where the rows of each part go: to the others in it, or to `head` where nobody has begun. */
const goalIn = (part: Part, names: readonly string[], head: string | null): string | null => {
  const going = unitsIn([part], names).filter(({ stopped }) => stopped === undefined);
  const places = [part.position, ...going.map(({ position }) => position)].sort(byPosition);
  return places.at(-1) ?? head;
};

/**
 * Builds read models again beside the ones that are read, and puts them in their place in one transaction. They share
 * one reading of the log. The live tables are followed and read all the while; what happens meanwhile is made up for,
 * the last of it while the checkpoints are locked.
 */
export const rebuild = (ground: RebuildGround, wish: RebuildWish = {}): Promise<Rebuilt[]> =>
  onSite(ground.sql, (site) => new Rebuilding(ground, wish, site).run());

class Rebuilding {
  private readonly builds: readonly Build[];
  private readonly vocabularies: readonly VocabularyBuild[];
  private readonly names: readonly string[];
  private readonly prefixes: readonly string[];
  private readonly signal: AbortSignal;
  private readonly began = performance.now();
  private events = 0;
  /** Everything up to here is in the fresh tables, or on its way there. */
  private until: string | null = null;
  private head: string | null = null;

  constructor(
    private readonly ground: RebuildGround,
    private readonly wish: RebuildWish,
    private readonly site: Site,
  ) {
    const { sql, models } = ground;
    this.builds = models.map((model) => new Build(model, sql, site.fresh));
    const bySchema = [...grouped(this.builds, ({ model }) => model.rebuildable.schema)];
    const weightMax = Math.ceil((wish.weightMax ?? WEIGHT_MAX) / bySchema.length);
    this.vocabularies = bySchema.map(([schema, builds]) => new VocabularyBuild(schema, builds, weightMax));
    this.names = models.map(({ name }) => name);
    this.prefixes = [...new Set(models.flatMap(({ prefixes }) => prefixes))];
    this.signal = wish.signal ?? new AbortController().signal;
  }

  async run(): Promise<Rebuilt[]> {
    const { sql, source } = this.ground;
    this.head = (await source.head()) ?? null;
    for (const { model } of this.builds) await createFresh(sql, this.site, model.rebuildable.table);
    await this.foldAll();
    for (const vocabulary of this.vocabularies) await vocabulary.finish(source, this.until, this.signal);
    for (const { model } of this.builds) await model.rebuildable.gather?.(sql, this.site.fresh);
    for (const { model } of this.builds) await addKeys(sql, this.site, model.rebuildable.table);
    await this.catchUp();
    return this.insistOnSwap();
  }

  private goals(parts: readonly Part[]): ReadonlyMap<number, string | null> {
    const goals = new Map(parts.map((part) => [part.part, goalIn(part, this.names, this.head)]));
    return new Map(everyPart.map((part) => [part, goals.get(part) ?? this.head]));
  }

  private async nearestGoal(): Promise<string | null> {
    const parts = await readParts(this.ground.sql, this.ground.lane);
    return [...this.goals(parts).values()].sort(byPosition)[0] ?? null;
  }

  private async foldAll(): Promise<void> {
    for (let pass = 0; pass < CATCH_UPS_MAX; pass++) {
      const folded = await this.walk(await this.nearestGoal(), (page) => this.foldPage(page));
      if (folded <= TAIL_MAX) return;
    }
  }

  private async foldPage(page: readonly StoredEvent[]): Promise<void> {
    let before = this.until;
    for (const stored of page) {
      for (const vocabulary of this.vocabularies) vocabulary.take(stored, before);
      before = stored.position;
    }
    for (const vocabulary of this.vocabularies) await vocabulary.flush();
  }

  /** Into fresh tables that have their keys by now, as if they were followed. */
  private async catchUp(): Promise<void> {
    for (let pass = 0; pass < CATCH_UPS_MAX; pass++) {
      const apply = (page: readonly StoredEvent[]) => transaction(this.ground.sql, (tx) => this.apply(page, tx));
      if ((await this.walk(await this.nearestGoal(), apply)) <= TAIL_MAX) return;
    }
  }

  private async walk(until: string | null, work: (page: readonly StoredEvent[]) => Promise<void>): Promise<number> {
    if (until === null) return 0;
    const { after, prefixes, signal } = { after: this.until, prefixes: this.prefixes, signal: this.signal };
    let walked = 0;
    for await (const page of logPages(this.ground.source, { after, until, prefixes, signal })) {
      await work(page);
      walked += page.length;
      this.until = page.at(-1)?.position ?? this.until;
      this.tell(page.length);
    }
    this.until = byPosition(until, this.until) > 0 ? until : this.until;
    return walked;
  }

  private tell(events: number): void {
    this.events += events;
    const perSecond = (this.events * 1_000) / Math.max(1, performance.now() - this.began);
    // Without gaps, the last position is also the number of events.
    const hasGaps = this.ground.source.positionAfter === undefined || this.head === null;
    const of = hasGaps ? {} : { of: Math.max(this.events, Number(this.head)) };
    this.wish.onProgress?.({ names: this.names, events: this.events, ...of, perSecond });
  }

  private async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    for (const build of this.builds) {
      const { model } = build;
      const wanted = events.filter((event) => hears(model, event.stream) && !build.isPastPoison(event));
      build.events += wanted.length;
      if (wanted.length > 0) await model.rebuildable.applyIn(this.site.fresh, wanted, tx);
    }
  }

  /** A reader that looks at several tables for long is waited for, but never with others queueing behind. */
  private async insistOnSwap(): Promise<Rebuilt[]> {
    const counts = this.builds.map(({ events }) => events);
    for (let attempt = 1; ; attempt++) {
      this.signal.throwIfAborted();
      try {
        return await transaction(this.ground.sql, (tx) => this.swap(tx));
      } catch (error) {
        const isHeldUp = error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
        if (!isHeldUp || attempt === SWAPS_MAX) throw error;
        this.builds.forEach((build, index) => (build.events = counts[index] ?? build.events));
        await new Promise((resolve) => setTimeout(resolve, SWAP_PAUSE_MS));
      }
    }
  }

  private async swap(tx: Transaction): Promise<Rebuilt[]> {
    const { lane } = this.ground;
    const parts = await lockParts(tx, lane, everyPart);
    const goals = this.goals(parts);
    await this.applyTail(tx, goals);
    const rebuilt = await this.compared(tx);
    await writeParts(
      tx,
      lane,
      parts.map((part) => this.arrived(part, goals.get(part.part) ?? null)),
    );
    for (const { model } of this.builds) await setVersion(tx, model);
    await tx`select set_config('lock_timeout', ${String(SWAP_WAIT_MS)}, true)`;
    await swapTables(
      tx,
      this.site,
      this.builds.map(({ model }) => model.rebuildable.table),
    );
    return rebuilt;
  }

  private async applyTail(tx: Transaction, goals: ReadonlyMap<number, string | null>): Promise<void> {
    const last = [...goals.values()].sort(byPosition).at(-1) ?? null;
    if (last === null) return;
    const { prefixes, signal } = this;
    for await (const page of logPages(this.ground.source, { after: this.until, until: last, prefixes, signal }))
      await this.apply(
        page.filter(({ stream, position }) => byPosition(position, goals.get(partOf(stream)) ?? null) <= 0),
        tx,
      );
  }

  private arrived(part: Part, goal: string | null): Part {
    const sound = this.builds.filter(({ poisoned }) => !poisoned.has(part.part)).map(({ model }) => model.name);
    const moved = goal === null ? part : movedTo(part, sound, goal);
    return this.builds.reduce((stopped, { model, poisoned }) => {
      const poison = poisoned.get(part.part);
      return poison === undefined ? stopped : stoppedAt(stopped, model.name, poison.stopped, poison.before);
    }, moved);
  }

  private async compared(tx: Transaction): Promise<Rebuilt[]> {
    const rebuilt: Rebuilt[] = [];
    for (const { model, events } of this.builds) {
      const { name, rebuildable } = model;
      const digestIn = (schema: string) =>
        this.wish.isCompared === false ? Promise.resolve('') : digestRows(tx, schema, rebuildable);
      rebuilt.push({
        name,
        events,
        rows: await countRows(tx, this.site.fresh, rebuildable.table),
        digestBefore: await digestIn(LIVE),
        digestAfter: await digestIn(this.site.fresh),
      });
    }
    return rebuilt;
  }
}
