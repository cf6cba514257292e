/**
 * A state as folded up to a revision; undefined while the stream has no event. The id is that of the last event, and
 * missing where nobody needs it.
 */
export type Folded<State> = Readonly<{
  state: State;
  revision: number | undefined;
  position: string | undefined;
  id?: string | undefined;
}>;

type Entry = Readonly<{ owner: object; folded: Folded<unknown> }>;

export type CacheLimits = Readonly<{ entriesMax: number; eventsMax: number }>;

const eventsIn = ({ revision = -1 }: Folded<unknown>): number => revision + 1;

/**
 * The states asked for last. It is bounded by the events folded into them, because a state hardly grows faster than its
 * stream; one is kept however long it is. What it holds may be out of date: whoever decides on it lets the store check the revision.
 */
export class StateCache {
  private readonly entries = new Map<string, Entry>();
  private events = 0;

  constructor(private readonly limits: CacheLimits) {}

  /** `owner` made the state and is the only one who may have it back. */
  get<State>(stream: string, owner: Readonly<{ initial: State }>): Folded<State> | undefined {
    const entry = this.entries.get(stream);
    if (entry?.owner !== owner) return undefined;
    this.entries.delete(stream);
    this.entries.set(stream, entry);
    return entry.folded as Folded<State>;
  }

  /** The same, by somebody who has just had it: it does not become a younger one by that. */
  again<State>(stream: string, owner: Readonly<{ initial: State }>): Folded<State> | undefined {
    const entry = this.entries.get(stream);
    return entry?.owner === owner ? (entry.folded as Folded<State>) : undefined;
  }

  /** Keeps the newer of two states: a slow reader must not undo what a writer has left here. */
  put<State>(stream: string, owner: Readonly<{ initial: State }>, folded: Folded<State>): void {
    const known = this.again(stream, owner);
    if (known === folded) return;
    if (known !== undefined && (known.revision ?? -1) > (folded.revision ?? -1)) return;
    this.forget(stream);
    this.entries.set(stream, { owner, folded });
    this.events += eventsIn(folded);
    const { entriesMax, eventsMax } = this.limits;
    for (const oldest of this.entries.keys()) {
      const isOver = this.entries.size > entriesMax || (this.events > eventsMax && this.entries.size > 1);
      if (!isOver) break;
      this.forget(oldest);
    }
  }

  private forget(stream: string): void {
    const entry = this.entries.get(stream);
    if (entry === undefined) return;
    this.entries.delete(stream);
    this.events -= eventsIn(entry.folded);
  }
}
