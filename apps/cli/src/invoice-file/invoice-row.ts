import { CUSTOMER_NAME_MAX } from '@app/domain/customer/events';
import type { BusinessDate } from '@app/kernel/business-date';
import { id, ID_MAX } from '@app/kernel/identity';
import type { Facts, ProblemCode } from '@app/kernel/problem';
import type { Yuan } from '@app/kernel/yuan';
import { typedAmount } from '../typed-amount';
import type { InvoiceField, InvoiceMapping } from './mapping';

export type InvoiceRow = Readonly<{
  line: number;
  customer: string;
  customerName: string;
  invoice: string;
  invoiceDate: BusinessDate;
  dueDate: BusinessDate;
  amount: Yuan;
  settledDate: BusinessDate | undefined;
}>;

/** Why a row was not taken: where it stands, in which column, and what is wrong with it. */
export type Rejection = Readonly<{ line: number; column: string; code: ProblemCode; facts: Facts }>;

/** The payment that settled an invoice goes by the invoice's name. */
export const settlementOf = (invoice: string): string => `${invoice}-settled`;
const INVOICE_NUMBER_MAX = ID_MAX - settlementOf('').length;

type Cells = Readonly<Record<string, string>>;

/** Reads one line of the file: a row, or everything that is wrong with it. */
export const readRow = (
  cells: Cells,
  line: number,
  { columns }: InvoiceMapping,
  readDate: (text: string) => BusinessDate | undefined,
  format: string,
): InvoiceRow | Rejection[] => {
  const faults: Rejection[] = [];
  const text = (field: InvoiceField): string => cells[columns[field] ?? '']?.trim() ?? '';
  const fault = (field: InvoiceField, code: ProblemCode, facts: Facts = {}) =>
    void faults.push({ line, column: columns[field] ?? field, code, facts: { value: text(field), ...facts } });
  const identity = (field: InvoiceField): string => {
    if (text(field) === '') fault(field, 'value-missing');
    else if (!id.safeParse(text(field)).success) fault(field, 'id-malformed');
    return text(field);
  };
  const date = (field: InvoiceField): BusinessDate | undefined => {
    if (text(field) === '') fault(field, 'value-missing');
    const found = readDate(text(field));
    if (found === undefined && text(field) !== '') fault(field, 'date-not-in-format', { format });
    return found;
  };

  const customer = identity('customer');
  const invoice = identity('invoice');
  if (invoice.length > INVOICE_NUMBER_MAX) fault('invoice', 'text-too-long', { max: INVOICE_NUMBER_MAX });
  if (text('customerName').length > CUSTOMER_NAME_MAX)
    fault('customerName', 'text-too-long', { max: CUSTOMER_NAME_MAX });
  const invoiceDate = date('invoiceDate');
  const dueDate = date('dueDate');
  const settledDate = text('settledDate') === '' ? undefined : date('settledDate');
  const typed = typedAmount(text('amount'));
  if ('fault' in typed) fault('amount', typed.fault);
  if (invoiceDate !== undefined && dueDate !== undefined && dueDate < invoiceDate)
    fault('dueDate', 'due-before-invoice', { dueDate, invoiceDate });
  if (invoiceDate !== undefined && settledDate !== undefined && settledDate < invoiceDate)
    fault('settledDate', 'date-order', { first: invoiceDate, second: settledDate });

  if (faults.length > 0 || 'fault' in typed || invoiceDate === undefined || dueDate === undefined) return faults;
  const customerName = text('customerName') === '' ? customer : text('customerName');
  return { line, customer, customerName, invoice, invoiceDate, dueDate, amount: typed.amount, settledDate };
};
