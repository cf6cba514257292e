import { z } from 'zod';

/** A figure of a policy: decimal text, short enough that products of several of them stay exact. */
export const policyNumber = z
  .string({ error: ({ input }) => (input === undefined ? undefined : 'policy-number') })
  // What is no number is not held against its neighbours.
  .regex(/^-?\d{1,12}(\.\d{1,4})?$/, { error: 'policy-number', abort: true })
  .meta({ description: 'A decimal number as text', example: '0.5' });

/** Where a section's figures come from, and how sure we are of them. */
export const policySource = z.string().regex(/^\[(seed|lit|lit, adapted|unconfirmed|ours)\]/, {
  error: 'policy-source',
});
