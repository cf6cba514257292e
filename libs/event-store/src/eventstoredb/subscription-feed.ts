import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStoreError } from '../event-store';
import { ended } from './errors';
import { type LogPosition, positionText } from './position';
import type { Feed, WireRecord } from './wire';

const UNSUBSCRIBE_MAX_MS = 1_000;

export type Subscribed = Readable & Readonly<{ unsubscribe: () => Promise<void> }>;

type FeedParts<Item> = Readonly<{
  onChange: () => void;
  told: (cause: unknown) => EventStoreError;
  recordOf: (item: Item) => WireRecord | undefined;
}>;

/** One subscription of the client, which has a call open on the server until it is closed. */
export class SubscriptionFeed<Item> implements Feed {
  checkpoint: string | undefined;
  isLive = false;
  failure: EventStoreError | undefined;
  private subscription: Subscribed | undefined;
  private closing: Promise<void> | undefined;
  private onClosed: () => void = () => undefined;

  constructor(private readonly parts: FeedParts<Item>) {}

  /** The client calls it up to a buffer ahead of what has been taken, so it only writes it down; and it never throws. */
  readonly reached = async (_: unknown, position: LogPosition): Promise<void> => {
    this.checkpoint = positionText(position);
    this.parts.onChange();
  };

  listen(subscription: Subscribed, onClosed: () => void): void {
    this.subscription = subscription;
    this.onClosed = onClosed;
    subscription.on('readable', this.parts.onChange);
    subscription.on('caughtUp', () => this.live(true));
    subscription.on('fellBehind', () => this.live(false));
    subscription.on('error', (cause) => this.fail(() => this.parts.told(cause)));
    // The server can also end it without a word, which is no less an end.
    subscription.on('end', () => this.fail(ended));
    subscription.on('close', () => this.fail(ended));
  }

  next(): WireRecord | undefined {
    for (;;) {
      const item = this.subscription?.read() as Item | null | undefined;
      if (item === null || item === undefined) return undefined;
      const record = this.parts.recordOf(item);
      if (record !== undefined) return record;
    }
  }

  close(): Promise<void> {
    this.closing ??= this.unsubscribe();
    return this.closing;
  }

  private async unsubscribe(): Promise<void> {
    const patience = new AbortController();
    const unsubscribed = this.subscription?.unsubscribe().catch(() => undefined);
    await Promise.race([unsubscribed, sleep(UNSUBSCRIBE_MAX_MS, undefined, patience).catch(() => undefined)]);
    patience.abort();
    this.subscription?.destroy();
    this.onClosed();
  }

  private live(isLive: boolean): void {
    this.isLive = isLive;
    this.parts.onChange();
  }

  private fail(failure: () => EventStoreError): void {
    if (this.closing !== undefined) return;
    this.failure ??= failure();
    this.parts.onChange();
  }
}
