import { exact, type Exact } from '@app/kernel/exact';
import type { Statement } from '../statement';

type Part = 'balance' | 'income' | 'cashFlow';
/** A line of a statement, e.g. `balance.inventory`. */
export type LinePath = `${Part}.${string}`;
type Lines = Readonly<Record<string, string | undefined>>;

const CURRENT = ['cash', 'tradingSecurities', 'receivables', 'inventory', 'otherCurrentAssets'] as const;

/** So much is added to `total` for every yuan that the line changes. */
type Carried = Readonly<{ total: LinePath; sign: 1 | -1 }>;
const plus = (total: LinePath): Carried => ({ total, sign: 1 });
const minus = (total: LinePath): Carried => ({ total, sign: -1 });
const profits = (sign: 1 | -1, ...lines: readonly string[]): Carried[] =>
  lines.map((line) => ({ total: `income.${line}`, sign }));

/** Where a change goes on to, from the lines up to what closes the statement; each before what it goes on to. */
const carriedTo: ReadonlyMap<string, readonly Carried[]> = new Map<string, readonly Carried[]>([
  ...CURRENT.map((line) => [`balance.${line}`, [plus('balance.currentAssets')]] as const),
  ['balance.currentAssets', [plus('balance.totalAssets')]],
  ['balance.fixedAssets', [plus('balance.totalAssets')]],
  ['balance.intangibles', [plus('balance.totalAssets')]],
  ['balance.paidInCapital', [plus('balance.totalAssets')]],
  ['balance.currentLiabilities', [plus('balance.totalLiabilities')]],
  ['balance.totalAssets', [plus('balance.equity')]],
  ['balance.totalLiabilities', [minus('balance.equity')]],
  ['income.revenue', profits(1, 'operatingProfit')],
  ['income.costOfSales', profits(-1, 'operatingProfit')],
  ['income.expenses', profits(-1, 'operatingProfit')],
  ['income.interest', profits(-1, 'operatingProfit')],
  ['income.operatingProfit', profits(1, 'totalProfit')],
  ['income.totalProfit', profits(1, 'netProfit')],
  ['cashFlow.operating', [plus('cashFlow.net')]],
  ['cashFlow.investing', [plus('cashFlow.net')]],
  ['cashFlow.financing', [plus('cashFlow.net')]],
  ['cashFlow.exchangeEffect', [plus('cashFlow.net')]],
]);
const ORDER = [...carriedTo.keys()];

const partsOf = ({ balance, income, cashFlow }: Statement): Readonly<Record<Part, Lines | undefined>> => ({
  balance,
  income,
  cashFlow,
});

/** The figure as it stands in the statement, in its own unit; undefined where the line is not there. */
export const lineOf = (statement: Statement, path: string): string | undefined => {
  const [part = '', line = ''] = path.split('.');
  return partsOf(statement)[part as Part]?.[line];
};

/** A line that was not stated before is only known better now: it moves nothing. */
const differenceOf = (statement: Statement, path: string, to: string): Exact =>
  exact(to).minus(lineOf(statement, path) ?? to);

/**
 * How much every line moves. A line that is set moves by what it was set; what it goes on to moves along unless it was
 * set itself, or is not stated.
 */
const movesOf = (statement: Statement, set: ReadonlyMap<string, string>): Map<string, Exact> => {
  const moves = new Map([...set].map(([path, to]) => [path, differenceOf(statement, path, to)]));
  for (const path of ORDER) {
    const move = moves.get(path);
    if (move === undefined) continue;
    for (const { total, sign } of carriedTo.get(path) ?? []) {
      if (set.has(total) || lineOf(statement, total) === undefined) continue;
      moves.set(total, move.times(sign).plus(moves.get(total) ?? 0));
    }
  }
  return moves;
};

/** Current assets set for themselves: what they do not say of their parts lies in the other ones. */
const otherCurrentAssets = (statement: Statement, set: ReadonlyMap<string, string>): [string, string][] => {
  const path = 'balance.otherCurrentAssets';
  const stated = lineOf(statement, path);
  const total = set.get('balance.currentAssets');
  if (stated === undefined || total === undefined || set.has(path)) return [];
  const parts = CURRENT.map((line) => `balance.${line}`).map((line) =>
    set.has(line) ? differenceOf(statement, line, set.get(line) ?? '0') : exact(0),
  );
  const rest = parts.reduce((left, move) => left.minus(move), differenceOf(statement, 'balance.currentAssets', total));
  return [[path, rest.plus(stated).toFixed()]];
};

/**
 * A statement with some lines set to other figures, and still balanced: what is added to a line is added to the totals
 * above it, and what the assets gain or the liabilities lose is equity’s (inventory → current assets → total assets →
 * equity; current liabilities → total liabilities → equity, the other way; revenue and costs → the profits, tax left
 * out; a cash flow → its net). A total that is set itself stays as it was set. An added line changes nothing but itself.
 */
export const changedStatement = (statement: Statement, lines: ReadonlyMap<string, string>): Statement => {
  const set = new Map([...lines, ...otherCurrentAssets(statement, lines)]);
  const parts = partsOf(statement);
  const changed: Record<string, Record<string, string | undefined>> = {};
  const write = (path: string, figure: string): void => {
    const [part = '', line = ''] = path.split('.');
    (changed[part] ??= { ...parts[part as Part] })[line] = figure;
  };
  for (const [path, move] of movesOf(statement, set)) {
    write(path, set.get(path) ?? move.plus(lineOf(statement, path) ?? 0).toFixed());
  }
  return { ...statement, ...changed };
};
