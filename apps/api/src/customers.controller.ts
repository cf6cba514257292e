import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import {
  customerFile,
  customerPage,
  customerPath,
  customerQuery,
  recordStatement,
  registerCustomer,
  statementPath,
  timelinePage,
  timelineQuery,
} from '@app/contracts/customer';
import { followUpSteps } from '@app/contracts/follow-up';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskCustomer } from '@app/cqrs/customer.command';
import { LookAtCustomer, LookAtCustomers, LookAtFollowUp, LookAtTimeline } from '@app/cqrs/customer.query';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';

@Controller('api/customers')
export class CustomersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Get()
  @Answers(customerPage)
  list(@Query({ schema: customerQuery }) query: z.infer<typeof customerQuery>) {
    return this.queries.execute(new LookAtCustomers(query, this.clock.today()));
  }

  // PUT on an id the caller chose: sending it twice registers once.
  @Put(':customerId')
  @Answers()
  async register(
    @Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>,
    @Body({ schema: registerCustomer }) details: z.infer<typeof registerCustomer>,
    @Signed() { metadata }: Caller,
  ) {
    const data = { customerId, ...details, on: this.clock.today() };
    const outcome = await this.commands.execute(
      new AskCustomer(customerId, { type: 'RegisterCustomer', data }, metadata),
    );
    return acceptedAs(`customer-${customerId}`, outcome);
  }

  @Get(':customerId')
  @Answers(customerFile)
  file(@Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>) {
    return this.queries.execute(new LookAtCustomer(customerId, this.clock.today()));
  }

  @Get(':customerId/timeline')
  @Answers(timelinePage)
  timeline(
    @Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>,
    @Query({ schema: timelineQuery }) query: z.infer<typeof timelineQuery>,
    @Signed() { language }: Caller,
  ) {
    return this.queries.execute(new LookAtTimeline(customerId, query, language));
  }

  @Get(':customerId/follow-up')
  @Answers(followUpSteps)
  followUp(@Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>) {
    return this.queries.execute(new LookAtFollowUp(customerId));
  }

  @Put(':customerId/statements/:year')
  @Answers()
  async recordStatement(
    @Param({ schema: statementPath }) { customerId, year }: z.infer<typeof statementPath>,
    @Body({ schema: recordStatement }) body: z.infer<typeof recordStatement>,
    @Signed() { by, metadata }: Caller,
  ) {
    const data = { customerId, statement: { ...body, year }, recordedBy: by, on: this.clock.today() };
    const outcome = await this.commands.execute(
      new AskCustomer(customerId, { type: 'RecordStatement', data }, metadata),
    );
    return acceptedAs(`customer-${customerId}`, outcome);
  }
}
