import { dateOf } from '@app/kernel/business-date';
import {
  answer,
  application,
  approval,
  assessAs,
  checkReassessment,
  dealer,
  decide,
  example,
  file,
  historyOf,
  report,
  review,
  sign,
} from '@test/support/credit-files';
import { specFor } from '@test/support/given-when-then';
import { stampOf, standardWorkflow } from '@test/support/policies-on-disk';
import { withoutSteps } from '@test/support/scoring-policy';
import type { CreditApplicationCommand } from './commands';
import { creditApplication } from './decider';

const after = (...commands: CreditApplicationCommand[]) =>
  specFor(creditApplication)(...historyOf(creditApplication, commands));
const approved = [
  file(),
  review({ verdict: 'assess' }),
  answer(example.answers),
  assessAs('P-1', { scoring: withoutSteps }),
  report('P-1'),
  decide(approval(500_000)),
];
// Assessed on 2 March 2026 on the statement of 2025; the agreement runs until 1 March 2027.
const signed = [...approved, sign()];
const dueOn = (day: string, ...before: CreditApplicationCommand[]) =>
  after(...signed, ...before)
    .when(checkReassessment(dateOf(day)))
    .decided()
    .map(({ data }) => ('because' in data ? data.because : undefined));

describe('a new assessment', () => {
  test('of an agreement is due so many days before it ends, to the day', () => {
    expect(dueOn('2026-12-31')).toEqual([]);
    expect(dueOn('2027-01-14')).not.toContain('agreement-ends');
    expect(dueOn('2027-01-15')).toContain('agreement-ends');
  });

  test('is due when the newest statement is older than a year, to the day', () => {
    expect(dueOn('2026-12-31')).not.toContain('statement-old');
    expect(dueOn('2027-01-01')).toEqual(['statement-old']);
  });

  test('is due so many months after the last one, to the day', () => {
    expect(dueOn('2027-03-01')).not.toContain('calendar');
    expect(dueOn('2027-03-02')).toContain('calendar');
  });

  test('is due at once on a bad credit record, which it names', () => {
    const badCredit = { receivableId: 'R-7', on: dateOf('2026-05-08') };
    after(...signed)
      .when(checkReassessment(dateOf('2026-05-08'), badCredit))
      .then({
        type: 'ReassessmentDue',
        data: {
          applicationId: application,
          customerId: dealer,
          because: 'bad-credit',
          evidence: 'R-7',
          dueOn: dateOf('2026-05-08'),
          policy: stampOf(standardWorkflow),
          on: dateOf('2026-05-08'),
        },
      });
    const { reassessment } = standardWorkflow;
    const deaf = { ...standardWorkflow, reassessment: { ...reassessment, onBadCredit: false } };
    const { data } = checkReassessment(dateOf('2026-05-08'), badCredit);
    after(...signed)
      .when({ type: 'CheckReassessment', data: { ...data, workflow: deaf } })
      .thenNothing();
  });

  test('is said once for each cause, however often the calendar asks, and late if it was not asked', () => {
    const once = checkReassessment(dateOf('2027-01-20'));
    expect(dueOn('2027-01-20')).toEqual(['statement-old', 'agreement-ends']);
    after(...signed, once)
      .when(once)
      .thenNothing();
    expect(dueOn('2027-03-02', once)).toEqual(['calendar']);
    const [event] = after(...signed)
      .when(checkReassessment(dateOf('2027-01-20')))
      .decided();
    expect(event).toMatchObject({ data: { dueOn: '2027-01-01', on: '2027-01-20' } });
  });

  test('is due of an agreement only: what is not signed waits for somebody anyway', () =>
    after(...approved)
      .when(checkReassessment(dateOf('2030-01-01')))
      .thenNothing());
});

describe('a renewal', () => {
  const former = {
    customerId: dealer,
    stage: 'agreement-signed' as const,
    answers: { 'A1.1': 'good', 'A1.2': 'fair' },
  };
  const renewal = (changes: Partial<typeof former> = {}) =>
    file({ applicationId: 'A-2', renews: application, former: { ...former, ...changes } });

  test('names the application that it follows, and starts from its answers', () => {
    const events = after().when(renewal()).decided();
    expect(events).toMatchObject([
      { type: 'ApplicationFiled', data: { applicationId: 'A-2', renews: application } },
      { type: 'AnswersCarriedOver', data: { from: application, answers: former.answers, carriedOverBy: 'sales-zhou' } },
    ]);
    expect(events[0]?.data).not.toHaveProperty('former');
    const state = events.reduce(creditApplication.evolve, creditApplication.initial);
    expect(state?.draft.given['A1.1']).toMatchObject({ answer: 'good', from: application });
  });

  test('keeps nobody from changing what was carried over', () => {
    const begun = [renewal(), review({ verdict: 'assess' })];
    const changed = after(...begun)
      .when(answer({ 'A1.1': 'poor' }))
      .decided();
    expect(changed).toMatchObject([{ type: 'AnswersRecorded', data: { answers: { 'A1.1': 'poor' } } }]);
    const state = [...historyOf(creditApplication, begun), ...changed].reduce(
      creditApplication.evolve,
      creditApplication.initial,
    );
    expect(state?.draft.given['A1.1']).not.toHaveProperty('from');
  });

  test('is filed once, whatever has become of the former one since', () => {
    after(renewal())
      .when(renewal({ answers: { 'A1.1': 'poor', 'A1.2': 'poor' } }))
      .thenNothing();
    after(renewal())
      .when(file({ applicationId: 'A-2' }))
      .thenProblem('same-id-other-content');
  });

  test('is of a signed agreement of the same customer', () => {
    after()
      .when(renewal({ customerId: 'C-2' }))
      .thenProblem('customer-mismatch');
    after()
      .when(renewal({ stage: 'approved' as never }))
      .thenProblem('renewal-of-unsigned');
    after()
      .when(file({ applicationId: 'A-2', renews: application }))
      .thenProblem('unknown-application');
  });
});
