import type { DataOf } from '@app/kernel/message';
import type { FollowUpEvent } from '../follow-up/events';
import type { StepEffect } from '../follow-up/ladder-policy';
import type { Ask } from './asks';

type Which = Pick<DataOf<FollowUpEvent, 'FollowUpReopened'>, 'customerId' | 'receivableId' | 'on'>;

const askFor = (effect: StepEffect, done: DataOf<FollowUpEvent, 'StepDone'>): Ask => {
  const { customerId: id, receivableId, step, openAmount, daysOverdue, on } = done;
  const data = { customerId: id, receivableId, on };
  switch (effect) {
    case 'bad-credit-record': {
      const record = { ...data, step, openAmount, daysOverdue };
      return { aggregate: 'customer', id, command: { type: 'RecordBadCredit', data: record } };
    }
    case 'hold-shipments':
      return { aggregate: 'creditAccount', id, command: { type: 'HoldShipments', data } };
    case 'blacklist':
      return { aggregate: 'creditAccount', id, command: { type: 'BlacklistCustomer', data } };
  }
};

/** The account goes by the step that a late receivable has reached; what comes before its due date stops nothing. */
const noteOf = ({ customerId: id, receivableId, step, daysOverdue, on }: DataOf<FollowUpEvent, 'StepDone'>): Ask[] => {
  if (daysOverdue === 0) return [];
  const data = { customerId: id, receivableId, step, on };
  return [{ aggregate: 'creditAccount', id, command: { type: 'NoteFollowUpStep', data } }];
};

/** What the account did already, or somebody has ended since, it does not do a second time. */
const askAgain = (effect: StepEffect, { customerId: id, receivableId, on }: Which): Ask[] => {
  const data = { customerId: id, receivableId, on };
  switch (effect) {
    case 'bad-credit-record':
      return [];
    case 'hold-shipments':
      return [{ aggregate: 'creditAccount', id, command: { type: 'HoldShipments', data } }];
    case 'blacklist':
      return [{ aggregate: 'creditAccount', id, command: { type: 'BlacklistCustomer', data } }];
  }
};

/** What a step does to the account and to the customer's record. */
export const asksOfFollowUp = (event: FollowUpEvent): Ask[] => {
  switch (event.type) {
    case 'StepDone':
      return [...noteOf(event.data), ...event.data.effects.map((effect) => askFor(effect, event.data))];
    case 'FollowUpReopened':
      return event.data.effects.flatMap((effect) => askAgain(effect, event.data));
    case 'FollowUpOpened':
    case 'StepWithheld':
    case 'StepOutcomeRecorded':
    case 'FollowUpReplanned':
    case 'FollowUpClosed':
      return [];
  }
};
