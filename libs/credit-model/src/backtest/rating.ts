import { Problem } from '@app/kernel/problem';
import { saidInstead, systemAnswersOf } from '../system-answers/system-answers';
import { overruleProblems } from '../system-answers/overrules';
import { unknownAspects } from '../answers';
import type { AssessmentInput } from '../assessment-input';
import type { Assessment } from '../assessment-result';
import { scoreOf } from '../characteristic/characteristic-score';
import { yearsOf } from '../figures';
import { judge } from '../judge';
import type { ScoringPolicy } from '../policy';

/** What of an assessment decides. */
export type Rating = Pick<Assessment, 'outcome' | 'grade' | 'characteristicGrade' | 'limit'>;

/**
 * The decision of `assess` on an input that has been assessed before, without the figures that stand beside it: a
 * back-test asks for a hundred thousand of them. Throws a Problem for aspects and overrules that the policy does not know;
 * what is wrong with the statements themselves was said the first time.
 */
export const rate = (policy: ScoringPolicy, input: AssessmentInput): Rating => {
  const given = systemAnswersOf(policy, input);
  const [first, ...others] = [...unknownAspects(policy, input.answers), ...overruleProblems(policy, input, given)];
  if (first !== undefined) throw new Problem(first.code, first.facts, [first, ...others]);
  const score = scoreOf(policy, input, saidInstead(given));
  const {
    grade: characteristicGrade,
    outcome,
    limit,
    graded,
  } = judge(policy, input, {
    latest: yearsOf(input).latest,
    score,
  });
  return { outcome, characteristicGrade, limit, ...(graded.grade !== undefined && { grade: graded.grade }) };
};
