import ExcelJS from 'exceljs';
import { addDays, businessDate, dateOf, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { EMPTY, textCell, type Cell, type Row } from './rows';
import { requireBounded } from './zip-bounds';

/** A workbook is read at once, a text line by line: larger tables are saved as CSV. */
export const WORKBOOK_ROWS_MAX = 100_000;
const COLUMNS_MAX = 200;

export type Sheet = Readonly<{ name: string; rows: readonly Row[] }>;

// Spreadsheets know a 29 February 1900 that never was, so days are counted from the one after it, their number 61.
const SERIAL_MIN = 61;
const DAY_OF_SERIAL_MIN = dateOf('1900-03-01');
const SERIAL_ZERO_1904 = dateOf('1904-01-01');
const SERIAL_MAX = 80_000;

/** The day that a plain number stands for in a spreadsheet; undefined where it stands for none of our days. */
export const dayOfSerial = (serial: number, is1904: boolean): BusinessDate | undefined => {
  if (serial < SERIAL_MIN || serial > SERIAL_MAX) return undefined;
  const days = Math.floor(serial);
  return is1904 ? addDays(SERIAL_ZERO_1904, days) : addDays(DAY_OF_SERIAL_MIN, days - SERIAL_MIN);
};

/** What the sheet shows: fifteen digits, without the dust of binary fractions. */
const ofNumber = (value: number): string => String(Number(value.toPrecision(15)));

const ofDate = (value: Date): Cell => {
  // A time of day just below midnight is the next day's: serials are fractions.
  const day = businessDate.safeParse(new Date(value.getTime() + 500).toISOString().slice(0, 10)).data;
  return day === undefined ? textCell(String(value)) : { text: day, day };
};

const cellOf = (value: ExcelJS.CellValue): Cell => {
  if (value === null || value === undefined) return EMPTY;
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number') return { text: ofNumber(value), serial: value };
  if (typeof value === 'boolean') return { text: String(value) };
  if (value instanceof Date) return ofDate(value);
  if ('richText' in value) return textCell(value.richText.map(({ text }) => text).join(''));
  if ('error' in value) return { text: value.error };
  if ('result' in value) return cellOf(value.result);
  if ('hyperlink' in value) return cellOf(value.text);
  return EMPTY;
};

const rowsOf = (sheet: ExcelJS.Worksheet, file: string): Row[] => {
  if (sheet.rowCount > WORKBOOK_ROWS_MAX) throw new Problem('table-too-long', { file, max: WORKBOOK_ROWS_MAX });
  const rows: Row[] = [];
  sheet.eachRow({ includeEmpty: false }, (row, line) => {
    const cells: Cell[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      if (column > COLUMNS_MAX) return;
      // Of merged cells only the first says something; the others would repeat it.
      const isEcho = cell.isMerged && cell.master !== cell;
      if (!isEcho) cells[column - 1] = cellOf(cell.value);
    });
    rows.push({ line, cells: Array.from(cells, (cell: Cell | undefined) => cell ?? EMPTY) });
  });
  return rows;
};

/** The visible sheets of a workbook, cell by cell. Throws `workbook-damaged`, `workbook-too-large`, `table-too-long`. */
export const workbookSheets = async (
  bytes: Buffer,
  file: string,
): Promise<Readonly<{ sheets: Sheet[]; is1904: boolean }>> => {
  requireBounded(bytes, file);
  const workbook = new ExcelJS.Workbook();
  try {
    // The library's own type of a buffer is older than Node's.
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch (error) {
    throw new Problem('workbook-damaged', { file, what: error instanceof Error ? error.message : String(error) });
  }
  const shown = workbook.worksheets.filter(({ state }) => state === 'visible');
  return {
    sheets: shown.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet, file) })),
    is1904: workbook.properties.date1904,
  };
};
