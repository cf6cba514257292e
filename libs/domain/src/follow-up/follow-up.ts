import type { BusinessDate } from '@app/kernel/business-date';
import type { FollowUpEvent } from './events';
import type { PlannedStep, StepName } from './ladder-policy';

export type StepState = Readonly<{
  state: 'done' | 'withheld';
  ruleDate: BusinessDate;
  on: BusinessDate;
  daysLate: number;
  task: Readonly<{ kind: 'call' | 'letter' | 'visit'; doBy: BusinessDate }> | undefined;
  outcome: string | undefined;
  note: string | undefined;
}>;

/** The follow-up 跟踪 of one receivable: its plan and what has been done of it. */
export type FollowUp = Readonly<{
  customerId: string;
  receivableId: string;
  dispatchDate: BusinessDate;
  dueDate: BusinessDate;
  ladderHash: string;
  isOpen: boolean;
  /** How many times it has been opened again. */
  reopenings: number;
  plan: readonly PlannedStep[];
  /** By step and its number; what stands here is never done a second time. */
  steps: ReadonlyMap<string, StepState>;
}>;

export type FollowUpState = FollowUp | undefined;

export const keyOf = (step: StepName, nth: number): string => `${step}#${nth}`;

/** What of the plan is still to be done, in the order of its days. */
export const pending = ({ plan, steps }: FollowUp): PlannedStep[] =>
  plan.filter(({ step, nth }) => !steps.has(keyOf(step, nth))).sort((a, b) => a.date.localeCompare(b.date));

const withStep = (followUp: FollowUp, key: string, step: StepState): FollowUp => ({
  ...followUp,
  steps: new Map(followUp.steps).set(key, step),
});

const withoutWithheld = (steps: FollowUp['steps']): FollowUp['steps'] =>
  new Map([...steps].filter(([, { state }]) => state !== 'withheld'));

const evolveOpen = (
  followUp: FollowUp,
  { type, data }: Exclude<FollowUpEvent, { type: 'FollowUpOpened' }>,
): FollowUp => {
  switch (type) {
    case 'StepDone': {
      const { ruleDate, on, daysLate, task } = data;
      const done = { state: 'done' as const, ruleDate, on, daysLate, task, outcome: undefined, note: undefined };
      return withStep(followUp, keyOf(data.step, data.nth), done);
    }
    case 'StepWithheld': {
      const { ruleDate, on } = data;
      const withheld = {
        state: 'withheld' as const,
        ruleDate,
        on,
        daysLate: 0,
        task: undefined,
        outcome: undefined,
        note: undefined,
      };
      return withStep(followUp, keyOf(data.step, data.nth), withheld);
    }
    case 'StepOutcomeRecorded': {
      const key = keyOf(data.step, data.nth);
      const step = followUp.steps.get(key);
      return step === undefined
        ? followUp
        : withStep(followUp, key, { ...step, outcome: data.outcome, note: data.note });
    }
    case 'FollowUpReplanned':
      return { ...followUp, dueDate: data.dueDate, plan: data.plan, steps: withoutWithheld(followUp.steps) };
    case 'FollowUpClosed':
      return { ...followUp, isOpen: false };
    case 'FollowUpReopened':
      return {
        ...followUp,
        ...{ isOpen: true, reopenings: data.nth, plan: data.plan },
        steps: withoutWithheld(followUp.steps),
      };
  }
};

export const evolve = (followUp: FollowUpState, event: FollowUpEvent): FollowUpState => {
  if (event.type !== 'FollowUpOpened') return followUp === undefined ? undefined : evolveOpen(followUp, event);
  const { customerId, receivableId, dispatchDate, dueDate, ladder, plan } = event.data;
  return {
    customerId,
    receivableId,
    dispatchDate,
    dueDate,
    ladderHash: ladder.hash,
    isOpen: true,
    reopenings: 0,
    plan,
    steps: new Map(),
  };
};
