import { Body, Controller, Delete, Get, Inject, Param, Put, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import {
  answerDraft,
  applicationPath,
  aspectPath,
  giveOverrule,
  recordAnswers,
} from '@app/contracts/credit-application';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskCreditApplication } from '@app/cqrs/credit-application.command';
import { LookAtDraft } from '@app/cqrs/credit-application.query';
import { PolicyBook } from '@app/cqrs/policy-book';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import type { CreditApplicationCommand } from '@app/domain/credit-application/commands';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';
import { NamesDraft, SeenDraft, tagOf } from './draft-tag';
import { FromTheLog } from './read-your-writes';

type Path = z.infer<typeof applicationPath>;
type AspectPath = z.infer<typeof aspectPath>;
type Tagged = Pick<FastifyReply, 'header'>;

/** What several analysts write at the same time: saved as it is given, and nobody overwrites another one unseen. */
@Controller('api/applications/:applicationId')
export class ApplicationDraftsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly book: PolicyBook,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Get('answers')
  @FromTheLog()
  @Answers(answerDraft)
  async draft(@Param({ schema: applicationPath }) { applicationId }: Path, @Res({ passthrough: true }) reply: Tagged) {
    const draft = await this.queries.execute(new LookAtDraft(applicationId));
    void reply.header('etag', tagOf(draft.revision));
    return draft;
  }

  @Put('answers')
  @Answers()
  @NamesDraft()
  async recordAnswers(
    @Param({ schema: applicationPath }) path: Path,
    @Body({ schema: recordAnswers }) { answers }: z.infer<typeof recordAnswers>,
    @SeenDraft() seen: number | undefined,
    @Signed() caller: Caller,
    @Res({ passthrough: true }) reply: Tagged,
  ) {
    const { policy: scoring } = await this.book.scoringOn(this.clock.today());
    const data = { ...this.asked(path, caller), seen, answers, scoring };
    return this.ask(caller, { type: 'RecordAnswers', data }, reply);
  }

  @Put('overrules/:aspect')
  @Answers()
  @NamesDraft()
  async giveOverrule(
    @Param({ schema: aspectPath }) { aspect, ...path }: AspectPath,
    @Body({ schema: giveOverrule }) body: z.infer<typeof giveOverrule>,
    @SeenDraft() seen: number | undefined,
    @Signed() caller: Caller,
    @Res({ passthrough: true }) reply: Tagged,
  ) {
    const { policy: scoring } = await this.book.scoringOn(this.clock.today());
    const data = { ...this.asked(path, caller), seen, aspect, ...body, scoring };
    return this.ask(caller, { type: 'GiveOverrule', data }, reply);
  }

  @Delete('overrules/:aspect')
  @Answers()
  @NamesDraft()
  withdrawOverrule(
    @Param({ schema: aspectPath }) { aspect, ...path }: AspectPath,
    @SeenDraft() seen: number | undefined,
    @Signed() caller: Caller,
    @Res({ passthrough: true }) reply: Tagged,
  ) {
    const data = { ...this.asked(path, caller), seen, aspect };
    return this.ask(caller, { type: 'WithdrawOverrule', data }, reply);
  }

  private asked({ applicationId }: Path, { by }: Caller) {
    return { applicationId, by, on: this.clock.today() };
  }

  private async ask({ metadata }: Caller, command: CreditApplicationCommand, reply: Tagged) {
    const { applicationId } = command.data;
    const outcome = await this.commands.execute(new AskCreditApplication(applicationId, command, metadata));
    if (outcome.state !== undefined) void reply.header('etag', tagOf(outcome.state.draft.revision));
    return acceptedAs(`creditApplication-${applicationId}`, outcome);
  }
}
