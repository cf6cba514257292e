import { assess } from '@app/credit-model/assess';
import type { AssessmentInput } from '@app/credit-model/assessment-input';
import type { ScoringPolicy } from '@app/credit-model/policy';
import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import type { Application } from './application';
import type { AssessApplication } from './commands';
import { answersOf, type Draft } from './draft';
import type { CreditApplicationEvent } from './events';
import { requireStage } from './stages';

const STATEMENTS_MAX = 5;

const isMeasured = ({ items }: ScoringPolicy): boolean =>
  items.list.some(({ aspects }) => aspects.some(({ measure }) => measure !== undefined));

const overrulesOf = ({ overrules }: Draft): NonNullable<AssessmentInput['overrules']> =>
  Object.fromEntries(
    Object.entries(overrules).flatMap(([aspect, { answer, reason, by }]) =>
      answer === undefined ? [] : [[aspect, { answer, reason, by }]],
    ),
  );

/** Where the policy measures nothing, nothing is answered from figures and there is nothing to overrule. */
const draftedInput = (draft: Draft, scoring: ScoringPolicy) => {
  const overrules = overrulesOf(draft);
  const isOverruled = Object.keys(overrules).length > 0;
  const measured = { answeredFromFigures: true, ...(isOverruled && { overrules }) };
  return { answers: answersOf(draft), ...(isMeasured(scoring) && measured) };
};

/** What is known goes in as it is; what is not known is left out. */
const withoutBlanks = <Known extends object>(known: Known) =>
  Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Known]: Exclude<Known[Key], undefined>;
  };

type Known = Pick<AssessApplication['data'], 'facts' | 'scoring' | 'on'>;

/** What an assessment on a day looks at: the application, its draft, and what file and ledger know. */
export const inputOf = ({ facts, scoring, on }: Known, { filed, draft }: Application): AssessmentInput => {
  const { amount, termDays, expectedMonthlySales } = filed;
  const { statements, securities, ...known } = facts;
  return {
    asked: amount,
    termDays,
    assessedOn: on,
    ...(expectedMonthlySales !== undefined && { expectedMonthlySales }),
    ...withoutBlanks(known),
    ...(securities !== undefined && { securities: [...securities] }),
    statements: statements.slice(0, STATEMENTS_MAX),
    ...draftedInput(draft, scoring),
  };
};

/** Computes once, and keeps what went in beside what came out: nobody ever has to score it again to know it. */
export const assessApplication = (command: AssessApplication, application: Application): CreditApplicationEvent[] => {
  const { applicationId, assessmentId, scoring, stamp, said, by, on } = command.data;
  // File, ledger and policy may have moved on since: what was said then is what a resend says again.
  const known = application.assessments.get(assessmentId);
  if (known !== undefined) {
    const before = known.said ?? {};
    if (sameContent(before, said)) return [];
    throw new Problem('same-id-other-content', { id: assessmentId, ...firstDifference(before, said) });
  }
  const input = inputOf(command.data, application);
  requireStage(application, ['in-assessment', 'assessed', 'reported', 'returned']);
  if (input.statements.length === 0) throw new Problem('nothing-to-assess', { customer: application.filed.customerId });
  const result = assess(scoring, input);
  const which = { applicationId, customerId: application.filed.customerId, assessmentId };
  return [{ type: 'AssessmentCompleted', data: { ...which, policy: stamp, input, said, result, assessedBy: by, on } }];
};
