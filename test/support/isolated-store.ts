import { randomBytes } from 'node:crypto';
import type { EventStore, ReadAllOptions, StoredEvent } from '@app/event-store/event-store';

/**
 * A part of a log that others use too, as if it were empty at first: streams under a prefix of its own, and nothing from
 * before. What depends on the true name of a stream, the hashes, cannot be had through it.
 */
export class IsolatedStore implements EventStore {
  private constructor(
    private readonly store: EventStore,
    private readonly prefix: string,
    private readonly start: string | undefined,
  ) {}

  static async over(store: EventStore): Promise<IsolatedStore> {
    const prefix = `xay-contract-${randomBytes(6).toString('hex')}-`;
    return new IsolatedStore(store, prefix, await store.head());
  }

  /** The same part, through another store. */
  through(store: EventStore): IsolatedStore {
    return new IsolatedStore(store, this.prefix, this.start);
  }

  append: EventStore['append'] = (stream, ...asked) => this.store.append(this.hidden(stream), ...asked);

  async read(...[stream, options]: Parameters<EventStore['read']>): Promise<readonly StoredEvent[]> {
    return (await this.store.read(this.hidden(stream), options)).map(this.shown);
  }

  async readAll(options: ReadAllOptions = {}): Promise<readonly StoredEvent[]> {
    return (await this.store.readAll({ ...options, ...this.within(options) })).map(this.shown);
  }

  async head(): Promise<string | undefined> {
    let head: string | undefined;
    for (let page = await this.readAll(); ; page = await this.readAll({ after: head })) {
      head = page.at(-1)?.position ?? head;
      if (page.length === 0) return head;
    }
  }

  subscribeAll: EventStore['subscribeAll'] = (options) =>
    this.store.subscribeAll({
      ...options,
      ...this.within(options),
      onEvent: (event) => options.onEvent(this.shown(event)),
    });

  sealed: EventStore['sealed'] = () => Promise.reject(new Error('hashes are over the true names'));
  restore: EventStore['restore'] = () => Promise.reject(new Error('hashes are over the true names'));
  compare: EventStore['compare'] = (a, b) => this.store.compare(a, b);
  close: EventStore['close'] = () => this.store.close();

  /** A name that is none stays what it is, to be refused. */
  private hidden(stream: string): string {
    return stream === '' || stream.startsWith('$') ? stream : `${this.prefix}${stream}`;
  }

  private readonly shown = (event: StoredEvent): StoredEvent => ({
    ...event,
    stream: event.stream.slice(this.prefix.length),
  });

  private within({ after = this.start, prefixes = [''] }: ReadAllOptions) {
    return { after, prefixes: prefixes.map((prefix) => `${this.prefix}${prefix}`) };
  }
}
