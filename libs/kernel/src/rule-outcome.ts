import { z } from 'zod';

/** The check rules by name; each has a sentence in both languages in `contracts/rule-sentences`. */
export const ruleName = z.enum([
  'agreement-valid',
  'not-on-hold',
  'not-blacklisted',
  'free-limit',
  'component-maximum',
  'group-limit',
  'single-document-maximum',
  'oldest-overdue',
  'overdue-share',
  'overdue-amount',
  'follow-up-step',
  'prior-batch',
  'security-valid',
  'grade-allowed',
  'terms-not-worsened',
  'statement-fresh',
  'data-complete',
]);
export type RuleName = z.infer<typeof ruleName>;

/** What one rule said of one shipment, with the figures it said it by (amounts, days, dates, ids as text). */
export const ruleOutcome = z
  .object({ rule: ruleName, outcome: z.enum(['pass', 'warn', 'block']), facts: z.record(z.string(), z.string()) })
  .meta({ id: 'RuleOutcome' });
export type RuleOutcome = z.infer<typeof ruleOutcome>;
