import { z } from 'zod';

/** From what a customer's habit of payment is made, and how far ahead it is followed. */
export const cashForecastPolicy = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  source: z.string(),
  weeks: z.int().min(1).max(52),
  /** Receivables that were paid longer ago say nothing any more. */
  lookBackDays: z.int().min(30).max(3_650),
  /** After so many days a payment weighs half. */
  halfLifeDays: z.int().min(1).max(3_650),
  /** With fewer of its own the habit of its selling unit is taken, and then that of all. */
  sampleMin: z.int().min(1).max(1_000),
});
export type CashForecastPolicy = z.infer<typeof cashForecastPolicy>;
