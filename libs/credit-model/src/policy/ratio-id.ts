import { z } from 'zod';

export const ratioId = z.enum([
  'currentRatio',
  'quickRatio',
  'cashRatio',
  'operatingCashRatio',
  'debtRatio',
  'interestCover',
  'inventoryTurnover',
  'receivableTurnover',
  'totalAssetTurnover',
  'currentAssetTurnover',
  'salesMargin',
  'grossMargin',
  'operatingMargin',
  'costProfitMargin',
  'returnOnAssets',
  'salesGrowth',
  'capitalPreservation',
]);
export type RatioId = z.infer<typeof ratioId>;
