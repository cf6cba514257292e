import { Readable } from 'node:stream';
import { Problem } from '@app/kernel/problem';
import { csvRows, delimiterOf, SAMPLE_CHARACTERS } from '../table/csv';
import { decoded, type Encoding } from '../table/encoding';
import { findHeader } from '../table/header';
import type { Row } from '../table/rows';
import { workbookSheets } from '../table/workbook';
import { camtStatements } from './camt';
import type { BankMapping } from './mapping';
import { ENTRIES_MAX, STATEMENT_BYTES_MAX, type Statement } from './statement';
import { tableStatement, wantedOf } from './table-statement';

export type StatementFile = Readonly<{
  format: 'camt.053' | 'csv' | 'xlsx';
  encoding?: Encoding;
  statements: readonly Statement[];
}>;

type Asked = Readonly<{ bytes: Buffer; file: string; mapping: BankMapping; bounceWords: readonly string[] }>;

const startsWith = (bytes: Buffer, ...signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

/** Banks send much that looks like a table and is none. */
const requireKnownKind = (bytes: Buffer, file: string): void => {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new Problem('workbook-old', { file });
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) throw new Problem('bank-file-kind', { file, what: 'PDF' });
};

const inWorkbook = async ({ bytes, file, mapping, bounceWords }: Asked): Promise<StatementFile> => {
  const { sheets, is1904 } = await workbookSheets(bytes, file);
  const readable = sheets.filter(({ rows }) => rows.length > 0);
  const [first] = readable;
  if (first === undefined) throw new Problem('file-empty', { file });
  const fits = readable.filter(({ rows }) => {
    try {
      return findHeader(rows, wantedOf(mapping), file).rows > 0;
    } catch {
      return false;
    }
  });
  // Where no sheet fits, the first one says what is missing.
  const statements = (fits.length === 0 ? [first] : fits).map(({ name, rows }) =>
    tableStatement({ rows, mapping, file, is1904, bounceWords, sheet: name }),
  );
  return { format: 'xlsx', statements };
};

const inText = async (text: string, encoding: Encoding, asked: Asked): Promise<StatementFile> => {
  const { file, mapping, bounceWords } = asked;
  const delimiter = delimiterOf(text.slice(0, SAMPLE_CHARACTERS), wantedOf(mapping), mapping.delimiter, file);
  const rows: Row[] = [];
  const again = Readable.from([Buffer.from(text, 'utf8')]);
  for await (const row of csvRows(again, { file, encoding: 'utf-8', delimiter })) {
    rows.push(row);
    if (rows.length > ENTRIES_MAX) throw new Problem('table-too-long', { file, max: ENTRIES_MAX });
  }
  if (rows.length === 0) throw new Problem('file-empty', { file });
  const statement = tableStatement({ rows, mapping, file, is1904: false, bounceWords });
  return { format: 'csv', encoding, statements: [statement] };
};

/**
 * Reads a bank's file by what it is, whatever it is called: camt.053, a workbook, or a table as text in any of the encodings
 * that Chinese banks write.
 */
export const readStatementFile = async (asked: Asked): Promise<StatementFile> => {
  const { bytes, file, bounceWords } = asked;
  if (bytes.length === 0) throw new Problem('file-empty', { file });
  if (bytes.length > STATEMENT_BYTES_MAX) throw new Problem('too-large', { file });
  requireKnownKind(bytes, file);
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return inWorkbook(asked);
  const { text, encoding } = decoded(bytes, file);
  const beginning = text.slice(0, 1_024).trimStart();
  if (/^<(!doctype html|html|table|meta)/i.test(beginning)) throw new Problem('bank-file-kind', { file, what: 'HTML' });
  if (!beginning.startsWith('<')) return inText(text, encoding, asked);
  return { format: 'camt.053', encoding, statements: camtStatements(text, file, bounceWords) };
};
