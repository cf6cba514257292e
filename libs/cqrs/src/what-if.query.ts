import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { WhatIfAnswer } from '@app/contracts/what-if';
import { whatIf, type Changes } from '@app/credit-model/changes/what-if';
import type { SaidForAssessment } from '@app/credit-model/trade-figures';
import { lastAssessment, type Application } from '@app/domain/credit-application/application';
import { inputOf } from '@app/domain/credit-application/assessing';
import { Problem } from '@app/kernel/problem';
import { ApplicationFacts } from './application-facts';
import type { BusinessClock } from './business-clock';
import { CustomerFacts } from './customer-facts';
import { PolicyBook } from './policy-book';
import { BUSINESS_CLOCK } from './tokens';

/** What an assessment of an application would say today if something were otherwise; nothing is recorded. */
export class AskWhatIf extends Query<WhatIfAnswer> {
  constructor(
    readonly applicationId: string,
    readonly changes: Changes,
  ) {
    super();
  }
}

/** What neither file nor ledger knows is what was said at the last assessment. */
const saidBefore = (application: Application): SaidForAssessment => lastAssessment(application)?.said ?? {};

@QueryHandler(AskWhatIf)
export class WhatIfHandler implements IQueryHandler<AskWhatIf> {
  constructor(
    private readonly applications: ApplicationFacts,
    private readonly customers: CustomerFacts,
    private readonly book: PolicyBook,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  /** Throws `unknown-application`, `nothing-to-assess`, and what `whatIf` objects to. */
  async execute({ applicationId, changes }: AskWhatIf): Promise<WhatIfAnswer> {
    const on = this.clock.today();
    const application = await this.applications.of(applicationId);
    const facts = await this.customers.forAssessment(applicationId, on, saidBefore(application));
    if (facts.statements.length === 0)
      throw new Problem('nothing-to-assess', { customer: application.filed.customerId });
    const { policy: scoring, stamp } = await this.book.scoringOn(on);
    const input = inputOf({ facts, scoring, on }, application);
    return { applicationId, on, policy: stamp, ...whatIf(scoring, input, changes) };
  }
}
