import type { Metadata, Recorded } from '@app/kernel/message';

/** An event on its way into the log. `data` is plain JSON: no undefined, NaN, BigInt, Date or Map. */
export type NewEvent = Readonly<{
  /** UUID, made once per attempt chain: a resend with the same ids is answered like the first time. */
  id: string;
  type: string;
  data: unknown;
  metadata: Metadata;
}>;

export type StoredEvent = Recorded<Readonly<{ type: string; data: unknown }>>;

/** The event that the stream ends in, for whoever decided on it before it was known to be stored. */
export type ExactEvent = Readonly<{ revision: number; id: string }>;

/** The revision of the stream's last event, that event itself, or what is known about the stream instead. */
export type ExpectedRevision = number | ExactEvent | 'no_stream' | 'stream_exists' | 'any';

export type Appended = Readonly<{
  /** Revision of the last event appended. */
  revision: number;
  position: string;
}>;

/**
 * `limit` is `PAGE_EVENTS_MAX` when left out and never more; `read-pages` walks through everything. `timeoutMs` is how
 * long nothing may come, `READ_TIMEOUT_MS` when left out; then the read ends in `timeout`.
 */
export type ReadOptions = Readonly<{
  from?: number;
  direction?: 'forwards' | 'backwards';
  limit?: number;
  timeoutMs?: number;
}>;
export type ReadAllOptions = Readonly<{
  after?: string;
  prefixes?: readonly string[];
  limit?: number;
  timeoutMs?: number;
}>;

/** An event with everything that its hash covers, `data` and `metadata` as the canonical text that was stored. */
export type SealedEvent = Readonly<{
  id: string;
  stream: string;
  revision: number;
  position: string;
  type: string;
  data: string;
  metadata: string;
  recordedAt: string;
  /** SHA-256 in hexadecimal over the content and the hash before it in its stream: see `seal.ts`. */
  hash: string;
}>;

export type SubscribeOptions = Readonly<{
  /** Start after this position; from the beginning when left out. */
  after?: string;
  /** Only streams whose name starts with one of these. */
  prefixes?: readonly string[];
  /** One event at a time, in order. When it rejects it is called again with the same event, with back-off: never skipped. */
  onEvent: (event: StoredEvent) => Promise<void>;
  /**
   * A position behind which nothing is left to do: never ahead of `onEvent`, and it passes events that `prefixes` hide.
   * When it rejects it is called again, with back-off, before the next event.
   */
  onCheckpoint?: (position: string) => Promise<void>;
  /** Nothing is left to deliver for now; called again after each time that the subscription has fallen behind. */
  onCaughtUp?: () => void;
  /** The subscription could not read or deliver; it goes on by itself with back-off. */
  onDrop?: (error: unknown) => void;
}>;

export type ReadStreamsOptions = Readonly<{
  after?: Readonly<{ stream: string; revision: number }>;
  limit?: number;
  timeoutMs?: number;
}>;

export interface Subscription {
  /** Waits for a running `onEvent`, so never await it inside one; nothing is called afterwards. */
  stop(): Promise<void>;
}

/**
 * The port. Adapters: `postgres-store`, `eventstoredb-store`, `memory-store`. Unknown stream = empty. Positions are opaque
 * texts of one length, so that they also sort as texts, but may have gaps. Everything rejects with `EventStoreError`.
 */
export interface EventStore {
  /**
   * All events or none. The same ids at the same place are answered like the first time, whatever came after them;
   * other ids there, or ids of which only some are known, are a `concurrency` error. Ids are unique over the whole log;
   * EventStoreDB cannot see to that, so there an id of another stream, or of another place whose turn it is, is taken.
   */
  append(
    stream: string,
    events: readonly NewEvent[],
    options: Readonly<{ expected: ExpectedRevision; timeoutMs?: number }>,
  ): Promise<Appended>;
  read(stream: string, options?: ReadOptions): Promise<readonly StoredEvent[]>;
  /** Total order over all streams; never skips an event whose transaction commits late. */
  readAll(options?: ReadAllOptions): Promise<readonly StoredEvent[]>;
  /**
   * Where the store can read several streams at once: their events, one stream behind the other, each in its order. A
   * page goes on `after` the last event of the one before, and the last page is shorter than its limit.
   */
  readStreams?(streams: readonly string[], options: ReadStreamsOptions): Promise<readonly StoredEvent[]>;
  /**
   * Where the store can say it of several streams at once: the revision of each one's last event, in the order asked, or
   * undefined where there is none. They are as of one moment after the call.
   */
  streamEnds?(
    streams: readonly string[],
    options?: Readonly<{ timeoutMs?: number }>,
  ): Promise<readonly (number | undefined)[]>;
  /** The position of the last event of all, those of the store itself apart, or `undefined` when the log is empty. */
  head(): Promise<string | undefined>;
  subscribeAll(options: SubscribeOptions): Subscription;
  /** The events with their hashes, in the order of the log: to be checked or carried elsewhere. */
  sealed(options?: Readonly<{ after?: string; limit?: number }>): Promise<readonly SealedEvent[]>;
  /**
   * Takes over events of another log, in its order, with their ids, instants and hashes; their positions are given anew.
   * The hashes are checked. What is there already is left as it is, so a run that was cut off is simply repeated.
   */
  restore(events: readonly SealedEvent[]): Promise<void>;
  /** Negative, zero or positive, like a sort comparator, over opaque positions. */
  compare(a: string, b: string): number;
  /** Only where positions have no gaps: that of the event so many after this one, so that a missing event is missed. */
  positionAfter?(position: string | undefined, events: number): string;
  close(): Promise<void>;
}

export type EventStoreErrorCode =
  'concurrency' | 'stream_deleted' | 'too_large' | 'invalid' | 'denied' | 'unavailable' | 'timeout' | 'busy' | 'closed';

export class EventStoreError extends Error {
  constructor(
    readonly code: EventStoreErrorCode,
    message: string,
    readonly about: Readonly<{
      /** `unknown`: it may have been written; retry with the same event ids to find out. */
      outcome: 'not_applied' | 'unknown';
      retryable: boolean;
      expected?: ExpectedRevision;
      actual?: number | 'no_stream';
      cause?: unknown;
    }>,
  ) {
    super(message, { cause: about.cause });
    this.name = 'EventStoreError';
  }
}
