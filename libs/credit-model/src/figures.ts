import { exact, type Exact } from '@app/kernel/exact';
import type { AssessmentInput } from './assessment-input';
import type { Statement } from './statement';

type BalanceLine = keyof Statement['balance'];
type IncomeLine = keyof NonNullable<Statement['income']>;
export type FigureName = BalanceLine | IncomeLine | 'operatingCash';

/** One year's figures in yuan, exact; a line that the statement does not have is missing. */
export type Figures = Readonly<{ year: number }> & Readonly<Partial<Record<FigureName, Exact>>>;
/** The lines that every statement has, and equity, which follows from them. */
export type BalanceFigures = Figures &
  Readonly<
    Record<'inventory' | 'currentAssets' | 'totalAssets' | 'currentLiabilities' | 'totalLiabilities' | 'equity', Exact>
  >;

const UNIT = { yuan: exact(1), wan: exact(10_000) };

const figuresOf = ({ year, unit, balance, income, cashFlow }: Statement): BalanceFigures => {
  const factor = UNIT[unit];
  const inYuan = (text: string): Exact => exact(text).times(factor);
  const figures: Partial<Record<FigureName, Exact>> = {};
  for (const [line, text] of Object.entries<string | undefined>({ ...balance, ...income })) {
    if (text !== undefined) figures[line as FigureName] = inYuan(text);
  }
  if (cashFlow !== undefined) figures.operatingCash = inYuan(cashFlow.operating);
  const totalAssets = inYuan(balance.totalAssets);
  const totalLiabilities = inYuan(balance.totalLiabilities);
  return {
    ...figures,
    year,
    inventory: inYuan(balance.inventory),
    currentAssets: inYuan(balance.currentAssets),
    currentLiabilities: inYuan(balance.currentLiabilities),
    totalAssets,
    totalLiabilities,
    equity: totalAssets.minus(totalLiabilities),
  };
};

/** The latest year, and the years directly before it; a gap ends the row, for an opening figure has to be last year's. */
export type Years = Readonly<{ latest: BalanceFigures; last?: BalanceFigures; beforeLast?: BalanceFigures }>;

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
  return { latest, ...(last && { last }), ...(beforeLast && { beforeLast }) };
};
