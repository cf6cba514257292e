import type { z } from 'zod';
import { problemsOf } from '@app/contracts/zod-problems';
import { Problem } from '@app/kernel/problem';
import { UnfitFile } from './json-file';
import type { Terminal } from './terminal';

/** What was typed, held against the contract that the HTTP door uses; throws with everything that is wrong with it. */
export const parsedInput = <Output>(schema: z.ZodType<Output>, given: unknown, { language }: Terminal): Output => {
  const parsed = schema.safeParse(given, { reportInput: true });
  if (parsed.success) return parsed.data;
  const lines = problemsOf(parsed.error.issues, language).map(({ where, text }) =>
    where === undefined ? text : `${where}: ${text}`,
  );
  throw new UnfitFile(new Problem('malformed-request'), lines);
};
