import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { policyStamp } from '@app/kernel/policy-stamp';
import { nonNegativeYuan, positiveYuan } from '@app/kernel/yuan';
import { plannedStep, stepEffect, stepName, taskKind } from './ladder-policy';

// What is on disk; see customer/events.
const on = businessDate;
const which = { customerId: id, receivableId: id };
const step = { step: stepName, nth: z.int().positive(), ruleDate: businessDate };

export const followUpEvent = z.discriminatedUnion('type', [
  event('FollowUpOpened', {
    ...which,
    amount: positiveYuan,
    dispatchDate: businessDate,
    dueDate: businessDate,
    ladder: policyStamp,
    plan: z.array(plannedStep),
    on,
  }),
  event('StepDone', {
    ...which,
    ...step,
    /** Days between the day the rule names and the day it was done: more than zero says that it came late. */
    daysLate: z.int().nonnegative(),
    /** 0 while the receivable is not overdue. */
    daysOverdue: z.int().nonnegative(),
    /** What was still open, and what of that was asked for (the undisputed part). */
    openAmount: nonNegativeYuan,
    askedFor: nonNegativeYuan,
    effects: z.array(stepEffect),
    task: z.object({ kind: taskKind, doBy: businessDate }).optional(),
    on,
  }),
  event('StepWithheld', { ...which, ...step, because: z.enum(['disputed', 'non-credit-reason']), on }),
  event('StepOutcomeRecorded', {
    ...which,
    step: stepName,
    nth: z.int().positive(),
    outcome: z.enum(['confirmed', 'complaint', 'will-pay', 'not-reached', 'visited', 'other']),
    note: z.string().max(1000),
    by: z.string(),
    on,
  }),
  event('FollowUpReplanned', {
    ...which,
    dueDate: businessDate,
    plan: z.array(plannedStep),
    because: z.enum(['extended', 'dispute-closed']),
    on,
  }),
  event('FollowUpClosed', { ...which, because: z.enum(['paid', 'credited', 'written-off']), on }),
  /** What was settled is owed again: steps done stay done, the others are planned from the due date. */
  event('FollowUpReopened', {
    ...which,
    dueDate: businessDate,
    plan: z.array(plannedStep),
    /** What the steps that were done did to the account: it may not have come to that before the receivable was settled. */
    effects: z.array(stepEffect),
    /** Which time it is owed again. */
    nth: z.int().positive(),
    on,
  }),
]);
export type FollowUpEvent = z.infer<typeof followUpEvent>;
