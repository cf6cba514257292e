import type { CheckedAppend } from './checked-append';
import type { ExpectedRevision } from './event-store';

/** `alone`: it was part of something that failed as a whole and now gets an answer of its own. */
export type Batchable = Readonly<{ append: CheckedAppend; alone: boolean }>;

/** Appends to one stream that follow on one another: accepted or refused together. */
export type Group<Waiting> = {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** The revision that the stream will have after them, where that is known beforehand. */
  next: number | undefined;
  readonly members: Waiting[];
};

export type BatchLimits = Readonly<{ eventsMax: number; bytesMax: number }>;

const first = (expected: ExpectedRevision): number | undefined =>
  typeof expected === 'number' ? expected : expected === 'no_stream' ? -1 : undefined;

const followsOn = ({ next }: Readonly<{ next: number | undefined }>, expected: ExpectedRevision): boolean =>
  expected === 'any' || expected === 'stream_exists' || (typeof expected === 'number' && expected === next);

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
      const before = first(expected);
      const next = before === undefined ? undefined : before + events.length;
      this.groups.set(stream, { stream, expected, next, members: [waiting] });
    } else {
      if (group.next !== undefined) group.next += events.length;
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
