import {
  allocated,
  authorised,
  blacklisted,
  blacklistLifted,
  customerId,
  disputeClosed,
  disputed,
  dispatched,
  extended,
  extensionAsked,
  greenChannel,
  held,
  holdLifted,
  opened,
  owed,
  paid,
  released,
  settled,
} from '@test/support/account-events';
import { reopened, settledBy } from '@test/support/correcting-events';
import { standardLadder, stampOf } from '@test/support/policies-on-disk';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { followUp } from '../follow-up/decider';
import { asksOfAccount } from './account-asks';
import type { CreditAccountEvent } from '../credit-account/events';

const ladder = { ladder: standardLadder, stamp: stampOf(standardLadder) };
const on = dateOf('2026-03-01');
const which = { customerId, receivableId: 'R-1' };
const asked = (event: CreditAccountEvent) => asksOfAccount(event, ladder);

/** The same for the second time. */
const again = (event: CreditAccountEvent): CreditAccountEvent =>
  ({ ...event, data: { ...event.data, nth: 2 } }) as CreditAccountEvent;

describe('an event of the account', () => {
  test('that opens a receivable opens its follow-up, under a name of both', () =>
    expect(asked(owed('R-1', '100.00', '2026-04-30', 'S-1'))).toEqual([
      {
        aggregate: 'followUp',
        id: 'C-1:R-1',
        command: {
          type: 'OpenFollowUp',
          data: { ...which, amount: ofYuan(100), dispatchDate: on, dueDate: dateOf('2026-04-30'), ...ladder, on },
        },
      },
    ]));

  test('that settles it closes the follow-up', () =>
    expect(asked(settled('R-1'))).toEqual([
      {
        aggregate: 'followUp',
        id: 'C-1:R-1',
        command: { type: 'CloseFollowUp', data: { ...which, because: 'paid', on } },
      },
    ]));

  test('that settles it otherwise says how', () => {
    const closed = (means: 'credit-note' | 'write-off') =>
      asked(settledBy('R-1', { with: means })).map(({ command }) => command.data);
    expect(closed('credit-note')).toEqual([{ ...which, because: 'credited', on }]);
    expect(closed('write-off')).toEqual([{ ...which, because: 'written-off', on }]);
  });

  test('that makes it owed again opens its follow-up again', () =>
    expect(asked(reopened('R-1', '100.00'))).toEqual([
      {
        aggregate: 'followUp',
        id: 'C-1:R-1',
        command: { type: 'ReopenFollowUp', data: { ...which, ladder: standardLadder, nth: 1, on } },
      },
    ]));

  test('that extends it moves the plan to the new due date', () => {
    const data = { ...which, ladder: standardLadder, dueDate: dateOf('2026-05-31'), because: 'extended', on };
    expect(asked(extended('E-1', 'R-1', { from: '2026-04-30', to: '2026-05-31' }))).toEqual([
      { aggregate: 'followUp', id: 'C-1:R-1', command: { type: 'ReplanFollowUp', data } },
    ]);
  });

  test('that closes a dispute resumes what was withheld, on the due date as it is', () => {
    const data = { ...which, ladder: standardLadder, because: 'dispute-closed', on };
    expect(asked(disputeClosed('D-1', 'R-1'))).toEqual([
      { aggregate: 'followUp', id: 'C-1:R-1', command: { type: 'ReplanFollowUp', data } },
    ]);
  });

  test.each([
    opened('1.00'),
    greenChannel('1.00', '2026-03-31'),
    authorised('S-1', '1.00'),
    dispatched('S-1', 'D-1', '1.00'),
    released('S-1', '1.00', 'expired'),
    paid('P-1', '1.00'),
    allocated('P-1', 'R-1', '1.00'),
    disputed('D-1', 'R-1', '1.00', true),
    extensionAsked('E-1', 'R-1', '2026-05-31'),
    held('R-1'),
    holdLifted('R-1', 'settled', 'credit-account'),
    blacklisted('R-1'),
    blacklistLifted,
  ])('asks nothing of anybody when it is $type', (event) => expect(asked(event)).toEqual([]));

  test('delivered twice is carried out once', () => {
    const story = [
      owed('R-1', '100.00', '2026-04-30'),
      extended('E-1', 'R-1', { from: '2026-04-30', to: '2026-05-31' }),
      extended('E-2', 'R-1', { from: '2026-05-31', to: '2026-06-30' }),
      disputeClosed('D-1', 'R-1'),
      settled('R-1'),
      reopened('R-1', '100.00'),
      again(settled('R-1')),
      again(reopened('R-1', '50.00')),
    ];
    const deliver = (state: typeof followUp.initial, events: readonly CreditAccountEvent[]) =>
      events
        .flatMap(asked)
        .flatMap((ask) => (ask.aggregate === 'followUp' ? [ask.command] : []))
        .reduce((now, command) => followUp.decide(command, now).reduce(followUp.evolve, now), state);
    const once = deliver(followUp.initial, story);
    expect(once).toMatchObject({ isOpen: true, reopenings: 2, dueDate: '2026-06-30' });
    expect(deliver(once, story)).toEqual(once);
    // Stopped half way and started over from the beginning, it comes to the same.
    for (const reached of story.keys())
      expect(deliver(deliver(followUp.initial, story.slice(0, reached)), story)).toEqual(once);
  });
});
