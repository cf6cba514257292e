import type { EventStore, ExpectedRevision } from '@app/event-store/event-store';
import { EventStoreError } from '@app/event-store/event-store';

export type AppendFault =
  /** Written, but the answer is lost. */
  | 'answer-lost'
  /** The connection breaks before anything is written, which the caller cannot know. */
  | 'request-lost'
  | 'unreachable'
  | 'busy';

const errors: Record<AppendFault, () => EventStoreError> = {
  'answer-lost': () => new EventStoreError('unavailable', 'cut', { outcome: 'unknown', retryable: true }),
  'request-lost': () => new EventStoreError('unavailable', 'cut', { outcome: 'unknown', retryable: true }),
  unreachable: () => new EventStoreError('unavailable', 'down', { outcome: 'not_applied', retryable: true }),
  busy: () => new EventStoreError('busy', 'full', { outcome: 'not_applied', retryable: true }),
};

/** A store in front of another one whose coming appends fail as told, and which shows what was asked of it. */
export class FaultyStore implements EventStore {
  readonly faults: AppendFault[] = [];
  /** A fault for certain appends, as often as they come. */
  faultFor: (ids: readonly string[]) => AppendFault | undefined = () => undefined;
  /** So many of the coming reads find the store unreachable. */
  readFailures = 0;
  /** What each append expected of its stream. */
  readonly expectations: ExpectedRevision[] = [];
  readonly appends: { stream: string; ids: readonly string[] }[] = [];
  readonly reads: { stream: string; from: number }[] = [];
  /** Runs before each append gets through: the moment at which another process may get in between. */
  beforeAppend: () => Promise<void> = async () => undefined;

  constructor(private readonly store: EventStore) {}

  async append(...asked: Parameters<EventStore['append']>): ReturnType<EventStore['append']> {
    const [stream, events, { expected }] = asked;
    const ids = events.map(({ id }) => id);
    this.appends.push({ stream, ids });
    this.expectations.push(expected);
    await this.beforeAppend();
    const fault = this.faultFor(ids) ?? this.faults.shift();
    if (fault === undefined) return this.store.append(...asked);
    if (fault === 'answer-lost') await this.store.append(...asked);
    throw errors[fault]();
  }

  async read(...asked: Parameters<EventStore['read']>): ReturnType<EventStore['read']> {
    this.reads.push({ stream: asked[0], from: asked[1]?.from ?? 0 });
    if (this.readFailures > 0) {
      this.readFailures -= 1;
      throw errors.unreachable();
    }
    return this.store.read(...asked);
  }

  readAll: EventStore['readAll'] = (options) => this.store.readAll(options);
  head: EventStore['head'] = () => this.store.head();
  subscribeAll: EventStore['subscribeAll'] = (options) => this.store.subscribeAll(options);
  sealed: EventStore['sealed'] = (options) => this.store.sealed(options);
  restore: EventStore['restore'] = (events) => this.store.restore(events);
  compare: EventStore['compare'] = (a, b) => this.store.compare(a, b);
  close: EventStore['close'] = () => this.store.close();
}
