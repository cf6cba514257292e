import { APPEND_EVENTS_MAX, EVENT_BYTES_MAX } from '../limits';
import { type CheckedAppend, placeOf } from '../checked-append';
import type { ExpectedRevision } from '../event-store';
import type { WireRecord } from './wire';

type Place = Readonly<{ revision: number; id: string }>;

/** Does the stream end as the append expects it to? */
export const fits = (expected: ExpectedRevision, end: Place | undefined): boolean => {
  if (typeof expected === 'object') return expected.revision === end?.revision && expected.id === end.id;
  switch (expected) {
    case 'any':
      return true;
    case 'no_stream':
      return end === undefined;
    case 'stream_exists':
      return end !== undefined;
    default:
      return expected === end?.revision;
  }
};

type Member = Readonly<{ append: CheckedAppend; alone: boolean }>;

/** What of the queue, from its front on, can be sent as one: each behind the one before it. */
export const chainOf = <Waiting extends Member>(queue: readonly Waiting[], end: Place | undefined): Waiting[] => {
  const chain: Waiting[] = [];
  const ids = new Set<string>();
  let [last, bytes] = [end, 0];
  for (const waiting of queue) {
    const { expected, events } = waiting.append;
    if (!fits(expected, last) || events.some(({ id }) => ids.has(id))) break;
    const isFull = ids.size + events.length > APPEND_EVENTS_MAX || bytes + waiting.append.bytes > EVENT_BYTES_MAX;
    if (chain.length > 0 && (isFull || waiting.alone)) break;
    chain.push(waiting);
    for (const { id } of events) ids.add(id);
    bytes += waiting.append.bytes;
    last = { revision: (last?.revision ?? -1) + events.length, id: events.at(-1)?.id ?? '' };
    if (waiting.alone) break;
  }
  return chain;
};

/** Without a place of its own: where it lies, if it has been written before, can only be told from the ids. */
export const isAnywhere = ({ expected }: CheckedAppend): boolean => placeOf(expected) === undefined;

/** The last event of an append that was written before, as a whole; `broken`: only some of its ids are known. */
export const firstAnswerIn = (
  records: readonly WireRecord[],
  { expected, events }: CheckedAppend,
): WireRecord | 'broken' | undefined => {
  const known = new Map(records.map((record) => [record.id, record]));
  const found = events.map(({ id }) => known.get(id));
  if (found.every((record) => record === undefined)) return undefined;
  const place = placeOf(expected) ?? found[0]?.revision ?? 0;
  return found.every((record, index) => record?.revision === place + index) ? found.at(-1) : 'broken';
};
