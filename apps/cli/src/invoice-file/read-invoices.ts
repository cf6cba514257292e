import { createReadStream } from 'node:fs';
import { parse, type Info } from 'csv-parse';
import { Problem } from '@app/kernel/problem';
import { dateReader } from './date-format';
import { readRow, type InvoiceRow, type Rejection } from './invoice-row';
import type { InvoiceMapping } from './mapping';

const LINE_BYTES_MAX = 100_000;

export type InvoiceFile = Readonly<{ file: string; mapping: InvoiceMapping; dateFormat: string }>;
type Record_ = Readonly<{ record: Readonly<Record<string, string>>; info: Info }>;

const requireColumns = (file: string, mapping: InvoiceMapping, header: readonly string[]): string[] => {
  if (header.some((name) => name.includes('\u0000'))) throw new Problem('file-not-csv', { file, line: 1, what: 'NUL' });
  const missing = Object.values(mapping.columns).filter((name) => !header.includes(name));
  if (missing.length > 0)
    throw new Problem('column-missing', { file, columns: missing.join(', '), found: header.slice(0, 20).join(', ') });
  return [...header];
};

const explained = (error: unknown, file: string): unknown => {
  if (error instanceof Problem || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].includes(code))
    return new Problem('file-unreadable', { file, what: code });
  const line = 'lines' in error ? Number(error.lines) : 1;
  return code.startsWith('CSV_') ? new Problem('file-not-csv', { file, line, what: code }) : error;
};

/** Streams a CSV file: every line as a row or as the list of what is wrong with it, in the order of the file. */
export async function* readInvoices({
  file,
  mapping,
  dateFormat,
}: InvoiceFile): AsyncGenerator<InvoiceRow | Rejection[]> {
  const readDate = dateReader(dateFormat);
  const parser = parse({
    bom: true,
    columns: (header: string[]) => requireColumns(file, mapping, header),
    delimiter: mapping.delimiter,
    info: true,
    skip_empty_lines: true,
    max_record_size: LINE_BYTES_MAX,
  });
  const source = createReadStream(file);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let lines = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Record_>) {
      lines++;
      yield readRow(record, info.lines, mapping, readDate, dateFormat);
    }
  } catch (error) {
    throw explained(error, file);
  } finally {
    source.destroy();
  }
  if (lines === 0) throw new Problem('file-empty', { file });
}
