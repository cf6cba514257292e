import type { Facts, ProblemCode } from '@app/kernel/problem';
import type { ScoringPolicyShape } from './policy-shape';

/** What is wrong with a policy, and where; its sentence, in both languages, is that of the problem. */
export type PolicyFault = Readonly<{
  path: readonly (string | number)[];
  problem: ProblemCode;
  facts: Facts;
}>;

export const fault = (path: PolicyFault['path'], problem: ProblemCode, facts: Facts = {}): PolicyFault => ({
  path,
  problem,
  facts,
});

/** One thing that parts of a policy have to agree on; says nothing when they do. */
export type PolicyCheck = Readonly<{
  /** The sections that it looks at: it is made as soon as these have their shape, whatever is wrong elsewhere. */
  looksAt: readonly (keyof ScoringPolicyShape)[];
  faults: (policy: ScoringPolicyShape) => readonly PolicyFault[];
}>;
