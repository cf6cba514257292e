import type { ExactEvent, ExpectedRevision, NewEvent, ReadAllOptions, ReadOptions, SealedEvent } from './event-store';
import {
  APPEND_EVENTS_MAX,
  EVENT_BYTES_MAX,
  EVENT_TYPE_MAX,
  PAGE_EVENTS_MAX,
  REVISION_MAX,
  STREAM_NAME_MAX,
} from './limits';
import { plainJson } from './plain-json';
import { BEFORE_ALL, positionNumber, positionText } from './positions';
import { contentHash } from './seal';
import { invalid, tooLarge } from './store-errors';

export type CheckedEvent = Readonly<{
  id: string;
  type: string;
  data: string;
  metadata: string;
  /** The hash of what it says: see `seal.ts`. */
  content: string;
}>;

/** An append that every adapter can carry out: plain JSON, already as text, and within the limits. */
export type CheckedAppend = Readonly<{
  stream: string;
  expected: ExpectedRevision;
  events: readonly CheckedEvent[];
  bytes: number;
}>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NOT_IN_NAMES = /[\p{Cc}\p{Cs}]/u;

const checkName = (what: string, name: unknown, lengthMax: number): void => {
  if (typeof name !== 'string' || name === '') throw invalid(`${what} has no name`);
  if (name.startsWith('$')) throw invalid(`${what} ${name}: names with $ belong to the store`);
  if (name.length > lengthMax) throw invalid(`${what}: a name of ${name.length} characters, ${lengthMax} at most`);
  if (NOT_IN_NAMES.test(name)) throw invalid(`${what}: the name holds a control character`);
};

export const checkStream = (stream: unknown): void => checkName('stream', stream, STREAM_NAME_MAX);

const isRevision = (value: unknown): boolean =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= REVISION_MAX;

const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

const isExactEvent = (expected: unknown): expected is ExactEvent =>
  typeof expected === 'object' &&
  expected !== null &&
  isRevision((expected as ExactEvent).revision) &&
  isUuid((expected as ExactEvent).id);

const checkedExpected = (expected: ExpectedRevision): ExpectedRevision => {
  if (expected === 'any' || expected === 'no_stream' || expected === 'stream_exists' || isRevision(expected))
    return expected;
  if (isExactEvent(expected)) return { revision: expected.revision, id: expected.id.toLowerCase() };
  throw invalid(`expected revision ${String(expected)} is neither a revision nor a word for one`);
};

/** The revision that the first event gets, where that is known beforehand. */
export const placeOf = (expected: ExpectedRevision): number | undefined => {
  if (typeof expected === 'object') return expected.revision + 1;
  if (typeof expected === 'number') return expected + 1;
  return expected === 'no_stream' ? 0 : undefined;
};

const checkedEvent = (stream: string, event: NewEvent, index: number): CheckedEvent => {
  if (!isUuid(event.id)) throw invalid(`events[${index}].id is not a UUID`);
  checkName(`events[${index}].type`, event.type, EVENT_TYPE_MAX);
  const checked = {
    id: event.id.toLowerCase(),
    type: event.type,
    data: plainJson(event.data, `events[${index}].data`),
    metadata: plainJson(event.metadata, `events[${index}].metadata`),
  };
  return { ...checked, content: contentHash({ stream, ...checked }) };
};

const bytesOf = ({ type, data, metadata }: CheckedEvent): number =>
  Buffer.byteLength(type) + Buffer.byteLength(data) + Buffer.byteLength(metadata);

/** Everything that can be wrong with an append is found here, before anything is sent. */
export const checkedAppend = (
  stream: string,
  events: readonly NewEvent[],
  expected: ExpectedRevision,
): CheckedAppend => {
  checkStream(stream);
  const revision = checkedExpected(expected);
  if (events.length === 0) throw invalid('an append without events');
  if (events.length > APPEND_EVENTS_MAX)
    throw tooLarge(`${events.length} events in one append, ${APPEND_EVENTS_MAX} at most`);
  const checked = events.map((event, index) => checkedEvent(stream, event, index));
  if (new Set(checked.map(({ id }) => id)).size < checked.length) throw invalid('two events with the same id');
  const bytes = checked.reduce((sum, event) => sum + bytesOf(event), 0);
  if (bytes > EVENT_BYTES_MAX) throw tooLarge(`${bytes} bytes in one append, ${EVENT_BYTES_MAX} at most`);
  return { stream, expected: revision, events: checked, bytes };
};

const HASH = /^[0-9a-f]{64}$/;

const isCanonical = (text: unknown): boolean => {
  try {
    return typeof text === 'string' && plainJson(JSON.parse(text), '') === text;
  } catch {
    return false;
  }
};

const checkSealed = (event: SealedEvent, index: number): void => {
  const { stream, id, type, revision, recordedAt, hash, data, metadata } = event;
  checkStream(stream);
  checkName(`events[${index}].type`, type, EVENT_TYPE_MAX);
  const isSound = isUuid(id) && isRevision(revision) && HASH.test(hash) && !Number.isNaN(Date.parse(recordedAt));
  if (!isSound) throw invalid(`events[${index}] has no proper id, revision, instant or hash`);
  if (!isCanonical(data) || !isCanonical(metadata)) throw invalid(`events[${index}] is not canonical JSON`);
};

/** What comes from outside is looked at as closely as an append. */
export const checkedSealed = (events: readonly SealedEvent[]): readonly SealedEvent[] => {
  if (events.length > PAGE_EVENTS_MAX) throw tooLarge(`${events.length} events at once, ${PAGE_EVENTS_MAX} at most`);
  for (const [index, event] of events.entries()) checkSealed(event, index);
  return events;
};

const checkedLimit = (limit: unknown = PAGE_EVENTS_MAX): number => {
  if (Number.isSafeInteger(limit) && (limit as number) > 0 && (limit as number) <= PAGE_EVENTS_MAX)
    return limit as number;
  throw invalid(`limit ${String(limit)} is not a whole number from 1 to ${PAGE_EVENTS_MAX}`);
};

/** Sorted, so that a page knows where the one before ended. */
export const checkedReadStreams = (
  streams: readonly string[],
  limit: number | undefined,
): Readonly<{ streams: readonly string[]; limit: number }> => ({
  streams: [...new Set(streams)].sort(),
  limit: checkedLimit(limit),
});

/** In the order in which they are asked for. */
export const checkedStreams = (streams: readonly string[]): readonly string[] => {
  if (streams.length > PAGE_EVENTS_MAX) throw tooLarge(`${streams.length} streams at once, ${PAGE_EVENTS_MAX} at most`);
  for (const stream of streams) checkStream(stream);
  return streams;
};

export type CheckedRead = Readonly<{ from: number; backwards: boolean; limit: number }>;

export const checkedRead = (stream: string, { from, direction, limit }: ReadOptions): CheckedRead => {
  checkStream(stream);
  if (from !== undefined && !isRevision(from)) throw invalid(`${String(from)} is not a revision`);
  const backwards = direction === 'backwards';
  return { from: from ?? (backwards ? REVISION_MAX : 0), backwards, limit: checkedLimit(limit) };
};

/** Everything about a read of the whole log but the position, whose form is the store's own. */
export const checkedPage = ({
  prefixes,
  limit,
}: ReadAllOptions): Readonly<{ prefixes: readonly string[] | undefined; limit: number }> => {
  for (const prefix of prefixes ?? [])
    if (typeof prefix !== 'string' || NOT_IN_NAMES.test(prefix)) throw invalid('a prefix is not a text');
  return { prefixes, limit: checkedLimit(limit) };
};

export type CheckedReadAll = Readonly<{ after: string; prefixes: readonly string[] | undefined; limit: number }>;

export const checkedReadAll = ({ after = BEFORE_ALL, ...options }: ReadAllOptions): CheckedReadAll => {
  const page = checkedPage(options);
  // Padded, because a position of the time before they had one length must compare as a text too.
  return { after: positionText(String(positionNumber(after))), ...page };
};
