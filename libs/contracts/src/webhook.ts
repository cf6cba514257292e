import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { webhookTopic } from '@app/kernel/webhook-topic';
import { accepted } from './credit-account';
import { pageOf, paging } from './paging';

const URL_MAX = 2_000;
/** The old secret may go on signing for a week at most, after a new one has been made. */
const OVERLAP_HOURS_MAX = 168;

const isSendable = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash, hostname } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === '' && hostname !== '';
};
const url = z
  .string()
  .trim()
  .refine((text) => text.length <= URL_MAX && isSendable(text), { params: { problem: 'webhook-url' } })
  .meta({ format: 'uri', example: 'https://erp.example.com/hooks/xay' });

const reason = z.string().trim().min(1).max(500);
const instant = z.iso.datetime();

export const webhookPath = z.strictObject({ webhookId: id });
export const webhookSecretPath = z.strictObject({ webhookId: id, secretId: id });
export const webhookDeliveryPath = z.strictObject({ webhookId: id, messageId: id });

const settings = {
  url,
  topics: z.array(webhookTopic).min(1).max(webhookTopic.options.length),
  description: z.string().trim().max(200).optional(),
};

/** PUT /api/webhooks/{webhookId}: the answer to the first one, and to no other, holds the secret. */
export const registerWebhook = z.strictObject(settings).meta({ id: 'RegisterWebhook' });
/** PUT /api/webhooks/{webhookId}/settings: all of them, as they shall be from now on. */
export const changeWebhook = z.strictObject(settings).meta({ id: 'ChangeWebhook' });
export const pauseWebhook = z.strictObject({ reason }).meta({ id: 'PauseWebhook' });
/** PUT /api/webhooks/{webhookId}/secrets/{secretId}: the caller chooses the id, so that a resend makes no second one. */
export const rotateWebhookSecret = z
  .strictObject({ overlapHours: z.int().min(0).max(OVERLAP_HOURS_MAX).default(24) })
  .meta({ id: 'RotateWebhookSecret' });

export const webhookAccepted = z
  .strictObject({ ...accepted.shape, secret: z.string().optional() })
  .meta({ id: 'WebhookAccepted', description: '`secret` is shown this once and never again' });
export type WebhookAccepted = z.infer<typeof webhookAccepted>;

const deliveryState = z.enum(['waiting', 'delivered', 'given-up']);

export const webhookView = z
  .strictObject({
    webhookId: id,
    url: z.string(),
    topics: z.array(webhookTopic),
    description: z.string().optional(),
    status: z.enum(['active', 'paused', 'disabled']),
    /** Why nothing is sent, where it is not active. */
    standstill: z.string().optional(),
    secretId: id,
    /** The secret before it signs as well, until then. */
    previousSecret: z.strictObject({ secretId: id, until: instant }).optional(),
    registeredBy: z.string(),
    registeredOn: businessDate,
    waiting: z.int(),
    givenUp: z.int(),
    /** Tries in a row that nothing came of, and since when. */
    failures: z.int(),
    failingSince: instant.optional(),
    lastSuccessAt: instant.optional(),
  })
  .meta({ id: 'Webhook' });
export type WebhookView = z.infer<typeof webhookView>;
export const webhooksQuery = z.strictObject(paging);
/** GET /api/webhooks */
export const webhookPage = pageOf(webhookView).meta({ id: 'WebhookPage' });
export type WebhookPage = z.infer<typeof webhookPage>;

export const webhookDelivery = z
  .strictObject({
    /** The id of the event, sent along as `webhook-id` each time. */
    messageId: z.string(),
    topic: webhookTopic,
    customerId: id,
    occurredAt: instant,
    state: deliveryState,
    attempts: z.int(),
    /** What the receiver answered last, or why it did not. */
    status: z.int().optional(),
    fault: z.string().optional(),
    lastAttemptAt: instant.optional(),
    nextAttemptAt: instant.optional(),
    deliveredAt: instant.optional(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

export const webhookQuery = z.strictObject({ ...paging, state: deliveryState.optional() });
export type WebhookQuery = z.infer<typeof webhookQuery>;
/** GET /api/webhooks/{webhookId}: itself and its deliveries, newest first. */
export const webhookFile = z
  .strictObject({ ...webhookView.shape, deliveries: pageOf(webhookDelivery) })
  .meta({ id: 'WebhookFile' });
export type WebhookFile = z.infer<typeof webhookFile>;

/** What is put in the queue again, by one id or everything that was given up. */
export const redelivered = z.strictObject({ redelivered: z.int() }).meta({ id: 'Redelivered' });
export type Redelivered = z.infer<typeof redelivered>;

/** POST /api/webhooks/{webhookId}/ping: what came of sending a test message just now. */
export const pingReply = z
  .strictObject({
    messageId: z.string(),
    delivered: z.boolean(),
    status: z.int().optional(),
    fault: z.string().optional(),
    milliseconds: z.int(),
  })
  .meta({ id: 'PingReply' });
export type PingReply = z.infer<typeof pingReply>;
