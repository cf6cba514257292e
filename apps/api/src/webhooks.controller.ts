import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import {
  changeWebhook,
  pauseWebhook,
  pingReply,
  redelivered,
  registerWebhook,
  rotateWebhookSecret,
  webhookAccepted,
  webhookDeliveryPath,
  webhookFile,
  webhookPage,
  webhookPath,
  webhookQuery,
  webhookSecretPath,
  webhooksQuery,
  type Redelivered,
  type WebhookAccepted,
} from '@app/contracts/webhook';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import { AskWebhook, PingWebhook, RedeliverWebhook } from '@app/cqrs/webhook.command';
import { LookAtWebhook, LookAtWebhooks } from '@app/cqrs/webhook.query';
import { FIRST_SECRET, previousUntil } from '@app/cqrs/webhooks/secret-store';
import type { WebhookCommand } from '@app/domain/webhook/commands';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

type Path = z.infer<typeof webhookPath>;

/** Where other programs are told of refusals, authorisations, releases, holds and blacklistings as they happen. */
@Controller('api/webhooks')
export class WebhooksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Get()
  @FromTheLog()
  @Answers(webhookPage)
  list(@Query({ schema: webhooksQuery }) query: z.infer<typeof webhooksQuery>) {
    return this.queries.execute(new LookAtWebhooks(query));
  }

  @Get(':webhookId')
  @FromTheLog()
  @Answers(webhookFile)
  show(
    @Param({ schema: webhookPath }) { webhookId }: Path,
    @Query({ schema: webhookQuery }) query: z.infer<typeof webhookQuery>,
  ) {
    return this.queries.execute(new LookAtWebhook(webhookId, query));
  }

  @Put(':webhookId')
  @Answers(webhookAccepted)
  register(
    @Param({ schema: webhookPath }) { webhookId }: Path,
    @Body({ schema: registerWebhook }) settings: z.infer<typeof registerWebhook>,
    @Signed() caller: Caller,
  ) {
    const data = { webhookId, ...settings, secretId: FIRST_SECRET, registeredBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'RegisterWebhook', data });
  }

  @Put(':webhookId/settings')
  @Answers(webhookAccepted)
  change(
    @Param({ schema: webhookPath }) { webhookId }: Path,
    @Body({ schema: changeWebhook }) settings: z.infer<typeof changeWebhook>,
    @Signed() caller: Caller,
  ) {
    const data = { webhookId, ...settings, changedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'ChangeWebhook', data });
  }

  @Put(':webhookId/secrets/:secretId')
  @Answers(webhookAccepted)
  rotate(
    @Param({ schema: webhookSecretPath }) { webhookId, secretId }: z.infer<typeof webhookSecretPath>,
    @Body({ schema: rotateWebhookSecret }) { overlapHours }: z.infer<typeof rotateWebhookSecret>,
    @Signed() caller: Caller,
  ) {
    const until = previousUntil(this.clock.now(), overlapHours);
    const data = { webhookId, secretId, previousUntil: until, rotatedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'RotateWebhookSecret', data });
  }

  @Put(':webhookId/pause')
  @Answers(webhookAccepted)
  pause(
    @Param({ schema: webhookPath }) { webhookId }: Path,
    @Body({ schema: pauseWebhook }) { reason }: z.infer<typeof pauseWebhook>,
    @Signed() caller: Caller,
  ) {
    const data = { webhookId, reason, pausedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'PauseWebhook', data });
  }

  @Put(':webhookId/resume')
  @Answers(webhookAccepted)
  resume(@Param({ schema: webhookPath }) { webhookId }: Path, @Signed() caller: Caller) {
    const data = { webhookId, resumedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'ResumeWebhook', data });
  }

  @Delete(':webhookId')
  @Answers(webhookAccepted)
  remove(@Param({ schema: webhookPath }) { webhookId }: Path, @Signed() caller: Caller) {
    const data = { webhookId, removedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'RemoveWebhook', data });
  }

  @Post(':webhookId/ping')
  @HttpCode(200)
  @Answers(pingReply)
  ping(@Param({ schema: webhookPath }) { webhookId }: Path) {
    return this.commands.execute(new PingWebhook(webhookId));
  }

  @Put(':webhookId/deliveries/:messageId/redelivery')
  @Answers(redelivered)
  async redeliver(
    @Param({ schema: webhookDeliveryPath }) { webhookId, messageId }: z.infer<typeof webhookDeliveryPath>,
  ): Promise<Redelivered> {
    return { redelivered: await this.commands.execute(new RedeliverWebhook(webhookId, messageId)) };
  }

  @Put(':webhookId/redelivery')
  @Answers(redelivered)
  async redeliverAll(@Param({ schema: webhookPath }) { webhookId }: Path): Promise<Redelivered> {
    return { redelivered: await this.commands.execute(new RedeliverWebhook(webhookId)) };
  }

  private async ask({ metadata }: Caller, command: WebhookCommand): Promise<WebhookAccepted> {
    const { webhookId } = command.data;
    const outcome = await this.commands.execute(new AskWebhook(webhookId, command, metadata));
    const { secret } = outcome;
    return { ...acceptedAs(`webhook-${webhookId}`, outcome), ...(secret !== undefined && { secret }) };
  }
}
