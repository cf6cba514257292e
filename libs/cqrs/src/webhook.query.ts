import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { WebhookFile, WebhookPage, WebhookQuery, WebhookView } from '@app/contracts/webhook';
import type { Webhook } from '@app/domain/webhook/webhook';
import { dateOf } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import { SQL } from './tokens';
import { deliveryCounts, deliveryPage, type Counts } from './webhooks/delivery-lists';
import { PostOffice } from './webhooks/post-office';
import { WebhookSecrets } from './webhooks/secret-store';

const standstillOf = ({ standstill }: Webhook): Pick<WebhookView, 'status' | 'standstill'> => {
  if (standstill === undefined) return { status: 'active' };
  if (standstill.status === 'paused') return { status: 'paused', standstill: standstill.reason };
  const { because, failingSince, lastFault } = standstill;
  return { status: 'disabled', standstill: `${because} (${lastFault}), ${failingSince}` };
};

const viewOf = (webhookId: string, webhook: Webhook, counts: Counts | undefined): WebhookView => {
  const { settings, secretId, previous, registeredBy, registeredOn } = webhook;
  const { waiting = 0, givenUp = 0, failures = 0, failingSince = null, lastSuccessAt = null } = counts ?? {};
  return {
    webhookId,
    ...settings,
    topics: [...settings.topics],
    ...standstillOf(webhook),
    secretId,
    ...(previous !== undefined && { previousSecret: previous }),
    ...{ registeredBy, registeredOn: dateOf(registeredOn) },
    ...{ waiting, givenUp, failures },
    ...(failingSince !== null && { failingSince }),
    ...(lastSuccessAt !== null && { lastSuccessAt }),
  };
};

export class LookAtWebhooks extends Query<WebhookPage> {
  constructor(readonly wish: Readonly<{ page: number; size: number }>) {
    super();
  }
}

@QueryHandler(LookAtWebhooks)
class WebhooksHandler implements IQueryHandler<LookAtWebhooks> {
  constructor(
    private readonly secrets: WebhookSecrets,
    private readonly office: PostOffice,
    @Inject(SQL) private readonly sql: Sql,
  ) {}

  async execute({ wish: { page, size } }: LookAtWebhooks): Promise<WebhookPage> {
    const counts = new Map((await deliveryCounts(this.sql)).map((each) => [each.webhookId, each]));
    const all = await Promise.all(
      (await this.secrets.webhookIds()).map(async (id) => {
        const webhook = await this.office.webhook(id);
        return webhook === undefined ? [] : [viewOf(id, webhook, counts.get(id))];
      }),
    );
    const views = all.flat();
    return { rows: views.slice((page - 1) * size, page * size), page, size, total: views.length };
  }
}

/** One webhook with a page of its deliveries; `unknown-webhook` when there is none, or it was removed. */
export class LookAtWebhook extends Query<WebhookFile> {
  constructor(
    readonly webhookId: string,
    readonly wish: WebhookQuery,
  ) {
    super();
  }
}

@QueryHandler(LookAtWebhook)
class WebhookFileHandler implements IQueryHandler<LookAtWebhook> {
  constructor(
    private readonly office: PostOffice,
    @Inject(SQL) private readonly sql: Sql,
  ) {}

  async execute({ webhookId, wish }: LookAtWebhook): Promise<WebhookFile> {
    const webhook = await this.office.webhook(webhookId);
    if (webhook === undefined) throw new Problem('unknown-webhook', { webhook: webhookId });
    const [counts] = await deliveryCounts(this.sql, [webhookId]);
    return { ...viewOf(webhookId, webhook, counts), deliveries: await deliveryPage(this.sql, webhookId, wish) };
  }
}

export const webhookQueryHandlers = [WebhooksHandler, WebhookFileHandler];
