import { z } from 'zod';
import { id } from '@app/kernel/identity';

/** What speaks for a customer, in groups of which only the strongest counts: who it is, what is paid, how much it is. */
export const matchingRule = z.enum([
  'invoice-reference',
  'customer-in-text',
  'known-payer',
  'name-equal',
  'name-core',
  'name-in-text',
  'name-similar',
  'amount-of-references',
  'amount-one-invoice',
  'amount-all-open',
  'amount-several',
  'amount-below-open',
]);
export type MatchingRule = z.infer<typeof matchingRule>;

const points = z.int().min(0).max(100);

/** How a line of a bank statement is matched with customers, as data; and which accounts are our own. */
export const matchingPolicy = z
  .strictObject({
    id: z.string(),
    version: z.int().positive(),
    source: z.string(),
    ownAccounts: z
      .array(
        z.strictObject({
          id,
          number: z.string().min(4).max(40),
          name: z.string().min(1).max(100),
          currency: z.string().length(3),
        }),
      )
      .max(200),
    /** Points out of a hundred for each rule that holds. */
    weights: z.record(matchingRule, points),
    /** Two names are alike from so many percent of common pairs of characters on. */
    similarFrom: z.int().min(1).max(100),
    /** When the next best is this close, nobody can be sure: the confidence is at most `rivalCap`. */
    rivalWithin: points,
    rivalCap: points,
    /** From this confidence on a suggestion is shown at all, and from this one many may be accepted at once. */
    offerFrom: points,
    sureFrom: points,
    /** From this confidence on a line is accepted without a person; as delivered, never. */
    acceptFrom: z.union([z.literal('never'), z.int().min(1).max(100)]),
    /** So many customers are suggested for a line. */
    suggestions: z.int().min(1).max(10),
    /** What the text of a debit says when the bank takes a credit back. */
    bounceWords: z.array(z.string().min(1).max(30)).max(50),
    /** A bounce is looked for among the payments of so many days before it. */
    bounceWithinDays: z.int().min(1).max(400),
  })
  .superRefine(({ offerFrom, sureFrom, acceptFrom, ownAccounts }, context) => {
    const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (sureFrom < offerFrom) wrong(['sureFrom'], 'what is sure is also offered');
    if (acceptFrom !== 'never' && acceptFrom < sureFrom)
      wrong(['acceptFrom'], 'only what is sure is accepted by itself');
    for (const key of ['id', 'number'] as const) {
      const known = ownAccounts.map((account) => account[key].replace(/[^\p{L}\p{N}]/gu, ''));
      const twice = known.findIndex((each, at) => known.indexOf(each) < at);
      if (twice >= 0) wrong(['ownAccounts', twice, key], 'every account is named once');
    }
  });
export type MatchingPolicy = z.infer<typeof matchingPolicy>;
