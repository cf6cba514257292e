import type { z } from 'zod';
import { readEvent } from '@app/kernel/event-versions';
import type { EventSource, StoredEvent } from '../event-source';

/** Streams whose fold is kept in memory; the one that has not moved for longest goes first. */
const FOLD_CACHE_MAX = 10_000;
const FOLD_PAGE = 1_000;

type Folding<State, Event> = Readonly<{
  schema: z.ZodType<Event>;
  initial: State;
  evolve: (state: State, event: Event) => State;
}>;
type Folded<State> = Readonly<{ revision: number; state: State }>;

export interface FoldCache<State> {
  /** The state of the event's stream just before it. */
  before(event: StoredEvent): Promise<State>;
  /** The state that the event leaves. */
  keep(event: StoredEvent, state: State): void;
}

/**
 * A state at a revision follows from the log alone. What is kept thus stays true when a transaction is rolled back
 * or another process has moved on: it is at another revision then, and the rest is folded from the log.
 */
export const openFoldCache = <State, Event>(
  { schema, initial, evolve }: Folding<State, Event>,
  source: EventSource,
): FoldCache<State> => {
  const kept = new Map<string, Folded<State>>();
  return {
    before: async ({ stream, revision }) => {
      if (revision === 0) return initial;
      const known = kept.get(stream);
      if (known?.revision === revision - 1) return known.state;
      const usable = known !== undefined && known.revision < revision ? known : { revision: -1, state: initial };
      let { state } = usable;
      for (let from = usable.revision + 1; from < revision;) {
        const events = await source.read(stream, { from, limit: Math.min(FOLD_PAGE, revision - from) });
        if (events.length === 0) throw new Error(`${stream} has ${from} events where ${revision} were expected`);
        for (const event of events) state = evolve(state, readEvent(schema, event));
        from += events.length;
      }
      return state;
    },
    keep: ({ stream, revision }, state) => {
      kept.delete(stream);
      kept.set(stream, { revision, state });
      const [oldest] = kept.keys();
      if (kept.size > FOLD_CACHE_MAX && oldest !== undefined) kept.delete(oldest);
    },
  };
};
