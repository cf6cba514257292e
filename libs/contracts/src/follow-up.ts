import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan } from '@app/kernel/yuan';
import { pageOf, paging } from './paging';

export const stepPath = z.strictObject({
  customerId: id,
  receivableId: id,
  step: z.enum(['confirm-shipment', 'check-in', 'remind', 'warn', 'hold', 'special-case']),
  nth: z.coerce.number().int().positive(),
});
export const worklistQuery = z.strictObject({ ...paging, unit: z.string().max(60).optional() });

/** A task that a step gave somebody and that has no outcome yet; the most urgent first. */
export const worklistRow = z
  .strictObject({
    customerId: id,
    customerName: z.string(),
    sellingUnit: z.string(),
    receivableId: id,
    step: stepPath.shape.step,
    nth: z.int(),
    task: z.enum(['call', 'letter', 'visit']),
    ruleDate: businessDate,
    doneOn: businessDate,
    doBy: businessDate,
    openAmount: nonNegativeYuan,
    dueDate: businessDate,
    daysOverdue: z.int(),
    /** In the caller's language: what to say or do. */
    script: z.string(),
  })
  .meta({ id: 'WorklistRow' });
export type WorklistRow = z.infer<typeof worklistRow>;
export const worklistPage = pageOf(worklistRow).meta({ id: 'WorklistPage' });
export type WorklistPage = z.infer<typeof worklistPage>;

/** PUT …/follow-up/{customerId}/{receivableId}/steps/{step}/{nth}/outcome */
export const recordOutcome = z
  .strictObject({
    outcome: z.enum(['confirmed', 'complaint', 'will-pay', 'not-reached', 'visited', 'other']),
    note: z.string().max(1000).default(''),
  })
  .meta({ id: 'RecordOutcome' });

/** POST /api/follow-up/tick: does every step due up to and including `until` (today when left out), each once. */
export const tick = z.strictObject({ until: businessDate.optional() }).meta({ id: 'Tick' });
export const tickReply = z
  .strictObject({
    until: businessDate,
    steps: z.record(z.string(), z.int()),
    withheld: z.int(),
    late: z.int(),
    reservationsExpired: z.int(),
    /** Applications in force whose customer has to be assessed anew, newly found. */
    reassessmentsDue: z.int(),
  })
  .meta({ id: 'TickReply' });
export type TickReply = z.infer<typeof tickReply>;

/** The planned and the done steps of one receivable, for its time axis. */
export const followUpStep = z
  .strictObject({
    receivableId: id,
    step: stepPath.shape.step,
    nth: z.int(),
    ruleDate: businessDate,
    state: z.enum(['planned', 'done', 'withheld', 'dropped']),
    doneOn: businessDate.optional(),
    daysLate: z.int().optional(),
    outcome: z.string().optional(),
  })
  .meta({ id: 'FollowUpStep' });
export type FollowUpStep = z.infer<typeof followUpStep>;
export const followUpSteps = z.strictObject({ steps: z.array(followUpStep) }).meta({ id: 'FollowUpSteps' });
