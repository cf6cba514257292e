import type { CheckedAppend } from '../checked-append';
import { type Appended, EventStoreError } from '../event-store';

/** An append on its way, with a timer of its own. */
export class Waiting {
  private isSettled = false;
  private readonly timer: ReturnType<typeof setTimeout>;
  private readonly until: number;
  readonly answer: Promise<Appended>;
  private settle: { resolve: (appended: Appended) => void; reject: (error: EventStoreError) => void } | undefined;
  /** Part of something that failed as a whole: it goes out by itself. */
  alone = false;
  /** Something else got in between so many times. */
  overtaken = 0;
  sent = false;
  /** Written; only its position is still to be found out. */
  isAnswering = false;

  constructor(
    readonly append: CheckedAppend,
    timeoutMs: number,
  ) {
    this.until = performance.now() + timeoutMs;
    this.answer = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.timer = setTimeout(() => this.reject(this.timedOut()), timeoutMs);
  }

  get settled(): boolean {
    return this.isSettled;
  }

  get remainingMs(): number {
    return Math.max(1, Math.ceil(this.until - performance.now()));
  }

  resolve(appended: Appended): void {
    this.finish();
    this.settle?.resolve(appended);
  }

  reject(error: EventStoreError): void {
    this.finish();
    this.settle?.reject(error);
  }

  private finish(): void {
    this.isSettled = true;
    clearTimeout(this.timer);
  }

  private timedOut(): EventStoreError {
    return new EventStoreError('timeout', `no answer for an append to ${this.append.stream}`, {
      outcome: this.sent ? 'unknown' : 'not_applied',
      retryable: true,
    });
  }
}
