import {
  EventStoreDBClient,
  jsonEvent,
  START,
  END,
  streamNameFilter,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import {
  type Appended,
  type EventStore,
  EventStoreError,
  type ExpectedRevision,
  type NewEvent,
  type ReadAllOptions,
  type ReadOptions,
  type SealedEvent,
  type StoredEvent,
  type SubscribeOptions,
  type Subscription,
} from '@app/event-store/event-store';

type Position = Readonly<{ commit: bigint; prepare: bigint }>;
type Resolved = Readonly<{ event?: unknown }>;

const text = ({ commit }: Position): string => String(commit).padStart(20, '0');
const position = (at: string | undefined) => (at === undefined ? START : { commit: BigInt(at), prepare: BigInt(at) });

const stored = ({ event }: Resolved): StoredEvent => {
  const {
    streamId,
    created,
    revision,
    position: at,
    ...kept
  } = event as {
    id: string;
    type: string;
    data: unknown;
    metadata: { by: string };
    streamId: string;
    created: Date;
    revision: bigint;
    position: Position;
  };
  return {
    id: kept.id,
    type: kept.type,
    data: kept.data,
    metadata: kept.metadata,
    stream: streamId,
    revision: Number(revision),
    position: text(at),
    recordedAt: created.toISOString(),
  };
};

const told = (error: unknown, expected: ExpectedRevision): unknown =>
  error instanceof WrongExpectedVersionError
    ? new EventStoreError('concurrency', error.message, {
        outcome: 'not_applied',
        retryable: false,
        expected,
        actual: error.actualVersion === 'no_stream' ? 'no_stream' : Number(error.actualVersion),
      })
    : error;

/**
 * The adapter that one writes from the client's README. It is here to show that the contract has teeth: what it does
 * wrong, the contract must find.
 */
export class NaiveEventStoreDb implements EventStore {
  private readonly client: EventStoreDBClient;

  constructor({ url }: Readonly<{ url: string }>) {
    this.client = EventStoreDBClient.connectionString(url);
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    { expected, timeoutMs }: Readonly<{ expected: ExpectedRevision; timeoutMs?: number }>,
  ): Promise<Appended> {
    const expectedRevision =
      typeof expected === 'object'
        ? BigInt(expected.revision)
        : typeof expected === 'number'
          ? BigInt(expected)
          : expected;
    try {
      const batch = events.map((event) => jsonEvent(event as Parameters<typeof jsonEvent>[0]));
      const answer = await this.client.appendToStream(stream, batch, {
        expectedRevision,
        deadline: timeoutMs ?? 10_000,
      });
      return { revision: Number(answer.nextExpectedRevision), position: answer.position ? text(answer.position) : '' };
    } catch (error) {
      throw told(error, expected);
    }
  }

  async read(
    stream: string,
    { from, direction = 'forwards', limit = 5_000 }: ReadOptions = {},
  ): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    const fromRevision = from === undefined ? (direction === 'forwards' ? START : END) : BigInt(from);
    try {
      for await (const resolved of this.client.readStream(stream, { fromRevision, direction, maxCount: limit }))
        events.push(stored(resolved));
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw error;
    }
    return events;
  }

  async readAll({ after, prefixes, limit = 5_000 }: ReadAllOptions = {}): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const resolved of this.client.readAll({ fromPosition: position(after) })) {
      if (resolved.event === undefined || resolved.event.type.startsWith('$')) continue;
      const event = stored(resolved);
      if (event.position <= (after ?? '')) continue;
      if (prefixes?.some((prefix) => event.stream.startsWith(prefix)) ?? true) events.push(event);
      if (events.length === limit) break;
    }
    return events;
  }

  async head(): Promise<string | undefined> {
    return (await this.readAll()).at(-1)?.position;
  }

  subscribeAll({ after, prefixes, onEvent, onCheckpoint, onCaughtUp, onDrop }: SubscribeOptions): Subscription {
    const checkpointReached = async (_: unknown, at: Position) => onCheckpoint?.(text(at));
    const filter = streamNameFilter({ prefixes: [...(prefixes ?? [''])], checkpointReached });
    const subscription = this.client.subscribeToAll({ fromPosition: position(after), filter });
    subscription.on('caughtUp', () => onCaughtUp?.());
    const follow = async (): Promise<void> => {
      try {
        for await (const resolved of subscription) await onEvent(stored(resolved));
      } catch (error) {
        onDrop?.(error);
      }
    };
    void follow();
    return { stop: () => subscription.unsubscribe() };
  }

  async sealed(): Promise<SealedEvent[]> {
    return [];
  }

  async restore(events: readonly SealedEvent[]): Promise<void> {
    for (const { stream, id, type, data, metadata } of events) {
      const read = (json: string): unknown => JSON.parse(json) as unknown;
      await this.append(stream, [{ id, type, data: read(data), metadata: read(metadata) as { by: string } }], {
        expected: 'any',
      });
    }
  }

  compare(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }
}
