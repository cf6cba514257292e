import { EventStoreError, type ExpectedRevision } from './event-store';

export const invalid = (message: string): EventStoreError =>
  new EventStoreError('invalid', message, { outcome: 'not_applied', retryable: false });

export const tooLarge = (message: string): EventStoreError =>
  new EventStoreError('too_large', message, { outcome: 'not_applied', retryable: false });

export const closed = (): EventStoreError =>
  new EventStoreError('closed', 'the event store has been closed', { outcome: 'not_applied', retryable: false });

export const busy = (): EventStoreError =>
  new EventStoreError('busy', 'too many appends are waiting', { outcome: 'not_applied', retryable: true });

const expectedText = (expected: ExpectedRevision): string =>
  typeof expected === 'object' ? `${expected.revision} (${expected.id})` : String(expected);

export const concurrency = (
  stream: string,
  expected: ExpectedRevision,
  actual: number | 'no_stream',
): EventStoreError =>
  new EventStoreError('concurrency', `${stream} is at ${actual}, not at ${expectedText(expected)} as expected`, {
    outcome: 'not_applied',
    retryable: false,
    expected,
    actual,
  });
