import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';

/** The leader says so often that it lives. */
const BEAT_MS = 1_000;
/** The server ends the session of a leader that was silent for so long, and another process takes its place. */
const SILENCE_MAX_MS = 5_000;
const LOCK = 'xay-webhooks';

export interface Leadership {
  /** Aborted when it is over, for whatever reason. */
  readonly over: AbortSignal;
  /** Whether it surely still holds: a process that has been asleep does not know until it has been heard again. */
  isHeld(): boolean;
  leave(): Promise<void>;
}

/**
 * One process at a time, as with the parts of the read models (`sharing/crew`): the lock is on a connection that does nothing else, falls
 * the moment the process dies, and is ended by the server when the process hangs. Undefined when another process has it.
 */
export const lead = (sql: Sql): Promise<Leadership | undefined> =>
  new Promise((resolve, reject) => {
    const over = new AbortController();
    let left = false;
    let beat = -Infinity;
    let wake: () => void = () => undefined;

    const stay = async (tx: Transaction): Promise<void> => {
      await tx`select set_config('idle_in_transaction_session_timeout', ${String(SILENCE_MAX_MS)}, true)`;
      const [row] = await tx<{ got: boolean }[]>`select pg_try_advisory_xact_lock(hashtext(${LOCK})) as got`;
      if (row?.got !== true) {
        resolve(undefined);
        return;
      }
      beat = performance.now();
      resolve({ over: over.signal, isHeld, leave });
      while (!left) {
        await new Promise<void>((next) => {
          const timer = setTimeout(next, BEAT_MS);
          wake = () => {
            clearTimeout(timer);
            next();
          };
        });
        await tx`select 1`;
        beat = performance.now();
      }
    };
    const ended = transaction(sql, stay)
      .catch((error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        over.abort();
      });

    const isHeld = (): boolean => !over.signal.aborted && !left && performance.now() - beat < SILENCE_MAX_MS;
    const leave = async (): Promise<void> => {
      left = true;
      wake();
      await ended;
    };
  });
