import type { BusinessDate } from '@app/kernel/business-date';

/** A cell as text; from a workbook also the day that it is, or the number that may stand for a day. */
export type Cell = Readonly<{ text: string; day?: BusinessDate; serial?: number }>;
/** `line` is where the row begins: in a text the line, in a sheet the row. */
export type Row = Readonly<{ line: number; cells: readonly Cell[] }>;

export const EMPTY: Cell = { text: '' };
export const textCell = (text: string): Cell => (text === '' ? EMPTY : { text });
export const isBlank = ({ cells }: Row): boolean => cells.every(({ text }) => text.trim() === '');

const LETTERS = 26;
/** 0 → A, 27 → AB: as spreadsheets call their columns. */
export const columnLetters = (index: number): string =>
  (index >= LETTERS ? columnLetters(Math.floor(index / LETTERS) - 1) : '') +
  String.fromCharCode(65 + (index % LETTERS));
