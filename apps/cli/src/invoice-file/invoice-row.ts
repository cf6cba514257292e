import { CUSTOMER_NAME_MAX } from '@app/domain/customer/events';
import { amountInFile } from '@app/intake/table/amount-in-file';
import type { DayReader } from '@app/intake/table/day-in-file';
import { EMPTY, type Cell, type Row } from '@app/intake/table/rows';
import type { BusinessDate } from '@app/kernel/business-date';
import { id, ID_MAX } from '@app/kernel/identity';
import type { Facts, ProblemCode } from '@app/kernel/problem';
import { isPositive, type Yuan } from '@app/kernel/yuan';
import type { InvoiceTable } from './invoice-table';
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

/** Why a row was not taken: where it stands, in which column (of a workbook: and cell), and what is wrong with it. */
export type Rejection = Readonly<{ line: number; column: string; code: ProblemCode; facts: Facts }>;

/** The payment that settled an invoice goes by the invoice's name. */
export const settlementOf = (invoice: string): string => `${invoice}-settled`;
const INVOICE_NUMBER_MAX = ID_MAX - settlementOf('').length;

/** A row that ends early has lost something; what stands behind the last column has none to belong to. */
const hasOtherWidth = ({ cells }: Row, { hasWidth, header: { width } }: InvoiceTable): boolean =>
  hasWidth && (cells.length < width || cells.slice(width).some(({ text }) => text.trim() !== ''));

const positiveAmount = (text: string): Readonly<{ amount: Yuan }> | Readonly<{ fault: ProblemCode }> => {
  const found = amountInFile(text);
  return 'amount' in found && !isPositive(found.amount) ? { fault: 'amount-not-positive' } : found;
};

/** Reads one row of the file: an invoice, or everything that is wrong with it. */
export const readRow = (
  row: Row,
  table: InvoiceTable,
  { columns }: InvoiceMapping,
  readDay: DayReader,
  format: string,
): InvoiceRow | Rejection[] => {
  const { line } = row;
  if (hasOtherWidth(row, table)) return [{ line, column: '', code: 'column-count', facts: {} }];
  const faults: Rejection[] = [];
  const columnOf = (field: InvoiceField): number | undefined => table.header.columns.get(field)?.[0];
  const cell = (field: InvoiceField): Cell => {
    const column = columnOf(field);
    return column === undefined ? EMPTY : (row.cells[column] ?? EMPTY);
  };
  const text = (field: InvoiceField): string => cell(field).text.trim();
  const placeOf = (field: InvoiceField): string => {
    const name = columns[field] ?? field;
    const column = columnOf(field);
    return table.placeOf === undefined || column === undefined ? name : `${name} ${table.placeOf(row, column)}`;
  };
  const fault = (field: InvoiceField, code: ProblemCode, facts: Facts = {}) =>
    void faults.push({ line, column: placeOf(field), code, facts: { value: text(field), ...facts } });
  const identity = (field: InvoiceField): string => {
    if (text(field) === '') fault(field, 'value-missing');
    else if (!id.safeParse(text(field)).success) fault(field, 'id-malformed');
    return text(field);
  };
  const date = (field: InvoiceField): BusinessDate | undefined => {
    if (text(field) === '') fault(field, 'value-missing');
    const found = readDay(cell(field));
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
  const typed = positiveAmount(text('amount'));
  if ('fault' in typed) fault('amount', typed.fault);
  if (invoiceDate !== undefined && dueDate !== undefined && dueDate < invoiceDate)
    fault('dueDate', 'due-before-invoice', { dueDate, invoiceDate });
  if (invoiceDate !== undefined && settledDate !== undefined && settledDate < invoiceDate)
    fault('settledDate', 'date-order', { first: invoiceDate, second: settledDate });

  if (faults.length > 0 || 'fault' in typed || invoiceDate === undefined || dueDate === undefined) return faults;
  const customerName = text('customerName') === '' ? customer : text('customerName');
  return { line, customer, customerName, invoice, invoiceDate, dueDate, amount: typed.amount, settledDate };
};
