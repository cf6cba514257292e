import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { close, extend, openFollowUp, stepDone, stepWithheld } from '@test/support/follow-up-story';
import { specFor } from '@test/support/given-when-then';
import { followUp } from '../follow-up/decider';
import type { FollowUpEvent } from '../follow-up/events';
import { asksOfFollowUp } from './follow-up-asks';

const which = { customerId: 'C-1', receivableId: 'R-1' };
const on = dateOf('2026-06-01');

describe('a step that was done', () => {
  test.each(['confirm-shipment', 'check-in', 'remind'] as const)('asks nothing of the account when it is %s', (step) =>
    expect(asksOfFollowUp(stepDone(step, '2026-03-01', '2026-03-01'))).toEqual([]),
  );

  test('puts a warning on the customer’s record, with what was open and for how long, and tells the account', () => {
    const warned = stepDone('warn', '2026-05-07', '2026-06-01', {
      daysOverdue: 32,
      openAmount: '60.00',
      askedFor: '40.00',
    });
    const data = { ...which, step: 'warn', openAmount: ofYuan(60), daysOverdue: 32, on };
    const noted = { type: 'NoteFollowUpStep', data: { ...which, step: 'warn', on } };
    expect(asksOfFollowUp(warned)).toEqual([
      { aggregate: 'creditAccount', id: 'C-1', command: noted },
      { aggregate: 'customer', id: 'C-1', command: { type: 'RecordBadCredit', data } },
    ]);
  });

  test('holds the account', () =>
    expect(asksOfFollowUp(stepDone('hold', '2026-05-14', '2026-06-01'))).toEqual([
      { aggregate: 'creditAccount', id: 'C-1', command: { type: 'HoldShipments', data: { ...which, on } } },
    ]));

  test('blacklists the customer', () =>
    expect(asksOfFollowUp(stepDone('special-case', '2026-05-30', '2026-06-01'))).toEqual([
      { aggregate: 'creditAccount', id: 'C-1', command: { type: 'BlacklistCustomer', data: { ...which, on } } },
    ]));

  test('does everything that its rule says, in that order', () => {
    const done = stepDone('hold', '2026-05-14', '2026-06-01');
    if (done.type !== 'StepDone') throw new Error(done.type);
    const event = { ...done, data: { ...done.data, effects: ['blacklist' as const, 'hold-shipments' as const] } };
    expect(asksOfFollowUp(event).map(({ command }) => command.type)).toEqual(['BlacklistCustomer', 'HoldShipments']);
  });
});

test('what its steps did is asked for again when a receivable is owed again', () => {
  const reopened: FollowUpEvent = {
    type: 'FollowUpReopened',
    data: {
      ...which,
      dueDate: on,
      plan: [],
      effects: ['bad-credit-record', 'hold-shipments', 'blacklist'],
      nth: 1,
      on,
    },
  };
  expect(asksOfFollowUp(reopened)).toEqual([
    { aggregate: 'creditAccount', id: 'C-1', command: { type: 'HoldShipments', data: { ...which, on } } },
    { aggregate: 'creditAccount', id: 'C-1', command: { type: 'BlacklistCustomer', data: { ...which, on } } },
  ]);
});

test('what is withheld, planned, opened or closed asks nothing of the account', () => {
  const [opened, ...rest] = specFor(followUp)().when(openFollowUp('2026-03-01', '2026-04-30')).decided();
  const given = specFor(followUp)(opened!, ...rest);
  const quiet = [
    opened!,
    stepWithheld('hold', '2026-05-14', '2026-06-01'),
    ...given.when(extend('2026-06-30', '2026-04-01')).decided(),
    ...given.when(close('2026-04-01')).decided(),
  ];
  expect(quiet.map(({ type }) => type)).toEqual([
    'FollowUpOpened',
    'StepWithheld',
    'FollowUpReplanned',
    'FollowUpClosed',
  ]);
  expect(quiet.flatMap(asksOfFollowUp)).toEqual([]);
});
