import { array, assert, constantFrom, integer, property, record, type Arbitrary } from 'fast-check';
import { assess } from '@app/credit-model/assess';
import { addDays, dateOf } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { exceeds, ofYuan } from '@app/kernel/yuan';
import {
  answer,
  approval,
  assessAs,
  checkReassessment,
  decide,
  example,
  factsOf,
  file,
  lastYear,
  overrule,
  remark,
  report,
  review,
  sign,
  withdrawal,
} from '@test/support/credit-files';
import { stampOf } from '@test/support/policies-on-disk';
import { measuringPolicy, standardPolicy, withoutSteps } from '@test/support/scoring-policy';
import { lastAssessment, type ApplicationState } from './application';
import type { CreditApplicationCommand, DecisionVerdict, ReviewVerdict } from './commands';
import { creditApplication } from './decider';
import { creditApplicationEvent, type CreditApplicationEvent } from './events';
import type { Stage } from './stages';

// Everything that can be asked of an application is asked of it by anybody, in any order. Beside it books are kept that
// know nothing of the decider: a table of the stages, and a list of who did what. No event may lead where the table does
// not, and no approval may stand that has not an assessment, a report on it, and other people behind it.

const writers = ['analyst-gao', 'analyst-luo', 'approver-zhou'] as const;
const deciders = ['approver-zhou', 'approver-li', 'director-wang', 'director-shen', 'sales-wu'] as const;
const kinds = [
  ...['file', 'review', 'answer', 'overrule', 'withdraw', 'assess', 'report', 'remark', 'decide', 'sign', 'check'],
  ...['resend', 'next', 'next', 'next', 'next', 'next', 'next'],
] as const;
type Kind = Exclude<(typeof kinds)[number], 'next'>;
const draw = record({
  kind: constantFrom<(typeof kinds)[number][]>(...kinds),
  writer: constantFrom(...writers),
  decider: constantFrom(...deciders),
  one: integer({ min: 1, max: 6 }),
  other: integer({ min: 0, max: 2 }),
});
type Draw = typeof draw extends Arbitrary<infer Drawn> ? Drawn : never;

const insolvent = { ...lastYear, balance: { ...lastYear.balance, totalLiabilities: '1000' } };
const asked = ofYuan(2_000_000);
const formerAnswers = { customerId: 'C-1', stage: 'agreement-signed', answers: { 'A1.1': 'poor' } } as const;

const verdictOfReview = (other: number, one: number): ReviewVerdict => {
  // Now and then an application is refused, and now and then a green channel would end before it begins.
  if (other === 0 && one <= 2) return { verdict: 'refuse', reason: '不需要' };
  if (other !== 1) return { verdict: 'assess' };
  const expiresOn = dateOf(one <= 2 ? '2026-03-02' : '2026-04-01');
  const amount = ofYuan(one <= 4 ? '200000.00' : '200000.01');
  return { verdict: 'green-channel', amount, reason: '政府采购', expiresOn };
};
const verdictOfDecision = (other: number, one: number): DecisionVerdict => {
  if (other === 0 && one <= 3) return { verdict: one <= 2 ? 'return' : 'refuse', reason: '资料不全' };
  return approval(['0.01', '500.00', '1000000.01', '2000000.01', '500.00', '500.00'][one - 1]!, one === 5 ? 91 : 90);
};

/** What a stage waits for: most of what is asked is what comes next. */
const next: Record<Stage, Kind> = {
  filed: 'review',
  'refused-at-review': 'review',
  'in-assessment': 'assess',
  assessed: 'report',
  reported: 'decide',
  approved: 'sign',
  returned: 'assess',
  refused: 'decide',
  'agreement-signed': 'check',
};

const draftCommandOf = (
  kind: 'answer' | 'overrule' | 'withdraw',
  { writer: by, one, other }: Draw,
  revision: number,
): CreditApplicationCommand => {
  // Now and then somebody has seen nothing, an older draft, or one that there never was.
  const seen = [undefined, revision, revision, revision, Math.max(0, revision - 1), revision + 1][one - 1];
  const writing = seen === undefined ? { by } : { by, seen };
  if (kind === 'overrule') return overrule('C3.1', (['good', 'fair', 'poor'] as const)[other]!, writing);
  if (kind === 'withdraw') return withdrawal('C3.1', writing);
  return answer(one === 6 ? { 'A9.1': 'good' } : { A1: ['5555', '3333', '0000'][other]! }, writing);
};

const commandOf = (drawn: Draw, state: ApplicationState): CreditApplicationCommand => {
  const { writer, decider: by, one, other } = drawn;
  const kind = drawn.kind === 'next' ? next[state?.stage ?? 'filed'] : drawn.kind;
  const revision = state?.draft.revision ?? 0;
  const last = state === undefined ? undefined : lastAssessment(state)?.assessmentId;
  switch (kind) {
    case 'file':
      return file({ amount: other === 2 ? ofYuan(1) : asked, filedBy: by });
    case 'review':
      return review(verdictOfReview(other, one), { by });
    case 'assess': {
      if (revision < 2) return answer(example.answers, { by: writer, seen: revision });
      const facts = factsOf([one === 6 ? insolvent : lastYear]);
      const scoring = [standardPolicy, withoutSteps, measuringPolicy][other]!;
      return assessAs(`P-${one}`, { by: writer, scoring, stamp: { ...stampOf(scoring), id: String(other) }, facts });
    }
    case 'report':
      return report(one === 6 ? 'P-6' : (last ?? 'P-1'), {
        by: writer,
        recommendation: other === 0 ? 'refuse' : 'approve',
      });
    case 'remark':
      return remark(`R-${other}`, '担保情况如何', { by, assessmentId: last ?? 'P-1' });
    case 'decide':
    case 'resend': // before there is anything to send again
      return decide(verdictOfDecision(other, one), { by });
    case 'sign':
      return sign({ by, validTo: dateOf(other === 0 ? '2026-03-02' : '2027-03-01') });
    case 'check':
      return checkReassessment(addDays(dateOf('2026-03-02'), one * 100));
    case 'answer':
    case 'overrule':
    case 'withdraw':
      return draftCommandOf(kind, drawn, revision);
  }
};

type Type = CreditApplicationEvent['type'];
/** Where an event leads; `back` to the assessment when what was assessed is no longer what is answered. */
const leadsTo: Record<Exclude<Type, 'ApplicationFiled'>, Stage | 'stay' | 'back'> = {
  ApplicationRefusedAtReview: 'refused-at-review',
  ApplicationSentToAssessment: 'in-assessment',
  GreenChannelGranted: 'in-assessment',
  AnswersRecorded: 'back',
  AnswersCarriedOver: 'back',
  OverruleGiven: 'back',
  OverruleWithdrawn: 'back',
  AssessmentCompleted: 'assessed',
  ReportWritten: 'reported',
  ReportRemarked: 'stay',
  ApprovalProposed: 'stay',
  ApplicationApproved: 'approved',
  ApplicationReturned: 'returned',
  ApplicationRefused: 'refused',
  LetterIssued: 'stay',
  AgreementSigned: 'agreement-signed',
  ReassessmentDue: 'stay',
};
const drafting: readonly Type[] = ['AnswersRecorded', 'OverruleGiven', 'OverruleWithdrawn', 'AssessmentCompleted'];
const from: Record<Stage, readonly Type[]> = {
  filed: ['ApplicationRefusedAtReview', 'ApplicationSentToAssessment', 'GreenChannelGranted', 'AnswersCarriedOver'],
  'refused-at-review': ['LetterIssued'],
  'in-assessment': drafting,
  assessed: [...drafting, 'ReportWritten'],
  reported: [
    ...drafting,
    ...(['ReportWritten', 'ReportRemarked', 'ApprovalProposed'] as const),
    ...(['ApplicationApproved', 'ApplicationReturned', 'ApplicationRefused'] as const),
  ],
  approved: ['AgreementSigned'],
  returned: drafting,
  refused: ['LetterIssued'],
  'agreement-signed': ['ReassessmentDue'],
};
const stageAfter = (stage: Stage, type: Exclude<Type, 'ApplicationFiled'>): Stage => {
  const next = leadsTo[type];
  if (next === 'back') return stage === 'assessed' || stage === 'reported' ? 'in-assessment' : stage;
  return next === 'stay' ? stage : next;
};

const answerTo = (command: CreditApplicationCommand, state: typeof creditApplication.initial) => {
  try {
    return creditApplication.decide(command, state);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
};

/** Under which name an event says who filed it, or wrote something that a decision is made on. */
const hand: Partial<Record<Type, string>> = {
  ApplicationFiled: 'filedBy',
  AnswersRecorded: 'answeredBy',
  OverruleGiven: 'givenBy',
  OverruleWithdrawn: 'withdrawnBy',
  AssessmentCompleted: 'assessedBy',
  ReportWritten: 'writtenBy',
};
/** Read from the log alone. */
const handsIn = (log: readonly CreditApplicationEvent[]): unknown[] =>
  log.map(({ type, data }) => (data as Record<string, unknown>)[hand[type] ?? '']);

/** What an approval has to stand on. */
const checkApproval = (event: CreditApplicationEvent, log: readonly CreditApplicationEvent[]): void => {
  if (event.type !== 'ApplicationApproved') return;
  const assessments = log.filter((entry) => entry.type === 'AssessmentCompleted');
  const { assessmentId, result } = assessments.at(-1)!.data;
  const reported = log.filter((entry) => entry.type === 'ReportWritten').at(-1)!;
  const { decidedBy, proposedBy, limit, termDays, grade } = event.data;
  expect(event.data.assessmentId).toBe(assessmentId);
  expect(reported.data.assessmentId).toBe(assessmentId);
  expect(result.outcome).toBe('graded');
  expect(grade).toBe(result.grade);
  expect(exceeds(limit, asked)).toBe(false);
  expect(termDays).toBeLessThanOrEqual(90);
  const approvers = [decidedBy, ...(proposedBy === undefined ? [] : [proposedBy])];
  expect(new Set(approvers).size).toBe(result.secondApprover ? 2 : 1);
  for (const approver of approvers) {
    expect(handsIn(log)).not.toContain(approver);
    expect(approver).toMatch(/^(approver|director)-/);
    if (approver.startsWith('approver-')) expect(exceeds(limit, ofYuan(1_000_000))).toBe(false);
  }
};

/** Scored again from the event alone, an assessment gives the same to the last digit. */
const checkAssessment = (event: CreditApplicationEvent): void => {
  if (event.type !== 'AssessmentCompleted') return;
  const scoring = [standardPolicy, withoutSteps, measuringPolicy][Number(event.data.policy.id)]!;
  expect(assess(scoring, event.data.input)).toEqual(event.data.result);
};

const seen = new Map<string, number>();

const play = (draws: readonly Draw[]): void => {
  const isRenewal = draws[0]!.other === 0;
  const renewing = isRenewal ? { renews: 'A-0', former: formerAnswers } : {};
  const commands = [file({ amount: asked, filedBy: draws[0]!.decider, ...renewing }), ...draws];
  const log: CreditApplicationEvent[] = [];
  const taken: CreditApplicationCommand[] = [];
  let state = creditApplication.initial;
  let stage: Stage | undefined;
  for (const drawn of commands) {
    const again = 'kind' in drawn && drawn.kind === 'resend' ? taken.at(-1) : undefined;
    const command = again ?? ('kind' in drawn ? commandOf(drawn, state) : drawn);
    const events = answerTo(command, state);
    if (again !== undefined) expect(events).toEqual([]);
    for (const event of events) {
      expect(creditApplicationEvent.parse(event)).toEqual(event);
      if (stage !== undefined) expect(from[stage]).toContain(event.type);
      checkApproval(event, log);
      checkAssessment(event);
      log.push(event);
      seen.set(event.type, (seen.get(event.type) ?? 0) + 1);
      stage = event.type === 'ApplicationFiled' ? 'filed' : stageAfter(stage!, event.type);
    }
    state = events.reduce(creditApplication.evolve, state);
    expect(state?.stage).toBe(stage);
    if (events.length === 0) continue;
    expect(creditApplication.decide(command, state)).toEqual([]);
    taken.push(command);
  }
  expect(log.reduce(creditApplication.evolve, creditApplication.initial)).toEqual(state);
};

test('whoever asks whatever of an application, in whatever order, other people stand behind every approval', () => {
  assert(property(array(draw, { minLength: 40, maxLength: 40 }), play), {
    numRuns: 80,
    seed: 20260302,
    unbiased: true,
  });
  // Every event there is has come up, and more than once or twice.
  const often = creditApplicationEvent.options.map(({ shape }) => seen.get(shape.type.value) ?? 0);
  expect(Math.min(...often)).toBeGreaterThanOrEqual(5);
});
