import type { EventStoreError } from '../event-store';

/** A timer of our own: the client's deadlines do not cover everything that it does. */
export const within = async <Result>(
  call: Promise<Result>,
  timeoutMs: number,
  late: () => EventStoreError,
): Promise<Result> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), timeoutMs);
  });
  try {
    return await Promise.race([call, patience]);
  } finally {
    clearTimeout(timer);
  }
};
