import type { AgingReport, AgingRow } from '@app/contracts/aging';
import type { CashForecastReport } from '@app/contracts/receivable-figures';
import { receivableKind } from '@app/contracts/statement-of-account';
import { receivableKindWords } from '@app/contracts/statement-words';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import type { Yuan } from '@app/kernel/yuan';
import { column, exportNames, headWords as words } from './export-words';
import type { Sheet, SheetRow } from './sheet';

const mapped = async function* <Row>(
  rows: AsyncIterable<Row>,
  cells: (row: Row) => SheetRow,
): AsyncGenerator<SheetRow> {
  for await (const row of rows) yield cells(row);
};

/** Aging by whatever it was asked by: a row for each key, a column for each bucket. */
export const agingSheet = (
  { buckets }: Pick<AgingReport, 'buckets'>,
  rows: AsyncIterable<AgingRow>,
  language: Language,
): Sheet => ({
  name: exportNames.aging[language],
  columns: [
    column(words.customerId, 'text', language),
    column(words.customer, 'text', language, 32),
    ...buckets.map(({ bucket }) => column(bucket, 'money', language)),
    column(words.receivables, 'money', language),
    column(words.disputed, 'money', language),
    column(words.cash, 'money', language),
    column(words.notes, 'money', language),
  ],
  rows: mapped(rows, ({ key, name, buckets: amounts, receivables, disputed, unallocatedCash, creditNotes }) => [
    ...[key, name, ...amounts],
    ...[receivables, disputed, unallocatedCash, creditNotes],
  ]),
});

type Receivable = Readonly<{
  customerId: string;
  customerName: string;
  receivableId: string;
  documentId: string | null;
  ofKind: string | null;
  salesperson: string | null;
  currency: string | null;
  invoiceDate: BusinessDate;
  dueDate: BusinessDate;
  open: Yuan;
  disputed: Yuan;
  bucket: number;
}>;

export const receivablesSheet = (
  rows: AsyncIterable<Receivable>,
  buckets: readonly string[],
  language: Language,
): Sheet => ({
  name: exportNames.receivables[language],
  columns: [
    column(words.customerId, 'text', language),
    column(words.customer, 'text', language, 32),
    column(words.receivable, 'text', language, 22),
    column(words.document, 'text', language, 22),
    column(words.kind, 'text', language),
    column(words.salesperson, 'text', language),
    column(words.currency, 'text', language, 8),
    column(words.invoiced, 'date', language),
    column(words.due, 'date', language),
    column(words.open, 'money', language),
    column(words.disputed, 'money', language),
    column(words.bucket, 'text', language, 12),
  ],
  rows: mapped(rows, (row) => [
    ...[row.customerId, row.customerName, row.receivableId, row.documentId ?? ''],
    receivableKindWords[receivableKind.parse(row.ofKind ?? 'invoice')][language],
    ...[row.salesperson ?? '', row.currency ?? 'CNY', row.invoiceDate, row.dueDate, row.open, row.disputed],
    buckets[row.bucket] ?? '',
  ]),
});

type Entry = Readonly<{
  position: string;
  date: BusinessDate;
  recordedOn: BusinessDate;
  recordedAt: string;
  kind: string;
  receivableId: string | null;
  paymentId: string | null;
  receivable: Yuan;
  cash: Yuan;
  note: Yuan;
  ledger: Yuan;
}>;

export const ledgerSheet = (rows: AsyncIterable<Entry>, language: Language): Sheet => ({
  name: exportNames.ledger[language],
  columns: [
    column(words.date, 'date', language),
    column(words.recordedOn, 'date', language),
    column(words.recordedAt, 'text', language, 26),
    column(words.kind, 'text', language),
    column(words.receivable, 'text', language, 22),
    column(words.payment, 'text', language, 22),
    column(words.receivableDelta, 'money', language),
    column(words.cashDelta, 'money', language),
    column(words.noteDelta, 'money', language),
    column(words.ledgerDelta, 'money', language),
    column(words.position, 'text', language, 20),
  ],
  rows: mapped(rows, (row) => [
    ...[row.date, row.recordedOn, row.recordedAt, row.kind, row.receivableId ?? '', row.paymentId ?? ''],
    ...[row.receivable, row.cash, row.note, row.ledger, row.position],
  ]),
});

export const forecastSheet = ({ weeks }: CashForecastReport, language: Language): Sheet => ({
  name: exportNames.forecast[language],
  columns: [
    column(words.week, 'count', language),
    column(words.from, 'date', language),
    column(words.to, 'date', language),
    column(words.expected, 'money', language),
    column(words.p10, 'money', language),
    column(words.p50, 'money', language),
    column(words.p90, 'money', language),
  ],
  rows: weeks.map(({ week, from, to, expected, p10, p50, p90 }) => [
    ...[String(week), from, to],
    ...[expected, p10, p50, p90],
  ]),
});
