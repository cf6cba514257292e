import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import {
  accountView,
  approvalPath,
  atQuery,
  changeLimit,
  componentPage,
  componentPath,
  componentQuery,
  grantSpecialApproval,
  grantTemporaryLimit,
  holdPath,
  holdQuery,
  limitChangePath,
  placeHold,
  temporaryLimitPath,
  withReason,
} from '@app/contracts/credit-limit';
import { customerPath, timelinePage } from '@app/contracts/customer';
import { LookAtAccount, LookAtComponent, LookAtHolds } from '@app/cqrs/account.query';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import type { Policies } from '@app/cqrs/policies';
import { BUSINESS_CLOCK, POLICIES } from '@app/cqrs/tokens';
import type { CreditAccountCommand } from '@app/domain/credit-account/commands';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

/** Limits, approvals and holds of an account, and what it stands at. */
@Controller('api/customers/:customerId')
export class CreditAccountsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  @Get('account')
  @FromTheLog()
  @Answers(accountView)
  account(
    @Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>,
    @Query({ schema: atQuery }) { at }: z.infer<typeof atQuery>,
    @Signed() { language }: Caller,
  ) {
    return this.queries.execute(new LookAtAccount(customerId, language, at));
  }

  @Get('exposure/:component')
  @FromTheLog()
  @Answers(componentPage)
  component(
    @Param({ schema: componentPath }) { customerId, component }: z.infer<typeof componentPath>,
    @Query({ schema: componentQuery }) wish: z.infer<typeof componentQuery>,
  ) {
    return this.queries.execute(new LookAtComponent(customerId, component, wish));
  }

  @Get('holds')
  @Answers(timelinePage)
  holds(
    @Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>,
    @Query({ schema: holdQuery }) wish: z.infer<typeof holdQuery>,
    @Signed() { language }: Caller,
  ) {
    return this.queries.execute(new LookAtHolds(customerId, wish, language));
  }

  @Put('limit-changes/:changeId')
  @Answers()
  changeLimit(
    @Param({ schema: limitChangePath }) path: z.infer<typeof limitChangePath>,
    @Body({ schema: changeLimit }) body: z.infer<typeof changeLimit>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, ...body, changedBy: caller.by, ...this.decided() };
    return this.ask(caller, { type: 'ChangeLimit', data });
  }

  @Put('temporary-limits/:raiseId')
  @Answers()
  grantTemporaryLimit(
    @Param({ schema: temporaryLimitPath }) path: z.infer<typeof temporaryLimitPath>,
    @Body({ schema: grantTemporaryLimit }) body: z.infer<typeof grantTemporaryLimit>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, ...body, grantedBy: caller.by, ...this.decided() };
    return this.ask(caller, { type: 'GrantTemporaryLimit', data });
  }

  @Put('temporary-limits/:raiseId/withdrawal')
  @Answers()
  withdrawTemporaryLimit(
    @Param({ schema: temporaryLimitPath }) path: z.infer<typeof temporaryLimitPath>,
    @Body({ schema: withReason }) { reason }: z.infer<typeof withReason>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, reason, withdrawnBy: caller.by, ...this.decided() };
    return this.ask(caller, { type: 'WithdrawTemporaryLimit', data });
  }

  @Put('special-approvals/:approvalId')
  @Answers()
  grantSpecialApproval(
    @Param({ schema: approvalPath }) path: z.infer<typeof approvalPath>,
    @Body({ schema: grantSpecialApproval }) body: z.infer<typeof grantSpecialApproval>,
    @Signed() caller: Caller,
  ) {
    const { policy } = this.policies.check;
    const data = { ...path, ...body, policy, grantedBy: caller.by, ...this.decided() };
    return this.ask(caller, { type: 'GrantSpecialApproval', data });
  }

  @Put('special-approvals/:approvalId/withdrawal')
  @Answers()
  withdrawSpecialApproval(
    @Param({ schema: approvalPath }) path: z.infer<typeof approvalPath>,
    @Body({ schema: withReason }) { reason }: z.infer<typeof withReason>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, reason, withdrawnBy: caller.by, ...this.decided() };
    return this.ask(caller, { type: 'WithdrawSpecialApproval', data });
  }

  @Put('holds/:holdId')
  @Answers()
  placeHold(
    @Param({ schema: holdPath }) path: z.infer<typeof holdPath>,
    @Body({ schema: placeHold }) body: z.infer<typeof placeHold>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, ...body, placedBy: caller.by, ...this.decided() };
    return this.ask(caller, { type: 'PlaceHold', data });
  }

  @Put('holds/:holdId/removal')
  @Answers()
  removeHold(
    @Param({ schema: holdPath }) path: z.infer<typeof holdPath>,
    @Body({ schema: withReason }) { reason }: z.infer<typeof withReason>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, reason, removedBy: caller.by, ...this.decided() };
    return this.ask(caller, { type: 'RemoveHold', data });
  }

  private decided() {
    return { authority: this.policies.authority.policy, on: this.clock.today() };
  }

  private async ask({ metadata }: Caller, command: CreditAccountCommand) {
    const { customerId } = command.data;
    const outcome = await this.commands.execute(new AskCreditAccount(customerId, command, metadata));
    return acceptedAs(`creditAccount-${customerId}`, outcome);
  }
}
