import type { FollowUpCommand } from '@app/domain/follow-up/commands';
import type { FollowUpEvent } from '@app/domain/follow-up/events';
import type { StepName } from '@app/domain/follow-up/ladder-policy';
import { addDays, dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { standardLadder as ladder, stampOf } from './policies-on-disk';

// What is asked of, and happens to, the follow-up of one made-up receivable of 100.00.
const which = { customerId: 'C-1', receivableId: 'R-1' };
const stamp = stampOf(ladder);

export const openFollowUp = (dispatchDate: string, dueDate: string, on = dispatchDate): FollowUpCommand => {
  const dates = { dispatchDate: dateOf(dispatchDate), dueDate: dateOf(dueDate), on: dateOf(on) };
  return { type: 'OpenFollowUp', data: { ...which, amount: ofYuan(100), ...dates, ladder, stamp } };
};

export type Standing = Readonly<{ open?: string; disputed?: string; nonCredit?: boolean }>;
export const tick = (on: string, { open = '100.00', disputed = '0.00', nonCredit = false }: Standing = {}) => {
  const amounts = { openAmount: ofYuan(open), disputed: ofYuan(disputed), nonCredit };
  return { type: 'DoDueSteps', data: { ...which, ladder, ...amounts, on: dateOf(on) } } satisfies FollowUpCommand;
};
export const extend = (dueDate: string, on: string): FollowUpCommand => ({
  type: 'ReplanFollowUp',
  data: { ...which, ladder, dueDate: dateOf(dueDate), because: 'extended', on: dateOf(on) },
});
export const resume = (on: string): FollowUpCommand => ({
  type: 'ReplanFollowUp',
  data: { ...which, ladder, because: 'dispute-closed', on: dateOf(on) },
});
export const close = (on: string, nth = 1): FollowUpCommand => ({
  type: 'CloseFollowUp',
  data: { ...which, because: 'paid', ...(nth > 1 && { nth }), on: dateOf(on) },
});
export const reopen = (on: string, nth = 1): FollowUpCommand => ({
  type: 'ReopenFollowUp',
  data: { ...which, ladder, nth, on: dateOf(on) },
});

/** A step as it was done; effects and task as the standard policy has them. */
export const stepDone = (
  step: StepName,
  ruleDate: string,
  on: string,
  said: { nth?: number; daysOverdue?: number; openAmount?: string; askedFor?: string } = {},
): FollowUpEvent => {
  const rule = ladder.steps.find((candidate) => candidate.step === step);
  if (rule?.task === undefined) throw new Error(`the standard policy has no task for ${step}`);
  const late = (Date.parse(on) - Date.parse(ruleDate)) / 86_400_000;
  const withinDays = Number(rule.task.within.slice(1, -1));
  return {
    type: 'StepDone',
    data: {
      ...which,
      step,
      nth: said.nth ?? 1,
      ruleDate: dateOf(ruleDate),
      daysLate: late,
      daysOverdue: said.daysOverdue ?? 0,
      openAmount: ofYuan(said.openAmount ?? 100),
      askedFor: ofYuan(said.askedFor ?? said.openAmount ?? 100),
      effects: rule.effects,
      task: { kind: rule.task.kind, doBy: addDays(dateOf(on), withinDays) },
      on: dateOf(on),
    },
  };
};
export const stepWithheld = (
  step: StepName,
  ruleDate: string,
  on: string,
  because: 'disputed' | 'non-credit-reason' = 'disputed',
): FollowUpEvent => ({
  type: 'StepWithheld',
  data: { ...which, step, nth: 1, ruleDate: dateOf(ruleDate), because, on: dateOf(on) },
});
