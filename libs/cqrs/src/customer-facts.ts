import { Inject, Injectable } from '@nestjs/common';
import type { AssessmentInput } from '@app/credit-model/assessment-input';
import { SECURITIES_MAX } from '@app/credit-model/security';
import type { SaidForAssessment, TradeFigures } from '@app/credit-model/trade-figures';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import { tradeFiguresOf } from '@app/domain/credit-account/trade-figures-of';
import { creditApplication } from '@app/domain/credit-application/decider';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import type { AssessmentFacts } from '@app/domain/credit-application/commands';
import { factsOf, securitiesOn, statementsOf, type Customer, type KeptAttachment } from '@app/domain/customer/customer';
import { customer } from '@app/domain/customer/decider';
import { customerEvent } from '@app/domain/customer/events';
import type { EventStore } from '@app/event-store/event-store';
import type { Handler } from '@app/event-store/handle';
import { pagesOf } from '@app/event-store/read-pages';
import type { BusinessDate } from '@app/kernel/business-date';
import { readEvent } from '@app/kernel/event-versions';
import { Problem } from '@app/kernel/problem';
import { EVENT_STORE, HANDLER } from './tokens';

/** A few statements are enough for any ratio and for growth; the file keeps them all. */
const STATEMENTS_MAX = 5;

/** What other streams know of a customer when an application is filed or assessed: read from the log, not from a read model. */
@Injectable()
export class CustomerFacts {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'read'>,
  ) {}

  /** Throws `unknown-customer`. */
  async of(customerId: string): Promise<Customer['registered']> {
    return (await this.file(customerId)).registered;
  }

  /** Throws `unknown-customer`. */
  async file(customerId: string): Promise<Customer> {
    const { state } = await this.handler.load({ decider: customer, schema: customerEvent, id: customerId });
    if (state === undefined) throw new Problem('unknown-customer', { customer: customerId });
    return state;
  }

  /** What the file says of a paper that lies outside the log; throws `unknown-attachment`, also for one withdrawn. */
  async attachment(customerId: string, sha256: string): Promise<KeptAttachment> {
    const kept = (await this.file(customerId)).attachments.get(sha256);
    if (kept === undefined || kept.withdrawn) throw new Problem('unknown-attachment', { attachment: sha256 });
    return kept;
  }

  /** Everything an assessment takes from file and ledger as they stand on a day; throws `unknown-application`. */
  async forAssessment(applicationId: string, on: BusinessDate, asked: SaidForAssessment): Promise<AssessmentFacts> {
    const { state: application } = await this.handler.load({
      decider: creditApplication,
      schema: creditApplicationEvent,
      id: applicationId,
    });
    if (application === undefined) throw new Problem('unknown-application', { application: applicationId });
    const { customerId } = application.filed;
    const file = await this.file(customerId);
    const { customerSince, industry, foundedOn, registeredCapital, guaranteesGiven } = file.identity;
    const securities = securitiesOn(file, on).slice(0, SECURITIES_MAX);
    return {
      statements: statementsOf(file).slice(0, STATEMENTS_MAX),
      customerSince,
      industry,
      foundedOn,
      registeredCapital,
      guaranteesGiven,
      ...(securities.length > 0 && { securities }),
      trade: await this.trade(customerId, on, asked.trade),
      flags: await this.flags(customerId, file, asked),
    };
  }

  /** An open case of a supplier in the file counts, whatever is said beside it; a closed one does not. */
  private async flags(
    customerId: string,
    file: Customer,
    { suedBySupplier: said, securityCoverage: coverage }: SaidForAssessment,
  ): Promise<NonNullable<AssessmentInput['flags']>> {
    const { state: account } = await this.handler.load({
      decider: creditAccount,
      schema: creditAccountEvent,
      id: customerId,
    });
    const isSued = factsOf(file).some(
      (fact) => fact.kind === 'litigation' && fact.about === 'sued-by-supplier' && fact.status === 'open',
    );
    const suedBySupplier = isSued ? true : said;
    return {
      ...(suedBySupplier !== undefined && { suedBySupplier }),
      ...(account.blacklisted && { blacklisted: true }),
      ...(coverage !== undefined && { security: { kind: 'declared', coverage } }),
    };
  }

  private async trade(
    customerId: string,
    asOf: BusinessDate,
    said: SaidForAssessment['trade'] = {},
  ): Promise<TradeFigures | undefined> {
    const events: CreditAccountEvent[] = [];
    for await (const page of pagesOf(this.store, `creditAccount-${customerId}`))
      events.push(...page.map((stored) => readEvent(creditAccountEvent, stored)));
    const known = tradeFiguresOf(events, asOf);
    return known === undefined && Object.keys(said).length === 0 ? undefined : { ...said, asOf, ...known };
  }
}
