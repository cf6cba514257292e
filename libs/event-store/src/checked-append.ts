import type { ExpectedRevision, NewEvent, ReadAllOptions, ReadOptions } from './event-store';
import {
  APPEND_EVENTS_MAX,
  EVENT_BYTES_MAX,
  EVENT_TYPE_MAX,
  PAGE_EVENTS_MAX,
  REVISION_MAX,
  STREAM_NAME_MAX,
} from './limits';
import { plainJson } from './plain-json';
import { invalid, tooLarge } from './store-errors';

export type CheckedEvent = Readonly<{ id: string; type: string; data: string; metadata: string }>;

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

const checkExpected = (expected: unknown): void => {
  if (expected === 'any' || expected === 'no_stream' || expected === 'stream_exists' || isRevision(expected)) return;
  throw invalid(`expected revision ${String(expected)} is neither a revision nor a word for one`);
};

const checkedEvent = ({ id, type, data, metadata }: NewEvent, index: number): CheckedEvent => {
  if (typeof id !== 'string' || !UUID.test(id)) throw invalid(`events[${index}].id is not a UUID`);
  checkName(`events[${index}].type`, type, EVENT_TYPE_MAX);
  return {
    id: id.toLowerCase(),
    type,
    data: plainJson(data, `events[${index}].data`),
    metadata: plainJson(metadata, `events[${index}].metadata`),
  };
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
  checkExpected(expected);
  if (events.length === 0) throw invalid('an append without events');
  if (events.length > APPEND_EVENTS_MAX)
    throw tooLarge(`${events.length} events in one append, ${APPEND_EVENTS_MAX} at most`);
  const checked = events.map(checkedEvent);
  if (new Set(checked.map(({ id }) => id)).size < checked.length) throw invalid('two events with the same id');
  const bytes = checked.reduce((sum, event) => sum + bytesOf(event), 0);
  if (bytes > EVENT_BYTES_MAX) throw tooLarge(`${bytes} bytes in one append, ${EVENT_BYTES_MAX} at most`);
  return { stream, expected, events: checked, bytes };
};

const checkedLimit = (limit: unknown = PAGE_EVENTS_MAX): number => {
  if (Number.isSafeInteger(limit) && (limit as number) > 0 && (limit as number) <= PAGE_EVENTS_MAX)
    return limit as number;
  throw invalid(`limit ${String(limit)} is not a whole number from 1 to ${PAGE_EVENTS_MAX}`);
};

export type CheckedRead = Readonly<{ from: number; backwards: boolean; limit: number }>;

export const checkedRead = (stream: string, { from, direction, limit }: ReadOptions): CheckedRead => {
  checkStream(stream);
  if (from !== undefined && !isRevision(from)) throw invalid(`${String(from)} is not a revision`);
  const backwards = direction === 'backwards';
  return { from: from ?? (backwards ? REVISION_MAX : 0), backwards, limit: checkedLimit(limit) };
};

const POSITION = /^(0|[1-9]\d{0,18})$/;
const BEFORE_ALL = '0';

/** Positions of our own two adapters are whole numbers as text; to everybody else they are opaque. */
export const positionNumber = (position: string): bigint => {
  if (typeof position !== 'string' || !POSITION.test(position)) throw invalid(`${position} is not a position`);
  return BigInt(position);
};

export const comparePositions = (a: string, b: string): number => {
  const difference = positionNumber(a) - positionNumber(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export type CheckedReadAll = Readonly<{ after: string; prefixes: readonly string[] | undefined; limit: number }>;

export const checkedReadAll = ({ after = BEFORE_ALL, prefixes, limit }: ReadAllOptions): CheckedReadAll => {
  positionNumber(after);
  for (const prefix of prefixes ?? [])
    if (typeof prefix !== 'string' || NOT_IN_NAMES.test(prefix)) throw invalid('a prefix is not a text');
  return { after, prefixes, limit: checkedLimit(limit) };
};
