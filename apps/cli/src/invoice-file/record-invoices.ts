import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import { AskCustomer } from '@app/cqrs/customer.command';
import type { Desk } from '@app/cqrs/start-desk';
import type { CreditAccountCommand } from '@app/domain/credit-account/commands';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Metadata } from '@app/kernel/message';
import { settlementOf, type InvoiceRow } from './invoice-row';
import type { InvoiceMapping } from './mapping';

export const IMPORT: Metadata = { by: 'import' };

/** Puts the rows of an invoice file through the real commands; a row that came before does nothing. */
export class InvoiceRecorder {
  private readonly registered = new Set<string>();

  constructor(
    private readonly desk: Pick<Desk, 'commands'>,
    private readonly mapping: InvoiceMapping,
  ) {}

  async registerCustomer({ customer: customerId, customerName: name }: InvoiceRow, on: BusinessDate): Promise<void> {
    if (this.mapping.unknownCustomer === 'reject' || this.registered.has(customerId)) return;
    const { sellingUnit } = this.mapping;
    const command = { type: 'TakeOverCustomer' as const, data: { customerId, name, sellingUnit, on } };
    await this.desk.commands.execute(new AskCustomer(customerId, command, IMPORT));
    this.registered.add(customerId);
  }

  /** Whether anything was recorded: nothing is when the same invoice came before. */
  recordInvoice({ customer: customerId, ...row }: InvoiceRow, on: BusinessDate): Promise<boolean> {
    const { invoice: receivableId, amount, invoiceDate, dueDate } = row;
    const data = { customerId, receivableId, amount, invoiceDate, dueDate, on };
    return this.ask({ type: 'RecordInvoice', data });
  }

  /** The payment that settled the invoice, named after it: a second run finds it there. */
  async recordSettlement({ customer: customerId, ...row }: InvoiceRow, on: BusinessDate): Promise<boolean> {
    const { invoice: receivableId, amount, settledDate: valueDate } = row;
    if (valueDate === undefined) return false;
    const paymentId = settlementOf(receivableId);
    const allocate = [{ receivableId, amount }];
    const data = { customerId, paymentId, amount, valueDate, reference: receivableId, allocate, on };
    return this.ask({ type: 'RecordPayment', data });
  }

  private async ask(command: CreditAccountCommand): Promise<boolean> {
    const { customerId } = command.data;
    const { events } = await this.desk.commands.execute(new AskCreditAccount(customerId, command, IMPORT));
    return events.length > 0;
  }
}
