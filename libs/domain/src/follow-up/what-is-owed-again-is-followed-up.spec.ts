import { close, extend, openFollowUp, reopen, stepDone, tick } from '@test/support/follow-up-story';
import { specFor } from '@test/support/given-when-then';
import type { FollowUpCommand } from './commands';
import { followUp } from './decider';
import { followUpEvent, type FollowUpEvent } from './events';

const given = specFor(followUp);
const which = { customerId: 'C-1', receivableId: 'R-1' };
const told = (...commands: readonly FollowUpCommand[]): FollowUpEvent[] =>
  commands.reduce<FollowUpEvent[]>(
    (log, command) => [
      ...log,
      ...given(...log)
        .when(command)
        .decided(),
    ],
    [],
  );

// Due on the 30th of April: warned on the 7th of May, held on the 14th, a special case on the 30th.
const opened = openFollowUp('2026-03-01', '2026-04-30');
const untilHold = told(opened, tick('2026-05-14'), close('2026-05-15'));

describe('the follow-up of what is owed again', () => {
  test('goes on where it was: done stays done, the rest is planned from the due date', () => {
    const [event] = given(...untilHold)
      .when(reopen('2026-05-20'))
      .decided();
    if (event?.type !== 'FollowUpReopened') throw new Error('not reopened');
    expect(followUpEvent.parse(event)).toEqual(event);
    expect(event.data).toMatchObject({ ...which, dueDate: '2026-04-30', nth: 1, on: '2026-05-20' });
    given(...untilHold, event)
      .when(tick('2026-05-29'))
      .thenNothing();
    given(...untilHold, event)
      .when(tick('2026-05-30'))
      .then(stepDone('special-case', '2026-05-30', '2026-05-30', { daysOverdue: 30 }));
  });

  test('catches up with what fell due while it was settled', () => {
    const settledEarly = told(opened, tick('2026-04-30'), close('2026-04-30'));
    const again = given(...settledEarly)
      .when(reopen('2026-05-20'))
      .decided();
    given(...settledEarly, ...again)
      .when(tick('2026-05-20'))
      .then(
        stepDone('warn', '2026-05-07', '2026-05-20', { daysOverdue: 20 }),
        stepDone('hold', '2026-05-14', '2026-05-20', { daysOverdue: 20 }),
      );
  });

  test('says what its steps did to the account, should that not have come there, and only while it is late', () => {
    const effects = (log: readonly FollowUpEvent[], on: string) =>
      given(...log)
        .when(reopen(on))
        .decided()
        .map((event) => (event.type === 'FollowUpReopened' ? event.data.effects : []));
    expect(effects(untilHold, '2026-05-20')).toEqual([['hold-shipments']]);
    expect(effects(told(opened, tick('2026-06-01'), close('2026-06-02')), '2026-06-03')).toEqual([
      ['hold-shipments', 'blacklist'],
    ]);
    expect(effects(told(opened, close('2026-03-05')), '2026-03-06')).toEqual([[]]);
    const extended = told(opened, tick('2026-05-14'), extend('2026-07-31', '2026-05-15'), close('2026-05-16'));
    expect(effects(extended, '2026-05-20')).toEqual([[]]);
  });

  test('looks again at what was withheld', () => {
    const withheld = told(opened, tick('2026-05-07', { disputed: '100.00' }), close('2026-05-08'));
    const again = given(...withheld)
      .when(reopen('2026-05-09'))
      .decided();
    expect(
      given(...withheld, ...again)
        .when(tick('2026-05-09'))
        .decided()
        .map(({ type, data }) => `${type} ${'step' in data ? data.step : ''}`),
    ).toEqual(['StepDone warn']);
  });

  test('does nothing when it is told so again, or told late what was before', () => {
    const again = [
      ...untilHold,
      ...given(...untilHold)
        .when(reopen('2026-05-20'))
        .decided(),
    ];
    given(...again)
      .when(reopen('2026-05-21'))
      .thenNothing();
    given(...again)
      .when(close('2026-05-21'))
      .thenNothing();
    expect(
      given(...again)
        .when(close('2026-05-21', 2))
        .decided(),
    ).toEqual([{ type: 'FollowUpClosed', data: { ...which, because: 'paid', on: '2026-05-21' } }]);
  });
});
