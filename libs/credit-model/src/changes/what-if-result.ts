import { z } from 'zod';
import { decimalText } from '@app/kernel/exact';
import { assessmentResult } from '../assessment-result';
import { answer } from '../policy/policy-shape';
import { ratioId } from '../policy/ratio-id';

const text = z.string();
/** The same thing before and after; left out where there is none. */
const pair = z.object({ before: text.optional(), after: text.optional() });
const moved = z.object({ before: decimalText, after: decimalText, change: decimalText });

/** What differs between two assessments; what is the same is left out. */
export const assessmentDifferences = z.object({
  outcome: pair.optional(),
  grade: pair.optional(),
  tier: pair.optional(),
  characteristicGrade: pair.optional(),
  limit: moved.optional(),
  percent: moved.optional(),
  coverage: moved.optional(),
  secondApprover: pair.optional(),
  noGradeReasons: z.object({ come: z.array(text), gone: z.array(text) }),
  caps: z.object({ come: z.array(text), gone: z.array(text) }),
  ratios: z.array(pair.extend({ id: ratioId, levelBefore: text.optional(), levelAfter: text.optional() })),
  answers: z.array(z.object({ aspect: text, before: answer, after: answer })),
});
export type AssessmentDifferences = z.infer<typeof assessmentDifferences>;

/** One thing that was changed: left out is where there was nothing, or where nothing is left. */
const change = z.object({ path: text, from: text.optional(), to: text.optional() });
export type MadeChange = z.infer<typeof change>;

export const whatIfResult = z.object({
  changes: z.array(change),
  before: assessmentResult,
  after: assessmentResult,
  differences: assessmentDifferences,
});
export type WhatIfResult = z.infer<typeof whatIfResult>;
