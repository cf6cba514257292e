import type { ProblemDetail } from '@app/kernel/problem';
import { figureIn, unitIn, type Unit } from './sheet-figures';
import { isHeading, lineNamed, nearestLine, type StatementLine } from './statement-lines';

/** A row of a sheet as it was pasted, by its number there. */
export type SheetRow = Readonly<{ row: number; cells: readonly string[] }>;
type Said<Value> = Readonly<{ value: Value; text: string; row: number }>;

/** This year's figure and last year's; nothing where the cell is empty. */
export type Entry = Readonly<{ row: number; line: StatementLine; now: string | undefined; before: string | undefined }>;
export type RowsRead = Readonly<{
  entries: readonly Entry[];
  units: readonly Said<Unit>[];
  years: readonly Said<number>[];
  problems: readonly ProblemDetail[];
}>;

type Reading = {
  entries: Entry[];
  units: Said<Unit>[];
  years: Said<number>[];
  problems: ProblemDetail[];
  /** The header names last year's column first. */
  isSwapped: boolean;
  /** Columns of the printed form that number its lines or point to its notes. */
  aside: readonly number[];
};

const COLUMNS_MAX = 3;
/** Where so much is wrong it is no statement: nobody reads on, and neither does the machine. */
const PROBLEMS_MAX = 100;
const ABOUT_UNIT = /^(货币|金额)?单位|^币种|^unit|^currency/i;
const ABOUT_YEAR = /^(会计|报告)?(年度|年份|期间)|^(报表|截止)?日期|^year|^date|^period/i;
const LAST_YEAR = /年初|期初|上年|上期|去年|opening|beginning|last year|prior|previous/i;
const UNIT_IN_NAME = /[（(]\s*((?:人民币)?[百千万亿]?元|美元|港元|usd|hkd|eur|cny|yuan|wan)\s*[)）]/i;

const NUMBERING = /^(行次|序号|附注|注释|附注编号|no\.?|line( no\.?)?|notes?)$/i;

const at = (row: number, column?: number): string =>
  column === undefined ? `row ${row}` : `row ${row}, column ${column}`;

/** `单位：万元`, or the two in cells of their own. */
const saidIn = ([name = '', ...others]: readonly string[]): string =>
  [name.normalize('NFKC').split(':').slice(1).join(':'), ...others].join(' ').trim();

const noteUnit = (reading: Reading, row: number, text: string): void => {
  const unit = unitIn(text);
  if (unit === 'foreign')
    reading.problems.push({ code: 'sheet-currencies-mixed', facts: { now: text }, where: at(row) });
  else if (unit === undefined)
    reading.problems.push({ code: 'sheet-unit-unknown', facts: { value: text }, where: at(row) });
  else reading.units.push({ value: unit, text, row });
};

/** `期末余额（万元）`: a unit in brackets behind a name, of a line or of a column. */
const noteUnitNamed = (reading: Reading, row: number, name: string): void => {
  const unit = UNIT_IN_NAME.exec(name)?.[1];
  if (unit !== undefined) noteUnit(reading, row, unit);
};

const yearIn = (text: string): number | undefined => {
  const year = /(?<!\d)((?:19|20|21)\d{2})(?!\d)/.exec(text.normalize('NFKC'))?.[1];
  return year === undefined ? undefined : Number(year);
};
const noteYear = (reading: Reading, row: number, text: string): void => {
  const year = yearIn(text);
  if (year !== undefined) reading.years.push({ value: year, text, row });
};

/** A row of words above the figures may say which column is which, and of which year. */
const readHeader = (reading: Reading, { row, cells }: SheetRow): void => {
  const [, first = '', second = ''] = cells;
  const years = [yearIn(first), yearIn(second)] as const;
  const isOlderFirst = years[0] !== undefined && years[1] !== undefined && years[0] < years[1];
  reading.isSwapped = isOlderFirst || (LAST_YEAR.test(first) && !LAST_YEAR.test(second) && second !== '');
  noteYear(reading, row, reading.isSwapped ? second : first);
  for (const cell of cells) noteUnitNamed(reading, row, cell);
};

/** `1,234万元` is a figure with its unit: the unit counts as said in that place. */
const figureWithUnit = (reading: Reading, row: number, cell: string): string | undefined => {
  const split = /^\s*([^\d(-]*?)\s*([-(（－]?[\d０-９,，.．]+[)）]?)\s*([^\d]*?)\s*$/.exec(cell);
  const [, sign = '', number = '', unit = ''] = split ?? [];
  const figure = figureIn(number);
  const text = `${sign} ${unit}`.trim();
  if (split === null || typeof figure !== 'string' || unitIn(text) === undefined) return undefined;
  noteUnit(reading, row, text);
  return figure;
};

const figureOf = (reading: Reading, row: number, cell: string, at: { line: string; column: number }) => {
  const plain = figureIn(cell);
  if (plain === null) return undefined;
  const figure = plain ?? figureWithUnit(reading, row, cell);
  if (figure !== undefined) return figure;
  const where = `row ${row}, column ${at.column}`;
  reading.problems.push({ code: 'sheet-not-a-number', facts: { line: at.line, value: cell.slice(0, 40) }, where });
  return undefined;
};

const readFigures = (reading: Reading, { row, cells }: SheetRow): void => {
  const [name = '', first = '', second = ''] = cells;
  const line = lineNamed(name);
  if (line === undefined) {
    const facts = { line: name.trim().slice(0, 60), nearest: nearestLine(name) };
    reading.problems.push({ code: 'sheet-line-unknown', facts, where: at(row) });
    return;
  }
  noteUnitNamed(reading, row, name);
  const figures = [first, second].map((cell, nth) =>
    figureOf(reading, row, cell, { line: name.trim(), column: nth + 2 }),
  );
  const [now, before] = reading.isSwapped ? figures.reverse() : figures;
  reading.entries.push({ row, line, now, before });
};

/** Printed forms have a column 行次 or 附注 between the names and the figures; its heading gives it away. */
const noteNumbering = (reading: Reading, { cells }: SheetRow): void => {
  const columns = cells.flatMap((cell, column) =>
    column > 0 && NUMBERING.test(cell.normalize('NFKC').replaceAll(/\s/g, '')) ? [column] : [],
  );
  if (columns.length > 0) reading.aside = columns;
};

const readRow = (reading: Reading, given: SheetRow): void => {
  noteNumbering(reading, given);
  const cells = given.cells.map((cell) => cell.trim()).filter((_, column) => !reading.aside.includes(column));
  while (cells.at(-1) === '') cells.pop();
  const { row } = given;
  const [name] = cells;
  if (name === undefined) return;
  const holdsFigure = cells.slice(1).some((cell) => typeof figureIn(cell) === 'string');
  if (ABOUT_UNIT.test(name)) noteUnit(reading, row, saidIn(cells));
  else if (ABOUT_YEAR.test(name)) noteYear(reading, row, saidIn(cells));
  else if (cells.length > COLUMNS_MAX)
    reading.problems.push({ code: 'sheet-columns', facts: { found: cells.length }, where: at(row) });
  else if (isHeading(name)) {
    if (cells.length > 1) readHeader(reading, { row, cells });
  } else if (cells.length > 1 || lineNamed(name) === undefined || holdsFigure) readFigures(reading, { row, cells });
};

/** What the rows say, each on its own; whether they go together is not asked yet. */
export const readRows = (rows: readonly SheetRow[]): RowsRead => {
  const reading: Reading = { entries: [], units: [], years: [], problems: [], isSwapped: false, aside: [] };
  for (const row of rows) {
    if (reading.problems.length >= PROBLEMS_MAX) break;
    readRow(reading, row);
  }
  return reading;
};
