import type { z } from 'zod';
import { knownEvents } from '@app/kernel/event-versions';
import { inlined, shapesOf, type Definitions, type Shape } from './json-shape';
import { narrowings } from './narrowings';

/** One version of an event as docs/events shows it; a version that was left behind stays there for ever. */
type StoredShape = Readonly<{
  type: string;
  version: number;
  /** The hash of its first example in test/golden/events. */
  example?: string;
  data: Shape;
}>;
export type StoredShapes = Readonly<{ events: readonly StoredShape[]; $defs: Definitions }>;

/** The shapes that the program knows today. */
export const shapesToday = (schema: z.ZodType): StoredShapes => {
  const known = knownEvents(schema);
  const { shapes, definitions } = shapesOf(Object.fromEntries(known.map((event) => [event.type, event.data])));
  const events = known.map(({ type, version }) => ({ type, version, data: shapes[type] ?? {} }));
  return { events, $defs: definitions };
};

const HOW_TO = 'see docs/how-to/change-an-event.md';

/** What is wrong with the way from the shapes that were committed to those of today; nothing, when all that is stored still reads. */
export const objectionsTo = (committed: StoredShapes, schema: z.ZodType): readonly string[] => {
  const today = shapesToday(schema);
  const known = knownEvents(schema);
  const lost = committed.events.flatMap(({ type, version, data }) => {
    const event = known.find((each) => each.type === type || each.formerly.includes(type));
    if (event === undefined)
      return [
        `${type} is gone, and stored events of it can no longer be read: keep it, or let another event take it over; ${HOW_TO}`,
      ];
    if (version > event.version)
      return [`${type} was at version ${version} and is at ${event.version} now: versions only rise`];
    if (version < event.version) return [];
    if (type !== event.type)
      return [`${type} version ${version} is called ${event.type} now: a new name is a new version; ${HOW_TO}`];
    const now = today.events.find((each) => each.type === type)?.data ?? {};
    return narrowings(inlined(data, committed.$defs), inlined(now, today.$defs), 'data').map(
      ({ path, what }) =>
        `${type} version ${version}: ${path} ${what}; give ${type} a version ${version + 1} with an upcast, ${HOW_TO}`,
    );
  });
  const skipped = known.flatMap(({ type, version, formerly }) => {
    const names = [type, ...formerly];
    const shown = committed.events.filter((each) => names.includes(each.type)).map((each) => each.version);
    const missing = Array.from({ length: version - 1 }, (_, index) => index + 1).filter(
      (each) => !shown.includes(each),
    );
    return missing.map(
      (each) => `${type}: version ${each} is shown nowhere; write the shapes after each new version, ${HOW_TO}`,
    );
  });
  return [...lost, ...skipped];
};

type Example = Readonly<{ type: string; hash: string }>;

/** The versions whose example is gone or has been touched; an example is kept for ever, as it was stored. */
export const lostExamples = (committed: StoredShapes, examples: readonly Example[]): readonly string[] =>
  committed.events
    .filter(({ example }) => !examples.some(({ hash }) => hash === example))
    .map(
      ({ type, version }) => `${type} version ${version} has lost its stored example: put it back as it was; ${HOW_TO}`,
    );

/** The shapes to be committed: those of today, and behind each the versions that it has left behind. */
export const grown = (
  committed: StoredShapes,
  schema: z.ZodType,
  exampleOf: (type: string, version: number) => string | undefined,
): StoredShapes => {
  const today = shapesToday(schema);
  const known = knownEvents(schema);
  const events = today.events.flatMap((event): StoredShape[] => {
    const names = [event.type, ...(known.find(({ type }) => type === event.type)?.formerly ?? [])];
    const left = committed.events
      .filter(({ type, version }) => names.includes(type) && version < event.version)
      .map((each) => ({ ...each, data: inlined(each.data, committed.$defs) }));
    const example = exampleOf(event.type, event.version);
    const { type, version, data } = event;
    return [...left, { type, version, ...(example !== undefined && { example }), data }];
  });
  return { events, $defs: today.$defs };
};
