import { Inject, Injectable } from '@nestjs/common';
import type { ScoringPolicy } from '@app/credit-model/policy';
import type { SaidForAssessment } from '@app/credit-model/trade-figures';
import type { Application } from '@app/domain/credit-application/application';
import type { AssessmentFacts, Former, LetterMaterial } from '@app/domain/credit-application/commands';
import { creditApplication } from '@app/domain/credit-application/decider';
import { answersOf } from '@app/domain/credit-application/draft';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import type { AuthorityPolicy } from '@app/domain/authority/authority-policy';
import type { Handler } from '@app/event-store/handle';
import type { BusinessDate } from '@app/kernel/business-date';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import { Problem } from '@app/kernel/problem';
import { CustomerFacts } from './customer-facts';
import type { Policies } from './policies';
import { PolicyBook } from './policy-book';
import { HANDLER, POLICIES } from './tokens';

type Filing = Readonly<{ sellingUnit: string; former: Former | undefined }>;
type Assessing = Readonly<{
  scoring: ScoringPolicy;
  stamp: PolicyStamp;
  said: SaidForAssessment;
  facts: AssessmentFacts;
}>;
type Deciding = Readonly<{ authority: AuthorityPolicy; stamp: PolicyStamp; letters: LetterMaterial }>;

/** What a command on an application has to bring along, from the log and from the policies. */
@Injectable()
export class ApplicationFacts {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
    private readonly customers: CustomerFacts,
    private readonly book: PolicyBook,
  ) {}

  /** Throws `unknown-application`. */
  async of(applicationId: string): Promise<Application> {
    const aggregate = { decider: creditApplication, schema: creditApplicationEvent, id: applicationId };
    const { state } = await this.handler.load(aggregate);
    if (state === undefined) throw new Problem('unknown-application', { application: applicationId });
    return state;
  }

  /** Whose customer it is, and what is to be renewed. Throws `unknown-customer`, `unknown-application`. */
  async forFiling(customerId: string, renews: string | undefined): Promise<Filing> {
    const { sellingUnit } = await this.customers.of(customerId);
    if (renews === undefined) return { sellingUnit, former: undefined };
    const { filed, stage, draft } = await this.of(renews);
    return { sellingUnit, former: { customerId: filed.customerId, stage, answers: answersOf(draft) } };
  }

  /** The policy of the day, and what file and ledger know on it. Throws `unknown-application`. */
  async forAssessing(applicationId: string, on: BusinessDate, said: SaidForAssessment): Promise<Assessing> {
    const { policy: scoring, stamp } = await this.book.scoringOn(on);
    return { scoring, stamp, said, facts: await this.customers.forAssessment(applicationId, on, said) };
  }

  /** Who may decide on how much, and what the customer is written. Throws `unknown-application`. */
  async forDeciding(applicationId: string): Promise<Deciding> {
    const { filed } = await this.of(applicationId);
    const { name: customerName } = await this.customers.of(filed.customerId);
    const { policy: templates, stamp } = this.policies.letters;
    const { authority } = this.policies;
    return { authority: authority.policy, stamp: authority.stamp, letters: { templates, stamp, customerName } };
  }
}
