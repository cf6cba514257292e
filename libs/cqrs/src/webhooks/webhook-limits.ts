import { RETRIES, type RetryPolicy } from '@app/domain/webhook/retrying';
import type { SendingLimits } from './sending';

const S = 1_000;
const H = 3_600 * S;
const DAY = 24 * H;

/** So many webhooks there may be in all. */
export const WEBHOOKS_MAX = 100;
/** Messages that are kept waiting for one webhook; what comes on top is given up at once, and seen. */
export const QUEUE_MAX = 50_000;

export type WebhookLimits = Readonly<{
  sending: Omit<SendingLimits, 'privateAllowed'>;
  /** Customers of one webhook whose messages are under way at a time. */
  atOnce: number;
  retries: RetryPolicy;
  /** After so many failures in a row one message at a time tries whether the receiver is back, with these pauses. */
  sickAfter: number;
  rests: RetryPolicy;
  /** A message that a receiver keeps refusing while it takes others. */
  giveUpAfterMs: number;
  /** A receiver that takes nothing at all. */
  disableAfterMs: number;
  /** Messages are kept for so long, taken or not. */
  keepMs: number;
  /** How often the log is looked at, how often with nobody to tell, and how often there is housekeeping. */
  lookMs: number;
  idleMs: number;
  tidyMs: number;
}>;

export const WEBHOOK_LIMITS: WebhookLimits = {
  sending: { attemptMs: 15 * S, answerBytes: 65_536 },
  atOnce: 8,
  retries: RETRIES,
  sickAfter: 5,
  rests: { firstMs: 5 * S, factor: 2, maxMs: 900 * S },
  giveUpAfterMs: 3 * DAY,
  disableAfterMs: 5 * DAY,
  keepMs: 30 * DAY,
  lookMs: 250,
  idleMs: S,
  tidyMs: H,
};
