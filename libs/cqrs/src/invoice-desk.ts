import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { invoicePath, InvoiceView, recordInvoice } from '@app/contracts/invoices';
import type { CreditAccount, Receivable } from '@app/domain/credit-account/account';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import { openOf } from '@app/domain/credit-account/foreign';
import { documentOf } from '@app/domain/credit-account/invoicing';
import type { Handler, Outcome } from '@app/event-store/handle';
import { BASE_CURRENCY } from '@app/kernel/currency';
import type { Metadata } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import { isNil, nil, total } from '@app/kernel/yuan';
import type { BusinessClock } from './business-clock';
import { AskCreditAccount } from './credit-account.command';
import { KnownCustomers } from './known-customers';
import { BUSINESS_CLOCK, HANDLER } from './tokens';

const instalmentOf = ([receivableId, one]: readonly [string, Receivable]): InvoiceView['instalments'][number] => ({
  ...{ receivableId, dueDate: one.dueDate, amount: one.foreign?.amount ?? one.amount, open: openOf(one) },
  ...{ baseAmount: one.amount, baseOpen: one.open, state: isNil(one.open) ? 'settled' : 'open' },
});

const viewOf = (
  invoiceId: string,
  parts: readonly (readonly [string, Receivable])[],
  first: Receivable,
): InvoiceView => {
  const instalments = parts.map(instalmentOf);
  const { kind = 'invoice', invoiceDate, foreign, corrects, salesperson, tax } = first;
  const taxes = parts.map(([, one]) => one.tax?.amount ?? nil);
  return {
    ...{ invoiceId, kind, invoiceDate, currency: foreign?.currency ?? BASE_CURRENCY },
    amount: total(instalments.map((one) => one.amount)),
    open: total(instalments.map((one) => one.open)),
    baseAmount: total(instalments.map((one) => one.baseAmount)),
    baseOpen: total(instalments.map((one) => one.baseOpen)),
    ...(foreign !== undefined && { rate: foreign.rate }),
    ...(tax !== undefined && { tax: { ratePercent: tax.ratePercent, baseAmount: total(taxes) } }),
    ...(corrects !== undefined && { corrects }),
    ...(salesperson !== undefined && { salesperson }),
    instalments,
  };
};

type Path = z.infer<typeof invoicePath>;
type Recorded = Outcome<CreditAccount, CreditAccountEvent>;

/** Invoices, debit notes and what was taken over, each as a whole. */
@Injectable()
export class InvoiceDesk {
  constructor(
    private readonly commands: CommandBus,
    private readonly customers: KnownCustomers,
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  record(path: Path, body: z.infer<typeof recordInvoice>, by: Metadata): Promise<Recorded> {
    const data = { ...path, ...body, on: this.clock.today() };
    return this.commands.execute(new AskCreditAccount(path.customerId, { type: 'RecordInvoice', data }, by));
  }

  async look({ customerId: id, receivableId }: Path): Promise<InvoiceView> {
    await this.customers.require(id);
    const { state } = await this.handler.load({ decider: creditAccount, schema: creditAccountEvent, id });
    const parts = documentOf(state, receivableId);
    const [first] = parts;
    if (first === undefined) throw new Problem('unknown-receivable', { receivable: receivableId });
    return viewOf(receivableId, parts, first[1]);
  }
}
