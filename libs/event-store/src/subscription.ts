import type { Bell } from './bell';
import type { StoredEvent, SubscribeOptions, Subscription } from './event-store';

export const SUBSCRIPTION_PAGE = 500;
/** The net under the wake-up: how long a growth of the log can stay unseen when every signal is lost. */
export const POLL_MS = 1_000;
const BACKOFF_FIRST_MS = 20;
const BACKOFF_MAX_MS = 5_000;

export type LogPage = Readonly<{
  events: readonly StoredEvent[];
  /** The log has been searched up to here, also where the filter hides the events; undefined while it is empty. */
  through: string | undefined;
  /** Nothing is left behind the page for now; when left out, a page that is not full says so. */
  isEnd?: boolean;
}>;

export type LogSource = Readonly<{
  page: (after: string | undefined, prefixes: readonly string[] | undefined, limit: number) => Promise<LogPage>;
  bell: Bell;
  pollMs?: number;
  /** Lets a page that is being waited for go, and gives back what the source holds; may be called more than once. */
  close?: () => Promise<void>;
}>;

/** The loop behind every subscription of an adapter that can only be asked: read, deliver, checkpoint, wait. */
export class CatchUp implements Subscription {
  private position: string | undefined;
  private checkpointed: string | undefined;
  private stopped = false;
  private heard = false;
  private caughtUp = false;
  private wake: () => void = () => undefined;
  /** Settles when the last call of a handler is over; never rejects. */
  readonly ended: Promise<void>;

  constructor(
    private readonly source: LogSource,
    private readonly options: SubscribeOptions,
  ) {
    this.position = options.after;
    this.checkpointed = options.after;
    const hearNoMore = source.bell.hear(() => {
      this.heard = true;
      this.wake();
    });
    this.ended = this.run().finally(hearNoMore);
  }

  stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    void this.closeSource();
    return this.ended;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.heard = false;
      const page = await this.insist(() => this.source.page(this.position, this.options.prefixes, SUBSCRIPTION_PAGE));
      if (page === undefined) break;
      await this.deliver(page);
      if (page.isEnd ?? page.events.length < SUBSCRIPTION_PAGE) await this.rest();
      else this.caughtUp = false;
    }
    await this.closeSource();
    // What was delivered since the last checkpoint need not be delivered again; if this fails, it will be.
    await this.quietly(() => this.checkpoint());
  }

  private async deliver({ events, through }: LogPage): Promise<void> {
    for (const event of events) {
      await this.insist(async () => {
        await this.options.onEvent(event);
        this.position = event.position;
      });
      if (this.stopped) return;
    }
    this.position = through ?? this.position;
    await this.insist(() => this.checkpoint());
  }

  private async checkpoint(): Promise<void> {
    if (this.position === undefined || this.position === this.checkpointed) return;
    const { position } = this;
    await this.options.onCheckpoint?.(position);
    this.checkpointed = position;
  }

  private async rest(): Promise<void> {
    if (this.stopped || this.heard) return;
    if (!this.caughtUp) await this.quietly(() => this.options.onCaughtUp?.());
    this.caughtUp = true;
    await this.pause(this.source.pollMs ?? POLL_MS, () => this.heard);
  }

  /** Does it until it succeeds, with back-off; undefined when the subscription is stopped in between. */
  private async insist<Result>(action: () => Promise<Result>): Promise<Result | undefined> {
    for (let delay = BACKOFF_FIRST_MS; !this.stopped; delay = Math.min(delay * 2, BACKOFF_MAX_MS)) {
      try {
        return await action();
      } catch (error) {
        this.caughtUp = false;
        await this.quietly(() => this.options.onDrop?.(error));
        await this.pause(delay, () => false);
      }
    }
    return undefined;
  }

  private closeSource(): Promise<void> {
    return this.quietly(() => this.source.close?.());
  }

  /** An observer that throws must not end what it observes. */
  private async quietly(notice: () => Promise<void> | void): Promise<void> {
    try {
      await notice();
    } catch {
      this.caughtUp = false;
    }
  }

  private pause(delayMs: number, isOver: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.wake = () => undefined;
        resolve();
      };
      const timer = setTimeout(end, delayMs);
      this.wake = () => {
        if (this.stopped || isOver()) end();
      };
      this.wake();
    });
  }
}

/** The subscriptions of one store, so that closing it ends them all. */
export class Subscriptions {
  private readonly running = new Set<CatchUp>();

  start(source: LogSource, options: SubscribeOptions): Subscription {
    const subscription = new CatchUp(source, options);
    this.running.add(subscription);
    void subscription.ended.then(() => this.running.delete(subscription));
    return subscription;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running].map((subscription) => subscription.stop()));
  }
}
