import type { Metadata } from '@app/kernel/message';
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
import { MemoryLog, POSITION_STEP } from './memory-log';
import { comparePositions, positionNumber } from './positions';
import { closed } from './store-errors';
import { type LogPage, Subscriptions } from './subscription';

/** It lies in the log as text, so that nobody holds a reference into it. */
const shown = ({ hash: _, data, metadata, ...kept }: SealedEvent): StoredEvent => ({
  ...kept,
  data: JSON.parse(data) as unknown,
  metadata: JSON.parse(metadata) as Metadata,
});

export type MemoryStoreOptions = Readonly<{ now: () => Date; log?: MemoryLog }>;

/** The double of the whole project: everything that the port promises, but durability. */
export class MemoryStore implements EventStore {
  private readonly log: MemoryLog;
  private readonly now: () => Date;
  private readonly subscriptions = new Subscriptions();
  private isClosed = false;

  constructor({ now, log = new MemoryLog() }: MemoryStoreOptions) {
    this.log = log;
    this.now = now;
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    { expected }: Readonly<{ expected: ExpectedRevision }>,
  ): Promise<Appended> {
    this.checkOpen();
    return this.log.append(checkedAppend(stream, events, expected), this.now());
  }

  async read(stream: string, options: ReadOptions = {}): Promise<readonly StoredEvent[]> {
    this.checkOpen();
    const { from, backwards, limit } = checkedRead(stream, options);
    const past = this.log.streams.get(stream) ?? [];
    const asked = backwards ? past.slice(0, from + 1).reverse() : past.slice(from);
    return asked.slice(0, limit).map(shown);
  }

  async readStreams(
    streams: readonly string[],
    { after, limit }: ReadStreamsOptions = {},
  ): Promise<readonly StoredEvent[]> {
    this.checkOpen();
    const { streams: names, limit: most } = checkedReadStreams(streams, limit);
    const isLater = ({ stream, revision }: SealedEvent): boolean =>
      after === undefined || stream > after.stream || (stream === after.stream && revision > after.revision);
    const events = names.flatMap((name) => this.log.streams.get(name) ?? []).filter(isLater);
    return events.slice(0, most).map(shown);
  }

  async streamEnds(streams: readonly string[]): Promise<readonly (number | undefined)[]> {
    this.checkOpen();
    return checkedStreams(streams).map((stream) => this.log.streams.get(stream)?.at(-1)?.revision);
  }

  async readAll(options: ReadAllOptions = {}): Promise<readonly StoredEvent[]> {
    return this.search(options).events;
  }

  async head(): Promise<string | undefined> {
    this.checkOpen();
    return this.log.all.at(-1)?.position;
  }

  subscribeAll(options: SubscribeOptions): Subscription {
    this.checkOpen();
    checkedReadAll({ after: options.after, prefixes: options.prefixes });
    const page = async (after: string | undefined, prefixes: readonly string[] | undefined, limit: number) =>
      this.search({ after, prefixes, limit });
    return this.subscriptions.start({ page, bell: this.log.bell }, options);
  }

  async sealed(options: Readonly<{ after?: string; limit?: number }> = {}): Promise<readonly SealedEvent[]> {
    this.checkOpen();
    const { after, limit } = checkedReadAll(options);
    const start = this.indexAfter(after);
    return this.log.all.slice(start, start + limit);
  }

  async restore(events: readonly SealedEvent[]): Promise<void> {
    this.checkOpen();
    this.log.restore(checkedSealed(events));
  }

  compare(a: string, b: string): number {
    return comparePositions(a, b);
  }

  async close(): Promise<void> {
    await this.subscriptions.stopAll();
    this.isClosed = true;
  }

  private search(options: ReadAllOptions): LogPage {
    this.checkOpen();
    const { after, prefixes, limit } = checkedReadAll(options);
    const events: StoredEvent[] = [];
    for (let index = this.indexAfter(after); index < this.log.all.length; index++) {
      const event = this.log.all[index];
      if (event !== undefined && (prefixes?.some((prefix) => event.stream.startsWith(prefix)) ?? true))
        events.push(shown(event));
      if (events.length === limit) return { events, through: event?.position };
    }
    const head = this.log.headPosition();
    return { events, through: comparePositions(head, after) > 0 ? head : options.after };
  }

  private indexAfter(position: string): number {
    const passed = positionNumber(position) / POSITION_STEP;
    return passed > BigInt(this.log.all.length) ? this.log.all.length : Number(passed);
  }

  private checkOpen(): void {
    if (this.isClosed) throw closed();
  }
}
