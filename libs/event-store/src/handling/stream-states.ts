import type { EventStore } from '../event-store';
import { type Aggregate, foldConfirmed, foldTail } from './fold';
import { foldedFrom, SNAPSHOT_EVERY, snapshotOf, type Snapshots } from './snapshots';
import type { Folded, StateCache } from './state-cache';

type Reading<State, Event> = Pick<Aggregate<State, Event>, 'decider' | 'schema'>;

const untouched = <State>({ initial }: Readonly<{ initial: State }>): Folded<State> => ({
  state: initial,
  revision: undefined,
  position: undefined,
});

const block = ({ revision = -1 }: Folded<unknown>): number => Math.floor((revision + 1) / SNAPSHOT_EVERY);

/** The states of streams: remembered, from a snapshot, or folded, always up to what the log held when it was asked. */
export class StreamStates {
  /** Streams whose snapshot is being written, and what came due for them meanwhile. */
  private readonly saving = new Map<string, Folded<unknown> | undefined>();

  constructor(
    private readonly store: EventStore,
    private readonly cache: StateCache,
    private readonly snapshots: Snapshots | undefined,
  ) {}

  remembered<State>(stream: string, decider: Readonly<{ initial: State }>): Folded<State> | undefined {
    return this.cache.get(stream, decider);
  }

  /** Reads what the log holds behind `known`, or behind what is remembered. Returns `known` itself when that is nothing. */
  async newest<State, Event>(
    stream: string,
    reading: Reading<State, Event>,
    known: Folded<State> | undefined = this.cache.get(stream, reading.decider),
  ): Promise<Folded<State>> {
    const folded =
      known === undefined ? await this.first(stream, reading) : await foldTail(this.store, stream, reading, known);
    if (folded.revision !== undefined) this.cache.put(stream, reading.decider, folded);
    return folded;
  }

  /** A state that was led to by an append of this process. */
  keep<State>(
    stream: string,
    decider: Readonly<{ initial: State }>,
    before: Folded<State>,
    after: Folded<State>,
  ): void {
    this.cache.put(stream, decider, after);
    if (block(before) !== block(after)) this.save(stream, after);
  }

  private async first<State, Event>(stream: string, reading: Reading<State, Event>): Promise<Folded<State>> {
    const snapshot = await this.snapshots?.load(stream).catch(() => undefined);
    const from = snapshot === undefined ? undefined : foldedFrom<State>(snapshot);
    const confirmed = from === undefined ? undefined : await foldConfirmed(this.store, stream, reading, from);
    const folded = confirmed ?? (await foldTail(this.store, stream, reading, untouched(reading.decider)));
    if (block(folded) !== block(confirmed === undefined ? untouched(reading.decider) : (from ?? folded)))
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
