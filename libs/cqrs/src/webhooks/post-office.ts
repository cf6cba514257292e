import { Inject, Injectable } from '@nestjs/common';
import { webhook as aggregate } from '@app/domain/webhook/decider';
import { webhookEvent } from '@app/domain/webhook/events';
import { signingSecrets, type Webhook } from '@app/domain/webhook/webhook';
import type { Handler } from '@app/event-store/handle';
import { HANDLER, WEBHOOKS_PRIVATE } from '../tokens';
import { WebhookSecrets } from './secret-store';
import { send, type Attempt, type SendingLimits } from './sending';
import { signatureHeaders } from './signature';

export type Sealed = Readonly<{ id: string; body: string }>;

/** Signs what goes to a webhook with every key that its receiver may know by now, and sends it once. */
@Injectable()
export class PostOffice {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    private readonly secrets: WebhookSecrets,
    @Inject(WEBHOOKS_PRIVATE) private readonly privateAllowed: boolean,
  ) {}

  /** The webhook as the log says now; none when nobody registered it, or it was removed. */
  async webhook(webhookId: string): Promise<Webhook | undefined> {
    const { state } = await this.handler.load({ decider: aggregate, schema: webhookEvent, id: webhookId });
    return state?.removed === true ? undefined : state;
  }

  async post(
    webhookId: string,
    webhook: Webhook,
    { id, body }: Sealed,
    {
      limits,
      now,
      signal,
    }: Readonly<{ limits: Omit<SendingLimits, 'privateAllowed'>; now: Date; signal: AbortSignal }>,
  ): Promise<Attempt> {
    const keys = await this.secrets.keys(webhookId, signingSecrets(webhook, now));
    // Unsigned it is worth nothing: the key was lost with the database, and a new one has to be made.
    if (keys.length === 0) return { taken: false, fault: 'secret-lost' };
    const headers = signatureHeaders({ id, body, at: now }, keys);
    return send(
      { url: webhook.settings.url, headers, body },
      { ...limits, privateAllowed: this.privateAllowed },
      signal,
    );
  }
}
