import { setTimeout as sleep } from 'node:timers/promises';
import { type Batchable, formBatch, type Group } from './append-batch';
import type { CheckedAppend } from '../checked-append';
import { type Appended, EventStoreError } from '../event-store';
import { positionText } from '../positions';
import { busy, closed, concurrency } from '../store-errors';

export const QUEUE_MAX = 10_000;
const QUEUE_BYTES_MAX = 64 * 1_048_576;
export const BATCH_EVENTS_MAX = 1_000;
const BATCH_BYTES_MAX = 8 * 1_048_576;
export const APPEND_TIMEOUT_MS = 10_000;
/** A batch that is not answered by then is given up, so that a connection that hangs does not hold up the others. */
const FLIGHT_MAX_MS = 15_000;

/** One entry a group, in the order of the groups: the stream's revision before (-1: none) and whether it was appended. */
export type Verdict = Readonly<{ base: bigint; current: readonly number[]; accepted: readonly boolean[] }>;

export type Sender = Readonly<{
  /** All accepted groups in one commit. Rejects with `EventStoreError`. */
  send: (groups: readonly Group<Batchable>[]) => Promise<Verdict>;
  /** What was answered when exactly these events were appended at exactly this place, if they were. */
  firstAnswer: (append: CheckedAppend) => Promise<Appended | undefined>;
}>;

export type QueueLimits = Readonly<{ queueMax: number; batchMax: number }>;

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

/** Group commit: what queues up while a batch is on its way goes out as the next one. Nothing waits when alone. */
export class AppendQueue {
  private queue: Waiting[] = [];
  private bytes = 0;
  private isFlying = false;
  private isScheduled = false;
  private isClosed = false;
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

  // One turn of the event loop: everything that the last answers set off rides together.
  private schedule(): void {
    if (this.isScheduled || this.isFlying) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      void this.fly();
    });
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
    for (const member of members) member.sent = true;
    try {
      const verdict = await this.answered(groups);
      if (verdict === undefined) for (const member of members) member.reject(timedOut(member));
      else this.settle(groups, verdict);
    } catch (error) {
      this.fail(members, error as EventStoreError);
    }
  }

  private async answered(groups: readonly Group<Waiting>[]): Promise<Verdict | undefined> {
    const patience = new AbortController();
    try {
      return await Promise.race([this.sender.send(groups), sleep(FLIGHT_MAX_MS, undefined, patience)]);
    } finally {
      patience.abort();
    }
  }

  private settle(groups: readonly Group<Waiting>[], { base, current, accepted }: Verdict): void {
    let position = base;
    for (const [index, { members }] of groups.entries()) {
      let revision = current[index] ?? -1;
      if (accepted[index] === true)
        for (const { append, resolve } of members) {
          revision += append.events.length;
          position += BigInt(append.events.length);
          resolve({ revision, position: positionText(position) });
        }
      else if (members.length > 1) this.askAgainAlone(members);
      else for (const member of members) void this.refuse(member, revision);
    }
  }

  /** One bad append must not take the others with it; whatever is worth retrying is up to the callers. */
  private fail(members: readonly Waiting[], error: EventStoreError): void {
    const mayBeAnothersFault = error.about.outcome === 'not_applied' && !error.about.retryable && members.length > 1;
    if (mayBeAnothersFault && error.code !== 'denied' && error.code !== 'closed') this.askAgainAlone(members);
    else for (const member of members) member.reject(error);
  }

  private askAgainAlone(members: readonly Waiting[]): void {
    for (const member of members) {
      member.alone = true;
      member.sent = false;
    }
    this.setQueue([...members, ...this.queue]);
  }

  private async refuse({ append, resolve, reject }: Waiting, current: number): Promise<void> {
    try {
      const answer = await this.sender.firstAnswer(append);
      if (answer !== undefined) resolve(answer);
      else reject(concurrency(append.stream, append.expected, current < 0 ? 'no_stream' : current));
    } catch (error) {
      reject(error as EventStoreError);
    }
  }

  private setQueue(queue: Waiting[]): void {
    this.queue = queue;
    this.bytes = queue.reduce((sum, { append }) => sum + append.bytes, 0);
  }
}
