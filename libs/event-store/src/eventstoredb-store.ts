import { checkedAppend, checkedPage, checkedRead, checkedSealed } from './checked-append';
import type {
  Appended,
  EventStore,
  ExpectedRevision,
  NewEvent,
  ReadAllOptions,
  ReadOptions,
  SealedEvent,
  StoredEvent,
  SubscribeOptions,
  Subscription,
} from './event-store';
import { EventStoreDb } from './eventstoredb';
import { connectionSettings } from './eventstoredb/connection-string';
import { Following } from './eventstoredb/following';
import { APPEND_TIMEOUT_MS, type LaneLimits, Lanes } from './eventstoredb/lanes';
import { checkedPosition, comparePositions } from './eventstoredb/position';
import { EventStoreDbReading } from './eventstoredb/reading';
import { restoreInto } from './eventstoredb/restoring';
import { StreamEnds } from './eventstoredb/stream-ends';
import type { Wire } from './eventstoredb/wire';
import { READ_TIMEOUT_MS } from './limits';
import { closed, invalid } from './store-errors';
import { POLL_MS, Subscriptions } from './subscription';

export type EventStoreDbOptions = LaneLimits &
  Readonly<{
    /** `esdb://user:password@host:2113`, several hosts, or `esdb+discover://`; see `docs/handbook/eventstoredb.md`. */
    url: string;
    now: () => Date;
  }>;

/** Does not wait for the server, which may come up later. Throws `EventStoreError` `invalid` for a URL that is none. */
export const openEventStoreDb = ({ url, now, ...limits }: EventStoreDbOptions): EventStore => {
  const settings = connectionSettings(url);
  try {
    return new EventStoreDbStore(new EventStoreDb(settings), now, limits);
  } catch (error) {
    throw invalid(`EVENTSTORE_URL: ${error instanceof Error ? error.message : 'a file of it cannot be read'}`);
  }
};

class EventStoreDbStore implements EventStore {
  private readonly subscriptions = new Subscriptions();
  private readonly ends = new StreamEnds();
  private readonly lanes: Lanes;
  private readonly reading: EventStoreDbReading;
  private latestMs = 0;
  private isClosed = false;

  constructor(
    private readonly wire: Wire,
    now: () => Date,
    limits: LaneLimits,
  ) {
    this.reading = new EventStoreDbReading(wire);
    const stamp = (notBefore: number): number => {
      this.latestMs = Math.max(this.latestMs, notBefore, now().getTime());
      return this.latestMs;
    };
    this.lanes = new Lanes({ wire, stamp, ends: this.ends }, limits);
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    { expected, timeoutMs }: Readonly<{ expected: ExpectedRevision; timeoutMs?: number }>,
  ): Promise<Appended> {
    this.checkOpen();
    return this.lanes.add(checkedAppend(stream, events, expected), timeoutMs);
  }

  async read(stream: string, options: ReadOptions = {}): Promise<readonly StoredEvent[]> {
    this.checkOpen();
    return this.reading.stream(stream, checkedRead(stream, options), options.timeoutMs ?? READ_TIMEOUT_MS);
  }

  async readAll(options: ReadAllOptions = {}): Promise<readonly StoredEvent[]> {
    const { events } = await this.reading.search(this.checkedSearch(options));
    return events;
  }

  async head(): Promise<string | undefined> {
    this.checkOpen();
    return this.reading.head();
  }

  subscribeAll(options: SubscribeOptions): Subscription {
    this.checkedSearch({ after: options.after, prefixes: options.prefixes });
    return this.subscriptions.start(new Following(this.wire, POLL_MS), options);
  }

  async sealed(options: Readonly<{ after?: string; limit?: number }> = {}): Promise<readonly SealedEvent[]> {
    return this.reading.sealed(this.checkedSearch(options));
  }

  async restore(events: readonly SealedEvent[]): Promise<void> {
    this.checkOpen();
    await restoreInto(this.wire, checkedSealed(events), APPEND_TIMEOUT_MS);
    for (const { stream } of events) this.ends.forget(stream);
  }

  compare(a: string, b: string): number {
    return comparePositions(a, b);
  }

  async close(): Promise<void> {
    await this.subscriptions.stopAll();
    this.isClosed = true;
    await this.lanes.close();
    await this.wire.close();
  }

  private checkedSearch({ after, timeoutMs, ...options }: ReadAllOptions) {
    this.checkOpen();
    const position = after === undefined ? undefined : checkedPosition(after);
    return { after: position, timeoutMs: timeoutMs ?? READ_TIMEOUT_MS, ...checkedPage(options) };
  }

  private checkOpen(): void {
    if (this.isClosed) throw closed();
  }
}
