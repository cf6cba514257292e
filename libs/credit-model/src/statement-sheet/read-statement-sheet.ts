import { exact } from '@app/kernel/exact';
import { Problem, problemCode, type ProblemDetail } from '@app/kernel/problem';
import { statement, type Statement } from '../statement';
import { readRows, type Entry, type RowsRead, type SheetRow } from './read-rows';
import type { Unit } from './sheet-figures';
import { statementLines } from './statement-lines';

/** What is said beside the sheet; where the sheet says it too, both have to agree. */
export type SheetWish = Readonly<{ year?: number | undefined; unit?: Unit | undefined }>;
export type SheetRead = Readonly<{
  statement: Statement;
  /** The comparative column as a statement of the year before, where it holds what a statement cannot do without. */
  before?: Statement;
}>;

type Part = 'balance' | 'income' | 'cashFlow';
const PARTS: readonly Part[] = ['balance', 'income', 'cashFlow'];
/** What a part cannot do without once it is there at all; the balance sheet always is. */
const NEEDED: Readonly<Record<Part, readonly string[]>> = {
  balance: ['inventory', 'currentAssets', 'totalAssets', 'currentLiabilities', 'totalLiabilities'],
  income: ['revenue', 'costOfSales', 'operatingProfit', 'totalProfit', 'netProfit'],
  cashFlow: ['operating', 'investing', 'financing', 'net'],
};

type Column = 'now' | 'before';
type Lines = Readonly<Record<string, string>>;
type Sheet = Readonly<Partial<Record<Part, Lines>>>;

const nameOf = (part: Part, line: string): string =>
  statementLines.find(({ target, adds }) => adds !== true && target?.part === part && target.line === line)?.zh[0] ??
  line;

/** The same line once more is passed over when it says the same, and objected to when it does not. */
const withoutRepeats = (entries: readonly Entry[]): Readonly<{ kept: Entry[]; problems: ProblemDetail[] }> => {
  const kept: Entry[] = [];
  const problems: ProblemDetail[] = [];
  const shown = ({ now = '–', before = '–' }: Entry): string => `${now} / ${before}`;
  for (const entry of entries) {
    const first = kept.find(({ line }) => line === entry.line);
    if (first === undefined) kept.push(entry);
    else if (shown(first) !== shown(entry)) {
      const facts = { line: entry.line.zh[0], first: first.row, before: shown(first), now: shown(entry) };
      problems.push({ code: 'sheet-line-twice', facts, where: `row ${entry.row}` });
    }
  }
  return { kept, problems };
};

const sheetOf = (entries: readonly Entry[], column: Column): Sheet => {
  const sheet: Partial<Record<Part, Record<string, string>>> = {};
  for (const { line, ...entry } of entries) {
    const value = entry[column];
    if (line.target === undefined || value === undefined) continue;
    const { part, line: name } = line.target;
    const lines = (sheet[part] ??= {});
    const known = lines[name];
    lines[name] = known === undefined ? value : exact(known).plus(value).toFixed();
  }
  return sheet;
};

const missingIn = (sheet: Sheet, part: Part): string[] =>
  NEEDED[part].filter((line) => sheet[part]?.[line] === undefined);
const isWhole = (sheet: Sheet, part: Part): boolean => sheet[part] !== undefined && missingIn(sheet, part).length === 0;

const agreed = <Value extends string | number>(
  said: readonly Readonly<{ value: Value; text: string; row: number }>[],
  wished: Value | undefined,
  codes: Readonly<{ missing: ProblemDetail['code']; differ: ProblemDetail['code'] }>,
): Readonly<{ value: Value | undefined; problems: ProblemDetail[] }> => {
  const value = wished ?? said[0]?.value;
  if (value === undefined) return { value, problems: [{ code: codes.missing, facts: {} }] };
  const before = wished ?? said[0]?.text ?? value;
  const others = said.filter((each) => each.value !== value);
  const problems = others.map(({ text, row }) => ({
    code: codes.differ,
    facts: { before, now: text },
    where: `row ${row}`,
  }));
  return { value, problems };
};

/** A line whose figure could not be read is not told a second time as missing. */
const missingLines = (sheet: Sheet, { entries, problems }: RowsRead): ProblemDetail[] =>
  PARTS.filter((part) => part === 'balance' || sheet[part] !== undefined).flatMap((part) =>
    missingIn(sheet, part)
      .filter((line) => {
        const row = entries.find(({ line: { target } }) => target?.part === part && target.line === line)?.row;
        return !problems.some(({ where }) => where === `row ${row}, column 2` || where === `row ${row}, column 3`);
      })
      .map((line) => ({
        code: 'sheet-line-missing' as const,
        facts: { line: nameOf(part, line) },
        where: `${part}.${line}`,
      })),
  );

/** What a statement may not say, told by the row that says it. */
const unfit = (candidate: unknown, { entries }: RowsRead): ProblemDetail[] =>
  (statement.safeParse(candidate, { reportInput: true }).error?.issues ?? []).map((issue) => {
    const named: unknown = issue.code === 'custom' ? issue.params?.['problem'] : issue.message;
    const code = problemCode.safeParse(named).data ?? 'amount-not-a-number';
    const [part, line] = issue.path.slice(-2).map(String);
    const row = entries.find(({ line: { target } }) => target?.part === part && target?.line === line)?.row;
    const value = typeof issue.input === 'string' ? issue.input : '';
    return { code, facts: { value }, where: row === undefined ? issue.path.join('.') : `row ${row}` };
  });

const objectTo = (problems: readonly ProblemDetail[]): void => {
  if (problems.length > 0) throw new Problem('sheet-invalid', {}, problems);
};

/**
 * Reads a sheet of two or three columns (name of the line, this year, last year) as a statement; throws `sheet-invalid`
 * with everything that is wrong with it, each by its row. The comparative column goes with the statement, to be held
 * against the year's own, and comes as a statement besides, for whoever has no other of that year.
 */
export const readStatementSheet = (rows: readonly SheetRow[], wish: SheetWish): SheetRead => {
  const read = readRows(rows);
  const { kept, problems } = withoutRepeats(read.entries);
  const unit = agreed(read.units, wish.unit, { missing: 'sheet-unit-missing', differ: 'sheet-units-mixed' });
  const year = agreed(read.years, wish.year, { missing: 'sheet-year-missing', differ: 'sheet-years-differ' });
  const [now, before] = [sheetOf(kept, 'now'), sheetOf(kept, 'before')];
  const about = [...read.problems, ...problems, ...unit.problems, ...year.problems, ...missingLines(now, read)];
  objectTo(about);
  const hasComparative = PARTS.some((part) => before[part] !== undefined);
  const candidate = { year: year.value, unit: unit.value, ...now, ...(hasComparative && { comparative: before }) };
  objectTo(unfit(candidate, read));
  const lastYear = Object.fromEntries(
    PARTS.filter((part) => isWhole(before, part)).map((part) => [part, before[part]]),
  );
  const asStatement = { year: (year.value ?? 0) - 1, unit: unit.value, ...lastYear, fromComparative: true };
  return {
    statement: statement.parse(candidate),
    ...(isWhole(before, 'balance') && { before: statement.parse(asStatement) }),
  };
};
