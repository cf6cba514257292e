import { z } from 'zod';
import { decimalText } from '@app/kernel/exact';
import { ruleName, type RuleName } from '@app/kernel/rule-outcome';
import { positiveYuan } from '@app/kernel/yuan';
import { stepName } from '../follow-up/ladder-policy';

const reaction = z.enum(['warn', 'block']);
const percent = decimalText.refine((text) => !text.startsWith('-'));
const graceDays = z.int().nonnegative().max(365).default(0);
const plain = <Name extends RuleName>(rule: Name) => z.strictObject({ rule: z.literal(rule), reaction });

/** What an exposure is made of; each is counted or not, and may have a maximum of its own. */
export const component = z.enum([
  'reserved',
  'dispatched',
  'receivables',
  'disputed',
  'bills',
  'unallocatedCash',
  'creditNotes',
  'deposits',
]);
export type Component = z.infer<typeof component>;

const checkRule = z.discriminatedUnion('rule', [
  plain('agreement-valid'),
  plain('not-on-hold'),
  plain('not-blacklisted'),
  /** With a horizon, what is to be delivered later than that takes no room until it is called off. */
  z.strictObject({ rule: z.literal('free-limit'), reaction, horizonDays: z.int().positive().max(730).optional() }),
  z.strictObject({
    rule: z.literal('component-maximum'),
    reaction,
    maxima: z.partialRecord(component, positiveYuan).refine((maxima) => Object.keys(maxima).length > 0, {
      error: 'names no component',
    }),
  }),
  plain('group-limit'),
  z.strictObject({ rule: z.literal('single-document-maximum'), reaction, maximum: positiveYuan }),
  z.strictObject({ rule: z.literal('oldest-overdue'), reaction, days: z.int().nonnegative() }),
  /** Overdue by more than the grace days, undisputed, as a share of what is open. */
  z.strictObject({ rule: z.literal('overdue-share'), reaction, percent, graceDays }),
  z.strictObject({ rule: z.literal('overdue-amount'), reaction, maximum: positiveYuan, graceDays }),
  z.strictObject({ rule: z.literal('follow-up-step'), reaction, steps: z.array(stepName).min(1) }),
  /** 压批: the next batch ships when at most so many invoices of earlier ones are open. */
  z.strictObject({ rule: z.literal('prior-batch'), reaction, openAllowed: z.int().nonnegative().max(1000) }),
  plain('security-valid'),
  z.strictObject({ rule: z.literal('grade-allowed'), reaction, worstCharacteristic: z.int().min(1).max(6) }),
  plain('terms-not-worsened'),
  z.strictObject({ rule: z.literal('statement-fresh'), reaction, months: z.int().positive().max(120) }),
  z.strictObject({ rule: z.literal('data-complete'), reaction, percent }),
]);

const checkpointRules = z.strictObject({
  /** Never one that asks for room: what is authorised has it. */
  rules: z
    .array(ruleName.exclude(['free-limit', 'component-maximum', 'group-limit', 'single-document-maximum']))
    .min(1),
  /** So long after it last passed a checkpoint a document is not stopped again. */
  graceDays: z.int().nonnegative().max(365),
});

/** The check rules as data: which run, in which order, with which figures, and whether a breach warns or blocks. */
export const checkPolicy = z
  .strictObject({
    id: z.string(),
    version: z.int().positive(),
    source: z.string(),
    /** Cash that is not yet allocated lowers the exposure. */
    countUnallocatedCash: z.boolean(),
    /** Credit notes that no receivable has taken yet lower it; left out: as cash does. */
    countCreditNotes: z.boolean().optional(),
    /** What else does not count. */
    uncounted: z.array(component).default([]),
    /** An authorisation that is not dispatched ends after so many days. */
    reservationDays: z.int().min(1).max(365),
    /** So much above what was checked, in percent, an order or a dispatch may come out without being checked again. */
    deviationPercent: percent.default('0'),
    checkpoints: z
      .strictObject({ delivery: checkpointRules.optional(), 'goods-issue': checkpointRules.optional() })
      .default({}),
    /** 同时: these stop a shipment only when all of them are breached; the others each alone 单项. */
    together: z.array(ruleName).default([]),
    specialApproval: z
      .strictObject({
        daysMax: z.int().positive().max(365),
        usesMax: z.int().positive().max(1000),
        excusable: z.array(ruleName).min(1),
      })
      .default({ daysMax: 30, usesMax: 10, excusable: ['free-limit'] }),
    rules: z.array(checkRule).min(1),
  })
  .superRefine(({ rules, together, checkpoints, countUnallocatedCash, countCreditNotes, uncounted }, context) => {
    const names: string[] = rules.map(({ rule }) => rule);
    const requireKnown = (named: readonly RuleName[], path: readonly string[]): void =>
      named.forEach((name, index) => {
        if (!names.includes(name))
          context.addIssue({ code: 'custom', path: [...path, index], message: `${name} is no rule of this policy` });
      });
    names.forEach((name, index) => {
      if (names.indexOf(name) !== index)
        context.addIssue({ code: 'custom', path: ['rules', index, 'rule'], message: `${name} stands twice` });
    });
    requireKnown(together, ['together']);
    for (const [checkpoint, checks] of Object.entries(checkpoints))
      requireKnown(checks.rules, ['checkpoints', checkpoint, 'rules']);
    const cash = uncounted.indexOf('unallocatedCash');
    if (countUnallocatedCash && cash >= 0)
      context.addIssue({ code: 'custom', path: ['uncounted', cash], message: 'unallocatedCash is counted' });
    const notes = uncounted.indexOf('creditNotes');
    if (countCreditNotes === true && notes >= 0)
      context.addIssue({ code: 'custom', path: ['uncounted', notes], message: 'creditNotes are counted' });
  });
export type CheckPolicy = z.infer<typeof checkPolicy>;
export type CheckRule = CheckPolicy['rules'][number];
