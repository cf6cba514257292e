import type { z } from 'zod';
import { policyChecks } from './policy/policy-checks';
import type { PolicyCheck } from './policy/policy-fault';
import { scoringPolicyShape, type ScoringPolicyShape } from './policy/policy-shape';

const withCheck = (shape: z.ZodType<ScoringPolicyShape>, { looksAt, faults }: PolicyCheck) =>
  shape.superRefine(
    (policy, context) => {
      for (const { path, problem, facts } of faults(policy))
        context.addIssue({ code: 'custom', path: [...path], message: problem, params: { problem, ...facts } });
    },
    {
      // A slip in one section shall not hide what is wrong with the weights of another: all is told at once. Only what
      // has lost its shape cannot be looked at; what other checks of ours have found there is no hindrance.
      when: ({ value, issues }) =>
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        !issues.some(({ code, path = [] }) => code !== 'custom' && (looksAt as readonly unknown[]).includes(path[0])),
    },
  );

/**
 * A scoring policy document (`config/policies/scoring/*.json`): every figure of the credit model, with where it comes
 * from. A published policy never changes; errors name the path.
 */
export const scoringPolicy = policyChecks.reduce<z.ZodType<ScoringPolicyShape>>(withCheck, scoringPolicyShape);
export type ScoringPolicy = z.infer<typeof scoringPolicy>;
