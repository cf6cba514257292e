import type { FigureName } from '../figures';
import type { RatioId } from '../policy/ratio-id';

/** One figure in a sum: of the closing balance or year, of last year's, or the average of both. */
export type Part = Readonly<{
  figure: FigureName;
  when: 'closing' | 'opening' | 'average';
  sign: 1 | -1;
  /** A line that statements leave out when it is nil. */
  nilIfMissing: boolean;
}>;
export type Definition = Readonly<{ numerator: readonly Part[]; denominator: readonly Part[] }>;

const plus = (figure: FigureName): Part => ({ figure, when: 'closing', sign: 1, nilIfMissing: false });
const minus = (figure: FigureName): Part => ({ ...plus(figure), sign: -1 });
const orNil = (figure: FigureName): Part => ({ ...plus(figure), nilIfMissing: true });
const average = (figure: FigureName): Part => ({ ...plus(figure), when: 'average' });
const opening = (part: Part): Part => ({ ...part, when: 'opening' });

// Earnings before interest and tax; interest left out means that none was paid.
const ebit = [plus('totalProfit'), orNil('interest')];

/** The formulas of section 1 of the credit model; which of them a policy uses, and how it weighs them, is its own. */
export const definitions: Readonly<Record<RatioId, Definition>> = {
  currentRatio: { numerator: [plus('currentAssets')], denominator: [plus('currentLiabilities')] },
  quickRatio: { numerator: [plus('currentAssets'), minus('inventory')], denominator: [plus('currentLiabilities')] },
  cashRatio: { numerator: [plus('cash'), orNil('tradingSecurities')], denominator: [plus('currentLiabilities')] },
  operatingCashRatio: { numerator: [plus('operatingCash')], denominator: [plus('currentLiabilities')] },
  debtRatio: { numerator: [plus('totalLiabilities')], denominator: [plus('totalAssets')] },
  interestCover: { numerator: [plus('totalProfit'), plus('interest')], denominator: [plus('interest')] },
  inventoryTurnover: { numerator: [plus('costOfSales')], denominator: [average('inventory')] },
  receivableTurnover: { numerator: [plus('revenue')], denominator: [average('receivables')] },
  totalAssetTurnover: { numerator: [plus('revenue')], denominator: [average('totalAssets')] },
  currentAssetTurnover: { numerator: [plus('revenue')], denominator: [average('currentAssets')] },
  salesMargin: { numerator: [plus('totalProfit')], denominator: [plus('revenue')] },
  grossMargin: { numerator: [plus('revenue'), minus('costOfSales')], denominator: [plus('revenue')] },
  operatingMargin: { numerator: [plus('operatingProfit')], denominator: [plus('revenue')] },
  costProfitMargin: { numerator: [plus('totalProfit')], denominator: [plus('costOfSales'), plus('expenses')] },
  returnOnAssets: { numerator: ebit, denominator: [average('totalAssets')] },
  salesGrowth: { numerator: [plus('revenue'), opening(minus('revenue'))], denominator: [opening(plus('revenue'))] },
  capitalPreservation: { numerator: [plus('equity')], denominator: [opening(plus('equity'))] },
};
