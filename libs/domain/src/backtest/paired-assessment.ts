import { rate, type Rating } from '@app/credit-model/backtest/rating';
import type { ScoringPolicy } from '@app/credit-model/policy';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import { Problem, type ProblemDetail } from '@app/kernel/problem';
import type { AssessedFact } from './backtest-events';

export type Named = Readonly<{ policy: ScoringPolicy; stamp: PolicyStamp }>;

/** One assessment three times: as it was made, under the policy in force, and under the draft. */
export type Paired = Readonly<{
  made: Rating;
  before: Rating;
  after: Rating;
  /** Why the draft, or the policy in force, cannot assess what was assessed then; then both sides are what was made. */
  unfit?: readonly ProblemDetail[];
}>;

const under = ({ policy, stamp }: Named, { input, result, policy: made }: AssessedFact['data']): Rating =>
  // Replay proves that computing it again gives what was recorded; the draft itself is always computed.
  stamp.hash === made.hash ? result : rate(policy, input);

export const paired = (inForce: Named, draft: ScoringPolicy, completed: AssessedFact['data']): Paired => {
  const { result: made, input } = completed;
  try {
    return { made, before: under(inForce, completed), after: rate(draft, input) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { made, before: made, after: made, unfit: error.details };
  }
};
