import { z } from 'zod';
import { positiveYuan } from '@app/kernel/yuan';

const reaction = z.enum(['warn', 'block']);
const plain = <Name extends string>(rule: Name) => z.strictObject({ rule: z.literal(rule), reaction });

/** The check rules as data: which run, in which order, with which figures, and whether a breach warns or blocks. */
export const checkPolicy = z
  .strictObject({
    id: z.string(),
    version: z.int().positive(),
    source: z.string(),
    /** Cash that is not yet allocated lowers the exposure. */
    countUnallocatedCash: z.boolean(),
    /** An authorisation that is not dispatched ends after so many days. */
    reservationDays: z.int().min(1).max(365),
    rules: z
      .array(
        z.discriminatedUnion('rule', [
          plain('agreement-valid'),
          plain('not-on-hold'),
          plain('not-blacklisted'),
          plain('free-limit'),
          z.strictObject({ rule: z.literal('single-document-maximum'), reaction, maximum: positiveYuan }),
          z.strictObject({ rule: z.literal('oldest-overdue'), reaction, days: z.int().nonnegative() }),
        ]),
      )
      .min(1),
  })
  .superRefine(({ rules }, context) => {
    const names = rules.map(({ rule }) => rule);
    names.forEach((name, index) => {
      if (names.indexOf(name) !== index)
        context.addIssue({ code: 'custom', path: ['rules', index, 'rule'], message: `${name} stands twice` });
    });
  });
export type CheckPolicy = z.infer<typeof checkPolicy>;
export type CheckRule = CheckPolicy['rules'][number];
