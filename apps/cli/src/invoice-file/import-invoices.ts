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
/** How often somebody who waits is told how far it has come. */
const TOLD_EVERY_MS = 1_000;
/** Read models may be this far behind a file of millions of lines. */
const FOLLOWING_MS_MAX = 6 * 60 * 60 * 1_000;
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

/** Waits until what was recorded can be seen, however long that takes. */
const followed = async ({ followers }: Desk, onProgress: (events: number) => void): Promise<void> => {
  const count = () =>
    followers.applied().reduce((sum, { name, events }) => (name === 'timeline' ? sum + events : sum), 0);
  const telling = setInterval(() => onProgress(count()), TOLD_EVERY_MS);
  try {
    await followers.settle(undefined, FOLLOWING_MS_MAX);
  } finally {
    clearInterval(telling);
  }
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

/** How far an import has come: lines that are recorded, then events that the read models have taken in. */
export type ImportProgress = Readonly<{ rows: number } | { followed: number }>;

/** Streams an invoice file into the store. Each row is taken whole or rejected whole; the same file again adds nothing. */
export const importInvoices = async (
  desk: Desk,
  source: InvoiceFile,
  onProgress: (progress: ImportProgress) => void,
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
    if (performance.now() - told < TOLD_EVERY_MS) return;
    told = performance.now();
    onProgress({ rows: summary.rows });
  };

  let told = 0;
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
  onProgress({ rows: summary.rows });
  await followed(desk, (events) => onProgress({ followed: events }));
  summary.rejections.sort((a, b) => a.line - b.line);
  return summary;
};
