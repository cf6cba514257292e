import { dateOf } from '@app/kernel/business-date';
import {
  answer,
  application,
  assessAs,
  dealer,
  example,
  factsOf,
  file,
  historyOf,
  lastYear,
  overrule,
  report,
  review,
  withdrawal,
} from '@test/support/credit-files';
import { specFor } from '@test/support/given-when-then';
import { measuringPolicy } from '@test/support/scoring-policy';
import type { CreditApplicationCommand } from './commands';
import { creditApplication } from './decider';

const after = (...commands: CreditApplicationCommand[]) =>
  specFor(creditApplication)(...historyOf(creditApplication, commands));
const stateAfter = (...commands: CreditApplicationCommand[]) =>
  historyOf(creditApplication, commands).reduce(creditApplication.evolve, creditApplication.initial);
const which = { applicationId: application, customerId: dealer };
const on = dateOf('2026-03-02');

const begun = [file(), review({ verdict: 'assess' })];
const li = (answers: Record<string, string>, seen?: number) => answer(answers, seen === undefined ? {} : { seen });
const wang = (answers: Record<string, string>, seen?: number) =>
  answer(answers, { by: 'analyst-wang', ...(seen !== undefined && { seen }) });

describe('two analysts on one draft', () => {
  test('who answer different aspects are not in each other’s way, whatever they have seen', () => {
    for (const seen of [undefined, 0, 1])
      expect(
        after(...begun, li({ 'A1.1': 'good' }))
          .when(wang({ 'A1.2': 'fair' }, seen))
          .decided(),
      ).toMatchObject([{ type: 'AnswersRecorded', data: { answers: { 'A1.2': 'fair' }, answeredBy: 'analyst-wang' } }]);
  });

  test('do not change each other’s answer unseen: they are told who gave which, and when', () => {
    const { decided } = after(...begun, li({ 'A1.1': 'good', 'A1.2': 'fair' })).when(
      wang({ 'A1.1': 'poor', 'A1.2': 'none', 'A1.3': 'good' }),
    );
    const facts = { by: 'analyst-li', on, revision: 1 };
    expect(decided).toThrow(
      expect.objectContaining({
        code: 'answer-unseen',
        details: [
          { code: 'answer-unseen', facts: { aspect: 'A1.1', answer: 'good', ...facts }, where: 'answers.A1.1' },
          { code: 'answer-unseen', facts: { aspect: 'A1.2', answer: 'fair', ...facts }, where: 'answers.A1.2' },
        ],
      }) as Error,
    );
  });

  test('change what they have seen, and not what came after that', () => {
    const twice = [...begun, li({ 'A1.1': 'good' }), li({ 'A1.1': 'fair' })];
    expect(
      after(...twice)
        .when(wang({ 'A1.1': 'poor' }, 2))
        .decided(),
    ).toHaveLength(1);
    after(...twice)
      .when(wang({ 'A1.1': 'poor' }, 1))
      .thenProblem('answer-changed-since');
  });

  test('agree without a quarrel: the same answer again is nobody’s change', () => {
    after(...begun, li({ 'A1.1': 'good' }))
      .when(wang({ 'A1.1': 'good' }, 0))
      .thenNothing();
    after(...begun, li({ 'A1.1': 'good' }))
      .when(wang({ 'A1.1': 'good', 'A1.2': 'poor' }, 0))
      .then({
        type: 'AnswersRecorded',
        data: { ...which, answers: { 'A1.2': 'poor' }, answeredBy: 'analyst-wang', on },
      });
  });

  test('correct their own answers without looking again', () => {
    for (const seen of [undefined, 0])
      expect(
        after(...begun, li({ 'A1.1': 'good' }), wang({ 'A1.2': 'good' }))
          .when(li({ 'A1.1': 'poor' }, seen))
          .decided(),
      ).toHaveLength(1);
  });

  test('cannot have seen a draft that there never was', () => {
    after(...begun, li({ 'A1.1': 'good' }))
      .when(wang({ 'A1.2': 'good' }, 2))
      .thenProblem('draft-not-there');
  });

  test('leave each answer with who gave it, when, and at which revision', () => {
    const state = stateAfter(
      ...begun,
      li({ 'A1.1': 'good' }),
      answer({ 'A1.2': 'fair' }, { by: 'analyst-wang', on: '2026-03-03' }),
    );
    expect(state?.draft).toMatchObject({
      revision: 2,
      given: {
        'A1.1': { answer: 'good', by: 'analyst-li', on, revision: 1 },
        'A1.2': { answer: 'fair', by: 'analyst-wang', on: '2026-03-03', revision: 2 },
      },
    });
  });
});

describe('overruling the system', () => {
  const overruled = overrule('C3.1', 'fair');

  test('is recorded with its reason, once', () => {
    after(...begun)
      .when(overruled)
      .then({
        type: 'OverruleGiven',
        data: { ...which, aspect: 'C3.1', answer: 'fair', reason: '现场核实', givenBy: 'analyst-li', on },
      });
    after(...begun, overruled)
      .when(overruled)
      .thenNothing();
  });

  test('is for what the system answers: another aspect is simply answered', () => {
    const unmeasured = measuringPolicy.items.list.flatMap(({ aspects }) => aspects).find(({ measure }) => !measure)!;
    after(...begun)
      .when(overrule(unmeasured.code, 'fair'))
      .thenProblem('aspect-not-measured');
    after(...begun)
      .when(overrule('A9.1', 'fair'))
      .thenProblem('unknown-aspect');
  });

  test('of somebody else is not replaced or withdrawn unseen', () => {
    after(...begun, overruled)
      .when(overrule('C3.1', 'good', { by: 'analyst-wang' }))
      .thenProblem('answer-unseen');
    after(...begun, overruled)
      .when(withdrawal('C3.1', { by: 'analyst-wang', seen: 0 }))
      .thenProblem('answer-changed-since');
    expect(
      after(...begun, overruled)
        .when(withdrawal('C3.1', { by: 'analyst-wang', seen: 1 }))
        .decided(),
    ).toMatchObject([{ type: 'OverruleWithdrawn', data: { aspect: 'C3.1', withdrawnBy: 'analyst-wang' } }]);
  });

  test('that somebody has withdrawn is not given again unseen', () => {
    after(...begun, overruled, withdrawal('C3.1', { by: 'analyst-wang', seen: 1 }))
      .when(overrule('C3.1', 'good', { seen: 1 }))
      .thenProblem('answer-changed-since');
    after(...begun, overruled, withdrawal('C3.1'))
      .when(withdrawal('C3.1'))
      .thenNothing();
  });

  test('goes into the assessment with who did it and why, and what is withdrawn does not', () => {
    const assessed = assessAs('P-1', { scoring: measuringPolicy });
    const inputOf = (...commands: CreditApplicationCommand[]) =>
      stateAfter(...begun, answer(example.answers), ...commands, assessed)?.assessments.get('P-1')?.input;
    expect(inputOf(overruled)).toMatchObject({
      answeredFromFigures: true,
      overrules: { 'C3.1': { answer: 'fair', reason: '现场核实', by: 'analyst-li' } },
    });
    expect(inputOf(overruled, withdrawal('C3.1'))).toMatchObject({ answeredFromFigures: true });
    expect(inputOf(overruled, withdrawal('C3.1'))).not.toHaveProperty('overrules');
  });

  test('is not asked of a policy that measures nothing: its answers are a card as it was filled in', () => {
    const { input } = stateAfter(...begun, answer(example.answers), overruled, assessAs('P-1'))!.assessments.get(
      'P-1',
    )!;
    expect(input).not.toHaveProperty('answeredFromFigures');
    expect(input).not.toHaveProperty('overrules');
  });

  test('after the report asks for a new assessment', () => {
    const reported = [
      ...begun,
      answer(example.answers),
      assessAs('P-1', { facts: factsOf([lastYear]) }),
      report('P-1'),
    ];
    expect(stateAfter(...reported)?.stage).toBe('reported');
    expect(stateAfter(...reported, overruled)?.stage).toBe('in-assessment');
    after(...reported, overruled)
      .when(report('P-1', { opinion: '维持原意见。' }))
      .thenProblem('application-stage');
  });
});
