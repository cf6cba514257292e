import { z } from 'zod';

/** A figure of a policy: decimal text, short enough that products of several of them stay exact. */
export const policyNumber = z
  .string({ error: 'a decimal number as text' })
  .regex(/^-?\d{1,12}(\.\d{1,4})?$/, { error: 'a decimal number as text, such as "0.5"' })
  .meta({ description: 'A decimal number as text', example: '0.5' });

/** Where a section's figures come from, and how sure we are of them. */
export const policySource = z.string().regex(/^\[(seed|lit|lit, adapted|unconfirmed|ours)\]/, {
  error: 'starts with [seed], [lit], [lit, adapted], [unconfirmed] or [ours]',
});
