import type { ProblemDetail } from '@app/kernel/problem';
import { isKnownAspect } from '../answers';
import type { AssessmentInput } from '../assessment-input';
import type { ScoringPolicy } from '../policy';
import type { SystemAnswer } from './system-answer';

type Overrule = NonNullable<AssessmentInput['overrules']>[string];

const problemOf = (
  policy: ScoringPolicy,
  aspect: string,
  { reason }: Overrule,
  given: readonly SystemAnswer[],
): Omit<ProblemDetail, 'where'> | undefined => {
  if (!isKnownAspect(policy, aspect)) return { code: 'unknown-aspect', facts: { aspect } };
  const answered = given.find((answer) => answer.aspect === aspect);
  if (answered === undefined) return { code: 'overrule-not-system', facts: { aspect } };
  if (answered.missing !== undefined) {
    return { code: 'overrule-nothing-said', facts: { aspect, figures: answered.missing.figures.join(', ') } };
  }
  return reason.trim() === '' ? { code: 'overrule-without-reason', facts: { aspect } } : undefined;
};

/** An overrule stands against something that the system said; each that does not is told, with what would be right. */
export const overruleProblems = (
  policy: ScoringPolicy,
  { overrules = {} }: AssessmentInput,
  given: readonly SystemAnswer[],
): readonly ProblemDetail[] =>
  Object.entries(overrules).flatMap(([aspect, overrule]) => {
    const problem = problemOf(policy, aspect, overrule, given);
    return problem === undefined ? [] : [{ ...problem, where: `overrules.${aspect}` }];
  });
