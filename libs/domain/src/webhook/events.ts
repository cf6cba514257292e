import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { webhookTopic } from '@app/kernel/webhook-topic';

// What is on disk; see customer/events. No secret ever stands here: an event names it by an id, and its key lies outside the log.
const on = businessDate;
const by = z.string();
const instant = z.iso.datetime();
const webhookId = id;

export const webhookSettings = z.object({
  url: z.string(),
  topics: z.array(webhookTopic).min(1),
  description: z.string().max(200).optional(),
});
export type WebhookSettings = z.infer<typeof webhookSettings>;

export const webhookEvent = z.discriminatedUnion('type', [
  event('WebhookRegistered', { webhookId, ...webhookSettings.shape, secretId: id, registeredBy: by, on }),
  event('WebhookChanged', { webhookId, ...webhookSettings.shape, changedBy: by, on }),
  event('WebhookPaused', { webhookId, reason: z.string().min(1).max(500), pausedBy: by, on }),
  event('WebhookResumed', { webhookId, resumedBy: by, on }),
  /** By itself: nothing was taken for too long, or the receiver said that it is gone for good. */
  event('WebhookDisabled', {
    webhookId,
    because: z.enum(['failing', 'gone']),
    failingSince: instant,
    lastFault: z.string().max(200),
    on,
  }),
  /** Until `previousUntil` every message carries the signatures of both secrets. */
  event('WebhookSecretRotated', { webhookId, secretId: id, previousUntil: instant, rotatedBy: by, on }),
  /** Whatever was recorded before this instant has been taken or given up: after a loss of the queue nothing of it is sent again. */
  event('WebhookSettled', { webhookId, upTo: instant, on }),
  event('WebhookRemoved', { webhookId, removedBy: by, on }),
]);
export type WebhookEvent = z.infer<typeof webhookEvent>;
