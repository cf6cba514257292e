import { randomUUID } from 'node:crypto';
import {
  type EventStore,
  EventStoreError,
  type NewEvent,
  type StoredEvent,
  type SubscribeOptions,
  type Subscription,
} from '@app/event-store/event-store';

/** What a contract run needs of an adapter: a store over an empty log, and further stores over the same one. */
export type Opened = Readonly<{
  store: EventStore;
  /** As another process would open it. */
  another: () => Promise<EventStore>;
  /** A store over another empty log. */
  elsewhere: () => Promise<EventStore>;
  close: () => Promise<void>;
}>;
export type Open = (now?: () => Date) => Promise<Opened>;

/** What a kind of store cannot promise; the cases that are about it are left out for it, and nothing else. */
export type Lack =
  /** An id that is known elsewhere, in another stream or at another place, is not refused where the place fits. */
  | 'ids are unique over the whole log'
  /** A run beside others gives its streams names of its own, so that the hashes are not those of the names given. */
  | 'streams have the names that they are given';
export type Lacks = readonly Lack[];

export const made = (data: unknown = {}, about: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'LimitReserved',
  data,
  metadata: { by: 'contract', correlation: 'c-1' },
  ...about,
});

export const numbered = (count: number): NewEvent[] => Array.from({ length: count }, (_, n) => made({ n }));

export const numbers = (events: readonly StoredEvent[]): unknown[] =>
  events.map(({ data }) => (data as { n: unknown }).n);

export const idsOf = (events: readonly { id: string }[]): string[] => events.map(({ id }) => id);

export const fill = async (
  store: EventStore,
  count: number,
  streamFor = (n: number) => `credit-${n % 3}`,
): Promise<void> => {
  for (let n = 0; n < count; n++) await store.append(streamFor(n), [made({ n })], { expected: 'any' });
};

/** The error that a call ends in; a call that succeeds is a failure here. */
export const errorOf = async (call: Promise<unknown>): Promise<EventStoreError> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof EventStoreError) return error;
    throw error;
  }
  throw new Error('should have been refused');
};

export type Observed = Readonly<{
  seen: StoredEvent[];
  checkpoints: string[];
  drops: unknown[];
  caughtUp: () => number;
  subscription: Subscription;
}>;

/** A subscription that writes down everything that it is told, after the handlers given have had their say. */
export const observe = (store: EventStore, options: Partial<SubscribeOptions> = {}): Observed => {
  const seen: StoredEvent[] = [];
  const checkpoints: string[] = [];
  const drops: unknown[] = [];
  let caughtUp = 0;
  const subscription = store.subscribeAll({
    prefixes: ['credit-'],
    ...options,
    onEvent: async (event) => {
      await options.onEvent?.(event);
      seen.push(event);
    },
    onCheckpoint: async (position) => {
      await options.onCheckpoint?.(position);
      checkpoints.push(position);
    },
    onCaughtUp: () => {
      caughtUp += 1;
    },
    onDrop: (error) => {
      drops.push(error);
    },
  });
  return { seen, checkpoints, drops, caughtUp: () => caughtUp, subscription };
};
