import { z } from 'zod';

/** In how many days a customer is expected to answer a statement of account. */
export const statementPolicy = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  source: z.string(),
  answerDays: z.int().positive().max(366),
});
export type StatementPolicy = z.infer<typeof statementPolicy>;
