import { dateOf, dateOffset } from '@app/kernel/business-date';
import { standardLadder } from '@test/support/policies-on-disk';
import { ladderPolicy } from './ladder-policy';
import { planOf } from './plan';

const planned = (dispatchDate: string, dueDate: string, ladder = standardLadder) =>
  planOf(ladder, { dispatchDate: dateOf(dispatchDate), dueDate: dateOf(dueDate) }).map(
    ({ step, nth, date }) => `${date} ${step}#${nth}`,
  );

describe('the standard ladder', () => {
  test('of a term of 60 days', () =>
    expect(planned('2026-03-01', '2026-04-30')).toEqual([
      '2026-03-01 confirm-shipment#1',
      '2026-03-31 check-in#1',
      '2026-04-23 remind#1',
      '2026-05-07 warn#1',
      '2026-05-14 hold#1',
      '2026-05-30 special-case#1',
    ]));

  test.each([
    ['2026-03-31', 0], // 30 days
    ['2026-04-01', 1],
    ['2026-04-30', 1], // 60 days
    ['2026-05-01', 2],
    ['2026-05-30', 2], // 90 days
    ['2026-05-31', 3],
    ['2027-03-01', 12], // a year
  ])('has on the way from 1 March to %s so many check-ins: %i', (dueDate, count) =>
    expect(planned('2026-03-01', dueDate).filter((step) => step.includes('check-in'))).toHaveLength(count),
  );

  test.each([
    ['2026-01-31', '2026-02-28'],
    ['2024-01-31', '2024-02-29'],
    ['2026-01-28', '2026-02-28'],
    ['2026-05-31', '2026-06-30'],
    ['2026-12-31', '2027-01-31'],
    ['2026-02-28', '2026-03-28'],
  ])('makes a special case of what fell due on %s a calendar month later, on %s', (dueDate, date) =>
    expect(planned('2023-12-01', dueDate)).toContain(`${date} special-case#1`),
  );

  test('escalates in order whatever the month', () => {
    for (let day = 1; day <= 28; day++) {
      const steps = planned('2026-01-01', `2026-02-${String(day).padStart(2, '0')}`).slice(-3);
      expect([...steps].sort()).toEqual(steps);
    }
  });

  test('reminds on the day of dispatch when the term is shorter than a week', () => {
    expect(planned('2026-03-01', '2026-03-07')).toContain('2026-03-01 remind#1');
    expect(planned('2026-03-01', '2026-03-08')).toContain('2026-03-01 remind#1');
    expect(planned('2026-03-01', '2026-03-09')).toContain('2026-03-02 remind#1');
  });

  test('of what is due at once still has all but the check-ins', () =>
    expect(planned('2026-03-01', '2026-03-01')).toEqual([
      '2026-03-01 confirm-shipment#1',
      '2026-03-01 remind#1',
      '2026-03-08 warn#1',
      '2026-03-15 hold#1',
      '2026-04-01 special-case#1',
    ]));

  test('ends with the calendar for what falls due on its last day', () =>
    expect(planned('2199-12-01', '2199-12-31').slice(-1)).toEqual(['2199-12-31 special-case#1']));
});

describe('a ladder of one’s own', () => {
  const withRepeat = (repeat: string) => ({
    ...standardLadder,
    steps: standardLadder.steps.map((step) =>
      step.step === 'check-in' ? { ...step, offset: dateOffset.parse(repeat), repeat: dateOffset.parse(repeat) } : step,
    ),
  });

  test('stops a runaway repeat', () =>
    expect(
      planned('2000-01-01', '2199-12-31', withRepeat('P1D')).filter((step) => step.includes('check-in')),
    ).toHaveLength(60));

  test.each(['P0D', '-P1D', 'P0M', 'P00D'])('cannot repeat by %s, which never arrives', (repeat) =>
    expect(ladderPolicy.safeParse(withRepeat(repeat)).success).toBe(false),
  );

  test('cannot name a step twice', () => {
    const [first] = standardLadder.steps;
    expect(ladderPolicy.safeParse({ ...standardLadder, steps: [first, first] }).success).toBe(false);
  });
});
