import { z } from 'zod';

/**
 * How money finds its receivables. `oldest-first`: by due date. `by-instalment`: invoice by invoice, the oldest first, and
 * of each its instalments in their order. `pro-rata`: by what is open of each. `none`: it waits for somebody.
 */
export const allocationRule = z.enum(['oldest-first', 'by-instalment', 'pro-rata', 'none']);
export type AllocationRule = z.infer<typeof allocationRule>;

/** What is done with a payment of which nobody has said where it goes. */
export const paymentPolicy = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  source: z.string(),
  allocation: allocationRule,
});
export type PaymentPolicy = z.infer<typeof paymentPolicy>;
