import { isConnectionLoss } from '@app/postgres/transaction';

// By code, because neither the database client nor the store is this library's to know.
const PASSING_CODES: ReadonlySet<string> = new Set([
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOENT', // a Unix socket whose server is not up
  '53300', // too_many_connections
  'busy',
  'store-unavailable',
]);

/** A fault of the machine that time mends, as against an event that cannot be applied: it stops nobody for good. */
export const isPassing = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (isConnectionLoss(error)) return true;
  if ('about' in error) return (error.about as { retryable?: boolean }).retryable === true;
  return 'code' in error && typeof error.code === 'string' && PASSING_CODES.has(error.code);
};

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
