import { createReadStream } from 'node:fs';
import { CsvError, parse, type Info } from 'csv-parse';
import { Problem } from '@app/kernel/problem';
import { dateReader } from './date-format';
import { readRow, type InvoiceRow, type Rejection } from './invoice-row';
import type { InvoiceMapping } from './mapping';

const LINE_BYTES_MAX = 100_000;

export type InvoiceFile = Readonly<{ file: string; mapping: InvoiceMapping; dateFormat: string }>;
type Record_ = Readonly<{ record: Readonly<Record<string, string>>; info: Info & Readonly<{ error?: CsvError }> }>;

/** Bytes that are no UTF-8 (a picture, a workbook, a file saved in GBK) come out as U+FFFD, or bring NULs along. */
const requireText = (file: string, line: number, texts: readonly string[]): void => {
  if (texts.some((text) => /[\u0000\uFFFD]/.test(text)))
    throw new Problem('file-not-csv', { file, line, what: 'NOT_TEXT' });
};

const requireColumns = (file: string, mapping: InvoiceMapping, header: readonly string[]): string[] => {
  requireText(file, 1, header);
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
  return error instanceof CsvError ? new Problem('file-not-csv', { file, line, what: code }) : error;
};

/** Reads a file to its end for what would stop its import half way; what is wrong with single rows is left for then. */
export const requireReadable = async (source: InvoiceFile): Promise<void> => {
  const rows = readInvoices(source);
  while ((await rows.next()).done !== true);
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
    relax_column_count: true,
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
      requireText(file, info.lines, Object.values(record));
      if (info.error !== undefined) yield [{ line: info.lines, column: '', code: 'column-count', facts: {} }];
      else yield readRow(record, info.lines, mapping, readDate, dateFormat);
    }
  } catch (error) {
    throw explained(error, file);
  } finally {
    source.destroy();
  }
  if (lines === 0) throw new Problem('file-empty', { file });
}
