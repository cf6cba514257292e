import type { Sql } from '@app/postgres/connect';
import { listen, type Listening } from '@app/postgres/listen';
import { migrate } from '@app/postgres/migrate';
import { AppendQueue, BATCH_EVENTS_MAX, FLIGHT_MAX_MS, QUEUE_MAX } from './appending/append-queue';
import { Bell } from './bell';
import {
  checkedAppend,
  checkedRead,
  checkedReadAll,
  checkedReadStreams,
  checkedSealed,
  checkedStreams,
} from './checked-append';
import type {
  Appended,
  EventStore,
  ExpectedRevision,
  NewEvent,
  ReadAllOptions,
  ReadOptions,
  ReadStreamsOptions,
  SealedEvent,
  StoredEvent,
  SubscribeOptions,
  Subscription,
} from './event-store';
import { BEFORE_ALL, comparePositions, positionNumber, positionText } from './positions';
import { AppendLine } from './postgres/append-line';
import { storeError } from './postgres/errors';
import { postgresSender } from './postgres/appending';
import { PostgresReading } from './postgres/reading';
import { Herald } from './postgres/herald';
import { restoreInto } from './postgres/restoring';
import { LOG_CHANNEL, LOG_SCHEMA, logMigrations } from './postgres/schema';
import { closed } from './store-errors';
import { type LogSource, Subscriptions } from './subscription';

export type PostgresStoreOptions = Readonly<{
  /** Stays open when the store is closed: it belongs to whoever opened it. */
  sql: Sql;
  now: () => Date;
  /** Appends that may wait at once; the next one is answered `busy`. */
  queueMax?: number;
  /** Events that ride in one commit. */
  batchMax?: number;
  /** So long a commit may take; after it the connection is taken for dead. */
  flightMaxMs?: number;
}>;

/** Brings the log's schema up to date and opens it. Rejects with `EventStoreError`. */
export const openPostgresStore = async (options: PostgresStoreOptions): Promise<EventStore> => {
  try {
    await migrate(options.sql, LOG_SCHEMA, logMigrations);
  } catch (error) {
    throw storeError(error);
  }
  return new PostgresStore(options);
};

class PostgresStore implements EventStore {
  private readonly bell = new Bell();
  private readonly subscriptions = new Subscriptions();
  private readonly appends: AppendQueue;
  private readonly reading: PostgresReading;
  private readonly sql: Sql;
  private readonly line: AppendLine;
  private readonly herald: Herald;
  private listening: Listening | undefined;
  private isClosed = false;

  constructor(options: PostgresStoreOptions) {
    const { sql, now, queueMax = QUEUE_MAX, batchMax = BATCH_EVENTS_MAX, flightMaxMs = FLIGHT_MAX_MS } = options;
    this.sql = sql;
    this.line = new AppendLine(sql);
    this.herald = new Herald(sql);
    this.reading = new PostgresReading(sql);
    this.appends = new AppendQueue(
      postgresSender(this.line, now, () => this.onAppended()),
      { queueMax, batchMax, flightMaxMs },
    );
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    { expected, timeoutMs }: Readonly<{ expected: ExpectedRevision; timeoutMs?: number }>,
  ): Promise<Appended> {
    this.checkOpen();
    return this.appends.add(checkedAppend(stream, events, expected), timeoutMs);
  }

  async read(stream: string, options: ReadOptions = {}): Promise<readonly StoredEvent[]> {
    this.checkOpen();
    return this.reading.stream(stream, checkedRead(stream, options), options.timeoutMs);
  }

  async readStreams(
    streams: readonly string[],
    { after, limit, timeoutMs }: ReadStreamsOptions = {},
  ): Promise<readonly StoredEvent[]> {
    this.checkOpen();
    return this.reading.streams({ ...checkedReadStreams(streams, limit), after }, timeoutMs);
  }

  async streamEnds(
    streams: readonly string[],
    { timeoutMs }: Readonly<{ timeoutMs?: number }> = {},
  ): Promise<readonly (number | undefined)[]> {
    this.checkOpen();
    return this.reading.ends(checkedStreams(streams), timeoutMs);
  }

  async readAll(options: ReadAllOptions = {}): Promise<readonly StoredEvent[]> {
    this.checkOpen();
    const { events } = await this.reading.search(checkedReadAll(options), options.timeoutMs);
    return events;
  }

  async head(): Promise<string | undefined> {
    this.checkOpen();
    return this.reading.head();
  }

  subscribeAll(options: SubscribeOptions): Subscription {
    this.checkOpen();
    checkedReadAll({ after: options.after, prefixes: options.prefixes });
    this.listening ??= listen(this.sql, LOG_CHANNEL, () => this.bell.ring());
    return this.subscriptions.start(this.source, options);
  }

  async sealed(options: Readonly<{ after?: string; limit?: number }> = {}): Promise<readonly SealedEvent[]> {
    this.checkOpen();
    return this.reading.sealed(checkedReadAll(options));
  }

  async restore(events: readonly SealedEvent[]): Promise<void> {
    this.checkOpen();
    await restoreInto(this.sql, checkedSealed(events));
    this.onAppended();
  }

  compare(a: string, b: string): number {
    return comparePositions(a, b);
  }

  positionAfter(position = BEFORE_ALL, events: number): string {
    return positionText(positionNumber(position) + BigInt(events));
  }

  async close(): Promise<void> {
    await this.subscriptions.stopAll();
    this.isClosed = true;
    await this.appends.close();
    await this.herald.close();
    await this.line.end();
    await this.listening?.stop();
  }

  private readonly source: LogSource = {
    bell: this.bell,
    page: async (after, prefixes, limit) => this.reading.search(checkedReadAll({ after, prefixes, limit })),
  };

  private onAppended(): void {
    this.bell.ring();
    this.herald.announce();
  }

  private checkOpen(): void {
    if (this.isClosed) throw closed();
  }
}
