import { z } from 'zod';

/** What the books are kept in. */
export const BASE_CURRENCY = 'CNY';

/** ISO 4217, three letters. */
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ id: 'Currency', description: 'ISO 4217 code of a currency', example: 'USD' });
export type Currency = z.infer<typeof currency>;
