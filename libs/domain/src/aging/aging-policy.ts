import { z } from 'zod';

/** The aging buckets as data: each up to and including so many days overdue, the last one without an end. */
export const agingPolicy = z
  .strictObject({
    id: z.string(),
    version: z.int().positive(),
    source: z.string(),
    buckets: z.array(z.strictObject({ id: z.string(), upTo: z.int().nonnegative().optional() })).min(2),
  })
  .superRefine(({ buckets }, context) => {
    buckets.forEach(({ upTo }, index) => {
      const isLast = index === buckets.length - 1;
      const before = buckets[index - 1]?.upTo ?? -1;
      if (isLast !== (upTo === undefined) || (upTo !== undefined && upTo <= before))
        context.addIssue({
          code: 'custom',
          path: ['buckets', index, 'upTo'],
          message: 'buckets rise, and only the last one has no end',
        });
    });
  });
export type AgingPolicy = z.infer<typeof agingPolicy>;
