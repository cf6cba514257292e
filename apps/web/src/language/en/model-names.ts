import { type TextsLike } from '../texts-like';
import type * as zh from '../zh/model-names';

/** The 18 items of the characteristic model. */
export const item: TextsLike<typeof zh.item> = {
  A1: 'Surface impression',
  A2: 'Organisation and management',
  A3: 'Product and industry',
  A4: 'Market competitiveness',
  A5: 'Operating condition',
  A6: 'Prospects',
  B1: 'Deal profitability',
  B2: 'Trading terms',
  B3: 'Effect on our competitiveness',
  B4: 'Effect on market attractiveness',
  B5: 'Payment security',
  B6: 'Replaceability',
  C1: 'Payment record',
  C2: 'Bank credit',
  C3: 'Solvency',
  C4: 'Profitability',
  C5: 'Balance sheet assessment',
  C6: 'Total capital',
};

export const ratioName: TextsLike<typeof zh.ratioName> = {
  currentRatio: 'Current ratio',
  quickRatio: 'Quick ratio',
  cashRatio: 'Cash ratio',
  operatingCashRatio: 'Operating cash to current liabilities',
  debtRatio: 'Debt to assets',
  interestCover: 'Interest cover',
  inventoryTurnover: 'Inventory turnover',
  receivableTurnover: 'Receivable turnover',
  totalAssetTurnover: 'Total asset turnover',
  currentAssetTurnover: 'Current asset turnover',
  salesMargin: 'Sales margin',
  grossMargin: 'Gross margin',
  operatingMargin: 'Operating margin',
  costProfitMargin: 'Cost-profit margin',
  returnOnAssets: 'Return on total assets',
  salesGrowth: 'Sales growth',
  capitalPreservation: 'Capital preservation',
};
