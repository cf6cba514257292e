import type { Desk } from '@app/cqrs/start-desk';
import type { BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { nil, plus, type Yuan } from '@app/kernel/yuan';
import type { InvoiceRow, Rejection } from './invoice-row';
import type { InvoiceMapping } from './mapping';
import { readInvoices, type InvoiceFile } from './read-invoices';
import { InvoiceRecorder } from './record-invoices';

/** How many lines are on their way at once. */
const BATCH = 200;
/** Rejections beyond these are counted, not listed. */
const REJECTIONS_LISTED_MAX = 1_000;

export type ImportSummary = {
  rows: number;
  invoices: number;
  invoicesAmount: Yuan;
  payments: number;
  paymentsAmount: Yuan;
  /** Rows of which nothing was new. */
  known: number;
  rejected: number;
  rejections: Rejection[];
};

const perCustomer = (rows: readonly InvoiceRow[]): InvoiceRow[][] => {
  const groups = new Map<string, InvoiceRow[]>();
  for (const row of rows) groups.set(row.customer, [...(groups.get(row.customer) ?? []), row]);
  return [...groups.values()];
};

const notYet = (
  { line }: InvoiceRow,
  day: BusinessDate,
  today: BusinessDate,
  { columns }: InvoiceMapping,
): Rejection => ({
  line,
  column: columns.settledDate ?? '',
  code: 'date-order',
  facts: { first: day, second: today },
});

/** Streams an invoice file into the store. Each row is taken whole or rejected whole; the same file again adds nothing. */
export const importInvoices = async (
  desk: Desk,
  source: InvoiceFile,
  onProgress: (rows: number) => void,
): Promise<ImportSummary> => {
  const recorder = new InvoiceRecorder(desk, source.mapping);
  const on = desk.clock.today();
  const summary: ImportSummary = {
    rows: 0,
    invoices: 0,
    invoicesAmount: nil,
    payments: 0,
    paymentsAmount: nil,
    known: 0,
    rejected: 0,
    rejections: [],
  };
  const reject = (faults: readonly Rejection[]): void => {
    summary.rejected++;
    const room = REJECTIONS_LISTED_MAX - summary.rejections.length;
    summary.rejections.push(...faults.slice(0, Math.max(0, room)));
  };

  const take = async (row: InvoiceRow): Promise<void> => {
    try {
      // Money that is yet to come would free the limit today.
      if (row.settledDate !== undefined && row.settledDate > on) {
        reject([notYet(row, row.settledDate, on, source.mapping)]);
        return;
      }
      await recorder.registerCustomer(row, on);
      const invoiced = await recorder.recordInvoice(row, on);
      const paid = await recorder.recordSettlement(row, on);
      if (invoiced) summary.invoicesAmount = plus(summary.invoicesAmount, row.amount);
      if (paid) summary.paymentsAmount = plus(summary.paymentsAmount, row.amount);
      summary.invoices += Number(invoiced);
      summary.payments += Number(paid);
      summary.known += Number(!invoiced && !paid);
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'busy') throw error;
      const { invoice, customer } = source.mapping.columns;
      const column = error.code === 'unknown-customer' ? customer : invoice;
      reject([{ line: row.line, column, code: error.code, facts: error.facts }]);
    }
  };
  const flush = async (rows: InvoiceRow[]): Promise<void> => {
    await Promise.all(
      perCustomer(rows).map(async (group) => {
        for (const row of group) await take(row);
      }),
    );
    onProgress(summary.rows);
  };

  let batch: InvoiceRow[] = [];
  for await (const read of readInvoices(source)) {
    summary.rows++;
    if (Array.isArray(read)) reject(read);
    else batch.push(read);
    if (batch.length < BATCH) continue;
    await flush(batch);
    batch = [];
  }
  await flush(batch);
  await desk.followers.settle();
  summary.rejections.sort((a, b) => a.line - b.line);
  return summary;
};
