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
  issuedLetter,
  letterQuery,
  preliminaryReview,
  remarkPath,
  remarkReport,
  signAgreement,
  writeReport,
} from '@app/contracts/credit-application';
import { ApplicationFacts } from '@app/cqrs/application-facts';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskCreditApplication } from '@app/cqrs/credit-application.command';
import {
  ExplainAssessment,
  LookAtApplication,
  LookAtApplications,
  ReadLetter,
} from '@app/cqrs/credit-application.query';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
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
    private readonly applications: ApplicationFacts,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
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

  @Get(':applicationId/letter')
  @FromTheLog()
  @Answers(issuedLetter)
  letter(
    @Param({ schema: applicationPath }) { applicationId }: Path,
    @Query({ schema: letterQuery }) { lang }: z.infer<typeof letterQuery>,
    @Signed() caller: Caller,
  ) {
    return this.queries.execute(new ReadLetter(applicationId, lang ?? caller.language));
  }

  // PUT on an id the caller chose: sending it twice files once.
  @Put(':applicationId')
  @Answers()
  async fileApplication(
    @Param({ schema: applicationPath }) { applicationId }: Path,
    @Body({ schema: fileApplication }) body: z.infer<typeof fileApplication>,
    @Signed() caller: Caller,
  ) {
    const known = await this.applications.forFiling(body.customerId, body.renews);
    const data = { applicationId, ...body, ...known, filedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'FileApplication', data });
  }

  @Put(':applicationId/preliminary-review')
  @Answers()
  async review(
    @Param({ schema: applicationPath }) path: Path,
    @Body({ schema: preliminaryReview }) verdict: z.infer<typeof preliminaryReview>,
    @Signed() caller: Caller,
  ) {
    const deciding = await this.applications.forDeciding(path.applicationId);
    const data = { ...this.asked(path, caller), ...deciding, verdict };
    return this.ask(caller, { type: 'ReviewApplication', data });
  }

  @Put(':applicationId/assessment')
  @Answers()
  async assess(
    @Param({ schema: applicationPath }) path: Path,
    @Body({ schema: assessApplication }) { assessmentId, flags }: z.infer<typeof assessApplication>,
    @Signed() caller: Caller,
  ) {
    const known = await this.applications.forAssessing(path.applicationId, this.clock.today(), flags);
    const data = { ...this.asked(path, caller), assessmentId, ...known };
    return this.ask(caller, { type: 'AssessApplication', data });
  }

  @Put(':applicationId/report')
  @Answers()
  writeReport(
    @Param({ schema: applicationPath }) path: Path,
    @Body({ schema: writeReport }) body: z.infer<typeof writeReport>,
    @Signed() caller: Caller,
  ) {
    return this.ask(caller, { type: 'WriteReport', data: { ...this.asked(path, caller), ...body } });
  }

  @Put(':applicationId/remarks/:remarkId')
  @Answers()
  remarkReport(
    @Param({ schema: remarkPath }) { applicationId, remarkId }: z.infer<typeof remarkPath>,
    @Body({ schema: remarkReport }) body: z.infer<typeof remarkReport>,
    @Signed() caller: Caller,
  ) {
    const data = { ...this.asked({ applicationId }, caller), remarkId, ...body };
    return this.ask(caller, { type: 'RemarkReport', data });
  }

  @Put(':applicationId/decision')
  @Answers()
  async decide(
    @Param({ schema: applicationPath }) path: Path,
    @Body({ schema: decideApplication }) verdict: z.infer<typeof decideApplication>,
    @Signed() caller: Caller,
  ) {
    const deciding = await this.applications.forDeciding(path.applicationId);
    const data = { ...this.asked(path, caller), ...deciding, verdict };
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
