import type { StoredEvent } from '../event-source';
import { recorded } from '../following/projection-follower';
import type { StreamPlan } from '../row-plan';
import type { Build } from './build';

/** Read models that are made of the same fold, each rendered in its own way. */
type Fold = Readonly<{ initial: unknown; evolve: StreamPlan['evolve']; builds: readonly Build[] }>;
/** The last event is kept as parsed and as found, and put together only when it is rendered. */
type Folded = { state: unknown; last: Readonly<{ event: object; stored: StoredEvent }> | undefined };
type Held = { folded: readonly Folded[]; weight: number };

/** A stream weighs this much before its first event; each event then adds 1, for each fold. */
const STREAM_WEIGHT = 4;
/** So much is set aside at once when it is too much. */
const SET_ASIDE_SHARE = 0.25;

const planOf = (build: Build): StreamPlan => build.model.rebuildable.rows as StreamPlan;

const foldsOf = (builds: readonly Build[]): Fold[] => {
  const folds: { initial: unknown; evolve: StreamPlan['evolve']; builds: Build[] }[] = [];
  for (const build of builds) {
    const { initial, evolve } = planOf(build);
    const same = folds.find((fold) => fold.evolve === evolve && fold.initial === initial);
    if (same === undefined) folds.push({ initial, evolve, builds: [build] });
    else same.builds.push(build);
  }
  return folds;
};

/** The streams of a category, folded in memory as far as they fit; those that do not are set aside by name. */
export class StreamFolds {
  readonly aside = new Set<string>();
  private readonly folds: readonly Fold[];
  private readonly held = new Map<string, Held>();
  private weight = 0;

  constructor(
    builds: readonly Build[],
    private readonly weightMax: number,
  ) {
    this.folds = foldsOf(builds);
  }

  isWanted(stream: string): boolean {
    return this.folds.length > 0 && !this.aside.has(stream);
  }

  take(event: object, stored: StoredEvent, before: string | null): void {
    const held = this.held.get(stored.stream) ?? this.begin(stored.stream);
    this.fold(held.folded, event, stored, before);
    held.weight += this.folds.length;
    this.weight += this.folds.length;
    if (this.weight > this.weightMax) this.setAside();
  }

  fresh(): readonly Folded[] {
    return this.folds.map(({ initial }) => ({ state: initial, last: undefined }));
  }

  fold(folded: readonly Folded[], event: object, stored: StoredEvent, before: string | null): void {
    this.folds.forEach(({ evolve, builds }, index) => {
      const at = folded[index];
      if (at === undefined || builds[0]?.isPastPoison(stored) === true) return;
      try {
        at.state = evolve(at.state, event);
        at.last = { event, stored };
      } catch (error) {
        for (const build of builds) build.poison(stored, before, error);
      }
    });
  }

  render(folded: readonly Folded[]): void {
    this.folds.forEach(({ builds }, index) => {
      const at = folded[index];
      if (at?.last === undefined) return;
      const last = recorded(at.last.event, at.last.stored);
      for (const build of builds) build.writer.add(planOf(build).render(at.state, last));
    });
  }

  /** Each stream that fitted, once; its memory is free afterwards. */
  *drain(): Generator<readonly Folded[], void> {
    for (const [stream, { folded }] of this.held) {
      this.held.delete(stream);
      yield folded;
    }
  }

  private begin(stream: string): Held {
    const weight = STREAM_WEIGHT * this.folds.length;
    const held = { folded: this.fresh(), weight };
    this.held.set(stream, held);
    this.weight += weight;
    return held;
  }

  /** Those that came first go: in a log where streams take turns all of them move again, and in another these are done. */
  private setAside(): void {
    const enough = this.weightMax * (1 - SET_ASIDE_SHARE);
    for (const [stream, { weight }] of this.held) {
      if (this.weight <= enough) return;
      this.held.delete(stream);
      this.aside.add(stream);
      this.weight -= weight;
    }
  }
}
