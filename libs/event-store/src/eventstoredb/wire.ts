import type { EventStoreError } from '../event-store';

/** An event as it is sent: `data` and `metadata` are plain JSON. */
export type WireEvent = Readonly<{ id: string; type: string; data: unknown; metadata: unknown }>;

/** An event as it comes back, ours or anybody's: nothing in it has been looked at. */
export type WireRecord = Readonly<{
  id: string;
  stream: string;
  revision: number;
  position: string;
  type: string;
  data: unknown;
  metadata: unknown;
}>;

/** The position of the last event; a server that had them already may leave it out. */
export type Written = Readonly<{ position: string | undefined }>;

/** What the server pushes: taken one by one, without waiting. */
export interface Feed {
  /** `undefined`: nothing has arrived that was not taken. */
  next(): WireRecord | undefined;
  /** Everything that the filter lets through up to here has arrived before. */
  readonly checkpoint: string | undefined;
  /** The server says that the end of the log is reached. */
  readonly isLive: boolean;
  /** Nothing will arrive any more; also set when the server ended it without an error. */
  readonly failure: EventStoreError | undefined;
  close(): Promise<void>;
}

export type StreamPart = Readonly<{ from: number | 'end'; backwards: boolean; limit: number; timeoutMs: number }>;

/** What the rest of the adapter sees of the client. Everything rejects with `EventStoreError`. */
export interface Wire {
  /** Only right behind the revision given: else `concurrency`. */
  append(
    stream: string,
    events: readonly WireEvent[],
    options: Readonly<{ after: number | 'no_stream'; timeoutMs: number }>,
  ): Promise<Written>;
  /** As the leader knows it. */
  readStream(stream: string, part: StreamPart): Promise<readonly WireRecord[]>;
  /** From behind a position, or backwards from the end, until `visit` says false; system events too. */
  readAll(
    options: Readonly<{ after: string | undefined; backwards?: boolean; timeoutMs: number }>,
    visit: (record: WireRecord) => boolean,
  ): Promise<void>;
  follow(
    options: Readonly<{ after: string | undefined; prefixes: readonly string[] | undefined; onChange: () => void }>,
  ): Feed;
  close(): Promise<void>;
}
