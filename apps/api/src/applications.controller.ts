import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import {
  applicationFile,
  applicationPage,
  applicationPath,
  applicationQuery,
  assessApplication,
  assessmentExplanation,
  decideApplication,
  fileApplication,
  preliminaryReview,
  recordAnswers,
  signAgreement,
} from '@app/contracts/credit-application';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskCreditApplication } from '@app/cqrs/credit-application.command';
import { ExplainAssessment, LookAtApplication, LookAtApplications } from '@app/cqrs/credit-application.query';
import { CustomerFacts } from '@app/cqrs/customer-facts';
import type { Policies } from '@app/cqrs/policies';
import { BUSINESS_CLOCK, POLICIES } from '@app/cqrs/tokens';
import type { CreditApplicationCommand } from '@app/domain/credit-application/commands';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

type Path = z.infer<typeof applicationPath>;

@Controller('api/applications')
export class ApplicationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly facts: CustomerFacts,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  @Get()
  @Answers(applicationPage)
  list(@Query({ schema: applicationQuery }) query: z.infer<typeof applicationQuery>) {
    return this.queries.execute(new LookAtApplications(query));
  }

  @Get(':applicationId')
  @Answers(applicationFile)
  file(@Param({ schema: applicationPath }) { applicationId }: Path) {
    return this.queries.execute(new LookAtApplication(applicationId));
  }

  @Get(':applicationId/explanation')
  @FromTheLog()
  @Answers(assessmentExplanation)
  explanation(@Param({ schema: applicationPath }) { applicationId }: Path) {
    return this.queries.execute(new ExplainAssessment(applicationId));
  }

  // PUT on an id the caller chose: sending it twice files once.
  @Put(':applicationId')
  @Answers()
  async fileApplication(
    @Param({ schema: applicationPath }) { applicationId }: Path,
    @Body({ schema: fileApplication }) body: z.infer<typeof fileApplication>,
    @Signed() caller: Caller,
  ) {
    const { sellingUnit } = await this.facts.of(body.customerId);
    const data = { applicationId, ...body, sellingUnit, filedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'FileApplication', data });
  }

  @Put(':applicationId/preliminary-review')
  @Answers()
  review(
    @Param({ schema: applicationPath }) path: Path,
    @Body({ schema: preliminaryReview }) verdict: z.infer<typeof preliminaryReview>,
    @Signed() caller: Caller,
  ) {
    return this.ask(caller, { type: 'ReviewApplication', data: { ...this.asked(path, caller), verdict } });
  }

  @Put(':applicationId/answers')
  @Answers()
  recordAnswers(
    @Param({ schema: applicationPath }) path: Path,
    @Body({ schema: recordAnswers }) { answers }: z.infer<typeof recordAnswers>,
    @Signed() caller: Caller,
  ) {
    const data = { ...this.asked(path, caller), answers, scoring: this.policies.scoring.policy };
    return this.ask(caller, { type: 'RecordAnswers', data });
  }

  @Put(':applicationId/assessment')
  @Answers()
  async assess(
    @Param({ schema: applicationPath }) path: Path,
    @Body({ schema: assessApplication }) { assessmentId, flags }: z.infer<typeof assessApplication>,
    @Signed() caller: Caller,
  ) {
    const { policy: scoring, stamp } = this.policies.scoring;
    const known = await this.facts.forAssessment(path.applicationId, flags);
    const data = { ...this.asked(path, caller), assessmentId, scoring, stamp, ...known };
    return this.ask(caller, { type: 'AssessApplication', data });
  }

  @Put(':applicationId/decision')
  @Answers()
  decide(
    @Param({ schema: applicationPath }) path: Path,
    @Body({ schema: decideApplication }) verdict: z.infer<typeof decideApplication>,
    @Signed() caller: Caller,
  ) {
    const { policy: authority, stamp } = this.policies.authority;
    const data = { ...this.asked(path, caller), verdict, authority, stamp };
    return this.ask(caller, { type: 'DecideApplication', data });
  }

  @Put(':applicationId/agreement')
  @Answers()
  sign(
    @Param({ schema: applicationPath }) path: Path,
    @Body({ schema: signAgreement }) body: z.infer<typeof signAgreement>,
    @Signed() caller: Caller,
  ) {
    return this.ask(caller, { type: 'SignAgreement', data: { ...this.asked(path, caller), ...body } });
  }

  private asked({ applicationId }: Path, { by }: Caller) {
    return { applicationId, by, on: this.clock.today() };
  }

  private async ask({ metadata }: Caller, command: CreditApplicationCommand) {
    const { applicationId } = command.data;
    const outcome = await this.commands.execute(new AskCreditApplication(applicationId, command, metadata));
    return acceptedAs(`creditApplication-${applicationId}`, outcome);
  }
}
