import type { CheckedAppend } from '../checked-append';
import { type Appended, EventStoreError, type ExpectedRevision } from '../event-store';
import { positionText } from '../positions';
import { busy, closed, concurrency } from '../store-errors';
import { type Batchable, formBatch, type Group } from './append-batch';

export const QUEUE_MAX = 10_000;
const QUEUE_BYTES_MAX = 64 * 1_048_576;
export const BATCH_EVENTS_MAX = 1_000;
const BATCH_BYTES_MAX = 8 * 1_048_576;
export const APPEND_TIMEOUT_MS = 10_000;
/** A batch that is not answered by then is given up, so that a connection that hangs does not hold up the others. */
export const FLIGHT_MAX_MS = 10_000;

/** One entry a group, in the order of the groups. */
export type Verdict = Readonly<{
  base: bigint;
  /** The stream's revision before; -1: none. */
  current: readonly number[];
  accepted: readonly boolean[];
  /** Whether ids of its events are stored already, which refuses it; not asked where all are accepted. */
  repeated?: readonly boolean[] | undefined;
}>;

export type Sender = Readonly<{
  /** All accepted groups in one commit. Rejects with `EventStoreError`. */
  send: (groups: readonly Group<Batchable>[]) => Promise<Verdict>;
  /** For each, what was answered when exactly these events were appended at exactly this place, if they were. */
  firstAnswers: (appends: readonly CheckedAppend[]) => Promise<readonly (Appended | undefined)[]>;
  /** Nobody waits any more for what was sent last. */
  giveUp: () => void;
}>;

export type QueueLimits = Readonly<{ queueMax: number; batchMax: number; flightMaxMs: number }>;

type Waiting = {
  readonly append: CheckedAppend;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: EventStoreError) => void;
  alone: boolean;
  sent: boolean;
  settled: boolean;
};

const timedOut = (waiting: Waiting): EventStoreError =>
  new EventStoreError('timeout', `no answer for an append to ${waiting.append.stream}`, {
    outcome: waiting.sent ? 'unknown' : 'not_applied',
    retryable: true,
  });

const conflict = ({ append: { stream, expected } }: Waiting, current: number): EventStoreError =>
  concurrency(stream, expected, current < 0 ? 'no_stream' : current);

/** Whether a stream that ends at this revision can meet the expectation; for an exact event only the store knows. */
const mayMeet = (expected: ExpectedRevision, current: number): boolean => {
  if (typeof expected === 'object') return expected.revision === current;
  if (expected === 'no_stream') return current < 0;
  return typeof expected === 'string' || expected === current;
};

/** Group commit: what queues up while a batch is on its way goes out as the next one. Nothing waits when alone. */
export class AppendQueue {
  private queue: Waiting[] = [];
  private bytes = 0;
  private isFlying = false;
  private isScheduled = false;
  private isClosed = false;
  private flownLast = 0;
  private whenIdle: (() => void)[] = [];

  constructor(
    private readonly sender: Sender,
    private readonly limits: QueueLimits,
  ) {}

  add(append: CheckedAppend, timeoutMs: number = APPEND_TIMEOUT_MS): Promise<Appended> {
    if (this.isClosed) return Promise.reject(closed());
    if (this.queue.length >= this.limits.queueMax || this.bytes + append.bytes > QUEUE_BYTES_MAX)
      return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => waiting.reject(timedOut(waiting)), timeoutMs);
      const settle = (): boolean => {
        clearTimeout(timer);
        const isFirst = !waiting.settled;
        waiting.settled = true;
        return isFirst;
      };
      const waiting: Waiting = {
        append,
        resolve: (appended) => settle() && resolve(appended),
        reject: (error) => settle() && reject(error),
        alone: false,
        sent: false,
        settled: false,
      };
      this.queue.push(waiting);
      this.bytes += append.bytes;
      this.schedule();
    });
  }

  /** Refuses what comes from now on and waits for what is under way. */
  async close(): Promise<void> {
    this.isClosed = true;
    if (!this.isFlying && this.queue.length === 0) return;
    await new Promise<void>((resolve) => {
      this.whenIdle.push(resolve);
    });
  }

  // Where several came last time, a turn of the event loop lets all that their answers set off ride together again.
  private schedule(): void {
    if (this.isScheduled || this.isFlying) return;
    this.isScheduled = true;
    const fly = (): void => {
      this.isScheduled = false;
      void this.fly();
    };
    if (this.flownLast > 1) setImmediate(fly);
    else queueMicrotask(fly);
  }

  private async fly(): Promise<void> {
    const awaited = this.queue.filter(({ settled }) => !settled);
    const { groups, left } = formBatch(awaited, { eventsMax: this.limits.batchMax, bytesMax: BATCH_BYTES_MAX });
    this.setQueue(left);
    if (groups.length > 0) {
      this.isFlying = true;
      await this.carry(groups);
      this.isFlying = false;
    }
    if (this.queue.length > 0) this.schedule();
    else for (const notice of this.whenIdle.splice(0)) notice();
  }

  private async carry(groups: readonly Group<Waiting>[]): Promise<void> {
    const members = groups.flatMap((group) => group.members);
    this.flownLast = members.length;
    for (const member of members) member.sent = true;
    try {
      const verdict = await this.answered(groups);
      if (verdict === undefined) for (const member of members) member.reject(timedOut(member));
      else await this.settle(groups, verdict);
    } catch (error) {
      this.fail(members, error as EventStoreError);
    }
  }

  private answered(groups: readonly Group<Waiting>[]): Promise<Verdict | undefined> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => {
        this.sender.giveUp();
        resolve(undefined);
      }, this.limits.flightMaxMs);
      this.sender
        .send(groups)
        .finally(() => clearTimeout(patience))
        .then(resolve, reject);
    });
  }

  private async settle(groups: readonly Group<Waiting>[], verdict: Verdict): Promise<void> {
    const { current, accepted, repeated } = verdict;
    const refused: (() => Promise<void>)[] = [];
    let position = verdict.base;
    for (const [index, { members }] of groups.entries()) {
      const before = current[index] ?? -1;
      const isRepeated = repeated?.[index] === true;
      if (accepted[index] === true && !isRepeated) position = this.confirm(members, before, position);
      else refused.push(() => this.refuse(members, before, isRepeated));
    }
    for (const refuse of refused) await refuse();
  }

  private confirm(members: readonly Waiting[], before: number, base: bigint): bigint {
    let [revision, position] = [before, base];
    for (const { append, resolve } of members) {
      revision += append.events.length;
      position += BigInt(append.events.length);
      resolve({ revision, position: positionText(position) });
    }
    return position;
  }

  /** A group stands or falls together; of those that have fallen, each gets the answer that is its own. */
  private async refuse(members: readonly Waiting[], current: number, isRepeated: boolean): Promise<void> {
    const appends = members.map(({ append }) => append);
    const answers = isRepeated ? await this.sender.firstAnswers(appends) : [];
    const again: Waiting[] = [];
    for (const [index, member] of members.entries()) {
      const answer = answers[index];
      if (answer !== undefined) member.resolve(answer);
      else if (members.length > 1 && mayMeet(member.append.expected, current)) again.push(member);
      else member.reject(conflict(member, current));
    }
    this.askAgainAlone(again);
  }

  /** One bad append must not take the others with it; whatever is worth retrying is up to the callers. */
  private fail(members: readonly Waiting[], error: EventStoreError): void {
    const open = members.filter(({ settled }) => !settled);
    const mayBeAnothersFault = error.about.outcome === 'not_applied' && !error.about.retryable && open.length > 1;
    if (mayBeAnothersFault && error.code !== 'denied' && error.code !== 'closed') this.askAgainAlone(open);
    else for (const member of open) member.reject(error);
  }

  private askAgainAlone(members: readonly Waiting[]): void {
    if (members.length === 0) return;
    for (const member of members) {
      member.alone = true;
      member.sent = false;
    }
    this.setQueue([...members, ...this.queue]);
  }

  private setQueue(queue: Waiting[]): void {
    this.queue = queue;
    this.bytes = queue.reduce((sum, { append }) => sum + append.bytes, 0);
  }
}
