import type { Recorded } from '@app/kernel/message';
import type { EventSource, StoredEvent } from '../event-source';
import type { Follower } from '../follower';
import { prefixOf, type Entries, type Row, type RowsPerEvent, type RowsPerStream } from '../projection';
import { openFoldCache } from './fold-cache';
import { countRows, deleteAll, deleteStreams, digestRows, insertRows, lastNumber } from './table-rows';

/** The stored form parsed, with the place in the log that it was found at. */
const recorded = <Event>(event: Event, { id, stream, revision, position, recordedAt, metadata }: StoredEvent) =>
  ({ ...event, id, stream, revision, position, recordedAt, metadata }) as Recorded<Event>;

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
        const event = schema.parse(stored);
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
      const entries = rowsOf(on, recorded(schema.parse(stored), stored));
      return entries.map((row, n) => ({ ...row, position: stored.position, n }));
    });
    if (rows.length === 0) return;
    const last = await lastNumber(tx, table);
    await insertRows(
      tx,
      table,
      rows.map((row, index) => ({ ...row, seq: last + index + 1 })),
    );
  },
  rebuildable: rebuildable(table, ['position', 'n']),
});
