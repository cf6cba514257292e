import { readFileSync } from 'node:fs';
import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  excludeSystemEvents,
  type Filter,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  type ResolvedEvent,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { type ConnectionSettings, Login } from './eventstoredb/connection-string';
import { conflict, isNotLeader, isStreamUnknown, unanswered, wireError } from './eventstoredb/errors';
import { logPosition, positionText } from './eventstoredb/position';
import { type Subscribed, SubscriptionFeed } from './eventstoredb/subscription-feed';
import { within } from './eventstoredb/within';
import type { Feed, StreamPart, Wire, WireEvent, WireRecord, Written } from './eventstoredb/wire';
import type { EventStoreError } from './event-store';

/** The client's own deadline comes first; this is for what it does not know of, such as a discovery that hangs. */
const GRACE_MS = 250;
const CHECKPOINT_WINDOW = 32;
/** How far the server may send ahead of what has been handled. */
const BUFFERED_EVENTS = 256;

/** The client, which by itself never closes its connection. */
class ClosingClient extends EventStoreDBClient {
  private connection: ReturnType<typeof this.getChannel> | undefined;

  constructor(settings: ConnectionSettings) {
    super(...clientSettings(settings));
    const connect = this.getChannel;
    this.getChannel = () => {
      this.connection = connect();
      return this.connection;
    };
  }

  /** Its `dispose` waits for reads that were left early, and keeps the connection. */
  async end(): Promise<void> {
    const channel = await this.connection?.catch(() => undefined);
    channel?.close();
  }
}

type SingleNode = ConstructorParameters<typeof EventStoreDBClient>;

const clientSettings = ({ discover, hosts, tls, numbers, texts }: ConnectionSettings): SingleNode => {
  const { tlsCAFile, userCertFile, userKeyFile, ...others } = texts;
  const [first] = hosts;
  const where = discover ? { discover: first } : hosts.length > 1 ? { endpoints: hosts } : { endpoint: first };
  const file = (path: string | undefined) => (path === undefined ? undefined : readFileSync(path));
  return [
    // The client has one constructor for each of the three kinds of address.
    { ...numbers, ...others, ...where } as SingleNode[0],
    {
      insecure: !tls,
      rootCertificate: file(tlsCAFile),
      userCertFile: file(userCertFile),
      userKeyFile: file(userKeyFile),
    },
  ];
};

/** A client and how many calls it carries: it is put away when it has been replaced and carries none. */
type Leased = { readonly client: ClosingClient; calls: number; isReplaced: boolean };

const recordOf = ({ event }: ResolvedEvent): WireRecord | undefined =>
  event === undefined
    ? undefined
    : {
        id: event.id,
        stream: event.streamId,
        revision: Number(event.revision),
        position: event.position === undefined ? '' : positionText(event.position),
        type: event.type,
        data: event.data,
        metadata: event.metadata,
      };

const filterFor = (prefixes: readonly string[] | undefined): Filter => {
  if (prefixes === undefined || prefixes.includes('')) return excludeSystemEvents();
  // No prefix at all lets nothing through, and no stream has an empty name.
  return prefixes.length === 0 ? streamNameFilter({ regex: '^$' }) : streamNameFilter({ prefixes: [...prefixes] });
};

const ignore = (): void => undefined;

/** The one that talks to the server. */
export class EventStoreDb implements Wire {
  private current: Leased;
  private readonly credentials: Login;
  private readonly open = new Set<Promise<void>>();

  /** Throws when a certificate cannot be read. */
  constructor(private readonly settings: ConnectionSettings) {
    // Named with every call, never with the client, which would print them; and a call that names some is made by the
    // classic append, not by the default one, whose batches share state between the clients of a process and know no
    // deadline. So somebody is named without TLS too, where nothing of it is sent.
    this.credentials = settings.login ?? new Login('nobody', '');
    this.current = this.connected();
  }

  async append(
    stream: string,
    events: readonly WireEvent[],
    { after, timeoutMs }: Readonly<{ after: number | 'no_stream'; timeoutMs: number }>,
  ): Promise<Written> {
    const batch = events.map((event) => jsonEvent(event as Parameters<typeof jsonEvent>[0]));
    const leased = this.lease();
    const call = leased.client.appendToStream(stream, batch, {
      expectedRevision: after === 'no_stream' ? NO_STREAM : BigInt(after),
      credentials: this.credentials,
      requiresLeader: true,
      deadline: timeoutMs,
    });
    void call.catch(ignore).finally(() => this.release(leased));
    try {
      const { position } = await within(call, timeoutMs + GRACE_MS, () =>
        unanswered(`an append to ${stream}`, 'append'),
      );
      return { position: position === undefined ? undefined : positionText(position) };
    } catch (error) {
      throw conflict(error, stream, after) ?? this.told(leased, error, 'append');
    }
  }

  async readStream(stream: string, { from, backwards, limit, timeoutMs }: StreamPart): Promise<readonly WireRecord[]> {
    const records: WireRecord[] = [];
    await this.walk(
      (client) =>
        client.readStream(stream, {
          direction: backwards ? BACKWARDS : FORWARDS,
          fromRevision: from === 'end' ? END : BigInt(from),
          maxCount: limit,
          credentials: this.credentials,
          requiresLeader: true,
        }),
      (record) => records.push(record) < limit,
      { timeoutMs, what: `a read of ${stream}` },
    );
    return records;
  }

  async readAll(
    {
      after,
      backwards = false,
      timeoutMs,
    }: Readonly<{ after: string | undefined; backwards?: boolean; timeoutMs: number }>,
    visit: (record: WireRecord) => boolean,
  ): Promise<void> {
    const start = backwards ? END : START;
    await this.walk(
      (client) =>
        client.readAll({
          direction: backwards ? BACKWARDS : FORWARDS,
          fromPosition: after === undefined ? start : logPosition(after),
          credentials: this.credentials,
        }),
      // The server begins with the event at the position itself.
      (record) => (after !== undefined && record.position <= after) || visit(record),
      { timeoutMs, what: 'a read of the log' },
    );
  }

  follow({
    after,
    prefixes,
    onChange,
  }: Readonly<{ after: string | undefined; prefixes: readonly string[] | undefined; onChange: () => void }>): Feed {
    const leased = this.lease();
    const told = (error: unknown): EventStoreError => this.told(leased, error, 'read');
    const feed = new SubscriptionFeed({ onChange, told, recordOf });
    const filter = { ...filterFor(prefixes), maxSearchWindow: CHECKPOINT_WINDOW, checkpointReached: feed.reached };
    const fromPosition = after === undefined ? START : logPosition(after);
    const { credentials } = this;
    const subscription = leased.client.subscribeToAll(
      { fromPosition, filter, credentials },
      { highWaterMark: BUFFERED_EVENTS },
    );
    // The same object, under a type of the client's own that lists each event of it.
    feed.listen(subscription as unknown as Subscribed, () => this.release(leased));
    return feed;
  }

  async close(): Promise<void> {
    this.replace(this.current);
    while (this.open.size > 0) await Promise.all(this.open);
  }

  /** Reads until the visitor has enough, the end is reached, or nothing has come for too long; always lets go of the call. */
  private async walk(
    start: (client: ClosingClient) => ReturnType<ClosingClient['readAll']> | ReturnType<ClosingClient['readStream']>,
    visit: (record: WireRecord) => boolean,
    { timeoutMs, what }: Readonly<{ timeoutMs: number; what: string }>,
  ): Promise<void> {
    const leased = this.lease();
    const reading = start(leased.client);
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const wait = (): void => {
          clearTimeout(timer);
          timer = setTimeout(() => reject(unanswered(what, 'read')), timeoutMs);
        };
        wait();
        reading.on('error', reject);
        reading.on('end', resolve);
        reading.on('data', (resolved: ResolvedEvent) => {
          wait();
          const record = recordOf(resolved);
          if (record !== undefined && !visit(record)) resolve();
        });
      });
    } catch (error) {
      if (!isStreamUnknown(error)) throw this.told(leased, error, 'read');
    } finally {
      clearTimeout(timer);
      reading.removeAllListeners('data');
      void reading.cancel().catch(ignore);
      reading.destroy();
      this.release(leased);
    }
  }

  private lease(): Leased {
    this.current.calls += 1;
    return this.current;
  }

  private release(leased: Leased): void {
    leased.calls -= 1;
    if (leased.isReplaced && leased.calls === 0) this.putAway(leased);
  }

  /** A client whose discovery or first call failed stays broken, so it is replaced; not when it was only sent elsewhere. */
  private told(leased: Leased, cause: unknown, asked: 'append' | 'read'): EventStoreError {
    const error = wireError(cause, asked);
    if (error.about.retryable && !isNotLeader(cause) && leased === this.current) {
      this.current = this.connected();
      this.replace(leased);
    }
    return error;
  }

  private connected(): Leased {
    return { client: new ClosingClient(this.settings), calls: 0, isReplaced: false };
  }

  private replace(leased: Leased): void {
    if (leased.isReplaced) return;
    leased.isReplaced = true;
    if (leased.calls === 0) this.putAway(leased);
  }

  private putAway({ client }: Leased): void {
    const ending = client
      .end()
      .catch(ignore)
      .finally(() => this.open.delete(ending));
    this.open.add(ending);
  }
}
