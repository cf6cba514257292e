import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { CustomerFile, CustomerPage, customerQuery, TimelinePage, timelineQuery } from '@app/contracts/customer';
import type { FollowUpStep } from '@app/contracts/follow-up';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import type { Sql } from '@app/postgres/connect';
import { customerFile } from '@app/read-models/queries/customer-file';
import { customerList } from '@app/read-models/queries/customer-list';
import { customerTimeline } from '@app/read-models/queries/customer-timeline';
import { followUpSteps } from '@app/read-models/queries/follow-up-steps';
import type { Policies } from './policies';
import { POLICIES, SQL } from './tokens';

export class LookAtCustomers extends Query<CustomerPage> {
  constructor(
    readonly wish: z.infer<typeof customerQuery>,
    readonly on: BusinessDate,
  ) {
    super();
  }
}

@QueryHandler(LookAtCustomers)
class CustomersHandler implements IQueryHandler<LookAtCustomers> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  execute({ wish, on }: LookAtCustomers) {
    const { policy: counting } = this.policies.check;
    return customerList(this.sql, { ...wish, on, counting });
  }
}

/** One customer's page; `unknown-customer` when nobody of that id was registered. */
export class LookAtCustomer extends Query<CustomerFile> {
  constructor(
    readonly customerId: string,
    readonly on: BusinessDate,
  ) {
    super();
  }
}

@QueryHandler(LookAtCustomer)
class CustomerFileHandler implements IQueryHandler<LookAtCustomer> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  execute({ customerId, on }: LookAtCustomer) {
    const { policy: counting } = this.policies.check;
    const completeness = this.policies.customerFile.policy;
    return customerFile(this.sql, { customerId, on, counting, completeness });
  }
}

export class LookAtTimeline extends Query<TimelinePage> {
  constructor(
    readonly customerId: string,
    readonly wish: z.infer<typeof timelineQuery>,
    readonly language: Language,
  ) {
    super();
  }
}

@QueryHandler(LookAtTimeline)
class TimelineHandler implements IQueryHandler<LookAtTimeline> {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  execute({ customerId, wish, language }: LookAtTimeline) {
    return customerTimeline(this.sql, { customerId, ...wish, language });
  }
}

/** The done and the planned steps of a customer's receivables. */
export class LookAtFollowUp extends Query<{ steps: FollowUpStep[] }> {
  constructor(readonly customerId: string) {
    super();
  }
}

@QueryHandler(LookAtFollowUp)
class FollowUpStepsHandler implements IQueryHandler<LookAtFollowUp> {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  async execute({ customerId }: LookAtFollowUp) {
    return { steps: await followUpSteps(this.sql, customerId) };
  }
}

export const customerQueryHandlers = [CustomersHandler, CustomerFileHandler, TimelineHandler, FollowUpStepsHandler];
