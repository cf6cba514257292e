import { Body, Controller, Inject, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { customerPath } from '@app/contracts/customer';
import {
  completeDetails,
  factPath,
  offerSecurity,
  recordFact,
  revalueSecurity,
  securityPath,
  withReason,
} from '@app/contracts/customer/keeping-the-file';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskCustomer } from '@app/cqrs/customer.command';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import type { CustomerCommand } from '@app/domain/customer/commands';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';

type FactPath = z.infer<typeof factPath>;
type SecurityPath = z.infer<typeof securityPath>;
type WithReason = z.infer<typeof withReason>;

/** What the analyst puts into a customer's file 客户档案 beside its statements. */
@Controller('api/customers/:customerId')
export class CustomerFileController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Put('details')
  @Answers()
  complete(
    @Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>,
    @Body({ schema: completeDetails }) { withdrawn, ...details }: z.infer<typeof completeDetails>,
    @Signed() caller: Caller,
  ) {
    const data = { customerId, details, withdrawn, completedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'CompleteDetails', data });
  }

  @Put('facts/:factId')
  @Answers()
  recordFact(
    @Param({ schema: factPath }) path: FactPath,
    @Body({ schema: recordFact }) body: z.infer<typeof recordFact>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, ...body, recordedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'RecordFact', data });
  }

  @Put('facts/:factId/withdrawal')
  @Answers()
  withdrawFact(
    @Param({ schema: factPath }) path: FactPath,
    @Body({ schema: withReason }) { reason }: WithReason,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, reason, withdrawnBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'WithdrawFact', data });
  }

  @Put('securities/:securityId')
  @Answers()
  offerSecurity(
    @Param({ schema: securityPath }) path: SecurityPath,
    @Body({ schema: offerSecurity }) body: z.infer<typeof offerSecurity>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, ...body, recordedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'OfferSecurity', data });
  }

  @Put('securities/:securityId/valuation')
  @Answers()
  revalueSecurity(
    @Param({ schema: securityPath }) path: SecurityPath,
    @Body({ schema: revalueSecurity }) body: z.infer<typeof revalueSecurity>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, ...body, revaluedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'RevalueSecurity', data });
  }

  @Put('securities/:securityId/release')
  @Answers()
  releaseSecurity(
    @Param({ schema: securityPath }) path: SecurityPath,
    @Body({ schema: withReason }) { reason }: WithReason,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, reason, releasedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'ReleaseSecurity', data });
  }

  private async ask({ metadata }: Caller, command: CustomerCommand) {
    const { customerId } = command.data;
    const outcome = await this.commands.execute(new AskCustomer(customerId, command, metadata));
    return acceptedAs(`customer-${customerId}`, outcome);
  }
}
