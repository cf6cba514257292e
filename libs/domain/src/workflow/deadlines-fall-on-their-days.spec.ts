import { addDays, dateOf } from '@app/kernel/business-date';
import { standardWorkflow } from '@test/support/policies-on-disk';
import { addBusinessDays, workCalendar } from './business-days';
import { lateDaysOn, stageDueOn } from './deadlines';
import { timedStage, workflowPolicy } from './workflow-policy';

// The second of March 2026 is a Monday.
const calendar = workCalendar.parse({
  source: 'a made-up spring',
  weekend: [6, 7],
  holidays: ['2026-03-04', '2026-03-05'],
  makeUpDays: ['2026-03-07'],
});
const day = (from: string, days: number) => addBusinessDays(dateOf(from), days, calendar);

describe('the n-th business day', () => {
  test.each([
    ['2026-03-02', 1, '2026-03-03', 'is tomorrow'],
    ['2026-03-02', 2, '2026-03-06', 'comes after the holidays'],
    ['2026-03-02', 3, '2026-03-07', 'may be a Saturday that is worked'],
    ['2026-03-02', 4, '2026-03-09', 'is not a Sunday'],
    ['2026-03-08', 1, '2026-03-09', 'counts from a Sunday as well'],
    ['2026-03-02', 0, '2026-03-02', 'is the day itself when there is none to wait'],
  ])('after %s, %d days on, is %s: it %s', (from, days, due) => expect(day(from, days)).toBe(due));

  test('ends somewhere even where nobody ever works', () => {
    const sundays = Array.from({ length: 20 }, (_, week) => addDays(dateOf('2026-03-01'), 7 * week));
    const off = { source: 'none', weekend: [1, 2, 3, 4, 5, 6], holidays: sundays, makeUpDays: [] };
    const never = workCalendar.parse(off);
    expect(addBusinessDays(dateOf('2026-03-02'), 5, never) > '2026-03-02').toBe(true);
  });

  test('is not counted by a calendar in which a day is both off and worked', () => {
    const twice = workCalendar.safeParse({ ...calendar, makeUpDays: ['2026-03-04'] });
    expect(twice.error?.issues).toMatchObject([{ path: ['makeUpDays', 0] }]);
  });
});

describe('the deadline of a stage', () => {
  const since = dateOf('2026-03-02');
  const dueOn = (stage: string, greenUntil?: string) =>
    stageDueOn(standardWorkflow, { stage, since, ...(greenUntil !== undefined && { greenUntil: dateOf(greenUntil) }) });

  test('is there for each stage that waits for somebody, and for no other', () => {
    for (const stage of timedStage.options) expect(dueOn(stage)! > since).toBe(true);
    for (const stage of ['refused', 'refused-at-review', 'agreement-signed']) expect(dueOn(stage)).toBeUndefined();
  });

  test('counts business days where the policy says so, and calendar days where it says that', () => {
    expect(dueOn('filed')).toBe('2026-03-04');
    expect(dueOn('in-assessment')).toBe('2026-03-16');
    expect(dueOn('approved')).toBe('2026-04-01');
  });

  test('of a customer that ships already is the end of its green channel, if that comes first', () => {
    expect(dueOn('in-assessment', '2026-03-10')).toBe('2026-03-10');
    expect(dueOn('in-assessment', '2026-03-17')).toBe('2026-03-16');
    expect(dueOn('reported', '2026-03-03')).toBe('2026-03-05');
  });

  test('is kept on the day itself, and missed by one day on the next', () => {
    const due = dateOf('2026-03-04');
    expect(lateDaysOn(dateOf('2026-03-03'), due)).toBe(0);
    expect(lateDaysOn(due, due)).toBe(0);
    expect(lateDaysOn(dateOf('2026-03-05'), due)).toBe(1);
    expect(lateDaysOn(dateOf('2026-04-04'), due)).toBe(31);
  });
});

describe('a workflow policy', () => {
  test.each([
    ['stages', 'filed', { within: 0, days: 'business', source: 'x' }],
    ['stages', 'filed', { within: 2, days: 'working', source: 'x' }],
    ['stages', 'filed', undefined],
    ['reassessment', 'everyMonths', 0],
    ['calendar', 'weekend', [0]],
  ] as const)('is none with %s.%s = %p, and says so', (part, key, value) => {
    const wrong = { ...standardWorkflow, [part]: { ...standardWorkflow[part], [key]: value } };
    const path = workflowPolicy.safeParse(wrong).error?.issues[0]?.path.slice(0, 2);
    expect(path).toEqual([part, key]);
  });
});
