import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PingReply } from '@app/contracts/webhook';
import type { WebhookCommand } from '@app/domain/webhook/commands';
import { webhook } from '@app/domain/webhook/decider';
import { webhookEvent, type WebhookEvent } from '@app/domain/webhook/events';
import type { WebhookState } from '@app/domain/webhook/webhook';
import type { Handler, Outcome } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import type { BusinessClock } from './business-clock';
import { BUSINESS_CLOCK, HANDLER, SQL, WEBHOOKS_PRIVATE } from './tokens';
import { letAllGo, queueAgain } from './webhooks/delivery-queue';
import { PostOffice } from './webhooks/post-office';
import { namesPrivateHost } from './webhooks/public-address';
import { forgetWebhook, WebhookSecrets } from './webhooks/secret-store';
import { secretText } from './webhooks/signature';
import { WEBHOOK_LIMITS, WEBHOOKS_MAX } from './webhooks/webhook-limits';

/** What happened; with the secret where one has just been made, and only then. */
export type WebhookOutcome = Outcome<WebhookState, WebhookEvent> & Readonly<{ secret?: string }>;

/** One envelope and one handler for the whole aggregate: a new use case adds a command type, not a class. */
export class AskWebhook extends Command<WebhookOutcome> {
  constructor(
    readonly webhookId: string,
    readonly command: WebhookCommand,
    readonly metadata: Metadata,
  ) {
    super();
  }
}

@CommandHandler(AskWebhook)
export class WebhookHandler implements ICommandHandler<AskWebhook> {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(SQL) private readonly sql: Sql,
    private readonly secrets: WebhookSecrets,
    @Inject(WEBHOOKS_PRIVATE) private readonly privateAllowed: boolean,
  ) {}

  async execute({ webhookId, command, metadata }: AskWebhook): Promise<WebhookOutcome> {
    await this.prepare(webhookId, command);
    const outcome = await this.handler.handle({
      ...{ decider: webhook, schema: webhookEvent, id: webhookId },
      ...{ command, metadata },
    });
    return { ...outcome, ...(await this.follow(webhookId, command, outcome)) };
  }

  private async prepare(webhookId: string, { type, data }: WebhookCommand): Promise<void> {
    if (type === 'RegisterWebhook' || type === 'ChangeWebhook') this.requireSendable(data.url);
    if (type !== 'RegisterWebhook' && type !== 'RotateWebhookSecret') return;
    const { state } = await this.handler.load({ decider: webhook, schema: webhookEvent, id: webhookId });
    const isNew = type === 'RegisterWebhook' ? state === undefined : state?.secretIds.includes(data.secretId) === false;
    // Where nothing new comes of it there is nothing to make; the decision says what is wrong, if anything is.
    if (!isNew || state?.removed === true) return;
    if (type === 'RegisterWebhook') await this.requireRoom();
    await this.secrets.make(webhookId, data.secretId);
  }

  /** Whoever dies before this has left nothing that matters: a receiver waits for its next try, a removed one is cleared away by the queue. */
  private async follow(
    webhookId: string,
    { type, data }: WebhookCommand,
    { events }: Outcome<WebhookState, WebhookEvent>,
  ): Promise<Readonly<{ secret?: string }>> {
    if (type === 'ResumeWebhook') await letAllGo(this.sql, webhookId);
    if (type === 'RemoveWebhook') await transaction(this.sql, (tx) => forgetWebhook(tx, webhookId));
    if (events.length === 0 || (type !== 'RegisterWebhook' && type !== 'RotateWebhookSecret')) return {};
    const [key] = await this.secrets.keys(webhookId, [data.secretId]);
    return key === undefined ? {} : { secret: secretText(key) };
  }

  private requireSendable(url: string): void {
    const { hostname: host } = new URL(url);
    if (!this.privateAllowed && namesPrivateHost(host)) throw new Problem('webhook-address-private', { host });
  }

  private async requireRoom(): Promise<void> {
    if ((await this.secrets.webhookIds()).length >= WEBHOOKS_MAX)
      throw new Problem('webhooks-too-many', { max: WEBHOOKS_MAX });
  }
}

/** Sends a test message at once, past the queue, and says what came of it. */
export class PingWebhook extends Command<PingReply> {
  constructor(readonly webhookId: string) {
    super();
  }
}

@CommandHandler(PingWebhook)
export class PingWebhookHandler implements ICommandHandler<PingWebhook> {
  constructor(
    private readonly office: PostOffice,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  async execute({ webhookId }: PingWebhook): Promise<PingReply> {
    const found = await this.office.webhook(webhookId);
    if (found === undefined) throw new Problem('unknown-webhook', { webhook: webhookId });
    const now = this.clock.now();
    const id = randomUUID();
    const body = JSON.stringify({ id, topic: 'webhook.ping', occurredAt: now.toISOString(), data: {} });
    const begun = performance.now();
    const wish = { limits: WEBHOOK_LIMITS.sending, now, signal: new AbortController().signal };
    const { taken, status, fault } = await this.office.post(webhookId, found, { id, body }, wish);
    return {
      messageId: id,
      delivered: taken,
      ...(status !== undefined && { status }),
      ...(fault !== undefined && { fault }),
      milliseconds: Math.round(performance.now() - begun),
    };
  }
}

/** Puts a message, or without one all that were given up, into the queue again; how many those are. */
export class RedeliverWebhook extends Command<number> {
  constructor(
    readonly webhookId: string,
    readonly messageId?: string,
  ) {
    super();
  }
}

@CommandHandler(RedeliverWebhook)
export class RedeliverWebhookHandler implements ICommandHandler<RedeliverWebhook> {
  constructor(
    private readonly office: PostOffice,
    @Inject(SQL) private readonly sql: Sql,
  ) {}

  async execute({ webhookId, messageId }: RedeliverWebhook): Promise<number> {
    if ((await this.office.webhook(webhookId)) === undefined)
      throw new Problem('unknown-webhook', { webhook: webhookId });
    const queued = await queueAgain(this.sql, webhookId, messageId);
    if (messageId !== undefined && queued === 0)
      throw new Problem('unknown-delivery', { webhook: webhookId, message: messageId });
    return queued;
  }
}
