import { assess } from '@app/credit-model/assess';
import type { ScoringPolicy } from '@app/credit-model/policy';
import { differencesBetween, type Difference } from '@app/kernel/differences';
import type { DataOf } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import type { CreditApplicationEvent } from '../credit-application/events';

export type CompletedAssessment = DataOf<CreditApplicationEvent, 'AssessmentCompleted'>;

export type Replayed = Readonly<{
  /** What the record says and the computation does not, or says otherwise. None: it is the same to the last digit. */
  differences: readonly Difference[];
  /** What this program works out and that was not recorded then, because it is newer: no contradiction. */
  news: readonly Difference[];
}>;

/** Computes an assessment again from its own event and the policy that it names, and compares every figure. */
export const replayed = (policy: ScoringPolicy, { input, result }: CompletedAssessment): Replayed => {
  try {
    const found = differencesBetween(result, assess(policy, input));
    return {
      differences: found.filter(({ before }) => before !== undefined),
      news: found.filter(({ before }) => before === undefined),
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // It could be computed then and cannot now: nothing of what was recorded comes out again.
    return { differences: [{ path: 'input', before: result.grade ?? result.outcome, now: error.message }], news: [] };
  }
};
