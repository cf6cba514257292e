import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import type {
  CreditNotePage,
  CreditNoteReply,
  PaymentPage,
  PaymentReply,
  allocatePayment,
  cancelCreditNote,
  creditNotePath,
  deallocatePayment,
  deallocationPath,
  creditNoteDeallocationPath,
  issueCreditNote,
  paymentPath,
  paymentQuery,
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
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { unspentOf } from '@app/domain/credit-account/items';
import type { Handler } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';
import type { Sql } from '@app/postgres/connect';
import { paymentsOf } from '@app/read-models/queries/payments-of';
import type { BusinessClock } from './business-clock';
import { AskCreditAccount } from './credit-account.command';
import { KnownCustomers } from './known-customers';
import { creditNoteReplyOf, creditNoteRowOf, paymentReplyOf, paymentRowOf, receivableReplyOf } from './payment-views';
import type { Policies } from './policies';
import { BUSINESS_CLOCK, HANDLER, POLICIES, SQL } from './tokens';

type PaymentPath = z.infer<typeof paymentPath>;
type NotePath = z.infer<typeof creditNotePath>;
type Wish = z.infer<typeof paymentQuery>;

/** Payments, credit notes and write-offs of an account: what is asked of them, and how they stand then. */
@Injectable()
export class PaymentDesk {
  constructor(
    private readonly commands: CommandBus,
    private readonly customers: KnownCustomers,
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  async record(path: PaymentPath, body: z.infer<typeof recordPayment>, by: Metadata): Promise<PaymentReply> {
    const on = this.clock.today();
    const data = { ...path, ...body, valueDate: body.valueDate ?? on, on };
    return this.payment(path, await this.ask({ type: 'RecordPayment', data }, by));
  }

  async allocate(path: PaymentPath, body: z.infer<typeof allocatePayment>, by: Metadata): Promise<PaymentReply> {
    const data = { ...path, ...body, on: this.clock.today() };
    return this.payment(path, await this.ask({ type: 'AllocatePayment', data }, by));
  }

  async deallocate(
    path: z.infer<typeof deallocationPath>,
    body: z.infer<typeof deallocatePayment>,
    by: Metadata,
  ): Promise<PaymentReply> {
    const data = { ...path, ...body, deallocatedBy: by.by, on: this.clock.today() };
    return this.payment(path, await this.ask({ type: 'DeallocatePayment', data }, by));
  }

  async reverse(path: PaymentPath, body: z.infer<typeof reversePayment>, by: Metadata): Promise<PaymentReply> {
    const data = { ...path, ...body, reversedBy: by.by, on: this.clock.today() };
    return this.payment(path, await this.ask({ type: 'ReversePayment', data }, by));
  }

  async issueNote(path: NotePath, body: z.infer<typeof issueCreditNote>, by: Metadata): Promise<CreditNoteReply> {
    const data = { ...path, ...body, issuedBy: by.by, on: this.clock.today() };
    return this.creditNote(path, await this.ask({ type: 'IssueCreditNote', data }, by));
  }

  async applyNote(path: NotePath, body: z.infer<typeof allocatePayment>, by: Metadata): Promise<CreditNoteReply> {
    const { customerId, creditNoteId: paymentId } = path;
    await this.creditNote(path);
    const data = { customerId, paymentId, ...body, on: this.clock.today() };
    return this.creditNote(path, await this.ask({ type: 'AllocatePayment', data }, by));
  }

  async deallocateNote(
    path: z.infer<typeof creditNoteDeallocationPath>,
    body: z.infer<typeof deallocatePayment>,
    by: Metadata,
  ): Promise<CreditNoteReply> {
    const { customerId, creditNoteId: paymentId, deallocationId } = path;
    await this.creditNote(path);
    const data = { customerId, paymentId, deallocationId, ...body, deallocatedBy: by.by, on: this.clock.today() };
    return this.creditNote(path, await this.ask({ type: 'DeallocatePayment', data }, by));
  }

  async cancelNote(path: NotePath, body: z.infer<typeof cancelCreditNote>, by: Metadata): Promise<CreditNoteReply> {
    const data = { ...path, ...body, cancelledBy: by.by, on: this.clock.today() };
    return this.creditNote(path, await this.ask({ type: 'CancelCreditNote', data }, by));
  }

  async writeOff(
    path: z.infer<typeof writeOffPath>,
    body: z.infer<typeof writeOffReceivable>,
    by: Metadata,
  ): Promise<ReceivableReply> {
    const { policy: authority } = this.policies.authority;
    const data = { ...path, ...body, decidedBy: by.by, authority, on: this.clock.today() };
    return this.receivable(path, await this.ask({ type: 'WriteOffReceivable', data }, by));
  }

  async recover(
    path: z.infer<typeof recoveryPath>,
    body: z.infer<typeof recoverWriteOff>,
    by: Metadata,
  ): Promise<ReceivableReply> {
    const data = { ...path, ...body, on: this.clock.today() };
    return this.receivable(path, await this.ask({ type: 'RecoverWriteOff', data }, by));
  }

  async payment({ customerId, paymentId }: PaymentPath, known?: CreditAccount): Promise<PaymentReply> {
    return paymentReplyOf(known ?? (await this.account(customerId)), paymentId, this.seen());
  }

  async creditNote({ customerId, creditNoteId }: NotePath, known?: CreditAccount): Promise<CreditNoteReply> {
    return creditNoteReplyOf(known ?? (await this.account(customerId)), creditNoteId, this.seen());
  }

  async receivable(
    { customerId, receivableId }: Readonly<{ customerId: string; receivableId: string }>,
    known?: CreditAccount,
  ): Promise<ReceivableReply> {
    return receivableReplyOf(known ?? (await this.account(customerId)), receivableId, this.seen());
  }

  async payments(customerId: string, wish: Wish): Promise<PaymentPage> {
    const account = await this.account(customerId);
    const { ids, total } = await this.numbers(account, customerId, { ...wish, what: 'paid' });
    return { rows: ids.map((id) => paymentRowOf(account, id)), page: wish.page, size: wish.size, total };
  }

  async creditNotes(customerId: string, wish: Wish): Promise<CreditNotePage> {
    const account = await this.account(customerId);
    const { ids, total } = await this.numbers(account, customerId, { ...wish, what: 'credited' });
    return { rows: ids.map((id) => creditNoteRowOf(account, id)), page: wish.page, size: wish.size, total };
  }

  /** What is left of is known to the account itself; the rest is looked up. */
  private async numbers(account: CreditAccount, customerId: string, wish: Wish & { what: 'paid' | 'credited' }) {
    const { what, page, size, open } = wish;
    if (open !== 'true') return paymentsOf(this.sql, { customerId, what, page, size });
    const ids = unspentOf(account, what === 'credited');
    return { ids: ids.slice((page - 1) * size, page * size), total: ids.length };
  }

  private async ask(command: CreditAccountCommand, by: Metadata): Promise<CreditAccount> {
    return (await this.commands.execute(new AskCreditAccount(command.data.customerId, command, by))).state;
  }

  private async account(id: string): Promise<CreditAccount> {
    await this.customers.require(id);
    return (await this.handler.load({ decider: creditAccount, schema: creditAccountEvent, id })).state;
  }

  private seen() {
    return { on: this.clock.today(), policy: this.policies.check.policy };
  }
}
