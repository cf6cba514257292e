import type { z } from 'zod';
import { policyFaults } from './policy/policy-checks';
import { scoringPolicyShape } from './policy/policy-shape';

/**
 * A scoring policy document (`config/policies/scoring/*.json`): every figure of the credit model, with where it comes
 * from. A published policy never changes; errors name the path.
 */
export const scoringPolicy = scoringPolicyShape.superRefine((policy, context) => {
  for (const { path, message } of policyFaults(policy)) {
    context.addIssue({ code: 'custom', path: [...path], message });
  }
});
export type ScoringPolicy = z.infer<typeof scoringPolicy>;
