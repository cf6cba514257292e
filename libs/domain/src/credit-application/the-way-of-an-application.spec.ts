import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import {
  answer,
  application,
  approval,
  assessAs,
  dealer,
  decide,
  example,
  factsOf,
  file,
  historyOf,
  lastYear,
  report,
  review,
  sign,
  withCurrentAssets,
} from '@test/support/credit-files';
import { specFor } from '@test/support/given-when-then';
import { firstAuthority, stampOf, standardAuthority } from '@test/support/policies-on-disk';
import type { CreditApplicationCommand, ReviewVerdict } from './commands';
import { creditApplication } from './decider';

const after = (...commands: CreditApplicationCommand[]) =>
  specFor(creditApplication)(...historyOf(creditApplication, commands));
const stateAfter = (...commands: CreditApplicationCommand[]) =>
  historyOf(creditApplication, commands).reduce(creditApplication.evolve, creditApplication.initial);
const which = { applicationId: application, customerId: dealer };
const on = dateOf('2026-03-02');

const toAssess = review({ verdict: 'assess' });
const answered = answer(example.answers);
const inAssessment = [file(), toAssess, answered];
const assessed = [...inAssessment, assessAs('P-1')];
const reported = [...assessed, report('P-1')];
const seconded = decide(approval(866_000), { by: 'approver-sun' });
// Its 64 % lies within two points of a step, so it takes two.
const approved = [...reported, decide(approval(866_000)), seconded];

describe('filing an application', () => {
  test('is how it begins', () => after().when(file()).then({ type: 'ApplicationFiled', data: file().data }));

  test('does nothing when the same comes again, at whatever stage and on whatever day', () => {
    after(file()).when(file()).thenNothing();
    after(...approved, sign())
      .when(file({ on: dateOf('2026-05-01') }))
      .thenNothing();
  });

  test('is refused under an id that was used for another one', () =>
    after(file())
      .when(file({ amount: ofYuan('1000000.01') }))
      .thenProblem('same-id-other-content'));

  test('comes before all else', () => {
    for (const command of [toAssess, answered, assessAs('P-1'), decide(approval(1)), sign()])
      after().when(command).thenProblem('unknown-application');
  });
});

describe('the preliminary review', () => {
  const greenUntil = (expiresOn: string): ReviewVerdict => ({
    verdict: 'green-channel',
    amount: ofYuan(150_000),
    reason: '政府采购',
    expiresOn: dateOf(expiresOn),
  });

  test('sends to assessment', () =>
    after(file())
      .when(toAssess)
      .then({ type: 'ApplicationSentToAssessment', data: { ...which, reviewedBy: 'sales-head', on } }));

  test('refuses with a reason, and that is the end of it', () => {
    const refusal = review({ verdict: 'refuse', reason: '区域已有经销商' });
    after(file())
      .when(refusal)
      .then(
        {
          type: 'ApplicationRefusedAtReview',
          data: { ...which, reason: '区域已有经销商', reviewedBy: 'sales-head', on },
        },
        expect.objectContaining({ type: 'LetterIssued' }) as never,
      );
    after(file(), refusal).when(toAssess).thenProblem('application-stage');
    after(file(), refusal).when(assessAs('P-1')).thenProblem('application-stage');
  });

  test('lets a green channel ship first, and the assessment follow', () => {
    const { verdict: _, ...allowance } = greenUntil('2026-03-03') as Extract<ReviewVerdict, { amount: unknown }>;
    after(file())
      .when(review(greenUntil('2026-03-03')))
      .then({
        type: 'GreenChannelGranted',
        data: { ...which, ...allowance, authority: stampOf(standardAuthority), grantedBy: 'sales-head', on },
      });
    expect(stateAfter(file(), review(greenUntil('2026-03-03')))?.stage).toBe('in-assessment');
  });

  test('grants no green channel that ends today', () =>
    after(file())
      .when(review(greenUntil('2026-03-02')))
      .thenProblem('expiry-in-the-past'));

  test('lets no more ship first than was asked for, to the fen', () => {
    const green = (amount: string) =>
      review({ ...greenUntil('2026-03-03'), amount: ofYuan(amount) } as ReviewVerdict, { by: 'director-liu' });
    expect(after(file()).when(green('1000000.00')).decided()).toHaveLength(1);
    after(file()).when(green('1000000.01')).thenProblem('limit-above-asked');
  });

  test('lets somebody with the authority grant it, to the last fen', () => {
    const green = (amount: string, by: string, authority = standardAuthority) => {
      const { data } = review({ ...greenUntil('2026-03-03'), amount: ofYuan(amount) } as ReviewVerdict, { by });
      return after(file()).when({ type: 'ReviewApplication', data: { ...data, authority } });
    };
    expect(green('200000.00', 'sales-head').decided()).toHaveLength(1);
    green('200000.01', 'sales-head').thenProblem('allowance-above-authority');
    expect(green('200000.01', 'approver-wang').decided()).toHaveLength(1);
    green('0.01', 'analyst-li').thenProblem('allowance-above-authority');
    // The table that was in force before says nothing of it.
    expect(green('1000000.00', 'sales-head', firstAuthority).decided()).toHaveLength(1);
  });

  test('does nothing when the same verdict comes again, and is refused when another one does', () => {
    after(...approved)
      .when(review({ verdict: 'assess' }, { on: '2026-04-01' }))
      .thenNothing();
    after(file(), toAssess)
      .when(review(greenUntil('2026-04-01')))
      .thenProblem('application-stage');
  });
});

describe('answers', () => {
  test('are kept aspect by aspect, however they were written', () => {
    after(file(), toAssess)
      .when(answer({ A1: '5310', 'A2.1': 'good' }))
      .then({
        type: 'AnswersRecorded',
        data: {
          ...which,
          answers: { 'A1.1': 'good', 'A1.2': 'fair', 'A1.3': 'poor', 'A1.4': 'none', 'A2.1': 'good' },
          answeredBy: 'analyst-li',
          on,
        },
      });
    after(file(), toAssess, answer({ A1: '5310' }))
      .when(answer({ 'A1.2': 'fair' }))
      .thenNothing();
    expect(stateAfter(file(), toAssess, answer({ A1: '5310' }), answer({ 'A1.2': 'good' }))?.draft.given).toMatchObject(
      {
        'A1.1': { answer: 'good', by: 'analyst-li', on, revision: 1 },
        'A1.2': { answer: 'good', by: 'analyst-li', on, revision: 2 },
        'A1.3': { answer: 'poor' },
        'A1.4': { answer: 'none' },
      },
    );
  });

  test('are taken only to questions that the policy asks, and each stranger is named', () => {
    const strangers = { 'A1.1': 'good', 'A9.1': 'good', C7: '5555' };
    const { decided } = after(file(), toAssess).when(answer(strangers));
    expect(decided).toThrow(
      expect.objectContaining({
        code: 'unknown-aspect',
        details: [
          { code: 'unknown-aspect', facts: { aspect: 'A9.1' }, where: 'answers.A9.1' },
          { code: 'unknown-aspect', facts: { aspect: 'C7' }, where: 'answers.C7' },
        ],
      }) as Error,
    );
  });

  test('wait for the review and end with the decision', () => {
    after(file()).when(answered).thenProblem('application-stage');
    after(...approved)
      .when(answer({ 'A1.1': 'none' }))
      .thenProblem('application-stage');
  });
});

describe('assessing an application', () => {
  test('comes at 3A2 and 866,000.00 for the worked example, and keeps all that went in', () => {
    const [event] = after(...inAssessment)
      .when(assessAs('P-1'))
      .decided();
    expect(event).toMatchObject({
      type: 'AssessmentCompleted',
      data: {
        ...which,
        assessmentId: 'P-1',
        input: { asked: '1000000.00', termDays: 90, assessedOn: '2026-03-02', statements: [lastYear] },
        result: { outcome: 'graded', grade: '3A2', limit: '866000.00' },
        policy: assessAs('P-1').data.stamp,
        assessedBy: 'analyst-li',
      },
    });
  });

  test('needs a statement', () =>
    after(...inAssessment)
      .when(assessAs('P-1', { facts: factsOf([]) }))
      .thenProblem('nothing-to-assess'));

  test('needs the review to have sent it there', () =>
    after(file()).when(assessAs('P-1')).thenProblem('application-stage'));

  test('does nothing when the same comes again, today or on a later day', () => {
    after(...assessed)
      .when(assessAs('P-1'))
      .thenNothing();
    after(...approved)
      .when(assessAs('P-1', { on: dateOf('2026-06-01') }))
      .thenNothing();
  });

  test('does nothing when the same comes again after file, answers or policy have moved on', () => {
    after(...assessed)
      .when(assessAs('P-1', { facts: factsOf([withCurrentAssets('710')]) }))
      .thenNothing();
    after(...assessed, answer({ 'A1.1': 'none' }))
      .when(assessAs('P-1'))
      .thenNothing();
    after(...assessed)
      .when(assessAs('P-1', { stamp: { ...assessAs('P-1').data.stamp, hash: 'cd'.repeat(32) } }))
      .thenNothing();
  });

  test('is refused under the id of an assessment for which something else was said', () =>
    after(...assessed)
      .when(assessAs('P-1', { said: { suedBySupplier: true } }))
      .thenProblem('same-id-other-content'));

  test('is done anew under a new id, with the answers as they are by then', () => {
    const poor = answer(Object.fromEntries(Object.keys(example.answers).map((item) => [item, '1111'])));
    const state = stateAfter(...assessed, poor, assessAs('P-2'));
    const grades = [...(state?.assessments.values() ?? [])].map(({ result }) => result.characteristicGrade);
    expect(grades).toHaveLength(2);
    expect(grades[0]).toBe('CA2');
    expect(grades[1]).not.toBe('CA2');
  });

  test('looks at no more than the five newest years', () => {
    const years = [2025, 2024, 2023, 2022, 2021, 2020].map((year) => withCurrentAssets('700', year));
    const { assessments } = stateAfter(...inAssessment, assessAs('P-1', { facts: factsOf(years) }))!;
    expect(assessments.get('P-1')?.input.statements.map(({ year }) => year)).toEqual([2025, 2024, 2023, 2022, 2021]);
  });
});

describe('the agreement', () => {
  test('is signed on what was approved', () =>
    after(...approved)
      .when(sign())
      .then({
        type: 'AgreementSigned',
        data: {
          ...which,
          agreementId: 'HT-1',
          validFrom: dateOf('2026-03-02'),
          validTo: dateOf('2027-03-01'),
          security: '',
          limit: ofYuan(866_000),
          termDays: 90,
          grade: '3A2',
          signedBy: 'approver-wang',
          on,
        },
      }));

  test('has to end on a later day than it begins', () => {
    after(...approved)
      .when(sign({ validTo: dateOf('2026-03-02') }))
      .thenProblem('agreement-ends-too-early');
    const [event] = after(...approved)
      .when(sign({ validTo: dateOf('2026-03-03') }))
      .decided();
    expect(event?.type).toBe('AgreementSigned');
  });

  test('has to end on a day that is still to come', () => {
    const began = dateOf('2025-01-01');
    after(...approved)
      .when(sign({ validFrom: began, validTo: dateOf('2026-03-02') }))
      .thenProblem('expiry-in-the-past');
    const [event] = after(...approved)
      .when(sign({ validFrom: began, validTo: dateOf('2026-03-03') }))
      .decided();
    expect(event?.type).toBe('AgreementSigned');
  });

  test('is signed once: the same again does nothing, other terms are refused', () => {
    after(...approved, sign())
      .when(sign({ on: dateOf('2026-03-09'), by: 'approver-sun' }))
      .thenNothing();
    after(...approved, sign())
      .when(sign({ agreementId: 'HT-2' }))
      .thenProblem('same-id-other-content');
    after(...approved, sign())
      .when(sign({ validTo: dateOf('2027-03-02') }))
      .thenProblem('same-id-other-content');
  });

  test('needs an approval', () => {
    after(...reported)
      .when(sign())
      .thenProblem('application-stage');
    after(...reported, decide({ verdict: 'refuse', reason: '担保不足' }))
      .when(sign())
      .thenProblem('application-stage');
  });
});
