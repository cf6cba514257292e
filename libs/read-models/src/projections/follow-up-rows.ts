import { followUpEvent, type FollowUpEvent } from '@app/domain/follow-up/events';
import { evolve, pending, type FollowUpState, type StepState } from '@app/domain/follow-up/follow-up';
import type { Json } from '@app/postgres/connect';
import type { Row, RowsPerStream } from '../projection';

type OfFollowUp<Rendered extends Row> = RowsPerStream<FollowUpState, FollowUpEvent, Rendered>;

const fold = {
  kind: 'rows-per-stream',
  category: 'followUp',
  schema: followUpEvent,
  initial: undefined,
  evolve,
} as const;

export type FollowUpRow = {
  customer_id: string;
  receivable_id: string;
  due_date: string;
  is_open: boolean;
  /** The day of the earliest step that is still to be done; null where none is, or the follow-up has ended. */
  next_date: string | null;
  /** What the plan still holds, in the order of its days: `[{step, nth, date}]`; where it has ended, what fell with it. */
  ahead: Json;
  revision: number;
};

/** One row for each follow-up, however many steps lie before it: the calendar looks for nothing else. */
export const followUp: OfFollowUp<FollowUpRow> = {
  ...fold,
  name: 'follow-up',
  version: 1,
  table: 'follow_up',
  key: ['stream'],
  render: (state, { revision }) => {
    if (state === undefined) return [];
    const { customerId, receivableId, dueDate, isOpen } = state;
    const ahead = pending(state).map(({ step, nth, date }) => ({ step, nth, date }));
    return [
      {
        customer_id: customerId,
        receivable_id: receivableId,
        due_date: dueDate,
        is_open: isOpen,
        next_date: isOpen ? (ahead[0]?.date ?? null) : null,
        ahead,
        revision,
      },
    ];
  },
};

export type FollowUpStepRow = {
  step: string;
  nth: number;
  customer_id: string;
  receivable_id: string;
  rule_date: string;
  state: 'done' | 'withheld';
  done_on: string;
  days_late: number;
  task: string | null;
  do_by: string | null;
  outcome: string | null;
  due_date: string;
  is_open: boolean;
  revision: number;
};

const taken = ({ state, on, daysLate, task, outcome, ruleDate }: StepState) => ({
  rule_date: ruleDate,
  state,
  done_on: on,
  days_late: daysLate,
  task: task?.kind ?? null,
  do_by: task?.doBy ?? null,
  outcome: outcome ?? null,
});

/** The steps that were taken; what is planned stands with the follow-up. */
export const followUpStep: OfFollowUp<FollowUpStepRow> = {
  ...fold,
  name: 'follow-up-step',
  version: 2,
  table: 'follow_up_step',
  key: ['stream', 'step', 'nth'],
  render: (state, { revision }) => {
    if (state === undefined) return [];
    const { customerId, receivableId, dueDate, isOpen } = state;
    const shared = {
      customer_id: customerId,
      receivable_id: receivableId,
      due_date: dueDate,
      is_open: isOpen,
      revision,
    };
    return [...state.steps].map(([key, step]) => {
      const [name = '', nth = '1'] = key.split('#');
      return { ...shared, step: name, nth: Number(nth), ...taken(step) };
    });
  },
};
