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
  overrule,
  report,
  review,
} from '@test/support/credit-files';
import { specFor } from '@test/support/given-when-then';
import { stampOf, standardAuthority } from '@test/support/policies-on-disk';
import { withoutSteps } from '@test/support/scoring-policy';
import type { CreditApplicationCommand, DecisionVerdict } from './commands';
import { creditApplication } from './decider';

const after = (...commands: CreditApplicationCommand[]) =>
  specFor(creditApplication)(...historyOf(creditApplication, commands));
const inAssessment = [file(), review({ verdict: 'assess' }), answer(example.answers)];
const assessed = [...inAssessment, assessAs('P-1', { scoring: withoutSteps })];
const reported = [...assessed, report('P-1')];
const insolvent = { ...lastYear, balance: { ...lastYear.balance, totalLiabilities: '1000' } };
const returned = decide({ verdict: 'return', reason: '缺上年报表' });

describe('deciding on an application', () => {
  test('approves a limit on the grade that was found', () =>
    after(...reported)
      .when(decide(approval('866000.00', 60)))
      .then({
        type: 'ApplicationApproved',
        data: {
          applicationId: application,
          customerId: dealer,
          assessmentId: 'P-1',
          grade: '3A2',
          limit: ofYuan(866_000),
          termDays: 60,
          conditions: '',
          authority: stampOf(standardAuthority),
          decidedBy: 'approver-wang',
          on: file().data.on,
        },
      }));

  test('needs an assessment of the answers as they are now', () => {
    const corrected = [...reported, answer({ 'C1.1': 'poor' })];
    after(...corrected)
      .when(decide(approval(1)))
      .thenProblem('application-stage');
    expect(
      after(...corrected, assessAs('P-2', { scoring: withoutSteps }), report('P-2'))
        .when(decide(approval(1)))
        .decided(),
    ).toMatchObject([{ type: 'ApplicationApproved', data: { assessmentId: 'P-2' } }]);
  });

  test('needs a report on that assessment, whichever way it goes', () => {
    for (const verdict of [approval(1), { verdict: 'refuse', reason: '不需要' } as const])
      after(...assessed)
        .when(decide(verdict))
        .thenProblem('application-stage');
    after(...reported, assessAs('P-2', { scoring: withoutSteps }))
      .when(decide(approval(1)))
      .thenProblem('application-stage');
    after(...assessed, assessAs('P-2', { scoring: withoutSteps }))
      .when(report('P-1'))
      .thenProblem('report-on-older-assessment');
  });

  test('needs an assessment first', () => {
    after(...inAssessment)
      .when(decide(approval(1)))
      .thenProblem('application-stage');
    after(file())
      .when(decide({ verdict: 'refuse', reason: '不需要' }))
      .thenProblem('application-stage');
  });

  test.each(['approve', 'return', 'refuse'] as const)('to %s takes somebody who had no hand in it', (verdict) => {
    const asked = verdict === 'approve' ? approval(1) : { verdict, reason: '不需要' };
    const byApprovers = [
      file({ filedBy: 'approver-filed' }),
      review({ verdict: 'assess' }),
      answer(example.answers, { by: 'approver-answered' }),
      overrule('C3.1', 'fair', { by: 'approver-overruled' }),
      assessAs('P-1', { by: 'approver-assessed', scoring: withoutSteps }),
      report('P-1', { by: 'approver-reported' }),
    ];
    for (const hand of ['filed', 'answered', 'overruled', 'assessed', 'reported'])
      after(...byApprovers)
        .when(decide(asked, { by: `approver-${hand}` }))
        .thenProblem('own-assessment');
    const [decision] = after(...byApprovers)
      .when(decide(asked, { by: 'approver-wang' }))
      .decided();
    expect(decision).toMatchObject({ data: { decidedBy: 'approver-wang' } });
  });

  test('approves the amount asked for and not one fen more', () => {
    expect(
      after(...reported)
        .when(decide(approval('1000000.00')))
        .decided(),
    ).toHaveLength(1);
    after(...reported)
      .when(decide(approval('1000000.01')))
      .thenProblem('limit-above-asked');
  });

  test('approves the term asked for, and a day more only with a reason', () => {
    const reason = '秋收后回款';
    after(...reported)
      .when(decide(approval(1, 91)))
      .thenProblem('term-above-asked');
    const [exact] = after(...reported)
      .when(decide(approval(1, 90)))
      .decided();
    expect(exact).toMatchObject({ type: 'ApplicationApproved', data: { termDays: 90 } });
    const [longer] = after(...reported)
      .when(decide({ ...approval(1, 91), longerTermReason: reason } as DecisionVerdict))
      .decided();
    expect(longer).toMatchObject({ type: 'ApplicationApproved', data: { termDays: 91, longerTermReason: reason } });
  });

  test('goes up to the authority of the role and not one fen beyond', () => {
    const large = [
      file({ amount: ofYuan(300_000_000) }),
      review({ verdict: 'assess' }),
      answer(example.answers),
      assessAs('P-1', { scoring: withoutSteps }),
      report('P-1'),
    ];
    const by = (who: string, limit: string) => after(...large).when(decide(approval(limit), { by: who }));
    expect(by('approver-wang', '1000000.00').decided()).toHaveLength(1);
    by('approver-wang', '1000000.01').thenProblem('limit-above-authority');
    expect(by('director-liu', '100000000.00').decided()).toHaveLength(1);
    by('director-liu', '100000000.01').thenProblem('limit-above-authority');
    by('sales-zhu', '0.01').thenProblem('limit-above-authority');
  });

  test('returns or refuses what got no grade, but does not approve it', () => {
    const declined = [
      ...inAssessment,
      assessAs('P-1', { facts: factsOf([insolvent]) }),
      report('P-1', { recommendation: 'refuse' }),
    ];
    after(...declined)
      .when(decide(approval('0.01')))
      .thenProblem('declined-needs-refusal');
    expect(
      after(...declined)
        .when(returned)
        .decided(),
    ).toHaveLength(1);
    expect(
      after(...declined)
        .when(decide({ verdict: 'refuse', reason: '资不抵债' }))
        .decided(),
    ).toHaveLength(2);
  });

  test('cannot be recommended to approve what got no grade', () =>
    after(...inAssessment, assessAs('P-1', { facts: factsOf([insolvent]) }))
      .when(report('P-1', { recommendation: 'approve-with-conditions' }))
      .thenProblem('declined-needs-refusal'));

  test('looks at the last assessment: a grade before a decline does not count', () =>
    after(...reported, assessAs('P-2', { facts: factsOf([insolvent]) }), report('P-2', { recommendation: 'refuse' }))
      .when(decide(approval('0.01')))
      .thenProblem('declined-needs-refusal'));

  test('sends a returned application round again, with new answers and a new assessment', () => {
    const again = [...reported, returned, answer({ 'A1.1': 'fair' })];
    after(...again)
      .when(decide(approval(1)))
      .thenProblem('application-stage');
    expect(
      after(...again, assessAs('P-2', { scoring: withoutSteps }), report('P-2'))
        .when(decide(approval(1)))
        .decided(),
    ).toMatchObject([{ type: 'ApplicationApproved', data: { assessmentId: 'P-2' } }]);
  });

  test('does nothing when the same decision comes again, whatever the authority table says by then', () => {
    const approve = decide(approval(866_000));
    after(...reported, approve)
      .when(decide(approval(866_000), { on: '2026-04-01' }))
      .thenNothing();
    const stricter = { ...standardAuthority, version: 2, roles: [{ role: 'director', upTo: ofYuan(1) }] };
    after(...reported, approve)
      .when(decide(approval(866_000), {}, stricter))
      .thenNothing();
    after(...reported, returned)
      .when(returned)
      .thenNothing();
  });

  test.each([
    ['another limit', decide(approval(865_999.99))],
    ['a limit above what was asked', decide(approval(9_999_999))],
    ['another verdict', decide({ verdict: 'refuse', reason: '不需要' })],
    ['somebody else', decide(approval(866_000), { by: 'approver-sun' })],
  ])('is done once: %s comes too late', (_, command) =>
    after(...reported, decide(approval(866_000)))
      .when(command)
      .thenProblem('application-stage'),
  );
});
