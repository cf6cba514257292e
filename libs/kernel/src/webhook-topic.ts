import { z } from 'zod';

/** What other programs can be told of as it happens; what each message says is in docs/handbook/webhooks.md. */
export const webhookTopic = z
  .enum([
    'shipment.refused',
    'shipment.authorised',
    'reservation.released',
    'account.held',
    'account.hold-lifted',
    'customer.blacklisted',
    'customer.blacklist-lifted',
  ])
  .meta({ id: 'WebhookTopic' });
export type WebhookTopic = z.infer<typeof webhookTopic>;
