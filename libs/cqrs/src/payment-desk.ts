import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import type {
  CreditNoteReply,
  PaymentReply,
  allocatePayment,
  cancelCreditNote,
  creditNotePath,
  deallocatePayment,
  deallocationPath,
  creditNoteDeallocationPath,
  issueCreditNote,
  paymentPath,
  recordPayment,
  reversePayment,
} from '@app/contracts/payments';
import type {
  ReceivableReply,
  recoverWriteOff,
  recoveryPath,
  writeOffPath,
  writeOffReceivable,
} from '@app/contracts/write-offs';
import type { CreditAccount } from '@app/domain/credit-account/account';
import type { CreditAccountCommand } from '@app/domain/credit-account/commands';
import type { Metadata } from '@app/kernel/message';
import type { BusinessClock } from './business-clock';
import { AskCreditAccount } from './credit-account.command';
import { PaymentPapers } from './payment-papers';
import type { Policies } from './policies';
import { BUSINESS_CLOCK, POLICIES } from './tokens';

type PaymentPath = z.infer<typeof paymentPath>;
type NotePath = z.infer<typeof creditNotePath>;

/** What is asked of the payments, credit notes and write-offs of an account; each is answered as it stands then. */
@Injectable()
export class PaymentDesk {
  constructor(
    private readonly commands: CommandBus,
    private readonly papers: PaymentPapers,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  async record(path: PaymentPath, body: z.infer<typeof recordPayment>, by: Metadata): Promise<PaymentReply> {
    const on = this.clock.today();
    const data = { ...path, ...body, valueDate: body.valueDate ?? on, on };
    return this.papers.payment(path, await this.ask({ type: 'RecordPayment', data }, by));
  }

  async allocate(path: PaymentPath, body: z.infer<typeof allocatePayment>, by: Metadata): Promise<PaymentReply> {
    const data = { ...path, ...body, on: this.clock.today() };
    return this.papers.payment(path, await this.ask({ type: 'AllocatePayment', data }, by));
  }

  async deallocate(
    path: z.infer<typeof deallocationPath>,
    body: z.infer<typeof deallocatePayment>,
    by: Metadata,
  ): Promise<PaymentReply> {
    const data = { ...path, ...body, deallocatedBy: by.by, on: this.clock.today() };
    return this.papers.payment(path, await this.ask({ type: 'DeallocatePayment', data }, by));
  }

  async reverse(path: PaymentPath, body: z.infer<typeof reversePayment>, by: Metadata): Promise<PaymentReply> {
    const data = { ...path, ...body, reversedBy: by.by, on: this.clock.today() };
    return this.papers.payment(path, await this.ask({ type: 'ReversePayment', data }, by));
  }

  async issueNote(path: NotePath, body: z.infer<typeof issueCreditNote>, by: Metadata): Promise<CreditNoteReply> {
    const data = { ...path, ...body, issuedBy: by.by, on: this.clock.today() };
    return this.papers.creditNote(path, await this.ask({ type: 'IssueCreditNote', data }, by));
  }

  async applyNote(path: NotePath, body: z.infer<typeof allocatePayment>, by: Metadata): Promise<CreditNoteReply> {
    const { customerId, creditNoteId: paymentId } = path;
    await this.papers.creditNote(path);
    const data = { customerId, paymentId, ...body, on: this.clock.today() };
    return this.papers.creditNote(path, await this.ask({ type: 'AllocatePayment', data }, by));
  }

  async deallocateNote(
    path: z.infer<typeof creditNoteDeallocationPath>,
    body: z.infer<typeof deallocatePayment>,
    by: Metadata,
  ): Promise<CreditNoteReply> {
    const { customerId, creditNoteId: paymentId, deallocationId } = path;
    await this.papers.creditNote(path);
    const data = { customerId, paymentId, deallocationId, ...body, deallocatedBy: by.by, on: this.clock.today() };
    return this.papers.creditNote(path, await this.ask({ type: 'DeallocatePayment', data }, by));
  }

  async cancelNote(path: NotePath, body: z.infer<typeof cancelCreditNote>, by: Metadata): Promise<CreditNoteReply> {
    const data = { ...path, ...body, cancelledBy: by.by, on: this.clock.today() };
    return this.papers.creditNote(path, await this.ask({ type: 'CancelCreditNote', data }, by));
  }

  async writeOff(
    path: z.infer<typeof writeOffPath>,
    body: z.infer<typeof writeOffReceivable>,
    by: Metadata,
  ): Promise<ReceivableReply> {
    const { policy: authority } = this.policies.authority;
    const data = { ...path, ...body, decidedBy: by.by, authority, on: this.clock.today() };
    return this.papers.receivable(path, await this.ask({ type: 'WriteOffReceivable', data }, by));
  }

  async recover(
    path: z.infer<typeof recoveryPath>,
    body: z.infer<typeof recoverWriteOff>,
    by: Metadata,
  ): Promise<ReceivableReply> {
    const data = { ...path, ...body, on: this.clock.today() };
    return this.papers.receivable(path, await this.ask({ type: 'RecoverWriteOff', data }, by));
  }

  private async ask(command: CreditAccountCommand, by: Metadata): Promise<CreditAccount> {
    return (await this.commands.execute(new AskCreditAccount(command.data.customerId, command, by))).state;
  }
}
