import { type CheckedAppend, placeOf } from '../checked-append';
import type { ExpectedRevision } from '../event-store';

/** `alone`: it was part of something that failed as a whole and now gets an answer of its own. */
export type Batchable = Readonly<{ append: CheckedAppend; alone: boolean }>;

/** Appends to one stream that follow on one another: accepted or refused together. */
export type Group<Waiting> = {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** The event in which the stream will end after them; its revision, where that is known beforehand. */
  end: Readonly<{ revision: number | undefined; id: string }>;
  readonly members: Waiting[];
};

export type BatchLimits = Readonly<{ eventsMax: number; bytesMax: number }>;

const followsOn = ({ end }: Pick<Group<unknown>, 'end'>, expected: ExpectedRevision): boolean => {
  if (typeof expected === 'object') return expected.revision === end.revision && expected.id === end.id;
  return expected === 'any' || expected === 'stream_exists' || (expected !== 'no_stream' && expected === end.revision);
};

const endOf = ({ events }: CheckedAppend, place: number | undefined): Group<unknown>['end'] => ({
  revision: place === undefined ? undefined : place + events.length - 1,
  id: events.at(-1)?.id ?? '',
});

class Forming<Waiting extends Batchable> {
  readonly groups = new Map<string, Group<Waiting>>();
  private readonly ids = new Set<string>();
  private events = 0;
  private bytes = 0;

  isFull({ append }: Waiting, { eventsMax, bytesMax }: BatchLimits): boolean {
    return this.events > 0 && (this.events + append.events.length > eventsMax || this.bytes + append.bytes > bytesMax);
  }

  /** False when it has to wait for the answer of something that is in the batch already. */
  take(waiting: Waiting): boolean {
    const { stream, expected, events, bytes } = waiting.append;
    const group = this.groups.get(stream);
    if ((group !== undefined && !followsOn(group, expected)) || events.some(({ id }) => this.ids.has(id))) return false;
    if (group === undefined) {
      const end = endOf(waiting.append, placeOf(expected));
      this.groups.set(stream, { stream, expected, end, members: [waiting] });
    } else {
      group.end = endOf(waiting.append, group.end.revision === undefined ? undefined : group.end.revision + 1);
      group.members.push(waiting);
    }
    for (const { id } of events) this.ids.add(id);
    this.events += events.length;
    this.bytes += bytes;
    return true;
  }
}

/** As much of the queue as can go out in one call. What stays keeps its order, and within a stream nobody overtakes. */
export const formBatch = <Waiting extends Batchable>(
  queue: readonly Waiting[],
  limits: BatchLimits,
): Readonly<{ groups: readonly Group<Waiting>[]; left: Waiting[] }> => {
  const [front] = queue;
  const candidates = front?.alone === true ? queue.slice(0, 1) : queue;
  const forming = new Forming<Waiting>();
  const left: Waiting[] = [];
  const held = new Set<string>();
  let index = 0;
  for (const waiting of candidates) {
    if (waiting.alone && waiting !== front) break;
    if (forming.isFull(waiting, limits)) break;
    index += 1;
    if (!held.has(waiting.append.stream) && forming.take(waiting)) continue;
    held.add(waiting.append.stream);
    left.push(waiting);
  }
  return { groups: [...forming.groups.values()], left: [...left, ...queue.slice(index)] };
};
