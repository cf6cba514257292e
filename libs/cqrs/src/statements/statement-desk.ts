import { Inject, Injectable } from '@nestjs/common';
import type { StatementRecord } from '@app/contracts/statement-of-account';
import { statement } from '@app/domain/statement/decider';
import { statementEvent } from '@app/domain/statement/events';
import { stateOf, type IssuedStatement, type StatementState } from '@app/domain/statement/statement';
import type { Handler } from '@app/event-store/handle';
import { addDays, daysBetween } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import type { BusinessClock } from '../business-clock';
import { CustomerFacts } from '../customer-facts';
import type { Policies } from '../policies';
import { BUSINESS_CLOCK, HANDLER, POLICIES } from '../tokens';

/** What is said of an answer beside its statement. */
const said = <Answer extends { statementId: string; recordedBy: string }>({
  statementId: _,
  recordedBy: __,
  ...answer
}: Answer) => answer;

/** Where one statement stands, as its stream tells it. */
@Injectable()
export class StatementDesk {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
    @Inject(CustomerFacts) private readonly customers: CustomerFacts,
  ) {}

  async find(statementId: string): Promise<StatementState> {
    return (await this.handler.load({ decider: statement, schema: statementEvent, id: statementId })).state;
  }

  /** Throws `unknown-statement`. */
  async get(statementId: string): Promise<IssuedStatement> {
    const found = await this.find(statementId);
    if (found === undefined) throw new Problem('unknown-statement', { statement: statementId });
    return found;
  }

  async recordOf(state: IssuedStatement): Promise<StatementRecord> {
    const { issued, confirmation, contest } = state;
    const { on: issuedOn, ...about } = issued;
    const answerBy = addDays(issuedOn, this.policies.statement.policy.answerDays);
    const isWaiting = stateOf(state) === 'issued';
    return {
      ...about,
      customerName: (await this.customers.of(issued.customerId)).name,
      ...{ issuedOn, state: stateOf(state), answerBy },
      daysLate: isWaiting ? Math.max(0, daysBetween(answerBy, this.clock.today())) : 0,
      ...(confirmation !== undefined && { confirmation: said(confirmation) }),
      ...(contest !== undefined && { contest: said(contest) }),
    };
  }
}
