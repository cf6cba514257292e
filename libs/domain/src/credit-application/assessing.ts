import { spelledOut, unknownAspects } from '@app/credit-model/answers';
import { assess } from '@app/credit-model/assess';
import type { AssessmentInput } from '@app/credit-model/assessment-input';
import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import type { Application } from './application';
import type { AssessApplication, RecordAnswers } from './commands';
import type { CreditApplicationEvent } from './events';
import { requireStage } from './stages';

const STATEMENTS_MAX = 5;

/** Answers are kept aspect by aspect, however they were written, so that a later one replaces the earlier. */
export const recordAnswers = ({ data }: RecordAnswers, application: Application): CreditApplicationEvent[] => {
  const { applicationId, by, on, scoring } = data;
  const unknown = unknownAspects(scoring, data.answers);
  if (unknown.length > 0) throw new Problem('unknown-aspect', unknown[0]?.facts, unknown);
  const given = Object.entries(spelledOut(scoring, data.answers)).filter(
    ([code]) => code in data.answers || (code.split('.')[0] ?? '') in data.answers,
  );
  const answers = Object.fromEntries(given);
  const isNew = Object.entries(answers).some(([code, answer]) => application.answers[code] !== answer);
  if (!isNew) return [];
  requireStage(application, ['in-assessment', 'assessed', 'returned']);
  const { customerId } = application.filed;
  return [{ type: 'AnswersRecorded', data: { applicationId, customerId, answers, answeredBy: by, on } }];
};

const inputOf = ({ data }: AssessApplication, { filed, answers }: Application): AssessmentInput => {
  const { statements, customerSince, industry, flags, on } = data;
  const { amount, termDays, expectedMonthlySales } = filed;
  return {
    asked: amount,
    termDays,
    assessedOn: on,
    ...(industry !== undefined && { industry }),
    ...(expectedMonthlySales !== undefined && { expectedMonthlySales }),
    ...(customerSince !== undefined && { customerSince }),
    statements: statements.slice(0, STATEMENTS_MAX),
    answers,
    flags,
  };
};

/** Computes once, and keeps what went in beside what came out: nobody ever has to score it again to know it. */
export const assessApplication = (command: AssessApplication, application: Application): CreditApplicationEvent[] => {
  const { applicationId, assessmentId, scoring, stamp, by, on } = command.data;
  const input = inputOf(command, application);
  const known = application.assessments.get(assessmentId);
  if (known !== undefined) {
    const before = { ...known.input, policy: known.policy.hash };
    const now = { ...input, assessedOn: known.input.assessedOn, policy: stamp.hash };
    if (sameContent(before, now)) return [];
    throw new Problem('same-id-other-content', { id: assessmentId, ...firstDifference(before, now) });
  }
  requireStage(application, ['in-assessment', 'assessed', 'returned']);
  if (input.statements.length === 0) throw new Problem('nothing-to-assess', { customer: application.filed.customerId });
  const result = assess(scoring, input);
  const which = { applicationId, customerId: application.filed.customerId, assessmentId };
  return [{ type: 'AssessmentCompleted', data: { ...which, policy: stamp, input, result, assessedBy: by, on } }];
};
