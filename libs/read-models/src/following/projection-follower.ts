import type { z } from 'zod';
import type { Sql } from '@app/postgres/connect';
import { readEvent, versionsGained } from '@app/kernel/event-versions';
import type { Recorded } from '@app/kernel/message';
import type { EventSource, StoredEvent } from '../event-source';
import type { ReadModel } from '../follower';
import {
  prefixOf,
  type Entries,
  type Row,
  type RowsGathered,
  type RowsPerEvent,
  type RowsPerStream,
} from '../projection';
import type { EventPlan, RowPlan, StreamPlan } from '../row-plan';
import { openFoldCache } from './fold-cache';
import { gatherAll, gatherRows } from './gathered-rows';
import { deleteStreams, insertRows, LIVE } from './table-rows';

const parsed = new WeakMap<StoredEvent, Map<unknown, unknown>>();

/** Most of the time of a page goes into parsing, and several read models look at the same events with the same schema. */
const parsedOnce = <Event>(schema: z.ZodType<Event>, stored: StoredEvent): Event => {
  const known = parsed.get(stored) ?? new Map<unknown, unknown>();
  parsed.set(stored, known);
  if (!known.has(schema)) known.set(schema, readEvent(schema, stored));
  return known.get(schema) as Event;
};

/** The event as parsed, with the place in the log that it was found at. */
export const recorded = <Event>(event: Event, stored: StoredEvent): Recorded<Event> => ({ ...stored, ...event });

const endOfEach = (events: readonly StoredEvent[]): ReadonlySet<StoredEvent> =>
  new Set(new Map(events.map((event) => [event.stream, event])).values());

/** Rows made of an event's older version mean something else than those made of the new one: they are built again. */
const versionOf = ({ version, schema }: Readonly<{ version: number; schema: z.ZodType }>): number =>
  version + versionsGained(schema);

const follower = (
  projection: Readonly<{ name: string; version: number; schema: z.ZodType }>,
  prefixes: readonly string[],
  rebuildable: RowPlan,
): ReadModel => ({
  name: projection.name,
  version: versionOf(projection),
  prefixes,
  apply: (events, tx) => rebuildable.applyIn(LIVE, events, tx),
  rebuildable,
});

/** Folds a page one event at a time, and puts in anew the rows of each stream that it touched. */
export const streamFollower = <State, Event, Rendered extends Row>(
  projection: RowsPerStream<State, Event, Rendered>,
  source: EventSource,
): ReadModel => {
  const { table, key, category, schema, initial, evolve, render } = projection;
  const folds = openFoldCache(projection, source);
  const rowsOf = (state: State, last: Recorded<Event>): Row[] =>
    render(state, last).map((row) => ({ ...row, stream: last.stream }));
  const rows = { kind: 'rows-per-stream', initial, evolve, render: rowsOf } as unknown as StreamPlan;
  const applyIn: RowPlan['applyIn'] = async (into, events, tx) => {
    const ends = endOfEach(events);
    const rendered: Row[] = [];
    for (const stored of events) {
      const event = parsedOnce(schema, stored);
      const state = evolve(await folds.before(stored), event);
      folds.keep(stored, state);
      if (ends.has(stored)) rendered.push(...rowsOf(state, recorded(event, stored)));
    }
    await deleteStreams(tx, into, table, [...new Set(events.map(({ stream }) => stream))]);
    await insertRows(tx, into, table, rendered);
  };
  return follower(projection, [prefixOf(category)], { table, key, schema, rows, applyIn });
};

/** Adds the rows of each event to those that are there. */
export const eventFollower = <Event extends { type: string }, Rendered extends Row>(
  projection: RowsPerEvent<Event, Rendered>,
): ReadModel => {
  const { table, categories, schema, on } = projection;
  const rowsOf = (event: Recorded<Event>): Row[] => {
    const rendered = entriesOf(on, event);
    return rendered.map((row, n) => ({ ...row, position: event.position, n }));
  };
  const rows = { kind: 'rows-per-event', rowsOf } as unknown as EventPlan;
  const applyIn: RowPlan['applyIn'] = async (into, events, tx) => {
    const added = events.flatMap((stored) => rowsOf(recorded(parsedOnce(schema, stored), stored)));
    await insertRows(tx, into, table, added);
  };
  return follower(projection, categories.map(prefixOf), { table, key: ['position', 'n'], schema, rows, applyIn });
};

/** Puts what each event says to the rows that it says it of. */
export const gatheringFollower = <Event extends { type: string }, Rendered extends Row>(
  projection: RowsGathered<Event, Rendered>,
): ReadModel => {
  const { table, merge, orderedBy, categories, schema, on } = projection;
  const gathering = { table, merge, orderedBy };
  const rowsOf = (event: Recorded<Event>): readonly Row[] => entriesOf(on, event);
  const rows = { kind: 'rows-per-event', rowsOf } as unknown as EventPlan;
  const applyIn: RowPlan['applyIn'] = async (into, events, tx) => {
    const parts = events.flatMap((stored) => rowsOf(recorded(parsedOnce(schema, stored), stored)));
    await gatherRows(tx, into, gathering, parts);
  };
  const key = Object.keys(merge).filter((name) => merge[name as keyof typeof merge] === 'key');
  const gather = (sql: Sql, into: string) => gatherAll(sql, into, gathering);
  return follower(projection, categories.map(prefixOf), { table, key, schema, rows, applyIn, gather });
};

const entriesOf = <Event extends { type: string }, Rendered>(
  on: Entries<Event, Rendered>,
  event: Recorded<Event>,
): readonly Rendered[] => {
  // The map holds under each type what takes events of that type; TypeScript cannot follow that through the lookup.
  const entry = on[event.type as Event['type']] as ((event: Recorded<Event>) => readonly Rendered[]) | 'skip';
  return entry === 'skip' ? [] : entry(event);
};
