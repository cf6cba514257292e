import { z } from 'zod';
import { Problem } from './problem';

/** Turns the data of one version into that of the next: pure, plain JSON to plain JSON. What it takes is what was on disk then. */
type Upcast = (before: never) => object;

/** How an event came to its present shape; see docs/how-to/change-an-event.md. An event without a past is at version 1. */
export type EventPast<Data> = Readonly<{
  /** From version 1 to 2, from 2 to 3, …; the last one makes what the schema takes today. */
  upcasts?: readonly [...Upcast[], (before: never) => Data];
  /** Names under which it was stored before; a new name counts as a new version. */
  formerly?: readonly string[];
}>;

type Past = Readonly<{ upcasts: readonly ((before: object) => object)[]; formerly: readonly string[] }>;
const pasts = new WeakMap<z.ZodType, Past>();

/** Notes the past of an event beside its schema. */
export const withPast = <Schema extends z.ZodType, Data>(schema: Schema, past: EventPast<Data>): Schema => {
  const { upcasts = [], formerly = [] } = past;
  if (formerly.length > upcasts.length) throw new Error(`${formerly.join(', ')}: a new name counts as a new version`);
  // Each upcast is given what the one before it made, or what was on disk: nobody but its author knows that type.
  pasts.set(schema, { upcasts: upcasts as Past['upcasts'], formerly });
  return schema;
};

export type KnownEvent = Past & Readonly<{ type: string; version: number; data: z.ZodType }>;

const eventsIn = (schema: z.ZodType): KnownEvent[] => {
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(eventsIn);
  const past = pasts.get(schema);
  if (past === undefined) return [];
  const option = schema as z.ZodObject<{ type: z.ZodLiteral<string>; data: z.ZodType }>;
  const { type, data } = option.shape;
  return [{ ...past, type: type.value, version: past.upcasts.length + 1, data }];
};

type Vocabulary = Readonly<{ events: readonly KnownEvent[]; byName: ReadonlyMap<string, KnownEvent> }>;
const vocabularies = new WeakMap<z.ZodType, Vocabulary>();

const vocabularyOf = (schema: z.ZodType): Vocabulary => {
  const known = vocabularies.get(schema);
  if (known !== undefined) return known;
  const events = eventsIn(schema);
  const byName = new Map<string, KnownEvent>();
  for (const event of events)
    for (const name of [event.type, ...event.formerly]) {
      if (byName.has(name)) throw new Error(`two events go by the name ${name}`);
      byName.set(name, event);
    }
  const vocabulary = { events, byName };
  vocabularies.set(schema, vocabulary);
  return vocabulary;
};

/** The events of an aggregate, or of several, each with its present version and its past. */
export const knownEvents = (schema: z.ZodType): readonly KnownEvent[] => vocabularyOf(schema).events;

/** How many versions these events have gained in all: it only rises, and when it does, what was made of them is stale. */
export const versionsGained = (schema: z.ZodType): number =>
  knownEvents(schema).reduce((sum, { upcasts }) => sum + upcasts.length, 0);

export type Versioned = Readonly<{
  /** The version of its shape in which an event was written; left out for 1. */
  version?: number;
}>;

/** The metadata of an event that is about to be stored: version 1 goes without saying. */
export const withVersion = <Metadata extends object>(
  schema: z.ZodType,
  type: string,
  metadata: Metadata,
): Metadata & Versioned => {
  const version = vocabularyOf(schema).byName.get(type)?.version ?? 1;
  return version === 1 ? metadata : { ...metadata, version };
};

type Stored = Readonly<{ type: string; data: unknown; stream: string; revision: number; metadata: Versioned }>;

const writtenAt = ({ metadata }: Stored): number => {
  const { version = 1 } = metadata;
  if (Number.isSafeInteger(version) && version > 0) return version;
  throw new Error(`${String(version)} is not a version`);
};

const upToDate = (stored: Stored, known: KnownEvent | undefined): Readonly<{ type: string; data: unknown }> => {
  const { stream, revision, type, data } = stored;
  const written = writtenAt(stored);
  const { version, upcasts = [] } = known ?? { version: written };
  if (written > version)
    throw new Problem('event-too-new', { stream, revision, type, version: written, known: version });
  if (written === version) return { type: known?.type ?? type, data };
  // A copy, because others read the same stored event: what one upcast had touched would be upcast twice.
  const before = structuredClone(data) as object;
  return { type: known?.type ?? type, data: upcasts.slice(written - 1).reduce((made, next) => next(made), before) };
};

/**
 * The one way to read a stored event: brought to its present version, then parsed. Throws `event-too-new` for a version
 * that this program does not know, and an error that names the event when it does not have its shape.
 */
export const readEvent = <Event>(schema: z.ZodType<Event>, stored: Stored): Event => {
  const known = vocabularyOf(schema).byName.get(stored.type);
  try {
    return schema.parse(upToDate(stored, known));
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    const { revision, stream, type } = stored;
    throw new Error(`event ${revision} of ${stream} (${type}) does not have its shape`, { cause });
  }
};
