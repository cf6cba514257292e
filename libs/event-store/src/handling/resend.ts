import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@app/kernel/problem';
import { type Appended, type EventStore, EventStoreError, type ExactEvent, type NewEvent } from '../event-store';

const SENDS_MAX = 6;
const BACKOFF_FIRST_MS = 50;

const backoffMs = (tried: number): number => BACKOFF_FIRST_MS * 2 ** (tried - 1);

const isWorthResending = (error: unknown): error is EventStoreError =>
  error instanceof EventStoreError && error.about.retryable && error.code !== 'busy';

/** Reading changes nothing, so a read that the connection failed is simply asked again, a few times. */
export const readAndAskAgain = async <Result>(read: () => Promise<Result>): Promise<Result> => {
  for (let ask = 1; ; ask++) {
    try {
      return await read();
    } catch (error) {
      if (!isWorthResending(error) || ask === SENDS_MAX) throw error;
      await sleep(backoffMs(ask));
    }
  }
};

/**
 * Appends, and sends the same events with the same ids again while it is open whether they arrived. Only with an exact
 * expectation: then "it has moved" after a lost answer means for certain that they did not.
 */
export const appendAndResend = async (
  store: EventStore,
  stream: string,
  events: readonly NewEvent[],
  expected: number | 'no_stream' | ExactEvent,
): Promise<Appended> => {
  let unanswered: EventStoreError | undefined;
  for (let send = 1; ; send++) {
    try {
      return await store.append(stream, events, { expected });
    } catch (error) {
      if (error instanceof EventStoreError && error.code === 'busy' && unanswered === undefined)
        throw new Problem('busy');
      if (isWorthResending(error) && error.about.outcome === 'unknown') unanswered ??= error;
      // Once an answer was lost, a later failure to reach the store does not tell what became of the first try.
      if (!isWorthResending(error) || send === SENDS_MAX)
        throw error instanceof EventStoreError && error.code === 'concurrency' ? error : (unanswered ?? error);
      await sleep(backoffMs(send));
    }
  }
};
