import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { csvRows, delimiterOf, SAMPLE_CHARACTERS } from '@app/intake/table/csv';
import { EncodingSearch } from '@app/intake/table/encoding';
import { findHeader, HEADER_ROWS_MAX, type Header, type Wanted } from '@app/intake/table/header';
import { columnLetters, isBlank, type Row } from '@app/intake/table/rows';
import { workbookSheets } from '@app/intake/table/workbook';
import { Problem } from '@app/kernel/problem';
import { unreadable } from '../file-fault';
import type { InvoiceField, InvoiceMapping } from './mapping';

/** A workbook is held in memory, so it may not be as large as a text. */
const WORKBOOK_BYTES_MAX = 32 * 1024 * 1024;

/** A table of invoices below its header: its rows one by one, and what a place in it is called. */
export type InvoiceTable = Readonly<{
  header: Header<InvoiceField>;
  is1904: boolean;
  /** Of a workbook: where a cell stands, `Sheet1!D7`. */
  placeOf?: (row: Row, column: number) => string;
  /** Rows of a text have as many columns as the header; a workbook leaves empty ones out. */
  hasWidth: boolean;
  rows: AsyncIterable<Row>;
}>;

const wantedOf = ({ columns }: InvoiceMapping): Wanted<InvoiceField>[] =>
  (Object.entries(columns) as [InvoiceField, string][]).map(([field, name]) => ({
    ...{ field, names: [name], required: true },
  }));

const headOf = async (file: string): Promise<Buffer> => {
  const handle = await open(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(4) }).catch((error: unknown) => {
      throw unreadable(file, error);
    });
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

const inWorkbook = async (file: string, mapping: InvoiceMapping): Promise<InvoiceTable> => {
  const { size } = await stat(file);
  if (size > WORKBOOK_BYTES_MAX) throw new Problem('too-large', { file });
  const { sheets, is1904 } = await workbookSheets(await readFile(file), file);
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  const wanted = wantedOf(mapping);
  const fits = filled.flatMap(({ name, rows }) => {
    try {
      return [{ name, rows, header: findHeader(rows, wanted, file) }];
    } catch (error) {
      if (error instanceof Problem && filled.length > 1) return [];
      throw error;
    }
  });
  // Where no sheet fits, the first one says what is missing.
  const sheet = fits[0] ?? {
    name: '',
    rows: filled[0]?.rows ?? [],
    header: findHeader(filled[0]?.rows ?? [], wanted, file),
  };
  const { name, header } = sheet;
  const rows = sheet.rows.slice(header.rows).filter((row) => !isBlank(row));
  return {
    ...{ header, is1904, hasWidth: false },
    placeOf: ({ line }, column) => `${name}!${columnLetters(column)}${line}`,
    rows: (async function* () {
      yield* rows;
    })(),
  };
};

/** All of the file is looked at: its first line may be Latin letters, and its last one Chinese. */
const searched = async (file: string) => {
  const search = new EncodingSearch(file);
  let sample = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      if (sample.length < SAMPLE_CHARACTERS) sample = Buffer.concat([sample, chunk]);
      search.take(chunk);
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  const encoding = search.found();
  return { encoding, sample: new TextDecoder(encoding).decode(sample.subarray(0, SAMPLE_CHARACTERS)) };
};

const inText = async (file: string, mapping: InvoiceMapping): Promise<InvoiceTable> => {
  const { encoding, sample } = await searched(file);
  const wanted = wantedOf(mapping);
  const delimiter = delimiterOf(sample, wanted, mapping.delimiter, file);
  const all = csvRows(createReadStream(file), { file, encoding, delimiter });
  const first: Row[] = [];
  while (first.length <= HEADER_ROWS_MAX) {
    const next = await all.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  const header = findHeader(first, wanted, file);
  return {
    ...{ header, is1904: false, hasWidth: true },
    rows: (async function* () {
      yield* first.slice(header.rows);
      yield* all;
    })(),
  };
};

/** Opens a file by what it is, whatever it is called: a workbook, or a text in any encoding that Chinese systems write. */
export const openInvoiceTable = async (file: string, mapping: InvoiceMapping): Promise<InvoiceTable> => {
  const head = await headOf(file);
  if (head.equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new Problem('workbook-old', { file });
  if (head.equals(Buffer.from('PK\u0003\u0004'))) return inWorkbook(file, mapping);
  return inText(file, mapping);
};
