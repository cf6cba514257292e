import { exact, type Exact } from '@app/kernel/exact';
import type { AssessmentInput } from './assessment-input';
import type { Statement } from './statement';

type BalanceLine = keyof Statement['balance'];
type IncomeLine = keyof NonNullable<Statement['income']>;
export type FigureName = BalanceLine | IncomeLine | 'operatingCash';

/** One year's figures in yuan, exact; a line that the statement does not have is undefined. */
export type Figures = Readonly<{ year: number }> & Readonly<Record<FigureName, Exact | undefined>>;
/** The lines that every statement has, and equity, which follows from them. */
export type BalanceFigures = Figures &
  Readonly<
    Record<'inventory' | 'currentAssets' | 'totalAssets' | 'currentLiabilities' | 'totalLiabilities' | 'equity', Exact>
  >;

const UNIT = { yuan: exact(1), wan: exact(10_000) };

// Written out line by line: objects that are all made alike are read far quicker than those put together from two.
const figuresOf = ({ year, unit, balance, income, cashFlow }: Statement): BalanceFigures => {
  const factor = UNIT[unit];
  const stated = (text: string): Exact => exact(text).times(factor);
  const inYuan = (text: string | undefined): Exact | undefined => (text === undefined ? undefined : stated(text));
  const totalAssets = stated(balance.totalAssets);
  const totalLiabilities = stated(balance.totalLiabilities);
  return {
    year,
    cash: inYuan(balance.cash),
    tradingSecurities: inYuan(balance.tradingSecurities),
    receivables: inYuan(balance.receivables),
    inventory: stated(balance.inventory),
    otherCurrentAssets: inYuan(balance.otherCurrentAssets),
    currentAssets: stated(balance.currentAssets),
    fixedAssets: inYuan(balance.fixedAssets),
    intangibles: inYuan(balance.intangibles),
    totalAssets,
    currentLiabilities: stated(balance.currentLiabilities),
    totalLiabilities,
    paidInCapital: inYuan(balance.paidInCapital),
    retainedEarnings: inYuan(balance.retainedEarnings),
    equity: totalAssets.minus(totalLiabilities),
    revenue: inYuan(income?.revenue),
    costOfSales: inYuan(income?.costOfSales),
    expenses: inYuan(income?.expenses),
    interest: inYuan(income?.interest),
    operatingProfit: inYuan(income?.operatingProfit),
    totalProfit: inYuan(income?.totalProfit),
    netProfit: inYuan(income?.netProfit),
    operatingCash: inYuan(cashFlow?.operating),
  };
};

/** The latest year, and the years directly before it; a gap ends the row, for an opening figure has to be last year's. */
export type Years = Readonly<{
  latest: BalanceFigures;
  last: BalanceFigures | undefined;
  beforeLast: BalanceFigures | undefined;
}>;

export const yearsOf = ({ statements }: Pick<AssessmentInput, 'statements'>): Years => {
  const latestYear = Math.max(...statements.map(({ year }) => year));
  const of = (year: number): BalanceFigures | undefined => {
    const found = statements.find((statement) => statement.year === year);
    return found === undefined ? undefined : figuresOf(found);
  };
  const latest = of(latestYear);
  if (latest === undefined) throw new Error('an assessment has at least one statement');
  const last = of(latestYear - 1);
  const beforeLast = last === undefined ? undefined : of(latestYear - 2);
  return { latest, last, beforeLast };
};
