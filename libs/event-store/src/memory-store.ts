import type { Metadata } from '@app/kernel/message';
import { Bell } from './bell';
import {
  type CheckedAppend,
  checkedAppend,
  type CheckedEvent,
  checkedRead,
  checkedReadAll,
  comparePositions,
  positionNumber,
} from './checked-append';
import type {
  Appended,
  EventStore,
  ExpectedRevision,
  NewEvent,
  ReadAllOptions,
  ReadOptions,
  StoredEvent,
  SubscribeOptions,
  Subscription,
} from './event-store';
import { closed, concurrency } from './store-errors';
import { type LogPage, Subscriptions } from './subscription';

// Positions have gaps on purpose: no reader may count on their having none, because not every store's have none.
const POSITION_STEP = 16n;

/** As it lies in the log: text, so that nobody holds a reference into it. */
type Kept = CheckedEvent & Readonly<{ stream: string; revision: number; position: string; recordedAt: string }>;

const shown = ({ data, metadata, ...kept }: Kept): StoredEvent => ({
  ...kept,
  data: JSON.parse(data) as unknown,
  metadata: JSON.parse(metadata) as Metadata,
});

const agrees = (expected: ExpectedRevision, length: number): boolean => {
  switch (expected) {
    case 'any':
      return true;
    case 'no_stream':
      return length === 0;
    case 'stream_exists':
      return length > 0;
    default:
      return expected === length - 1;
  }
};

/** What several memory stores may have in common, as several processes have one database in common. */
export class MemoryLog {
  readonly all: Kept[] = [];
  readonly streams = new Map<string, Kept[]>();
  readonly bell = new Bell();
  private readonly byId = new Map<string, Kept>();

  append({ stream, expected, events }: CheckedAppend, now: Date): Appended {
    const past = this.streams.get(stream) ?? [];
    const repeated = events.some(({ id }) => this.byId.has(id));
    if (repeated) return this.firstAnswer({ stream, expected, events }, past);
    if (!agrees(expected, past.length)) throw this.moved(stream, expected, past);
    this.streams.set(stream, past);
    const last = this.all.at(-1)?.recordedAt ?? '';
    const recordedAt = now.toISOString() < last ? last : now.toISOString();
    for (const event of events)
      this.keep({ ...event, stream, revision: past.length, position: this.next(), recordedAt });
    this.bell.ring();
    return { revision: past.length - 1, position: this.headPosition() };
  }

  headPosition(): string {
    return this.all.at(-1)?.position ?? '0';
  }

  private next(): string {
    return String(positionNumber(this.headPosition()) + POSITION_STEP);
  }

  private keep(event: Kept): void {
    this.all.push(event);
    this.streams.get(event.stream)?.push(event);
    this.byId.set(event.id, event);
  }

  private firstAnswer({ stream, expected, events }: Omit<CheckedAppend, 'bytes'>, past: readonly Kept[]): Appended {
    const first = this.byId.get(events[0]?.id ?? '');
    const place = typeof expected === 'number' ? expected + 1 : expected === 'no_stream' ? 0 : first?.revision;
    const there = first?.stream === stream && place !== undefined ? past.slice(place, place + events.length) : [];
    const last = there.at(-1);
    if (last === undefined || !events.every(({ id }, index) => there[index]?.id === id))
      throw this.moved(stream, expected, past);
    return { revision: last.revision, position: last.position };
  }

  private moved(stream: string, expected: ExpectedRevision, past: readonly Kept[]) {
    return concurrency(stream, expected, past.at(-1)?.revision ?? 'no_stream');
  }
}

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
