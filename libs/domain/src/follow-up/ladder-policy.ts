import { z } from 'zod';
import { businessDate, dateOffset } from '@app/kernel/business-date';
import { bilingual } from '@app/kernel/language';

export const stepName = z.enum(['confirm-shipment', 'check-in', 'remind', 'warn', 'hold', 'special-case']);
export type StepName = z.infer<typeof stepName>;

/** What a step does to the rest of the house. */
export const stepEffect = z.enum(['bad-credit-record', 'hold-shipments', 'blacklist']);
export type StepEffect = z.infer<typeof stepEffect>;

export const taskKind = z.enum(['call', 'letter', 'visit']);
export type TaskKind = z.infer<typeof taskKind>;

/** One step of one receivable's timeline: the nth of its name, on the day that the rule names. */
export const plannedStep = z.object({ step: stepName, nth: z.int().positive(), date: businessDate });
export type PlannedStep = z.infer<typeof plannedStep>;

const ladderStep = z.strictObject({
  step: stepName,
  name: bilingual,
  anchor: z.enum(['dispatch', 'due']),
  offset: dateOffset,
  /** Again and again at this distance, for as long as it stays before the due date. */
  repeat: dateOffset.optional(),
  /** Escalating steps spare what is disputed. */
  escalates: z.boolean(),
  effects: z.array(stepEffect),
  task: z.strictObject({ kind: taskKind, within: dateOffset }).optional(),
  script: bilingual,
});

/** The follow-up timeline as data: steps in the order in which they are done when several are due. */
export const ladderPolicy = z
  .strictObject({
    id: z.string(),
    version: z.int().positive(),
    source: z.string(),
    steps: z.array(ladderStep).min(1),
  })
  .superRefine(({ steps }, context) => {
    const names = steps.map(({ step }) => step);
    names.forEach((name, index) => {
      if (names.indexOf(name) !== index)
        context.addIssue({ code: 'custom', path: ['steps', index, 'step'], message: `${name} stands twice` });
    });
    steps.forEach(({ repeat }, index) => {
      if (repeat !== undefined && !/^P[1-9]/.test(repeat))
        context.addIssue({
          code: 'custom',
          path: ['steps', index, 'repeat'],
          message: 'a repeat goes forward in time',
        });
    });
  });
export type LadderPolicy = z.infer<typeof ladderPolicy>;
export type LadderStep = LadderPolicy['steps'][number];
