import { PassThrough, type Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { stream, type CellValue, type Style } from 'exceljs';
import type { BusinessDate } from '@app/kernel/business-date';
import { counted, type ColumnKind, type Sheet } from './sheet';

const FORMATS: Readonly<Record<Exclude<ColumnKind, 'text'>, string>> = {
  money: '#,##0.00',
  date: 'yyyy-mm-dd',
  count: '#,##0',
  figure: '#,##0.00##',
};
/** An Excel cell holds no more characters. */
const CELL_MAX = 32_767;
/** After so many rows it is waited, so long at a time, until they have been taken. */
const ROWS_AT_ONCE = 500;
const WAIT_MS = 2;

const styleOf = (kind: ColumnKind): Partial<Style> =>
  kind === 'text' ? {} : { numFmt: FORMATS[kind], alignment: { horizontal: kind === 'date' ? 'left' : 'right' } };

/**
 * A name stays a text, whatever it begins with: only `{ formula }` would be one. Amounts become the numbers that a
 * spreadsheet has; up to 15 digits it shows them to the fen.
 */
const cellOf = (text: string, kind: ColumnKind): CellValue => {
  if (text === '') return null;
  switch (kind) {
    case 'text':
      // XML has no place for the other control characters.
      return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').slice(0, CELL_MAX);
    case 'date':
      return new Date(`${text}T00:00:00Z`);
    case 'money':
    case 'count':
    case 'figure':
      return Number(text);
  }
};

type Zip = { append: (source: unknown, entry: { name: string; date?: Date }) => unknown };

/** The archive notes for each of its files when it was made: the same report shall have the same bytes. */
class DatedWorkbook extends stream.xlsx.WorkbookWriter {
  // The library begins to fill the archive while it is being constructed, and with this.
  override addThemes(): Promise<void> {
    const { zip, created: date } = this as unknown as { zip: Zip; created: Date };
    const append = zip.append.bind(zip);
    zip.append = (source, entry) => append(source, { ...entry, date });
    return super.addThemes();
  }
}

/** The library takes whatever it is given: who reads slowly would else find all of it in the memory of the server. */
const taken = async (out: PassThrough): Promise<void> => {
  do {
    if (out.destroyed) throw new Error('nobody reads the workbook any more');
    await pause(WAIT_MS);
  } while (out.readableLength >= out.readableHighWaterMark);
};

const write = async (workbook: stream.xlsx.WorkbookWriter, sheet: Sheet, out: PassThrough): Promise<void> => {
  const { name, columns, rows } = sheet;
  const page = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  page.columns = columns.map(({ header, kind, width }) => ({ header, width, style: styleOf(kind) }));
  const head = page.getRow(1);
  head.font = { bold: true };
  head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F4F8' } };
  head.commit();
  let written = 0;
  for await (const row of counted(rows)) {
    page.addRow(columns.map(({ kind }, column) => cellOf(row[column] ?? '', kind))).commit();
    written += 1;
    if (written % ROWS_AT_ONCE === 0) await taken(out);
  }
  page.commit();
};

/** A workbook as it is being written; `on` is the day that it says it was made. The same sheets give the same bytes. */
export const xlsxOf = (sheets: readonly Sheet[], on: BusinessDate): Readable => {
  const made = new Date(`${on}T00:00:00Z`);
  const out = new PassThrough();
  const about = { creator: 'XAY', lastModifiedBy: 'XAY', created: made, modified: made };
  const options = { stream: out, useStyles: true, useSharedStrings: false, ...about };
  const workbook = new DatedWorkbook(options);
  const all = async (): Promise<void> => {
    for (const sheet of sheets) await write(workbook, sheet, out);
    await workbook.commit();
  };
  all().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
};
