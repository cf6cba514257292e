import type { SealedEvent } from '../event-store';
import { APPEND_EVENTS_MAX, EVENT_BYTES_MAX, PAGE_EVENTS_MAX, READ_TIMEOUT_MS } from '../limits';
import { stillToRestore, type StreamEnd } from '../restoring';
import { carriedOver, streamEnd } from './envelope';
import type { Wire } from './wire';

type Known = Readonly<{ ends: ReadonlyMap<string, StreamEnd | undefined>; hashes: ReadonlyMap<string, string> }>;

const spans = (events: readonly SealedEvent[]): ReadonlyMap<string, number> => {
  const firsts = new Map<string, number>();
  for (const { stream, revision } of events) firsts.set(stream, Math.min(firsts.get(stream) ?? revision, revision));
  return firsts;
};

/** What the streams hold already of what is to be restored; one batch never touches more of a stream than a page. */
const knownOf = async (wire: Wire, events: readonly SealedEvent[]): Promise<Known> => {
  const ends = new Map<string, StreamEnd | undefined>();
  const hashes = new Map<string, string>();
  for (const [stream, from] of spans(events)) {
    const asked = { timeoutMs: READ_TIMEOUT_MS, backwards: false, limit: PAGE_EVENTS_MAX };
    for (const record of await wire.readStream(stream, { ...asked, from })) {
      const end = streamEnd(record);
      if (end !== undefined) hashes.set(record.id, end.hash);
    }
    const [last] = await wire.readStream(stream, { ...asked, from: 'end', backwards: true, limit: 1 });
    ends.set(stream, streamEnd(last));
  }
  return { ends, hashes };
};

const bytesOf = ({ type, data, metadata }: SealedEvent): number => 2 * type.length + data.length + metadata.length;

/** Neighbours of one stream go together; the order over all streams is kept, so runs go one after the other. */
const runsOf = (events: readonly SealedEvent[]): SealedEvent[][] => {
  const runs: SealedEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const run = runs.at(-1);
    bytes += 3 * bytesOf(event);
    if (run?.[0]?.stream === event.stream && run.length < APPEND_EVENTS_MAX && bytes <= EVENT_BYTES_MAX)
      run.push(event);
    else {
      runs.push([event]);
      bytes = 3 * bytesOf(event);
    }
  }
  return runs;
};

/** Everything is checked before anything is written; what was cut off in between is simply asked again. */
export const restoreInto = async (wire: Wire, events: readonly SealedEvent[], timeoutMs: number): Promise<void> => {
  const { ends, hashes } = await knownOf(wire, events);
  const missing = stillToRestore(events, {
    endOf: (stream) => ends.get(stream),
    known: (id) => {
      const hash = hashes.get(id);
      return hash === undefined ? undefined : { hash };
    },
  });
  for (const run of runsOf(missing)) {
    const [first] = run;
    if (first === undefined) continue;
    const after = first.revision === 0 ? 'no_stream' : first.revision - 1;
    await wire.append(first.stream, run.map(carriedOver), { after, timeoutMs });
  }
};
