import { z } from 'zod';
import { problemCode } from '@app/kernel/problem';

/** RFC 9457 problem details. `title` and every `problems[].text` are in the caller's language. */
export const problemDetails = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: problemCode,
    /** What is wrong, item by item, and where in the input. */
    problems: z.array(z.object({ code: z.string(), text: z.string(), where: z.string().optional() })),
    /** To be quoted when asking for help. */
    correlation: z.string(),
  })
  .meta({ id: 'ProblemDetails' });
export type ProblemDetails = z.infer<typeof problemDetails>;
