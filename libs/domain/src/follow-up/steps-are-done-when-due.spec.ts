import { close, extend, openFollowUp, resume, stepDone, stepWithheld, tick } from '@test/support/follow-up-story';
import { specFor } from '@test/support/given-when-then';
import { dateOf } from '@app/kernel/business-date';
import type { FollowUpCommand } from './commands';
import { followUp } from './decider';
import type { FollowUpEvent } from './events';

const given = specFor(followUp);

/** Everything that these commands lead to, one after the other. */
const story = (...commands: readonly FollowUpCommand[]): FollowUpEvent[] =>
  commands.reduce<FollowUpEvent[]>(
    (past, command) => [
      ...past,
      ...given(...past)
        .when(command)
        .decided(),
    ],
    [],
  );
const open = openFollowUp('2026-03-01', '2026-04-30');
const opened = story(open);
const doneIn = (events: readonly FollowUpEvent[]) =>
  events.flatMap((event) =>
    event.type === 'StepDone' ? [`${event.data.on} ${event.data.step}#${event.data.nth}`] : [],
  );

describe('opening a follow-up', () => {
  test('on the day of dispatch has its first task at once', () => {
    expect(opened.map(({ type }) => type)).toEqual(['FollowUpOpened', 'StepDone']);
    expect(opened[1]).toEqual(stepDone('confirm-shipment', '2026-03-01', '2026-03-01'));
  });

  test('does nothing when it is asked again, even after it was closed', () => {
    given(...opened)
      .when(open)
      .thenNothing();
    given(
      ...opened,
      ...given(...opened)
        .when(close('2026-03-02'))
        .decided(),
    )
      .when(open)
      .thenNothing();
  });

  test.each(['2026-03-31', '2026-05-07', '2026-06-30'])(
    'that was recorded late, on %s, leaves every step to the calendar, which goes in order',
    (on) =>
      expect(story(openFollowUp('2026-03-01', '2026-04-30', on)).map(({ type }) => type)).toEqual(['FollowUpOpened']),
  );
});

describe('the calendar', () => {
  test('does a step on its day and not on the day before', () => {
    const rest = given(...opened);
    rest.when(tick('2026-03-30')).thenNothing();
    rest.when(tick('2026-03-31')).then(stepDone('check-in', '2026-03-31', '2026-03-31'));
  });

  test('does it once, however often the day begins', () => {
    const past = [...opened, stepDone('check-in', '2026-03-31', '2026-03-31')];
    given(...past)
      .when(tick('2026-03-31'))
      .thenNothing();
    given(...past)
      .when(tick('2026-03-30'))
      .thenNothing();
  });

  test('catches up in order after an outage, and says how late each came', () =>
    given(...opened)
      .when(tick('2026-06-01'))
      .then(
        stepDone('check-in', '2026-03-31', '2026-06-01', { daysOverdue: 32 }), // 62 days late
        stepDone('remind', '2026-04-23', '2026-06-01', { daysOverdue: 32 }), // 39
        stepDone('warn', '2026-05-07', '2026-06-01', { daysOverdue: 32 }), // 25
        stepDone('hold', '2026-05-14', '2026-06-01', { daysOverdue: 32 }), // 18
        stepDone('special-case', '2026-05-30', '2026-06-01', { daysOverdue: 32 }), // 2
      ));

  test('counts the days late by the calendar', () => {
    const events = given(...opened)
      .when(tick('2026-06-01'))
      .decided();
    expect(events.map((event) => (event.type === 'StepDone' ? event.data.daysLate : undefined))).toEqual([
      62, 39, 25, 18, 2,
    ]);
  });

  test('asks for what is still open', () =>
    given(...opened)
      .when(tick('2026-03-31', { open: '0.01' }))
      .then(stepDone('check-in', '2026-03-31', '2026-03-31', { openAmount: '0.01' })));

  test('does nothing for what is paid, closed or not', () => {
    given(...opened)
      .when(tick('2026-06-01', { open: '0.00' }))
      .thenNothing();
    given(
      ...opened,
      ...given(...opened)
        .when(close('2026-03-20'))
        .decided(),
    )
      .when(tick('2026-06-01'))
      .thenNothing();
  });

  test('needs a follow-up', () => given().when(tick('2026-03-31')).thenProblem('unknown-follow-up'));
});

describe('a dispute', () => {
  const warned = story(open, tick('2026-03-31'), tick('2026-04-23'));

  test('over all of it withholds the warning, but not the reminder before', () => {
    const reminding = given(...story(open, tick('2026-03-31')));
    reminding.when(tick('2026-04-23', { disputed: '100.00' })).then(stepDone('remind', '2026-04-23', '2026-04-23'));
    given(...warned)
      .when(tick('2026-05-07', { disputed: '100.00' }))
      .then(stepWithheld('warn', '2026-05-07', '2026-05-07'));
  });

  test('over part of it leaves the rest to be warned for, down to the last fen', () =>
    given(...warned)
      .when(tick('2026-05-07', { disputed: '99.99' }))
      .then(stepDone('warn', '2026-05-07', '2026-05-07', { daysOverdue: 7, askedFor: '0.01' })));

  test('over all that is left after a part payment withholds too', () =>
    given(...warned)
      .when(tick('2026-05-07', { open: '40.00', disputed: '40.00' }))
      .then(stepWithheld('warn', '2026-05-07', '2026-05-07')));

  test('over our own fault lets the warning go out and withholds hold and special case', () =>
    given(...warned)
      .when(tick('2026-06-01', { disputed: '0.01', nonCredit: true }))
      .then(
        stepDone('warn', '2026-05-07', '2026-06-01', { daysOverdue: 32, askedFor: '99.99' }),
        stepWithheld('hold', '2026-05-14', '2026-06-01', 'non-credit-reason'),
        stepWithheld('special-case', '2026-05-30', '2026-06-01', 'non-credit-reason'),
      ));

  test('that is closed brings back what was withheld, late and said so, and nothing that was done', () => {
    const past = [
      ...warned,
      ...story(open, tick('2026-05-20', { disputed: '100.00' })).filter(({ type }) => type === 'StepWithheld'),
    ];
    given(...past)
      .when(tick('2026-05-25'))
      .thenNothing();
    const resumed = [
      ...past,
      ...given(...past)
        .when(resume('2026-05-25'))
        .decided(),
    ];
    given(...resumed)
      .when(tick('2026-05-26'))
      .then(
        stepDone('warn', '2026-05-07', '2026-05-26', { daysOverdue: 26 }),
        stepDone('hold', '2026-05-14', '2026-05-26', { daysOverdue: 26 }),
      );
  });

  test('that is closed with nothing withheld changes nothing', () =>
    given(...warned)
      .when(resume('2026-05-01'))
      .thenNothing());
});

describe('an extension', () => {
  test('plans anew what is not done and leaves what is done', () => {
    const past = story(open, tick('2026-03-31'), tick('2026-04-23'), extend('2026-06-29', '2026-04-24'));
    expect(
      doneIn(
        story(open, tick('2026-03-31'), tick('2026-04-23'), extend('2026-06-29', '2026-04-24'), tick('2026-08-31')),
      ),
    ).toEqual([
      '2026-03-01 confirm-shipment#1',
      '2026-03-31 check-in#1',
      '2026-04-23 remind#1', // is not sent a second time
      '2026-08-31 check-in#2', // 30 April, now that it lies before the due date
      '2026-08-31 check-in#3',
      '2026-08-31 warn#1',
      '2026-08-31 hold#1',
      '2026-08-31 special-case#1',
    ]);
    given(...past)
      .when(tick('2026-07-05'))
      .then(
        stepDone('check-in', '2026-04-30', '2026-07-05', { nth: 2, daysOverdue: 6 }),
        stepDone('check-in', '2026-05-30', '2026-07-05', { nth: 3, daysOverdue: 6 }),
      );
  });

  test('is planned once, and an earlier one that is delivered again does not bring the day back', () => {
    const past = story(open, extend('2026-05-31', '2026-04-01'), extend('2026-06-30', '2026-04-02'));
    given(...past)
      .when(extend('2026-06-30', '2026-04-02'))
      .thenNothing();
    given(...past)
      .when(extend('2026-05-31', '2026-04-01'))
      .thenNothing();
  });

  test('changes nothing once the follow-up is closed', () =>
    given(...story(open, close('2026-03-20')))
      .when(extend('2026-06-30', '2026-04-02'))
      .thenNothing());
});

describe('the outcome of a step', () => {
  const outcome = (note: string, nth = 1, said: 'confirmed' | 'not-reached' = 'not-reached') => {
    const data = {
      customerId: 'C-1',
      receivableId: 'R-1',
      step: 'confirm-shipment' as const,
      nth,
      outcome: said,
      note,
    };
    const by = { by: 'li', on: dateOf('2026-03-02') };
    return { type: 'RecordStepOutcome' as const, data: { ...data, ...by } };
  };
  const recorded = (command: ReturnType<typeof outcome>): FollowUpEvent => ({
    type: 'StepOutcomeRecorded',
    data: command.data,
  });

  test('is recorded once, and again when there is something new to say', () => {
    given(...opened)
      .when(outcome('no answer'))
      .then(recorded(outcome('no answer')));
    const past = [...opened, recorded(outcome('no answer'))];
    given(...past)
      .when(outcome('no answer'))
      .thenNothing();
    given(...past)
      .when(outcome('no answer in the afternoon either'))
      .then(recorded(outcome('no answer in the afternoon either')));
    given(...past)
      .when(outcome('no answer', 1, 'confirmed'))
      .then(recorded(outcome('no answer', 1, 'confirmed')));
  });

  test('needs a step that was done', () =>
    given(...opened)
      .when(outcome('too early', 2))
      .thenProblem('step-not-taken'));
});

test('a follow-up closes once', () => {
  const closed = story(open, close('2026-03-20'));
  expect(closed.at(-1)?.type).toBe('FollowUpClosed');
  given(...closed)
    .when(close('2026-03-21'))
    .thenNothing();
});
