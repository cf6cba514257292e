import type { z } from 'zod';
import { readEvent } from '@app/kernel/event-versions';
import type { EventSource, StoredEvent } from '../event-source';
import { recorded } from '../following/projection-follower';
import type { EventPlan } from '../row-plan';
import { byPosition } from '../sharing/standing';
import type { Build } from './build';
import { StreamFolds } from './stream-folds';
import { streamPages } from './stream-pages';

const kindOf = (build: Build): 'rows-per-stream' | 'rows-per-event' => build.model.rebuildable.rows.kind;

/**
 * The read models over one vocabulary of events: each event is parsed once for all of them. What was set aside for want
 * of memory is folded when everything else is done, each stream from its own beginning: it costs one more reading of
 * that stream, however often it moved.
 */
export class VocabularyBuild {
  private readonly folds: StreamFolds;
  private readonly entries: readonly Build[];
  private readonly prefixes: readonly string[];

  constructor(
    private readonly schema: z.ZodType,
    private readonly builds: readonly Build[],
    weightMax: number,
  ) {
    this.folds = new StreamFolds(
      builds.filter((build) => kindOf(build) === 'rows-per-stream'),
      weightMax,
    );
    this.entries = builds.filter((build) => kindOf(build) === 'rows-per-event');
    this.prefixes = [...new Set(builds.flatMap(({ model }) => model.prefixes))];
  }

  take(stored: StoredEvent, before: string | null): void {
    if (!this.prefixes.some((prefix) => stored.stream.startsWith(prefix))) return;
    for (const build of this.builds) build.events += 1;
    const isFolded = this.folds.isWanted(stored.stream);
    if (!isFolded && this.entries.length === 0) return;
    const event = this.parse(stored, before);
    if (event === undefined) return;
    for (const build of this.entries) this.enter(build, event, stored, before);
    if (isFolded) this.folds.take(event, stored, before);
  }

  async flush(): Promise<void> {
    for (const { writer } of this.builds) await writer.flush();
  }

  /** Renders what was folded; nothing behind `until` counts. */
  async finish(source: EventSource, until: string | null, signal: AbortSignal): Promise<void> {
    for (const folded of this.folds.drain()) {
      this.folds.render(folded);
      await this.flush();
    }
    const poisoned = this.builds.map((build) => build.poisoned.size);
    await this.foldAside(source, until, signal);
    for (const { writer } of this.builds) await writer.end();
    // Others in that part have been rendered with what came behind the event by then.
    this.builds.forEach(({ model, poisoned: now }, index) => {
      const [, last] = [...now].at(-1) ?? [];
      if (now.size !== poisoned[index] && last !== undefined)
        throw new Error(
          `${model.name}: event ${last.stopped.revision} of ${last.stopped.stream}: ${last.stopped.error}`,
        );
    });
  }

  private async foldAside(source: EventSource, until: string | null, signal: AbortSignal): Promise<void> {
    let folded = this.folds.fresh();
    let before: StoredEvent | undefined;
    for await (const page of streamPages(source, this.folds.aside, signal)) {
      for (const stored of page) {
        if (before !== undefined && before.stream !== stored.stream) {
          this.folds.render(folded);
          folded = this.folds.fresh();
        }
        const previous = before?.stream === stored.stream ? before.position : null;
        const event = byPosition(stored.position, until) > 0 ? undefined : this.parse(stored, previous);
        if (event !== undefined) this.folds.fold(folded, event, stored, previous);
        before = stored;
      }
      await this.flush();
    }
    this.folds.render(folded);
  }

  private parse(stored: StoredEvent, before: string | null): object | undefined {
    try {
      return readEvent(this.schema, stored) as object;
    } catch (error) {
      for (const build of this.builds) build.poison(stored, before, error);
      return undefined;
    }
  }

  private enter(build: Build, event: object, stored: StoredEvent, before: string | null): void {
    if (build.isPastPoison(stored)) return;
    try {
      build.writer.add((build.model.rebuildable.rows as EventPlan).rowsOf(recorded(event, stored)));
    } catch (error) {
      build.poison(stored, before, error);
    }
  }
}
