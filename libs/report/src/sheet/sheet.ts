import { Problem } from '@app/kernel/problem';

/** What stands in a column: `money` has two decimals, `percent` is in percent already, `figure` has as many decimals as it has. */
export type ColumnKind = 'text' | 'money' | 'date' | 'count' | 'figure';
export type SheetColumn = Readonly<{ header: string; kind: ColumnKind; width: number }>;
/** By column; a number as text, a date as YYYY-MM-DD; empty where there is nothing. */
export type SheetRow = readonly string[];

/** One page of a workbook, or a CSV file: its rows are read as they are written, and never all at once. */
export type Sheet = Readonly<{
  name: string;
  columns: readonly SheetColumn[];
  rows: Iterable<SheetRow> | AsyncIterable<SheetRow>;
}>;

/** As many rows as a worksheet has, less some for titles. */
export const SHEET_ROWS_MAX = 1_000_000;

/** Throws `export-too-large` when there is a row too many; what was written until then is cut off. */
export const counted = async function* (rows: Sheet['rows'], max: number = SHEET_ROWS_MAX): AsyncGenerator<SheetRow> {
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > max) throw new Problem('export-too-large', { max });
    yield row;
  }
};
