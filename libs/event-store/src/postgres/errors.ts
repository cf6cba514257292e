import { EventStoreError, type EventStoreErrorCode } from '../event-store';

type Nature = Readonly<{ code: EventStoreErrorCode; outcome: 'not_applied' | 'unknown'; retryable: boolean }>;

const unreachable: Nature = { code: 'unavailable', outcome: 'not_applied', retryable: true };
const cut: Nature = { code: 'unavailable', outcome: 'unknown', retryable: true };
const denied: Nature = { code: 'denied', outcome: 'not_applied', retryable: false };
const refused: Nature = { code: 'invalid', outcome: 'not_applied', retryable: false };

const natureOfCode: Readonly<Record<string, Nature>> = {
  // Never connected, so nothing can have been written.
  ECONNREFUSED: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ENOENT: unreachable,
  CONNECT_TIMEOUT: unreachable,
  CONNECTION_ENDED: { code: 'closed', outcome: 'not_applied', retryable: false },
  // The server is starting, stopping, or full of connections.
  '57P03': unreachable,
  '42501': denied,
  '25006': denied,
  '57014': { code: 'timeout', outcome: 'not_applied', retryable: true },
};

const natureOfClass: Readonly<Record<string, Nature>> = {
  '28': denied,
  '22': refused,
  '23': refused,
  '40': unreachable,
  '53': unreachable,
  '55': unreachable,
};

const SQLSTATE = /^[0-9A-Z]{5}$/;

const natureOf = (code: string): Nature => {
  const known = natureOfCode[code] ?? (SQLSTATE.test(code) ? natureOfClass[code.slice(0, 2)] : undefined);
  if (known !== undefined) return known;
  // 08 and 57P: the server or the way to it went away; anything that is no SQLSTATE came from the socket.
  if (!SQLSTATE.test(code) || code.startsWith('08') || code.startsWith('57')) return cut;
  return { code: 'unavailable', outcome: 'not_applied', retryable: false };
};

/** What any error of the Postgres client means to a caller of the port; a lost connection leaves the outcome open. */
export const storeError = (cause: unknown): EventStoreError => {
  if (cause instanceof EventStoreError) return cause;
  const code = (cause as { code?: unknown } | null)?.code;
  const nature = natureOf(typeof code === 'string' ? code : '');
  const message = cause instanceof Error ? cause.message : String(cause);
  return new EventStoreError(nature.code, message, { outcome: nature.outcome, retryable: nature.retryable, cause });
};

export const unanswered = (timeoutMs: number): EventStoreError =>
  new EventStoreError('timeout', `no answer to a read in ${timeoutMs} ms`, { outcome: 'not_applied', retryable: true });
