import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import {
  closeDispute,
  decideExtension,
  disputePath,
  extensionPath,
  liftHold,
  raiseDispute,
  receivablePath,
  requestExtension,
} from '@app/contracts/credit-account';
import { customerPath } from '@app/contracts/customer';
import { invoicePath, invoiceView, recordInvoice } from '@app/contracts/invoices';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import { InvoiceDesk } from '@app/cqrs/invoice-desk';
import type { Policies } from '@app/cqrs/policies';
import { BUSINESS_CLOCK, POLICIES } from '@app/cqrs/tokens';
import type { CreditAccountCommand } from '@app/domain/credit-account/commands';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

@Controller('api/customers/:customerId')
export class ReceivablesController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
    @Inject(POLICIES) private readonly policies: Policies,
    private readonly invoices: InvoiceDesk,
  ) {}

  @Get('invoices/:receivableId')
  @FromTheLog()
  @Answers(invoiceView)
  invoice(@Param({ schema: invoicePath }) path: z.infer<typeof invoicePath>) {
    return this.invoices.look(path);
  }

  @Put('invoices/:receivableId')
  @Answers()
  async recordInvoice(
    @Param({ schema: invoicePath }) path: z.infer<typeof invoicePath>,
    @Body({ schema: recordInvoice }) body: z.infer<typeof recordInvoice>,
    @Signed() { metadata }: Caller,
  ) {
    return acceptedAs(`creditAccount-${path.customerId}`, await this.invoices.record(path, body, metadata));
  }

  @Put('receivables/:receivableId/disputes/:disputeId')
  @Answers()
  raiseDispute(
    @Param({ schema: disputePath }) path: z.infer<typeof disputePath>,
    @Body({ schema: raiseDispute }) body: z.infer<typeof raiseDispute>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, ...body, raisedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'RaiseDispute', data });
  }

  @Put('receivables/:receivableId/disputes/:disputeId/closure')
  @Answers()
  closeDispute(
    @Param({ schema: disputePath }) path: z.infer<typeof disputePath>,
    @Body({ schema: closeDispute }) body: z.infer<typeof closeDispute>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, ...body, closedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'CloseDispute', data });
  }

  @Put('receivables/:receivableId/extensions/:extensionId')
  @Answers()
  requestExtension(
    @Param({ schema: extensionPath }) path: z.infer<typeof extensionPath>,
    @Body({ schema: requestExtension }) body: z.infer<typeof requestExtension>,
    @Signed() caller: Caller,
  ) {
    const data = { ...path, ...body, requestedBy: caller.by, on: this.clock.today() };
    return this.ask(caller, { type: 'RequestExtension', data });
  }

  @Put('receivables/:receivableId/extensions/:extensionId/decision')
  @Answers()
  decideExtension(
    @Param({ schema: extensionPath }) path: z.infer<typeof extensionPath>,
    @Body({ schema: decideExtension }) verdict: z.infer<typeof decideExtension>,
    @Signed() caller: Caller,
  ) {
    const { policy: authority } = this.policies.authority;
    const data = { ...path, verdict, decidedBy: caller.by, authority, on: this.clock.today() };
    return this.ask(caller, { type: 'DecideExtension', data });
  }

  @Put('receivables/:receivableId/hold/lifting')
  @Answers()
  liftHold(
    @Param({ schema: receivablePath }) path: z.infer<typeof receivablePath>,
    @Body({ schema: liftHold }) { reason: note }: z.infer<typeof liftHold>,
    @Signed() caller: Caller,
  ) {
    const { policy: authority } = this.policies.authority;
    const data = { ...path, note, liftedBy: caller.by, authority, on: this.clock.today() };
    return this.ask(caller, { type: 'LiftHold', data });
  }

  @Put('blacklist/lifting')
  @Answers()
  liftBlacklist(
    @Param({ schema: customerPath }) path: z.infer<typeof customerPath>,
    @Body({ schema: liftHold }) { reason }: z.infer<typeof liftHold>,
    @Signed() caller: Caller,
  ) {
    const { policy: authority } = this.policies.authority;
    const data = { ...path, reason, liftedBy: caller.by, authority, on: this.clock.today() };
    return this.ask(caller, { type: 'LiftBlacklist', data });
  }

  private async ask({ metadata }: Caller, command: CreditAccountCommand) {
    const { customerId } = command.data;
    return acceptedAs(
      `creditAccount-${customerId}`,
      await this.commands.execute(new AskCreditAccount(customerId, command, metadata)),
    );
  }
}
