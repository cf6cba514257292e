import { Problem } from '@app/kernel/problem';
import { columnLetters, isBlank, type Row } from './rows';

/** A header is looked for in so many rows: above it stand titles, the account, the period. */
export const HEADER_ROWS_MAX = 40;
const FOUND_SHOWN_MAX = 20;

/** What a field may be called, the best name first. */
export type Wanted<Field extends string> = Readonly<{
  field: Field;
  names: readonly string[];
  required: boolean;
  /** Takes every column with one of the names, not only the best. */
  several?: boolean;
}>;
/** Which columns hold a field, and what each is called in the file. */
export type Header<Field extends string> = Readonly<{
  columns: ReadonlyMap<Field, readonly number[]>;
  title: (column: number) => string;
  width: number;
  /** How many rows of those searched are at or above the header. */
  rows: number;
}>;

/** Titles are compared without blanks and line breaks, full-width forms as half-width ones, brackets and their units aside. */
export const plainTitle = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200B\uFEFF]+/gu, '')
    .toLowerCase();

type Titles = readonly (readonly string[])[];

const titlesOf = (row: Row): Titles => row.cells.map(({ text }) => [plainTitle(text)]);

/** Under a title that spans several columns stand the real ones; a title that spans two rows has nothing beneath. */
const titlesOfTwo = (upper: Row, lower: Row): Titles => {
  let over = '';
  const width = Math.max(upper.cells.length, lower.cells.length);
  return Array.from({ length: width }, (_, column) => {
    const above = plainTitle(upper.cells[column]?.text ?? '');
    const below = plainTitle(lower.cells[column]?.text ?? '');
    over = above === '' ? over : above;
    if (below === '') return [above];
    return [below, `${over}${below}`, `${over}/${below}`];
  });
};

type Fit<Field extends string> = Readonly<{ columns: Map<Field, number[]>; missing: Wanted<Field>[]; twice: string[] }>;

const fit = <Field extends string>(titles: Titles, wanted: readonly Wanted<Field>[]): Fit<Field> => {
  const columns = new Map<Field, number[]>();
  const missing: Wanted<Field>[] = [];
  const twice: string[] = [];
  for (const want of wanted) {
    const named = want.names.map((name) => {
      const plain = plainTitle(name);
      return { name, at: titles.flatMap((each, column) => (each.includes(plain) ? [column] : [])) };
    });
    const found = named.filter(({ at }) => at.length > 0);
    const [best] = found;
    if (best === undefined) {
      if (want.required) missing.push(want);
      continue;
    }
    if (want.several !== true && best.at.length > 1)
      twice.push(`${best.name} (${best.at.map(columnLetters).join(', ')})`);
    columns.set(want.field, want.several === true ? [...new Set(found.flatMap(({ at }) => at))] : [best.at[0] ?? 0]);
  }
  return { columns, missing, twice };
};

type Candidate<Field extends string> = Fit<Field> & Readonly<{ rows: number; titles: Titles; row: Row }>;

/** Headers of one row before those of two. */
const candidatesIn = <Field extends string>(
  rows: readonly Row[],
  wanted: readonly Wanted<Field>[],
): Candidate<Field>[] => {
  const searched = rows.slice(0, HEADER_ROWS_MAX);
  const ones = searched.flatMap((row, at) => (isBlank(row) ? [] : [{ titles: titlesOf(row), rows: at + 1, row }]));
  const twos = searched.flatMap((row, at) => {
    const next = rows[at + 1];
    return isBlank(row) || next === undefined ? [] : [{ titles: titlesOfTwo(row, next), rows: at + 2, row }];
  });
  return [...ones, ...twos].map((each) => ({ ...each, ...fit(each.titles, wanted) }));
};

const shownTitles = ({ cells }: Row): string =>
  cells
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .slice(0, FOUND_SHOWN_MAX)
    .join(', ');

/** Of several that fit as well, the first; where none fits, whatever names most. */
const bestOf = <Field extends string>(found: readonly Candidate<Field>[]): Candidate<Field> | undefined =>
  found.reduce<Candidate<Field> | undefined>(
    (best, each) =>
      best === undefined ||
      each.missing.length < best.missing.length ||
      (each.missing.length === best.missing.length && each.columns.size > best.columns.size && best.missing.length > 0)
        ? each
        : best,
    undefined,
  );

/**
 * Finds the row, or the two rows under merged titles, that name every required column, below whatever stands above them.
 * Throws `column-missing` with the row that comes closest, `column-twice` when a title stands over two columns.
 */
export const findHeader = <Field extends string>(
  rows: readonly Row[],
  wanted: readonly Wanted<Field>[],
  file: string,
): Header<Field> => {
  const best = bestOf(candidatesIn(rows, wanted));
  if (best === undefined) throw new Problem('file-empty', { file });
  if (best.missing.length > 0) {
    const columns = best.missing.map(({ names: [name = ''] }) => name).join(', ');
    throw new Problem('column-missing', { file, columns, found: shownTitles(best.row), line: best.row.line });
  }
  if (best.twice.length > 0)
    throw new Problem('column-twice', { file, columns: best.twice.join('; '), line: best.row.line });
  const { columns, titles, rows: taken } = best;
  const title = (column: number): string => {
    const [upper, lower] = [rows[taken - 1]?.cells[column]?.text.trim(), rows[taken - 2]?.cells[column]?.text.trim()];
    return (upper === undefined || upper === '' ? lower : upper) ?? columnLetters(column);
  };
  const named = titles.findLastIndex((each) => each.some((text) => text !== ''));
  return { columns, title, width: named + 1, rows: taken };
};
