import type { CheckedRead } from '../checked-append';
import type { SealedEvent, StoredEvent } from '../event-store';
import { READ_TIMEOUT_MS } from '../limits';
import type { LogPage } from '../subscription';
import { ownEvent, sealedEvent, storedEvent } from './envelope';
import type { Wire } from './wire';

export type Search = Readonly<{
  after: string | undefined;
  prefixes: readonly string[] | undefined;
  limit: number;
  timeoutMs: number;
}>;

export const isAmong = (stream: string, prefixes: readonly string[] | undefined): boolean =>
  prefixes?.some((prefix) => stream.startsWith(prefix)) ?? true;

/** Reading. The client cannot filter what it reads of the whole log, so that is done here. */
export class EventStoreDbReading {
  /** How far `head` has looked, and what it has found. */
  private looked: Readonly<{ through: string; found: string | undefined }> | undefined;

  constructor(private readonly wire: Wire) {}

  async stream(
    stream: string,
    { from, backwards, limit }: CheckedRead,
    timeoutMs: number,
  ): Promise<readonly StoredEvent[]> {
    const asked = { backwards, limit, timeoutMs };
    const records = await this.wire.readStream(stream, { ...asked, from });
    if (!backwards || records.length > 0) return records.map(ownEvent);
    // Asked for from behind the end, the server may count backwards from there and find nothing.
    const last = await this.wire.readStream(stream, { ...asked, from: 'end' });
    return last.filter(({ revision }) => revision <= from).map(ownEvent);
  }

  async search({ after, prefixes, limit, timeoutMs }: Search): Promise<LogPage> {
    const events: StoredEvent[] = [];
    let through = after;
    await this.wire.readAll({ after, timeoutMs }, (record) => {
      through = record.position;
      const event = isAmong(record.stream, prefixes) ? storedEvent(record) : undefined;
      if (event !== undefined) events.push(event);
      return events.length < limit;
    });
    return { events, through };
  }

  async sealed({ after, limit, timeoutMs }: Omit<Search, 'prefixes'>): Promise<readonly SealedEvent[]> {
    const events: SealedEvent[] = [];
    await this.wire.readAll({ after, timeoutMs }, (record) => {
      const event = sealedEvent(record);
      if (event !== undefined) events.push(event);
      return events.length < limit;
    });
    return events;
  }

  /** The last event of ours: the server writes its own statistics behind it all the time. */
  async head(): Promise<string | undefined> {
    const { looked } = this;
    let through: string | undefined;
    let found: string | undefined;
    await this.wire.readAll({ after: undefined, backwards: true, timeoutMs: READ_TIMEOUT_MS }, (record) => {
      through ??= record.position;
      // From here on backwards it is known already.
      const isKnown = looked !== undefined && record.position <= looked.through;
      found = isKnown ? looked.found : storedEvent(record)?.position;
      return !isKnown && found === undefined;
    });
    if (through !== undefined && (this.looked === undefined || this.looked.through < through))
      this.looked = { through, found };
    return found;
  }
}
