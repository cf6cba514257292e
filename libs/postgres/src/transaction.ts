import type { Sql, Transaction } from './connect';

const LOSS_CODES: ReadonlySet<string> = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNRESET',
  'EPIPE',
]);

/** The connection is gone, or the server says that it is about to close it. */
export const isConnectionLoss = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  if ('severity' in error && (error.severity === 'FATAL' || error.severity === 'PANIC')) return true;
  return 'code' in error && typeof error.code === 'string' && LOSS_CODES.has(error.code);
};

const lossError = (): Error => Object.assign(new Error('the connection is gone'), { code: 'CONNECTION_CLOSED' });

const never = (): Promise<never> => new Promise(() => undefined);

/**
 * A transaction that survives the end of its connection. The client (postgres 3.4.9, porsager/postgres issues 1208,
 * 1216) writes `rollback` to a connection that is gone, which ends the process, or, when it has been opened again, runs
 * late statements inside somebody else's transaction. So, once the connection is lost, nothing goes through it any more,
 * and the work never ends: the client rejects the transaction by itself when the connection closes.
 */
export const transaction = <Result>(
  sql: Sql,
  work: (tx: Transaction) => Promise<Result>,
  mode = '',
): Promise<Result> => {
  let lost = false;
  const begun = sql.begin(mode, async (tx): Promise<Result> => {
    const guarded = new Proxy(tx, {
      apply: (target, self, args: unknown[]): unknown => {
        if (lost) throw lossError();
        return Reflect.apply(target, self, args);
      },
    });
    try {
      const result = await work(guarded);
      return lost ? await never() : result;
    } catch (error) {
      if (isConnectionLoss(error)) await never();
      throw error;
    }
  }) as Promise<Result>;
  begun.catch(() => {
    lost = true;
  });
  return begun;
};
