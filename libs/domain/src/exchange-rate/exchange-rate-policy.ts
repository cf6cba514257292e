import { z } from 'zod';
import { BASE_CURRENCY, currency } from '@app/kernel/currency';

const AGE_MAX = 366;

/** Which currencies there are rates of beside the one that the books are kept in, and how long a rate stands in for later days. */
export const exchangeRatePolicy = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  source: z.string(),
  currencies: z.array(currency.refine((code) => code !== BASE_CURRENCY)),
  maximumAgeDays: z.int().min(0).max(AGE_MAX),
});
export type ExchangeRatePolicy = z.infer<typeof exchangeRatePolicy>;
