import type { CommandBus } from '@nestjs/cqrs';
import { wakeUp } from '@app/read-models/following/wake-up';
import type { EventStore } from '@app/event-store/event-store';
import type { Sql } from '@app/postgres/connect';
import type { BusinessClock } from '../business-clock';
import { lead, type Leadership } from './leadership';
import { LogFollower } from './log-follower';
import type { PostOffice } from './post-office';
import { Sender } from './sender';
import { Housekeeping } from './housekeeping';
import { WEBHOOK_LIMITS, type WebhookLimits } from './webhook-limits';

/** A process that does not lead asks so often whether it may, and a leader after a fault begins again after so long. */
const AGAIN_MS = 1_000;
/** What is under way when the process ends is waited for so long, then given up and sent again by the next. */
const LANDING_MS = 2_000;

export type WebhookWork = Readonly<{ stop(): Promise<void> }>;
export type WebhookOptions = Readonly<{
  sql: Sql;
  store: EventStore;
  office: PostOffice;
  bus: CommandBus;
  clock: BusinessClock;
  log: (line: string) => void;
  limits?: WebhookLimits;
}>;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Follows the log and sends what webhooks are registered for, until it is stopped. Of several servers on one database one does so at a
 * time; the next takes over when it ends, or dies.
 */
export const startWebhooks = (options: WebhookOptions): WebhookWork => {
  const { sql, store, log, limits = WEBHOOK_LIMITS } = options;
  const bell = wakeUp();
  const ring = (): void => {
    bell.ring();
  };
  let stopping = false;
  const isStopping = (): boolean => stopping;
  let said = '';
  const complain = (error: unknown): void => {
    if (textOf(error) !== said && !isStopping()) log(`webhooks wait: ${textOf(error)}`);
    said = textOf(error);
  };

  /** An event that cannot be read holds back what comes after it, and nothing that waits already. */
  const follow = async (follower: LogFollower): Promise<boolean> => {
    try {
      const isMore = await follower.step();
      said = '';
      return isMore;
    } catch (error) {
      complain(error);
      follower.forget();
      return false;
    }
  };

  const work = async (led: Leadership): Promise<void> => {
    const stopped = new AbortController();
    led.over.addEventListener('abort', () => {
      stopped.abort();
      ring();
    });
    const follower = new LogFollower(sql, store);
    const sender = new Sender({ ...options, limits, ring }, stopped.signal);
    const housekeeping = new Housekeeping(options, limits);
    try {
      while (!isStopping() && !led.over.aborted) {
        // Asleep for too long it may have been replaced without knowing.
        if (led.isHeld()) {
          const isMore = await follow(follower);
          if (follower.isListening) {
            await sender.round();
            await housekeeping.round();
          }
          if (isMore) continue;
        }
        await bell.sleep(follower.isListening ? limits.lookMs : limits.idleMs);
      }
    } finally {
      const late = setTimeout(() => stopped.abort(), LANDING_MS);
      await sender.landed();
      clearTimeout(late);
      await led.leave();
    }
  };

  const run = async (): Promise<void> => {
    while (!isStopping())
      try {
        const led = await lead(sql);
        if (led === undefined) await bell.sleep(AGAIN_MS);
        else await work(led);
      } catch (error) {
        complain(error);
        if (!isStopping()) await bell.sleep(AGAIN_MS);
      }
  };
  const over = run();

  return {
    stop: () => {
      stopping = true;
      ring();
      return over;
    },
  };
};
