import { Problem } from '@app/kernel/problem';
import { checkStream } from '../checked-append';
import type { EventStore } from '../event-store';
import { readAndAskAgain } from './resend';

/** Questions that may wait at once; the next one is answered `busy`. */
export const QUESTIONS_WAITING_MAX = 10_000;
const STREAMS_AT_ONCE = 1_000;
/** While one batch is answered the next is asked; more would only make them small. */
const UNDER_WAY_MAX = 2;
/** After it a batch is asked again, over another connection. */
const ANSWER_MAX_MS = 5_000;

type Ends = NonNullable<EventStore['streamEnds']>;
type End = number | undefined;
type Asker = Readonly<{ resolve: (end: End) => void; reject: (error: unknown) => void }>;

/**
 * Where streams end, asked of the log for many at once: what comes while others are under way goes out together as the
 * next question. Nothing waits when alone. A question rides only with one that has not been sent yet, so that its answer
 * shows everything that was acknowledged, by whichever process, before it was asked.
 */
export class GroupedEnds {
  private forming = new Map<string, Asker[]>();
  private waiting = 0;
  private underWay = 0;
  private askersLast = 0;
  private isScheduled = false;

  constructor(private readonly ends: Ends) {}

  /** Undefined: the stream has no event. Rejects with what the store says, or with `Problem` `busy`. */
  of(stream: string): Promise<End> {
    return readAndAskAgain(() => this.ask(stream));
  }

  private ask(stream: string): Promise<End> {
    return new Promise((resolve, reject) => {
      // What would be refused must not take the others with it.
      checkStream(stream);
      if (this.waiting >= QUESTIONS_WAITING_MAX) throw new Problem('busy');
      const askers = this.forming.get(stream);
      if (askers === undefined) this.forming.set(stream, [{ resolve, reject }]);
      else askers.push({ resolve, reject });
      this.waiting += 1;
      this.schedule();
    });
  }

  // Where several came last time, a turn of the event loop lets all that their answers set off ride together again.
  private schedule(): void {
    if (this.isScheduled || this.underWay >= UNDER_WAY_MAX) return;
    this.isScheduled = true;
    const send = (): void => {
      this.isScheduled = false;
      void this.send();
    };
    if (this.askersLast > 1) setImmediate(send);
    else queueMicrotask(send);
  }

  private async send(): Promise<void> {
    const batch = [...this.forming].slice(0, STREAMS_AT_ONCE);
    if (batch.length === this.forming.size) this.forming = new Map();
    else for (const [stream] of batch) this.forming.delete(stream);
    const askers = batch.flatMap(([, each]) => each);
    this.askersLast = askers.length;
    this.underWay += 1;
    // The store is asked before anything is waited for: from here on nobody else may join.
    const answered = this.ends(
      batch.map(([stream]) => stream),
      { timeoutMs: ANSWER_MAX_MS },
    );
    if (this.forming.size > 0) this.schedule();
    try {
      const ends = await answered;
      for (const [index, [, each]] of batch.entries()) for (const { resolve } of each) resolve(ends[index]);
    } catch (error) {
      for (const { reject } of askers) reject(error);
    } finally {
      this.waiting -= askers.length;
      this.underWay -= 1;
      if (this.forming.size > 0) this.schedule();
    }
  }
}
