import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { invoicePath, InvoiceView } from '@app/contracts/invoices';
import type { Receivable } from '@app/domain/credit-account/account';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { openOf } from '@app/domain/credit-account/foreign';
import { documentOf } from '@app/domain/credit-account/invoicing';
import type { Handler } from '@app/event-store/handle';
import { BASE_CURRENCY } from '@app/kernel/currency';
import { Problem } from '@app/kernel/problem';
import { isNil, nil, total } from '@app/kernel/yuan';
import { KnownCustomers } from './known-customers';
import { HANDLER } from './tokens';

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

/** Invoices, debit notes and what was taken over, each as a whole. */
@Injectable()
export class InvoiceDesk {
  constructor(
    private readonly customers: KnownCustomers,
    @Inject(HANDLER) private readonly handler: Handler,
  ) {}

  async look({ customerId: id, receivableId }: z.infer<typeof invoicePath>): Promise<InvoiceView> {
    await this.customers.require(id);
    const { state } = await this.handler.load({ decider: creditAccount, schema: creditAccountEvent, id });
    const parts = documentOf(state, receivableId);
    const [first] = parts;
    if (first === undefined) throw new Problem('unknown-receivable', { receivable: receivableId });
    return viewOf(receivableId, parts, first[1]);
  }
}
