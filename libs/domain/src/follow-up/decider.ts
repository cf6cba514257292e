import { daysBetween, isBefore, offsetFrom, type BusinessDate } from '@app/kernel/business-date';
import type { Decider } from '@app/kernel/decider';
import { Problem } from '@app/kernel/problem';
import { isNil, minus, nil, type Yuan } from '@app/kernel/yuan';
import type {
  CloseFollowUp,
  DoDueSteps,
  FollowUpCommand,
  OpenFollowUp,
  RecordStepOutcome,
  ReopenFollowUp,
  ReplanFollowUp,
} from './commands';
import type { FollowUpEvent } from './events';
import { evolve, keyOf, pending, type FollowUp, type FollowUpState } from './follow-up';
import type { LadderPolicy, LadderStep, PlannedStep } from './ladder-policy';
import { planOf } from './plan';

type Standing = Readonly<{ openAmount: Yuan; disputed: Yuan; nonCredit: boolean; on: BusinessDate }>;

const ruleFor = (ladder: LadderPolicy, { step }: PlannedStep): LadderStep => {
  const rule = ladder.steps.find((candidate) => candidate.step === step);
  if (rule === undefined) throw new Problem('unknown-policy', { policy: `${ladder.id}: ${step}` });
  return rule;
};

/** An escalating step spares what is disputed, and stops nobody's shipments over a fault of ours. */
const reasonToWithhold = (rule: LadderStep, { openAmount, disputed, nonCredit }: Standing) => {
  if (!rule.escalates) return undefined;
  if (isNil(minus(openAmount, disputed))) return 'disputed' as const;
  const reachesTheAccount = rule.effects.some((effect) => effect !== 'bad-credit-record');
  return nonCredit && reachesTheAccount ? ('non-credit-reason' as const) : undefined;
};

const doStep = (followUp: FollowUp, planned: PlannedStep, ladder: LadderPolicy, standing: Standing): FollowUpEvent => {
  const { customerId, receivableId } = followUp;
  const { openAmount, disputed, on } = standing;
  const rule = ruleFor(ladder, planned);
  const which = { customerId, receivableId, step: planned.step, nth: planned.nth, ruleDate: planned.date, on };
  const because = reasonToWithhold(rule, standing);
  if (because !== undefined) return { type: 'StepWithheld', data: { ...which, because } };
  const task =
    rule.task === undefined ? {} : { task: { kind: rule.task.kind, doBy: offsetFrom(on, rule.task.within) } };
  const amounts = { openAmount, askedFor: rule.escalates ? minus(openAmount, disputed) : openAmount };
  const daysLate = daysBetween(planned.date, on);
  const daysOverdue = Math.max(0, daysBetween(followUp.dueDate, on));
  return { type: 'StepDone', data: { ...which, daysLate, daysOverdue, ...amounts, effects: rule.effects, ...task } };
};

/**
 * A receivable recorded on the day of its dispatch has its first task at once, not on the morning after. One that
 * was recorded later waits for the calendar, which catches up in order and knows what has been paid since.
 */
const openFollowUp = ({ data }: OpenFollowUp, followUp: FollowUpState): FollowUpEvent[] => {
  if (followUp !== undefined) return [];
  const { ladder, stamp, ...facts } = data;
  const { amount, dispatchDate, dueDate, on } = facts;
  const opened: FollowUpEvent = {
    type: 'FollowUpOpened',
    data: { ...facts, ladder: stamp, plan: planOf(ladder, { dispatchDate, dueDate }) },
  };
  const state = evolve(undefined, opened);
  if (state === undefined) return [opened];
  const standing = { openAmount: amount, disputed: nil, nonCredit: false, on };
  const today = dispatchDate === on ? pending(state).filter(({ date }) => date === on) : [];
  return [opened, ...today.map((planned) => doStep(state, planned, ladder, standing))];
};

const doDueSteps = ({ data }: DoDueSteps, followUp: FollowUp): FollowUpEvent[] => {
  if (!followUp.isOpen || isNil(data.openAmount)) return [];
  const due = pending(followUp).filter(({ date }) => !isBefore(data.on, date));
  return due.map((planned) => doStep(followUp, planned, data.ladder, data));
};

const recordOutcome = ({ data }: RecordStepOutcome, followUp: FollowUp): FollowUpEvent[] => {
  const step = followUp.steps.get(keyOf(data.step, data.nth));
  if (step?.state !== 'done') throw new Problem('step-not-taken', { step: data.step, receivable: data.receivableId });
  return step.outcome === data.outcome && step.note === data.note ? [] : [{ type: 'StepOutcomeRecorded', data }];
};

const latest = (a: BusinessDate, b: BusinessDate): BusinessDate => (isBefore(a, b) ? b : a);

const replan = ({ data }: ReplanFollowUp, followUp: FollowUp): FollowUpEvent[] => {
  const { customerId, receivableId, ladder, because, on } = data;
  // Only ever later: a repeated request of an earlier extension does not bring its day back.
  const dueDate = latest(data.dueDate ?? followUp.dueDate, followUp.dueDate);
  const hasWithheld = [...followUp.steps.values()].some(({ state }) => state === 'withheld');
  if (!followUp.isOpen || (dueDate === followUp.dueDate && !hasWithheld)) return [];
  const plan = planOf(ladder, { dispatchDate: followUp.dispatchDate, dueDate });
  return [{ type: 'FollowUpReplanned', data: { customerId, receivableId, dueDate, plan, because, on } }];
};

/** What was settled before it was owed again closes nothing. */
const close = ({ data: { nth = 1, ...data } }: CloseFollowUp, followUp: FollowUp): FollowUpEvent[] =>
  followUp.isOpen && nth > followUp.reopenings ? [{ type: 'FollowUpClosed', data }] : [];

/** Late steps catch up on the next round of the calendar; what was withheld is looked at again. */
const reopen = ({ data }: ReopenFollowUp, followUp: FollowUp): FollowUpEvent[] => {
  if (data.nth <= followUp.reopenings) return [];
  const { customerId, receivableId, ladder, nth, on } = data;
  const { dispatchDate, dueDate, steps } = followUp;
  const plan = planOf(ladder, { dispatchDate, dueDate });
  const done = ladder.steps.filter(({ step }) =>
    plan.some((planned) => planned.step === step && steps.get(keyOf(step, planned.nth))?.state === 'done'),
  );
  // Not late, it has done nothing to the account that still holds; a record of the customer's stays where it is.
  const effects = isBefore(dueDate, on) ? done.flatMap((rule) => rule.effects) : [];
  const again = [...new Set(effects)].filter((effect) => effect !== 'bad-credit-record');
  return [{ type: 'FollowUpReopened', data: { customerId, receivableId, dueDate, plan, effects: again, nth, on } }];
};

const known = (followUp: FollowUpState, { data }: Exclude<FollowUpCommand, OpenFollowUp>): FollowUp => {
  if (followUp === undefined) throw new Problem('unknown-follow-up', { receivable: data.receivableId });
  return followUp;
};

export const followUp: Decider<FollowUpState, FollowUpCommand, FollowUpEvent> = {
  category: 'followUp',
  initial: undefined,
  evolve,
  decide: (command, state) => {
    switch (command.type) {
      case 'OpenFollowUp':
        return openFollowUp(command, state);
      case 'DoDueSteps':
        return doDueSteps(command, known(state, command));
      case 'RecordStepOutcome':
        return recordOutcome(command, known(state, command));
      case 'ReplanFollowUp':
        return replan(command, known(state, command));
      case 'CloseFollowUp':
        return close(command, known(state, command));
      case 'ReopenFollowUp':
        return reopen(command, known(state, command));
    }
  },
};
