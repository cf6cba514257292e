import { Body, Controller, Inject, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import {
  billPath,
  depositPath,
  depositReturnPath,
  honourBill,
  receiveBill,
  receiveDeposit,
  returnDeposit,
  withReason,
} from '@app/contracts/credit-limit';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import type { CreditAccountCommand } from '@app/domain/credit-account/commands';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';

/** Acceptance bills and deposits: what stands between the goods and the money. */
@Controller('api/customers/:customerId')
export class SecuritiesController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Put('bills/:billId')
  @Answers()
  receiveBill(
    @Param({ schema: billPath }) path: z.infer<typeof billPath>,
    @Body({ schema: receiveBill }) body: z.infer<typeof receiveBill>,
    @Signed() caller: Caller,
  ) {
    return this.ask(caller, { type: 'ReceiveBill', data: { ...path, ...body, on: this.clock.today() } });
  }

  @Put('bills/:billId/honouring')
  @Answers()
  honourBill(
    @Param({ schema: billPath }) path: z.infer<typeof billPath>,
    @Body({ schema: honourBill }) { valueDate }: z.infer<typeof honourBill>,
    @Signed() caller: Caller,
  ) {
    const on = this.clock.today();
    return this.ask(caller, { type: 'HonourBill', data: { ...path, valueDate: valueDate ?? on, on } });
  }

  @Put('bills/:billId/dishonouring')
  @Answers()
  dishonourBill(
    @Param({ schema: billPath }) path: z.infer<typeof billPath>,
    @Body({ schema: withReason }) { reason }: z.infer<typeof withReason>,
    @Signed() caller: Caller,
  ) {
    return this.ask(caller, { type: 'DishonourBill', data: { ...path, reason, on: this.clock.today() } });
  }

  @Put('deposits/:depositId')
  @Answers()
  receiveDeposit(
    @Param({ schema: depositPath }) path: z.infer<typeof depositPath>,
    @Body({ schema: receiveDeposit }) body: z.infer<typeof receiveDeposit>,
    @Signed() caller: Caller,
  ) {
    return this.ask(caller, { type: 'ReceiveDeposit', data: { ...path, ...body, on: this.clock.today() } });
  }

  @Put('deposits/:depositId/returns/:returnId')
  @Answers()
  returnDeposit(
    @Param({ schema: depositReturnPath }) path: z.infer<typeof depositReturnPath>,
    @Body({ schema: returnDeposit }) { amount }: z.infer<typeof returnDeposit>,
    @Signed() caller: Caller,
  ) {
    return this.ask(caller, { type: 'ReturnDeposit', data: { ...path, amount, on: this.clock.today() } });
  }

  private async ask({ metadata }: Caller, command: CreditAccountCommand) {
    const { customerId } = command.data;
    const outcome = await this.commands.execute(new AskCreditAccount(customerId, command, metadata));
    return acceptedAs(`creditAccount-${customerId}`, outcome);
  }
}
