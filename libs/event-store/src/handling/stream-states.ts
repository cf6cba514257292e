import type { EventStore } from '../event-store';
import { type Aggregate, foldConfirmed, foldTail } from './fold';
import { GroupedEnds } from './grouped-ends';
import { foldedFrom, isDue, snapshotOf, type Snapshots } from './snapshots';
import type { Folded, StateCache } from './state-cache';

type Reading<State, Event> = Pick<Aggregate<State, Event>, 'decider' | 'schema'>;

const untouched = <State>({ initial }: Readonly<{ initial: State }>): Folded<State> => ({
  state: initial,
  revision: undefined,
  position: undefined,
});

const isPast = (one: Folded<unknown>, other: Folded<unknown>): boolean => (one.revision ?? -1) > (other.revision ?? -1);

/** The states of streams: remembered, from a snapshot, or folded, always up to what the log held when it was asked. */
export class StreamStates {
  /** Streams whose snapshot is being written, and what came due for them meanwhile. */
  private readonly saving = new Map<string, Folded<unknown> | undefined>();

  /** Undefined where the store has to be asked stream by stream. */
  private readonly ends: GroupedEnds | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly cache: StateCache,
    private readonly snapshots: Snapshots | undefined,
  ) {
    this.ends = store.streamEnds === undefined ? undefined : new GroupedEnds(store.streamEnds.bind(store));
  }

  remembered<State>(stream: string, decider: Readonly<{ initial: State }>): Folded<State> | undefined {
    return this.cache.get(stream, decider);
  }

  /** Reads what the log holds behind `known`, or behind what is remembered. Returns `known` itself when that is nothing. */
  async newest<State, Event>(
    stream: string,
    reading: Reading<State, Event>,
    known: Folded<State> | undefined = this.cache.get(stream, reading.decider),
  ): Promise<Folded<State>> {
    const folded = known === undefined ? await this.first(stream, reading) : await this.news(stream, reading, known);
    if (folded.revision !== undefined) this.cache.put(stream, reading.decider, folded);
    return folded;
  }

  /** Mostly nothing is new, and whether that is so is asked for many streams together. */
  private async news<State, Event>(
    stream: string,
    reading: Reading<State, Event>,
    known: Folded<State>,
  ): Promise<Folded<State>> {
    if (this.ends === undefined) return foldTail(this.store, stream, reading, known);
    const end = await this.ends.of(stream);
    // An append of this process may have been kept while the question was under way.
    const kept = this.cache.again(stream, reading.decider);
    const newest = kept !== undefined && isPast(kept, known) ? kept : known;
    return end === undefined || end <= (newest.revision ?? -1) ? newest : foldTail(this.store, stream, reading, newest);
  }

  /** A state that was led to by an append of this process. */
  keep<State>(
    stream: string,
    decider: Readonly<{ initial: State }>,
    before: Folded<State>,
    after: Folded<State>,
  ): void {
    this.cache.put(stream, decider, after);
    if (isDue(before, after)) this.save(stream, after);
  }

  private async first<State, Event>(stream: string, reading: Reading<State, Event>): Promise<Folded<State>> {
    const snapshot = await this.snapshots?.load(stream).catch(() => undefined);
    const from = snapshot === undefined ? undefined : foldedFrom<State>(snapshot);
    const confirmed = from === undefined ? undefined : await foldConfirmed(this.store, stream, reading, from);
    const folded = confirmed ?? (await foldTail(this.store, stream, reading, untouched(reading.decider)));
    if (isDue(confirmed === undefined ? untouched(reading.decider) : (from ?? folded), folded))
      this.save(stream, folded);
    return folded;
  }

  // Nobody waits for it, and one at a time is enough: of those that come due meanwhile the last says everything.
  private save(stream: string, folded: Folded<unknown>): void {
    if (this.snapshots === undefined) return;
    if (this.saving.has(stream)) {
      this.saving.set(stream, folded);
      return;
    }
    const snapshot = snapshotOf(folded);
    if (snapshot === undefined) return;
    this.saving.set(stream, undefined);
    void this.snapshots
      .save(stream, snapshot)
      .catch(() => undefined)
      .finally(() => {
        const due = this.saving.get(stream);
        this.saving.delete(stream);
        if (due !== undefined) this.save(stream, due);
      });
  }
}
