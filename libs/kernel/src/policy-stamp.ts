import { z } from 'zod';

/** Which policy document a figure was made under: its id, version and SHA-256 over its canonical JSON. */
export const policyStamp = z
  .object({ id: z.string(), version: z.int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) })
  .meta({ id: 'PolicyStamp' });
export type PolicyStamp = z.infer<typeof policyStamp>;
