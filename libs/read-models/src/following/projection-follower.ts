import type { z } from 'zod';
import type { Recorded } from '@app/kernel/message';
import type { EventSource, StoredEvent } from '../event-source';
import type { Follower } from '../follower';
import { prefixOf, type Entries, type Row, type RowsPerEvent, type RowsPerStream } from '../projection';
import { openFoldCache } from './fold-cache';
import { appendRows, countRows, deleteAll, deleteStreams, digestRows, insertRows } from './table-rows';

const parsed = new WeakMap<StoredEvent, Map<unknown, unknown>>();

/** Most of the time of a page goes into parsing, and several read models look at the same events with the same schema. */
const parsedOnce = <Event>(schema: z.ZodType<Event>, stored: StoredEvent): Event => {
  const known = parsed.get(stored) ?? new Map<unknown, unknown>();
  parsed.set(stored, known);
  if (!known.has(schema)) known.set(schema, schema.parse(stored));
  return known.get(schema) as Event;
};

/** The event as parsed, with the place in the log that it was found at. */
const recorded = <Event>(event: Event, stored: StoredEvent): Recorded<Event> => ({ ...stored, ...event });

const rebuildable = (table: string, key: readonly string[]): NonNullable<Follower['rebuildable']> => ({
  reset: (tx) => deleteAll(tx, table),
  digest: (sql) => digestRows(sql, table, key),
  rows: (sql) => countRows(sql, table),
});

const endOfEach = (events: readonly StoredEvent[]): ReadonlySet<StoredEvent> =>
  new Set(new Map(events.map((event) => [event.stream, event])).values());

/** Folds a page one event at a time, and puts in anew the rows of each stream that it touched. */
export const streamFollower = <State, Event, Rendered extends Row>(
  projection: RowsPerStream<State, Event, Rendered>,
  source: EventSource,
): Follower => {
  const { name, version, table, key, category, schema, evolve, render } = projection;
  const folds = openFoldCache(projection, source);
  return {
    name,
    version,
    prefixes: [prefixOf(category)],
    apply: async (events, tx) => {
      const ends = endOfEach(events);
      const rows: Row[] = [];
      for (const stored of events) {
        const event = parsedOnce(schema, stored);
        const state = evolve(await folds.before(stored), event);
        folds.keep(stored, state);
        if (!ends.has(stored)) continue;
        for (const row of render(state, recorded(event, stored))) rows.push({ ...row, stream: stored.stream });
      }
      await deleteStreams(tx, table, [...new Set(events.map(({ stream }) => stream))]);
      await insertRows(tx, table, rows);
    },
    rebuildable: rebuildable(table, key),
  };
};

const rowsOf = <Event extends { type: string }, Rendered>(
  on: Entries<Event, Rendered>,
  event: Recorded<Event>,
): readonly Rendered[] => {
  // The map holds under each type what takes events of that type; TypeScript cannot follow that through the lookup.
  const entry = on[event.type as Event['type']] as ((event: Recorded<Event>) => readonly Rendered[]) | 'skip';
  return entry === 'skip' ? [] : entry(event);
};

/** Adds the rows of each event behind those that are there. */
export const eventFollower = <Event extends { type: string }, Rendered extends Row>({
  name,
  version,
  table,
  categories,
  schema,
  on,
}: RowsPerEvent<Event, Rendered>): Follower => ({
  name,
  version,
  prefixes: categories.map(prefixOf),
  apply: async (events, tx) => {
    const rows = events.flatMap((stored): Row[] => {
      const entries = rowsOf(on, recorded(parsedOnce(schema, stored), stored));
      return entries.map((row, n) => ({ ...row, position: stored.position, n }));
    });
    if (rows.length === 0) return;
    await appendRows(tx, table, rows);
  },
  rebuildable: rebuildable(table, ['position', 'n']),
});
