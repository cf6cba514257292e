import type { CommandBus } from '@nestjs/cqrs';
import type { EventStore } from '@app/event-store/event-store';
import type { Sql } from '@app/postgres/connect';
import { wakeUp } from '@app/read-models/following/wake-up';
import type { BusinessClock } from '../business-clock';
import { Housekeeping } from './housekeeping';
import { lead, type Leadership } from './leadership';
import { LogFollower } from './log-follower';
import type { PostOffice } from './post-office';
import { Sender } from './sender';
import { WEBHOOK_LIMITS, type WebhookLimits } from './webhook-limits';

/** A process that does not lead asks so often whether it may, and one that had a fault begins again after so long. */
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

/**
 * Follows the log and sends what webhooks are registered for, until it is stopped. Of several servers on one database one does so at a
 * time; the next takes over when it ends, or dies.
 */
export const startWebhooks = (options: WebhookOptions): WebhookWork => {
  const work = new Work(options, options.limits ?? WEBHOOK_LIMITS);
  const over = work.run();
  return {
    stop: () => {
      work.end();
      return over;
    },
  };
};

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

class Work {
  private readonly bell = wakeUp();
  private isStopping = false;
  private said = '';

  constructor(
    private readonly options: WebhookOptions,
    private readonly limits: WebhookLimits,
  ) {}

  end(): void {
    this.isStopping = true;
    this.bell.ring();
  }

  async run(): Promise<void> {
    while (!this.isStopping)
      try {
        const led = await lead(this.options.sql);
        if (led === undefined) await this.bell.sleep(AGAIN_MS);
        else await this.leadUntilOver(led);
      } catch (error) {
        this.complain(error);
        await this.bell.sleep(AGAIN_MS);
      }
  }

  private async leadUntilOver(led: Leadership): Promise<void> {
    const { sql, store } = this.options;
    const ring = (): void => this.bell.ring();
    const stopped = new AbortController();
    const goesOn = (): boolean => !this.isStopping && !led.over.aborted;
    led.over.addEventListener('abort', () => {
      stopped.abort();
      ring();
    });
    const follower = new LogFollower(sql, store);
    const sender = new Sender({ ...this.options, limits: this.limits, ring }, stopped.signal);
    const housekeeping = new Housekeeping(this.options, this.limits);
    try {
      while (goesOn()) {
        // After a long sleep another process may have taken its place without its knowing.
        const isMore = led.isHeld() && (await this.round(follower, sender, housekeeping));
        if (!isMore) await this.bell.sleep(follower.isListening ? this.limits.lookMs : this.limits.idleMs);
      }
    } finally {
      const late = setTimeout(() => stopped.abort(), LANDING_MS);
      await sender.landed();
      clearTimeout(late);
      await led.leave();
    }
  }

  /** True when the log goes on. */
  private async round(follower: LogFollower, sender: Sender, housekeeping: Housekeeping): Promise<boolean> {
    const isMore = await this.follow(follower);
    if (follower.isListening) {
      await sender.round();
      await housekeeping.round();
    }
    return isMore;
  }

  /** An event that cannot be read holds back what comes after it, and nothing that waits already. */
  private async follow(follower: LogFollower): Promise<boolean> {
    try {
      const isMore = await follower.step();
      this.said = '';
      return isMore;
    } catch (error) {
      this.complain(error);
      follower.forget();
      return false;
    }
  }

  private complain(error: unknown): void {
    if (textOf(error) !== this.said && !this.isStopping) this.options.log(`webhooks wait: ${textOf(error)}`);
    this.said = textOf(error);
  }
}
