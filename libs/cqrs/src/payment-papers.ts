import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type {
  CreditNotePage,
  CreditNoteReply,
  PaymentPage,
  PaymentReply,
  creditNotePath,
  paymentPath,
  paymentQuery,
} from '@app/contracts/payments';
import type { ReceivableReply } from '@app/contracts/write-offs';
import type { CreditAccount } from '@app/domain/credit-account/account';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { unspentOf } from '@app/domain/credit-account/items';
import type { Handler } from '@app/event-store/handle';
import type { Sql } from '@app/postgres/connect';
import { paymentsOf } from '@app/read-models/queries/payments-of';
import type { BusinessClock } from './business-clock';
import { KnownCustomers } from './known-customers';
import { creditNoteReplyOf, creditNoteRowOf, paymentReplyOf, paymentRowOf, receivableReplyOf } from './payment-views';
import type { Policies } from './policies';
import { BUSINESS_CLOCK, HANDLER, POLICIES, SQL } from './tokens';

type PaymentPath = z.infer<typeof paymentPath>;
type NotePath = z.infer<typeof creditNotePath>;
type Wish = z.infer<typeof paymentQuery>;

/** Payments, credit notes and receivables as they stand: of an account that is known already, or from the log. */
@Injectable()
export class PaymentPapers {
  constructor(
    private readonly customers: KnownCustomers,
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

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

  private async account(id: string): Promise<CreditAccount> {
    await this.customers.require(id);
    return (await this.handler.load({ decider: creditAccount, schema: creditAccountEvent, id })).state;
  }

  private seen() {
    return { on: this.clock.today(), policy: this.policies.check.policy };
  }
}
