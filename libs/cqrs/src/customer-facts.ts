import { Inject, Injectable } from '@nestjs/common';
import type { AssessmentInput } from '@app/credit-model/assessment-input';
import type { Statement } from '@app/credit-model/statement';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { creditApplication } from '@app/domain/credit-application/decider';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import { statementsOf, type Customer } from '@app/domain/customer/customer';
import { customer } from '@app/domain/customer/decider';
import { customerEvent } from '@app/domain/customer/events';
import type { Handler } from '@app/event-store/handle';
import type { BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import type { Yuan } from '@app/kernel/yuan';
import { HANDLER } from './tokens';

type AskedFlags = Readonly<{ suedBySupplier?: boolean | undefined; securityCoverage?: Yuan | undefined }>;

export type FactsForAssessment = Readonly<{
  statements: readonly Statement[];
  customerSince?: BusinessDate | undefined;
  industry?: string | undefined;
  flags: NonNullable<AssessmentInput['flags']>;
}>;

/** What other streams know of a customer when an application is filed or assessed: read from the log, not from a read model. */
@Injectable()
export class CustomerFacts {
  constructor(@Inject(HANDLER) private readonly handler: Handler) {}

  /** Throws `unknown-customer`. */
  async of(customerId: string): Promise<Customer['registered']> {
    return (await this.file(customerId)).registered;
  }

  /** Throws `unknown-application`. */
  async forAssessment(applicationId: string, asked: AskedFlags): Promise<FactsForAssessment> {
    const { state: application } = await this.handler.load({
      decider: creditApplication,
      schema: creditApplicationEvent,
      id: applicationId,
    });
    if (application === undefined) throw new Problem('unknown-application', { application: applicationId });
    const { customerId } = application.filed;
    const file = await this.file(customerId);
    const { state: account } = await this.handler.load({
      decider: creditAccount,
      schema: creditAccountEvent,
      id: customerId,
    });
    const { customerSince, industry } = file.registered;
    const { suedBySupplier, securityCoverage: coverage } = asked;
    const flags = {
      ...(suedBySupplier !== undefined && { suedBySupplier }),
      ...(account.blacklisted && { blacklisted: true }),
      ...(coverage !== undefined && { security: { kind: 'declared', coverage } }),
    };
    return { statements: statementsOf(file), customerSince, industry, flags };
  }

  private async file(customerId: string): Promise<Customer> {
    const { state } = await this.handler.load({ decider: customer, schema: customerEvent, id: customerId });
    if (state === undefined) throw new Problem('unknown-customer', { customer: customerId });
    return state;
  }
}
