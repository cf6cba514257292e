import { array, assert, constantFrom, integer, property, record, type Arbitrary } from 'fast-check';
import { assess } from '@app/credit-model/assess';
import { dateOf } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { exceeds, ofYuan } from '@app/kernel/yuan';
import { answer, approval, assessAs, decide, example, file, lastYear, review, sign } from '@test/support/credit-files';
import { standardPolicy } from '@test/support/scoring-policy';
import type { Stage } from './application';
import type { CreditApplicationCommand, DecisionVerdict, ReviewVerdict } from './commands';
import { creditApplication } from './decider';
import { creditApplicationEvent, type CreditApplicationEvent } from './events';

// Everything that can be asked of an application is asked of it by anybody, in any order. Beside it a table of the
// stages is kept, and a list of who did what: no event may lead where the table does not, and no approval may stand
// that two people have not had a hand in.

const people = ['approver-zhou', 'approver-li', 'director-wang', 'sales-wu'] as const;
const draw = record({
  kind: constantFrom(
    'file',
    'review',
    'answer',
    'assess',
    'assess',
    'decide',
    'decide',
    'decide',
    'sign',
    'sign',
    'sign',
    'resend',
  ),
  by: constantFrom(...people),
  one: integer({ min: 1, max: 6 }),
  other: integer({ min: 0, max: 2 }),
});
type Draw = typeof draw extends Arbitrary<infer Drawn> ? Drawn : never;

const insolvent = { ...lastYear, balance: { ...lastYear.balance, totalLiabilities: '1000' } };
const asked = ofYuan(2_000_000);

const verdictOfReview = (other: number, one: number): ReviewVerdict => {
  // Now and then an application is refused, and now and then a green channel would end before it begins.
  if (other === 0 && one <= 2) return { verdict: 'refuse', reason: '不需要' };
  if (other !== 1) return { verdict: 'assess' };
  const expiresOn = dateOf(one <= 2 ? '2026-03-02' : '2026-04-01');
  return { verdict: 'green-channel', amount: ofYuan(1000), reason: '政府采购', expiresOn };
};
const verdictOfDecision = (other: number, one: number): DecisionVerdict => {
  if (other === 0 && one <= 3) return { verdict: one <= 2 ? 'return' : 'refuse', reason: '资料不全' };
  return approval(['0.01', '1000000.00', '1000000.01', '2000000.00', '2000000.01', '866000.00'][one - 1]!);
};

const commandOf = ({ kind, by, one, other }: Draw): CreditApplicationCommand => {
  switch (kind) {
    case 'file':
      return file({ amount: other === 2 ? ofYuan(1) : asked, filedBy: by });
    case 'review':
      return review(verdictOfReview(other, one), { by });
    case 'answer':
      if (one <= 4) return answer(example.answers, { by });
      return answer(one === 6 ? { 'A9.1': 'good' } : { A1: ['5555', '3333', '0000'][other]! }, { by });
    case 'assess':
      return assessAs(`P-${one}`, { by, statements: [[lastYear], [lastYear], [insolvent]][other]! });
    case 'decide':
    case 'resend': // before there is anything to send again
      return decide(verdictOfDecision(other, one), { by });
    case 'sign':
      return sign({ by, validTo: dateOf(other === 0 ? '2026-03-02' : '2027-03-01') });
  }
};

const leadsTo: Record<Exclude<CreditApplicationEvent['type'], 'AnswersRecorded' | 'ApplicationFiled'>, Stage> = {
  ApplicationRefusedAtReview: 'refused-at-review',
  ApplicationSentToAssessment: 'in-assessment',
  GreenChannelGranted: 'in-assessment',
  AssessmentCompleted: 'assessed',
  ApplicationApproved: 'approved',
  ApplicationReturned: 'returned',
  ApplicationRefused: 'refused',
  AgreementSigned: 'agreement-signed',
};
const from: Record<Stage, readonly CreditApplicationEvent['type'][]> = {
  filed: ['ApplicationRefusedAtReview', 'ApplicationSentToAssessment', 'GreenChannelGranted'],
  'refused-at-review': [],
  'in-assessment': ['AnswersRecorded', 'AssessmentCompleted'],
  assessed: [
    'AnswersRecorded',
    'AssessmentCompleted',
    'ApplicationApproved',
    'ApplicationReturned',
    'ApplicationRefused',
  ],
  approved: ['AgreementSigned'],
  returned: ['AnswersRecorded', 'AssessmentCompleted'],
  refused: [],
  'agreement-signed': [],
};

const answerTo = (command: CreditApplicationCommand, state: typeof creditApplication.initial) => {
  try {
    return creditApplication.decide(command, state);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
};

/** What an approval has to stand on, read from the log alone. */
const checkApproval = (event: CreditApplicationEvent, log: readonly CreditApplicationEvent[]): void => {
  if (event.type !== 'ApplicationApproved') return;
  const filed = log.find(({ type }) => type === 'ApplicationFiled')!.data as { filedBy: string };
  const assessments = log.filter((entry) => entry.type === 'AssessmentCompleted');
  const { assessmentId, result, assessedBy } = assessments.at(-1)!.data;
  const { decidedBy, limit, grade } = event.data;
  expect(event.data.assessmentId).toBe(assessmentId);
  expect(result.outcome).toBe('graded');
  expect(grade).toBe(result.grade);
  expect([filed.filedBy, assessedBy]).not.toContain(decidedBy);
  expect(exceeds(limit, asked)).toBe(false);
  expect(decidedBy).toMatch(/^(approver|director)-/);
  if (decidedBy.startsWith('approver-')) expect(exceeds(limit, ofYuan(1_000_000))).toBe(false);
};

/** Scored again from the event alone, an assessment gives the same to the last digit. */
const checkAssessment = (event: CreditApplicationEvent): void => {
  if (event.type === 'AssessmentCompleted') expect(assess(standardPolicy, event.data.input)).toEqual(event.data.result);
};

const seen = new Map<string, number>();

const play = (draws: readonly Draw[]): void => {
  const begin: CreditApplicationCommand[] = [file({ amount: asked, filedBy: draws[0]!.by })];
  const commands = [...begin, ...draws];
  const log: CreditApplicationEvent[] = [];
  const taken: CreditApplicationCommand[] = [];
  let state = creditApplication.initial;
  let stage: Stage | undefined;
  for (const drawn of commands) {
    const again = 'kind' in drawn && drawn.kind === 'resend' ? taken.at(-1) : undefined;
    const command = again ?? ('kind' in drawn ? commandOf(drawn) : drawn);
    const events = answerTo(command, state);
    if (again !== undefined) expect(events).toEqual([]);
    for (const event of events) {
      expect(creditApplicationEvent.parse(event)).toEqual(event);
      if (stage !== undefined) expect(from[stage]).toContain(event.type);
      checkApproval(event, log);
      checkAssessment(event);
      log.push(event);
      seen.set(event.type, (seen.get(event.type) ?? 0) + 1);
      if (event.type === 'ApplicationFiled') stage = 'filed';
      else if (event.type !== 'AnswersRecorded') stage = leadsTo[event.type];
      else if (stage === 'assessed') stage = 'in-assessment'; // what was assessed is no longer what is answered
    }
    state = events.reduce(creditApplication.evolve, state);
    expect(state?.stage).toBe(stage);
    if (events.length === 0) continue;
    expect(creditApplication.decide(command, state)).toEqual([]);
    taken.push(command);
  }
  expect(log.reduce(creditApplication.evolve, creditApplication.initial)).toEqual(state);
};

test('whoever asks whatever of an application, in whatever order, two people stand behind every approval', () => {
  assert(property(array(draw, { minLength: 40, maxLength: 40 }), play), {
    numRuns: 80,
    seed: 20260302,
    unbiased: true,
  });
  // Every event there is has come up, and more than once or twice.
  const often = creditApplicationEvent.options.map(({ shape }) => seen.get(shape.type.value) ?? 0);
  expect(Math.min(...often)).toBeGreaterThanOrEqual(5);
});
