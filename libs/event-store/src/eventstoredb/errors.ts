import { EventStoreError, type EventStoreErrorCode } from '../event-store';
import { concurrency } from '../store-errors';

type Asked = 'append' | 'read';
type Nature = Readonly<{ code: EventStoreErrorCode; outcome: 'not_applied' | 'unknown'; retryable: boolean }>;

const denied: Nature = { code: 'denied', outcome: 'not_applied', retryable: false };
const refused: Nature = { code: 'invalid', outcome: 'not_applied', retryable: false };
const late: Nature = { code: 'timeout', outcome: 'unknown', retryable: true };
/** Busy, not ready, cut off, a raw error of the first connection: nobody can say whether it was written. */
const cut: Nature = { code: 'unavailable', outcome: 'unknown', retryable: true };

/** By the `type` that the client gives to the errors that it knows. */
const natureOfType: Readonly<Record<string, Nature>> = {
  'stream-deleted': { code: 'stream_deleted', outcome: 'not_applied', retryable: false },
  'maximum-append-size-exceeded': { code: 'too_large', outcome: 'not_applied', retryable: false },
  'access-denied': denied,
  'invalid-argument': refused,
  'deadline-exceeded': late,
  timeout: late,
  'not-leader': { code: 'unavailable', outcome: 'not_applied', retryable: true },
};

/** By the number of gRPC, for what the client passes on raw or calls unknown. */
const natureOfStatus: Readonly<Record<number, Nature>> = {
  3: refused,
  4: late,
  7: denied,
  12: { code: 'unavailable', outcome: 'not_applied', retryable: false },
  16: denied,
};

type ClientError = Readonly<{ type?: unknown; code?: unknown; message?: unknown; actualVersion?: unknown }>;

const natureOf = ({ type, code }: ClientError): Nature =>
  (typeof type === 'string' ? natureOfType[type] : undefined) ??
  (typeof code === 'number' ? natureOfStatus[code] : undefined) ??
  cut;

/** What any error of the client means to a caller of the port. A read changes nothing, so its outcome is never open. */
export const wireError = (cause: unknown, asked: Asked): EventStoreError => {
  if (cause instanceof EventStoreError) return cause;
  const error: ClientError = typeof cause === 'object' && cause !== null ? cause : {};
  const { code, outcome, retryable } = natureOf(error);
  const message = typeof error.message === 'string' && error.message !== '' ? error.message : code;
  return new EventStoreError(code, message, { outcome: asked === 'read' ? 'not_applied' : outcome, retryable, cause });
};

/** Somebody else has appended to the stream in between. */
export const conflict = (cause: unknown, stream: string, after: number | 'no_stream'): EventStoreError | undefined => {
  const { type, actualVersion } = (cause ?? {}) as ClientError;
  if (type !== 'wrong-expected-version') return undefined;
  return concurrency(stream, after, typeof actualVersion === 'bigint' ? Number(actualVersion) : 'no_stream');
};

export const isNotLeader = (cause: unknown): boolean => (cause as ClientError | undefined)?.type === 'not-leader';

export const isStreamUnknown = (cause: unknown): boolean =>
  (cause as ClientError | undefined)?.type === 'stream-not-found';

export const unanswered = (what: string, asked: Asked): EventStoreError =>
  new EventStoreError('timeout', `no answer to ${what}`, {
    outcome: asked === 'read' ? 'not_applied' : 'unknown',
    retryable: true,
  });

export const ended = (): EventStoreError =>
  new EventStoreError('unavailable', 'the server ended the subscription', { outcome: 'not_applied', retryable: true });
