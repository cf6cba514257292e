import { dayReader } from '@app/intake/table/day-in-file';
import { Problem } from '@app/kernel/problem';
import { readRow, type InvoiceRow, type Rejection } from './invoice-row';
import { openInvoiceTable } from './invoice-table';
import type { InvoiceMapping } from './mapping';

export type InvoiceFile = Readonly<{ file: string; mapping: InvoiceMapping; dateFormat: string }>;

/**
 * Reads a table of invoices: every row as an invoice or as the list of what is wrong with it, in the order of the file. A text
 * is streamed. Throws what is wrong with the file as a whole.
 */
export async function* readInvoices({
  file,
  mapping,
  dateFormat,
}: InvoiceFile): AsyncGenerator<InvoiceRow | Rejection[]> {
  const readDays = (is1904: boolean) => dayReader([dateFormat], is1904);
  // A format that nobody understands is told before the file is looked at.
  readDays(false);
  const table = await openInvoiceTable(file, mapping);
  const readDay = readDays(table.is1904);
  let rows = 0;
  for await (const row of table.rows) {
    rows++;
    if (row.cells.some(({ text }) => text.includes('\u0000')))
      throw new Problem('file-not-csv', { file, line: row.line, what: 'NO_ENCODING' });
    yield readRow(row, table, mapping, readDay, dateFormat);
  }
  if (rows === 0) throw new Problem('file-empty', { file });
}
