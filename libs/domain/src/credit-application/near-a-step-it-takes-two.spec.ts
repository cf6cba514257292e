import { ofYuan } from '@app/kernel/yuan';
import {
  answer,
  approval,
  assessAs,
  decide,
  example,
  file,
  historyOf,
  report,
  review,
} from '@test/support/credit-files';
import { specFor } from '@test/support/given-when-then';
import { withoutSteps } from '@test/support/scoring-policy';
import type { CreditApplicationCommand, DecisionVerdict } from './commands';
import { creditApplication } from './decider';

const after = (...commands: CreditApplicationCommand[]) =>
  specFor(creditApplication)(...historyOf(creditApplication, commands));
const begun = [file({ amount: ofYuan(2_000_000) }), review({ verdict: 'assess' }), answer(example.answers)];
// Its 64 % lies within two points of the step at 65 %.
const reported = [...begun, assessAs('P-1'), report('P-1')];
const first = decide(approval(500_000));
const second = (verdict: DecisionVerdict = approval(500_000), by = 'approver-sun') => decide(verdict, { by });

describe('an approval near a step of the strategy', () => {
  test('is proposed by the first and given by the second, who says the same', () => {
    expect(
      after(...reported)
        .when(first)
        .decided(),
    ).toMatchObject([
      { type: 'ApprovalProposed', data: { limit: '500000.00', termDays: 90, proposedBy: 'approver-wang' } },
    ]);
    expect(
      after(...reported, first)
        .when(second())
        .decided(),
    ).toMatchObject([
      {
        type: 'ApplicationApproved',
        data: { limit: '500000.00', proposedBy: 'approver-wang', decidedBy: 'approver-sun' },
      },
    ]);
  });

  test('is not given by the same person twice', () =>
    after(...reported, first)
      .when(first)
      .thenNothing());

  test.each([
    ['another limit', approval('500000.01')],
    ['another term', approval(500_000, 60)],
    ['other conditions', { ...approval(500_000), conditions: '按月对账' } as DecisionVerdict],
  ])('with %s is a proposal of its own, which the first may second', (_, other) => {
    expect(
      after(...reported, first)
        .when(second(other))
        .decided(),
    ).toMatchObject([{ type: 'ApprovalProposed', data: { proposedBy: 'approver-sun' } }]);
    expect(
      after(...reported, first, second(other))
        .when(decide(other))
        .decided()[0],
    ).toMatchObject({ type: 'ApplicationApproved', data: { proposedBy: 'approver-sun', decidedBy: 'approver-wang' } });
  });

  test('takes two who have the authority, each to the last fen', () => {
    const large = approval('1000000.01');
    after(...reported)
      .when(decide(large))
      .thenProblem('limit-above-authority');
    const proposed = decide(large, { by: 'director-liu' });
    after(...reported, proposed)
      .when(second(large))
      .thenProblem('limit-above-authority');
    expect(
      after(...reported, proposed)
        .when(second(large, 'director-shen'))
        .decided()[0],
    ).toMatchObject({ type: 'ApplicationApproved' });
  });

  test('takes two who had no hand in it', () => {
    after(...reported, first)
      .when(second(approval(500_000), 'analyst-li'))
      .thenProblem('own-assessment');
  });

  test('is refused or returned by one: a proposal binds nobody', () => {
    for (const verdict of ['return', 'refuse'] as const)
      expect(
        after(...reported, first)
          .when(second({ verdict, reason: '担保不足' }))
          .decided()[0],
      ).toMatchObject({ type: verdict === 'return' ? 'ApplicationReturned' : 'ApplicationRefused' });
  });

  test.each([
    ['another answer', [answer({ 'A1.1': 'poor' }), assessAs('P-2'), report('P-2')]],
    ['another report', [report('P-1', { opinion: '补充担保情况后维持原意见。' })]],
  ])('begins again after %s', (_, since) =>
    expect(
      after(...reported, first, ...since)
        .when(second())
        .decided(),
    ).toMatchObject([{ type: 'ApprovalProposed', data: { proposedBy: 'approver-sun' } }]),
  );

  test('does nothing when either of the two says it again afterwards', () => {
    for (const again of [first, second()])
      after(...reported, first, second())
        .when(again)
        .thenNothing();
    after(...reported, first, second())
      .when(second(approval(500_000), 'approver-qin'))
      .thenProblem('application-stage');
  });

  test('away from every step takes one', () =>
    expect(
      after(...begun, assessAs('P-1', { scoring: withoutSteps }), report('P-1'))
        .when(first)
        .decided(),
    ).toMatchObject([{ type: 'ApplicationApproved' }]));
});
