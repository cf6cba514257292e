import { setImmediate as turn } from 'node:timers/promises';
import { placeOf } from '../checked-append';
import { type Appended, EventStoreError } from '../event-store';
import { busy, concurrency } from '../store-errors';
import { chainOf, firstAnswerIn, isAnywhere } from './chaining';
import { enclosed, type StreamEnd, streamEnd } from './envelope';
import { unanswered, wireError } from './errors';
import type { StreamEnds } from './stream-ends';
import type { Waiting } from './waiting';
import type { Wire, WireRecord } from './wire';

/** How far back repeated ids are looked for when an append does not say where it belongs. */
const LOOK_BACK_EVENTS = 100;
const OVERTAKEN_MAX = 50;

export type LaneParts = Readonly<{
  wire: Wire;
  ends: StreamEnds;
  /** The instant for events behind one of that instant. */
  stamp: (notBefore: number) => number;
}>;

type Ground = Readonly<{ end: StreamEnd | undefined; isCertain: boolean; page: readonly WireRecord[] }>;

const placeOfRecord = ({ revision, position }: WireRecord): Appended => ({ revision, position });

/** The appends to one stream: one call at a time, and what queues up meanwhile and chains goes out as the next one. */
export class Lane {
  private queue: Waiting[] = [];
  /** Answers that are still to be looked up, without holding up those behind. */
  private readonly answering = new Set<Promise<void>>();

  constructor(
    private readonly stream: string,
    private readonly parts: LaneParts,
  ) {}

  push(waiting: Waiting): void {
    this.queue = [...this.queue, waiting];
  }

  /**
   * Until nothing is left to do; `onEmpty` is called before the last turn is given up, so that nothing is pushed too
   * late. One turn of the event loop first: everything that came together rides together.
   */
  async run(onEmpty: () => void): Promise<void> {
    await turn();
    for (;;) {
      const front = this.front();
      if (front !== undefined) await this.step(front);
      else if (this.answering.size > 0) await Promise.race(this.answering);
      else break;
    }
    onEmpty();
  }

  private front(): Waiting | undefined {
    this.queue = this.queue.filter(({ settled, isAnswering }) => !settled && !isAnswering);
    return this.queue[0];
  }

  private async step(front: Waiting): Promise<void> {
    // What comes in while the stream is being read has not been looked up in it.
    const asked = this.queue;
    try {
      const ground = await this.ground(front);
      this.answerKnown(ground.page);
      const left = asked.filter(({ settled }) => !settled);
      const [first] = left;
      if (first === undefined) return;
      const chain = chainOf(left, ground.end);
      if (chain.length > 0) await this.send(chain, ground.end);
      else if (ground.isCertain) await this.answerMisfit(first, ground.end);
      // What was remembered does not fit, so somebody else may have appended.
      else this.parts.ends.forget(this.stream);
    } catch (error) {
      // The stream could not be read, so nothing that waits for it can be sent.
      const told = wireError(error, 'read');
      for (const waiting of this.queue) waiting.reject(told);
    }
  }

  /** How the stream ends: remembered or assumed where that will do, because the server checks it. */
  private async ground({ append, overtaken, remainingMs }: Waiting): Promise<Ground> {
    const { wire, ends } = this.parts;
    const isLookedUp = this.queue.some((waiting) => isAnywhere(waiting.append));
    const known = ends.get(this.stream);
    if (!isLookedUp && known !== undefined) return { end: known, isCertain: false, page: [] };
    if (!isLookedUp && append.expected === 'no_stream' && overtaken === 0)
      return { end: undefined, isCertain: false, page: [] };
    const limit = isLookedUp ? LOOK_BACK_EVENTS : 1;
    const page = await wire.readStream(this.stream, { from: 'end', backwards: true, limit, timeoutMs: remainingMs });
    return { end: streamEnd(page[0]), isCertain: true, page: isLookedUp ? page : [] };
  }

  /** Of the appends that say nothing of their place, those that have been written before. */
  private answerKnown(page: readonly WireRecord[]): void {
    const end = page[0]?.revision ?? 'no_stream';
    for (const waiting of this.queue) {
      const first = isAnywhere(waiting.append) ? firstAnswerIn(page, waiting.append) : undefined;
      if (first === 'broken') waiting.reject(concurrency(this.stream, waiting.append.expected, end));
      else if (first !== undefined) waiting.resolve(placeOfRecord(first));
    }
  }

  /** What does not fit has been written before, at its place, or is a conflict. */
  private async answerMisfit(waiting: Waiting, end: StreamEnd | undefined): Promise<void> {
    const { expected, events } = waiting.append;
    const place = placeOf(expected);
    if (place !== undefined && end !== undefined && place <= end.revision) {
      const there = { from: place, backwards: false, limit: events.length, timeoutMs: waiting.remainingMs };
      const first = firstAnswerIn(await this.parts.wire.readStream(this.stream, there), waiting.append);
      if (first !== undefined && first !== 'broken') {
        waiting.resolve(placeOfRecord(first));
        return;
      }
    }
    waiting.reject(concurrency(this.stream, expected, end?.revision ?? 'no_stream'));
  }

  private async send(chain: readonly Waiting[], before: StreamEnd | undefined): Promise<void> {
    const { wire, ends, stamp } = this.parts;
    const events = chain.flatMap(({ append }) => append.events);
    const { events: sent, end } = enclosed(events, before, stamp(before?.recordedMs ?? 0));
    const timeoutMs = Math.max(...chain.map(({ remainingMs }) => remainingMs));
    for (const waiting of chain) waiting.sent = true;
    try {
      const after = before?.revision ?? 'no_stream';
      const { position } = await wire.append(this.stream, sent, { after, timeoutMs });
      // Written at an earlier try, perhaps, and then with another instant and hash than those of this one.
      if (end === undefined || events.some(({ id }) => ends.isOpen(id))) ends.forget(this.stream);
      else ends.put(this.stream, end);
      this.answer(chain, (before?.revision ?? -1) + 1, position);
    } catch (error) {
      ends.forget(this.stream);
      this.fail(chain, wireError(error, 'append'));
    }
  }

  /** The server names the position of one event only, so for more the log is asked. */
  private answer(chain: readonly Waiting[], from: number, position: string | undefined): void {
    const [waiting] = chain;
    const count = chain.reduce((sum, { append }) => sum + append.events.length, 0);
    for (const each of chain) each.isAnswering = true;
    if (count === 1 && position !== undefined) {
      waiting?.resolve({ revision: from, position });
      return;
    }
    const looking = this.lookUp(chain, from, count).finally(() => this.answering.delete(looking));
    this.answering.add(looking);
  }

  private async lookUp(chain: readonly Waiting[], from: number, count: number): Promise<void> {
    try {
      const timeoutMs = Math.max(...chain.map(({ remainingMs }) => remainingMs));
      // For one append its last event will do.
      const start = chain.length === 1 ? count - 1 : 0;
      const part = { from: from + start, backwards: false, limit: count - start, timeoutMs };
      const records = await this.parts.wire.readStream(this.stream, part);
      let next = -start;
      for (const waiting of chain) {
        next += waiting.append.events.length;
        const last = records[next - 1];
        if (last === undefined) throw unanswered(`an append to ${this.stream}`, 'append');
        waiting.resolve(placeOfRecord(last));
      }
    } catch (error) {
      // It is written, but where is not known: whoever asks again with the same ids is told.
      const { code, message, about } = wireError(error, 'read');
      for (const waiting of chain)
        waiting.reject(new EventStoreError(code, message, { ...about, outcome: 'unknown', retryable: true }));
    }
  }

  private fail(chain: readonly Waiting[], error: EventStoreError): void {
    const { outcome, retryable } = error.about;
    for (const waiting of chain) waiting.sent = outcome === 'unknown';
    if (error.code === 'concurrency') {
      this.overtaken(chain);
      return;
    }
    if (outcome === 'unknown')
      this.parts.ends.leaveOpen(chain.flatMap(({ append }) => append.events.map(({ id }) => id)));
    const mayBeAnothersFault = outcome === 'not_applied' && !retryable && chain.length > 1 && error.code !== 'denied';
    for (const waiting of chain)
      if (mayBeAnothersFault) waiting.alone = true;
      else waiting.reject(error);
  }

  /** They stay in the queue, and on the stream as it is now each gets the answer that it should. */
  private overtaken(chain: readonly Waiting[]): void {
    for (const waiting of chain) {
      waiting.overtaken += 1;
      if (waiting.overtaken > OVERTAKEN_MAX) waiting.reject(busy());
    }
  }
}
