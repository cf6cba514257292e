import type { ScoringPolicy } from '../policy';

/**
 * What follows from a policy alone is worked out once, and kept as long as the policy itself: a published policy never
 * changes, and its figures come again with every assessment.
 */
export const oncePerPolicy = <Made>(make: (policy: ScoringPolicy) => Made): ((policy: ScoringPolicy) => Made) => {
  const known = new WeakMap<ScoringPolicy, Made>();
  return (policy) => {
    const before = known.get(policy);
    if (before !== undefined) return before;
    const made = make(policy);
    known.set(policy, made);
    return made;
  };
};
