import type { Sql, Transaction } from '@app/postgres/connect';
import { isConnectionLoss, transaction } from '@app/postgres/transaction';

export const lockKey = (lane: string): string => `xay-follower-${lane}`;

/** Holds only for this transaction; false while a process leads the lane. */
export const claimForNow = async (tx: Transaction, lane: string): Promise<boolean> => {
  const [row] = await tx<
    { got: boolean }[]
  >`select pg_try_advisory_xact_lock(hashtextextended(${lockKey(lane)}, 0)) as got`;
  return row?.got ?? false;
};

/** Of several processes on one database, one leads each lane; the others stand by and take over when it is gone. */
export interface Leadership {
  leads(lane: string): boolean;
  claim(lane: string): Promise<boolean>;
  end(): Promise<void>;
}

type Session = Readonly<{ tx: Transaction; leave: () => void; over: Promise<void> }>;

/**
 * All locks of a process hang on one connection. It is kept by a transaction that does nothing else, because the client
 * tells the end of a connection to whoever has a transaction on it, and to nobody else. Losing it unnoticed is harmless:
 * the checkpoint rows are locked for every page anyway, so that two leaders would only get in each other's way.
 */
export const openLeadership = (sql: Sql): Leadership => {
  const led = new Set<string>();
  let session: Promise<Session> | undefined;

  const enter = (): Promise<Session> =>
    new Promise((resolve, reject) => {
      const stay = (tx: Transaction): Promise<void> =>
        new Promise((leave) => {
          resolve({ tx, leave, over });
        });
      const over = transaction(sql, stay)
        .catch((error: unknown) => {
          reject(error instanceof Error ? error : new Error(String(error)));
        })
        .then(() => {
          led.clear();
          session = undefined;
        });
    });

  return {
    leads: (lane) => led.has(lane),
    claim: async (lane) => {
      if (led.has(lane)) return true;
      session ??= enter();
      const { tx, leave } = await session;
      const got = await claimForNow(tx, lane).catch((error: unknown) => {
        // A transaction in which a statement has failed is good for nothing more; a lost one ends by itself.
        if (!isConnectionLoss(error)) leave();
        throw error;
      });
      if (got) led.add(lane);
      return got;
    },
    end: async () => {
      const current = await session?.catch(() => undefined);
      current?.leave();
      await current?.over;
    },
  };
};
