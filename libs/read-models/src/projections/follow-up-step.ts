import { followUpEvent, type FollowUpEvent } from '@app/domain/follow-up/events';
import { evolve, pending, type FollowUpState, type StepState } from '@app/domain/follow-up/follow-up';
import type { RowsPerStream } from '../projection';

export type FollowUpStepRow = {
  step: string;
  nth: number;
  customer_id: string;
  receivable_id: string;
  rule_date: string;
  state: 'planned' | 'done' | 'withheld' | 'dropped';
  done_on: string | null;
  days_late: number | null;
  task: string | null;
  do_by: string | null;
  outcome: string | null;
  due_date: string;
  is_open: boolean;
  revision: number;
};

const undone = { done_on: null, days_late: null, task: null, do_by: null, outcome: null };

const taken = ({ state, on, daysLate, task, outcome, ruleDate }: StepState) => ({
  rule_date: ruleDate,
  state,
  done_on: on,
  days_late: daysLate,
  task: task?.kind ?? null,
  do_by: task?.doBy ?? null,
  outcome: outcome ?? null,
});

/** The steps of each receivable's follow-up: what was done, and what the plan still holds; the rest falls with its end. */
export const followUpStep: RowsPerStream<FollowUpState, FollowUpEvent, FollowUpStepRow> = {
  kind: 'rows-per-stream',
  name: 'follow-up-step',
  version: 1,
  table: 'follow_up_step',
  key: ['stream', 'step', 'nth'],
  category: 'followUp',
  schema: followUpEvent,
  initial: undefined,
  evolve,
  render: (followUp, { revision }) => {
    if (followUp === undefined) return [];
    const { customerId, receivableId, dueDate, isOpen, steps } = followUp;
    const shared = {
      customer_id: customerId,
      receivable_id: receivableId,
      due_date: dueDate,
      is_open: isOpen,
      revision,
    };
    const done = [...steps].map(([key, step]) => {
      const [name = '', nth = '1'] = key.split('#');
      return { ...shared, step: name, nth: Number(nth), ...taken(step) };
    });
    const state = isOpen ? ('planned' as const) : ('dropped' as const);
    const ahead = pending(followUp).map(({ step, nth, date }) => ({
      ...shared,
      step,
      nth,
      rule_date: date,
      state,
      ...undone,
    }));
    return [...done, ...ahead];
  },
};
