import { setTimeout as sleep } from 'node:timers/promises';
import { Bell } from '../bell';
import type { StoredEvent } from '../event-store';
import type { LogPage, LogSource } from '../subscription';
import { storedEvent } from './envelope';
import { unanswered } from './errors';
import { isAmong } from './reading';
import type { Feed, Wire } from './wire';

/** A server that sends nothing for so long, though it has not said that the end is reached, is given up. */
const PATIENCE_MS = 30_000;
const PROBE_TIMEOUT_MS = 10_000;
/** Hidden events that are passed at a time. */
const PROBE_EVENTS = 500;

type Asked = Readonly<{ after: string | undefined; prefixes: readonly string[] | undefined; limit: number }>;

const later = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/** One filtered subscription of the server, as pages; opened again after a failure, always from where it was. */
export class Following implements LogSource {
  readonly bell = new Bell();
  private feed: Feed | undefined;
  private isClosed = false;
  private wake: () => void = () => undefined;
  private letGo: () => void = () => undefined;
  private readonly closing = new Promise<void>((resolve) => {
    this.letGo = resolve;
  });

  constructor(
    private readonly wire: Wire,
    readonly pollMs: number,
  ) {}

  async page(after: string | undefined, prefixes: readonly string[] | undefined, limit: number): Promise<LogPage> {
    const nothing: LogPage = { events: [], through: after, isEnd: true };
    if (this.isClosed) return nothing;
    try {
      this.feed ??= this.wire.follow({ after, prefixes, onChange: () => this.changed() });
      const page = this.taken(this.feed, { after, prefixes, limit });
      return await Promise.race([page, this.closing.then(() => nothing)]);
    } catch (error) {
      await this.closeFeed();
      throw error;
    }
  }

  /** Also lets a page that is being waited for go. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.wake();
    this.letGo();
    await this.closeFeed();
  }

  private async taken(feed: Feed, { after, prefixes, limit }: Asked): Promise<LogPage> {
    for (;;) {
      const { events, through } = this.arrived(feed, { after, prefixes, limit });
      if (events.length === limit) return { events, through, isEnd: false };
      if (events.length > 0) return { events, through, isEnd: feed.isLive && feed.failure === undefined };
      if (feed.failure !== undefined) throw feed.failure;
      if (this.isClosed) return { events, through, isEnd: true };
      if (feed.isLive) return { events, through: await this.passHidden(through, prefixes), isEnd: true };
      if (through !== after) return { events, through, isEnd: false };
      if (!(await this.somethingArrives())) throw unanswered('a subscription', 'read');
    }
  }

  private arrived(
    feed: Feed,
    { after, prefixes, limit }: Asked,
  ): Readonly<{ events: StoredEvent[]; through: string | undefined }> {
    const events: StoredEvent[] = [];
    let through = after;
    while (events.length < limit) {
      const record = feed.next();
      // Only now: what the checkpoint covers has all been taken.
      if (record === undefined) return { events, through: later(through, feed.checkpoint) };
      const event = isAmong(record.stream, prefixes) ? storedEvent(record) : undefined;
      if (event !== undefined) events.push(event);
      through = later(through, record.position);
    }
    return { events, through };
  }

  /** The server speaks of hidden events only now and then, so at the end of the log they are looked at from here. */
  private async passHidden(
    from: string | undefined,
    prefixes: readonly string[] | undefined,
  ): Promise<string | undefined> {
    let [through, count] = [from, 0];
    await this.wire.readAll({ after: from, timeoutMs: PROBE_TIMEOUT_MS }, (record) => {
      // It will come by the subscription.
      if (isAmong(record.stream, prefixes) && storedEvent(record) !== undefined) return false;
      through = record.position;
      count += 1;
      return count < PROBE_EVENTS;
    });
    return through;
  }

  private async somethingArrives(): Promise<boolean> {
    const patience = new AbortController();
    const arrived = new Promise<true>((resolve) => {
      this.wake = () => resolve(true);
    });
    if (this.isClosed) return true;
    try {
      return await Promise.race([arrived, sleep(PATIENCE_MS, false, patience)]);
    } finally {
      patience.abort();
    }
  }

  private changed(): void {
    this.wake();
    this.bell.ring();
  }

  private async closeFeed(): Promise<void> {
    const { feed } = this;
    this.feed = undefined;
    await feed?.close();
  }
}
