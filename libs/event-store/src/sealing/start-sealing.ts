import { migrate } from '@app/postgres/migrate';
import type { Sql } from '@app/postgres/connect';
import { SEAL_SCHEMA, sealMigrations } from './seal-book';
import { SealBroken, Sealer, type Sealing } from './sealer';

/** How old an event may become before a root covers it. */
export const SEAL_EVERY_MS = 60_000;

export type SealingWork = Readonly<{ stop(): Promise<void> }>;
export type SealingOptions = Sealing & Readonly<{ log: (line: string) => void; everyMs?: number }>;

export const migrateSeals = (sql: Sql): Promise<void> => migrate(sql, SEAL_SCHEMA, sealMigrations);

/**
 * Seals the log again and again until it is stopped. By a timer and not by a subscription, because a root is not urgent, and
 * a quiet log then costs one look a minute. Of several processes, one seals at a time, and the others find nothing to do.
 */
export const startSealing = ({ log, everyMs = SEAL_EVERY_MS, ...sealing }: SealingOptions): SealingWork => {
  const sealer = new Sealer(sealing);
  let isStopping = false;
  let said = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  let isReady = false;

  const round = async (): Promise<void> => {
    try {
      if (!isReady) await migrateSeals(sealing.sql);
      isReady = true;
      await sealer.seal(() => isStopping);
      said = '';
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== said && !isStopping) log(`sealing the log: ${message}`);
      said = message;
      if (error instanceof SealBroken) return;
    }
    const again = (): void => void (running = round());
    if (!isStopping) timer = setTimeout(again, everyMs).unref();
  };
  running = round();

  return {
    stop: () => {
      isStopping = true;
      clearTimeout(timer);
      return running;
    },
  };
};
