import type { Recorded } from '@app/kernel/message';

/** An event as the log gives it, not yet parsed. */
export type StoredEvent = Recorded<Readonly<{ type: string; data: unknown }>>;

/** What read models need of the event store; its port satisfies this. Positions are opaque and ordered by `compare`. */
export interface EventSource {
  read(stream: string, options?: Readonly<{ from?: number; limit?: number }>): Promise<readonly StoredEvent[]>;
  readAll(
    options?: Readonly<{ after?: string; prefixes?: readonly string[]; limit?: number }>,
  ): Promise<readonly StoredEvent[]>;
  /** Of several streams at once, each whole and in its order; `after` is the last event of the page before. */
  readStreams?(
    streams: readonly string[],
    options: Readonly<{ after?: Readonly<{ stream: string; revision: number }>; limit: number }>,
  ): Promise<readonly StoredEvent[]>;
  /** The position of the last event of all, or `undefined` when the log is empty. */
  head(): Promise<string | undefined>;
  subscribeAll(
    options: Readonly<{ after?: string; onEvent: (event: StoredEvent) => Promise<void> }>,
  ): Readonly<{ stop(): Promise<void> }>;
  compare(a: string, b: string): number;
  /** Only where positions count the events. */
  positionAfter?(position: string | undefined, events: number): string;
}
