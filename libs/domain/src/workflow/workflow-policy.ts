import { z } from 'zod';
import { workCalendar } from './business-days';

/** So many days after the stage was reached, what it waits for has to be done. */
const deadline = z.strictObject({
  within: z.int().min(1).max(366),
  days: z.enum(['business', 'calendar']),
  source: z.string().min(1),
});

/** Stages in which an application waits for somebody of ours or of the selling unit's. */
export const timedStage = z.enum(['filed', 'in-assessment', 'assessed', 'reported', 'returned', 'approved']);

/** How long each stage of an application may take, and when a customer has to be assessed anew. */
export const workflowPolicy = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  source: z.string().min(1),
  calendar: workCalendar,
  stages: z.record(timedStage, deadline),
  reassessment: z.strictObject({
    source: z.string().min(1),
    /** So many months after the last assessment. */
    everyMonths: z.int().min(1).max(60),
    /** So many months after the day that the newest statement is dated. */
    statementOlderThanMonths: z.int().min(1).max(60),
    /** So many days before the agreement runs out. */
    daysBeforeAgreementEnds: z.int().min(1).max(366),
    onBadCredit: z.boolean(),
  }),
});
export type WorkflowPolicy = z.infer<typeof workflowPolicy>;
