import { z } from 'zod';

/** Why a figure cannot be had, and which figures that is about: never 0, never Infinity. */
export const unavailable = z.object({
  reason: z.enum(['missing-figure', 'zero-denominator', 'negative-denominator', 'no-earlier-statement']),
  figures: z.array(z.string()),
});
export type Unavailable = z.infer<typeof unavailable>;
