import type { CommandBus } from '@nestjs/cqrs';
import type { Sql } from '@app/postgres/connect';
import type { BusinessClock } from '../business-clock';
import { signingSecrets } from '@app/domain/webhook/webhook';
import { AskWebhook } from '../webhook.command';
import { endpointRows, settledUpTo, tidyDeliveries } from './delivery-queue';
import type { PostOffice } from './post-office';
import { WebhookSecrets } from './secret-store';
import { BY } from './sender';
import type { WebhookLimits } from './webhook-limits';

type Parts = Readonly<{ sql: Sql; bus: CommandBus; clock: BusinessClock; office: PostOffice }>;

/** Once an hour: notes in the log how far each webhook has come, and lets go of what is no longer kept. */
export class Housekeeping {
  private last = -Infinity;

  constructor(
    private readonly parts: Parts,
    private readonly limits: WebhookLimits,
  ) {}

  async round(): Promise<void> {
    const { tidyMs, keepMs } = this.limits;
    if (performance.now() - this.last < tidyMs) return;
    this.last = performance.now();
    const { sql, clock } = this.parts;
    for (const { webhookId } of await endpointRows(sql)) await this.tidy(webhookId);
    await tidyDeliveries(sql, new Date(clock.now().getTime() - keepMs).toISOString());
  }

  private async tidy(webhookId: string): Promise<void> {
    const { sql, bus, clock, office } = this.parts;
    const webhook = await office.webhook(webhookId);
    if (webhook === undefined) return;
    const signing = signingSecrets(webhook, clock.now());
    const past = webhook.secretIds.filter((secretId) => !signing.includes(secretId));
    await new WebhookSecrets(sql).forget(webhookId, past);
    const upTo = await settledUpTo(sql, webhookId);
    if (upTo === undefined) return;
    const data = { webhookId, upTo, on: clock.today() };
    await bus.execute(new AskWebhook(webhookId, { type: 'SettleWebhook', data }, BY));
  }
}
