import { z } from 'zod';
import { decimalText } from '@app/kernel/exact';
import { nonNegativeYuan, yuan } from '@app/kernel/yuan';
import { answer, characteristicGrade, groupCode, limitTier, stance, strategy } from './policy/policy-shape';
import { ratioId } from './policy/ratio-id';
import { countedSecurities } from './limit/counted-securities';
import { systemAnswer } from './system-answers/system-answer';
import { unavailable } from './unavailable';

/** Why an assessment ends without a grade. */
const noGradeReason = z.enum([
  'grade-not-allowed',
  'needs-security',
  'net-worth-not-positive',
  'working-assets-not-positive',
  'no-current-liabilities',
  'no-share-of-working-assets',
  'characteristic-too-low',
  'need-cap-zero',
  'below-smallest-step',
]);
export type NoGradeReason = z.infer<typeof noGradeReason>;

const cap = z.object({
  code: z.enum(['blacklisted', 'sued-by-supplier', 'low-coverage', 'new-customer', 'weak-group']),
  atMost: characteristicGrade,
  /** False when the grade was no better than the cap anyway. */
  lowered: z.boolean(),
  /** The figure that fired it, and the edge in the policy. */
  figure: z.string().optional(),
  edge: z.string().optional(),
});
export type Cap = z.infer<typeof cap>;

const item = z.object({
  code: z.string(),
  group: groupCode,
  answers: z.array(answer),
  /** What the answers give, and what the customer's class leaves of it. */
  uncappedScore: decimalText,
  score: decimalText,
  weight: decimalText,
  weighted: decimalText,
});

const characteristic = z.object({
  stance,
  percent: decimalText,
  /** The same answers under each weight set. */
  percents: z.record(stance, decimalText),
  answered: z.int(),
  aspects: z.int(),
  coverage: decimalText,
  groups: z.array(
    z.object({ code: groupCode, weighted: decimalText, maximum: decimalText, percent: decimalText.optional() }),
  ),
  items: z.array(item),
  classCap: z.object({ customerClass: z.enum(['C', 'D']), item: z.string(), atMost: decimalText }).optional(),
  uncappedGrade: characteristicGrade,
  caps: z.array(cap),
  /** What the system answered from the figures, in the policy's order; there where it was asked to. */
  systemAnswers: z.array(systemAnswer).optional(),
});
export type Characteristic = z.infer<typeof characteristic>;

const guard = z.enum(['net-worth-not-positive', 'working-assets-not-positive', 'no-current-liabilities']);
export type Guard = z.infer<typeof guard>;

const workingAssets = z.object({
  year: z.int(),
  currentAssets: yuan,
  inventory: yuan,
  currentLiabilities: yuan,
  totalAssets: yuan,
  totalLiabilities: yuan,
  workingCapital: yuan,
  netWorth: yuan,
  workingAssets: decimalText,
  guards: z.array(guard),
  /** CA/CL + (CA − inventory)/CL − CL/NW − TL/NW, to six decimals; the band is found on the exact fraction. */
  evaluationValue: decimalText.optional(),
  percent: decimalText.optional(),
  baseLimit: decimalText,
});
export type WorkingAssets = z.infer<typeof workingAssets>;

const combination = z.object({
  strategy,
  factor: decimalText,
  /** Each candidate for the limit, cut down to the fen; the smallest is the limit before rounding. */
  candidates: z.array(
    z.object({ code: z.enum(['combined', 'asked', 'need-cap', 'security']), amount: nonNegativeYuan }),
  ),
  smallest: z.enum(['combined', 'asked', 'need-cap', 'security']),
  step: decimalText,
});
export type Combination = z.infer<typeof combination>;

const ratio = z.object({
  id: ratioId,
  unit: z.enum(['times', 'percent']),
  value: decimalText.optional(),
  numerator: decimalText.optional(),
  denominator: decimalText.optional(),
  unavailable: unavailable.optional(),
  /** An average of opening and closing figures, or the closing one alone for want of an earlier statement. */
  basis: z.enum(['average', 'closing-only']).optional(),
  lastYear: decimalText.optional(),
  standard: z.object({ industry: z.string(), kind: z.enum(['average', 'acceptable']), value: decimalText }).optional(),
  /** The band of the five-level table it fell in, and its score by interpolation. */
  level: z.enum(['excellent', 'good', 'average', 'low', 'poor', 'beyond']).optional(),
  levelScore: decimalText.optional(),
  weight: decimalText,
});
export type RatioResult = z.infer<typeof ratio>;

const crossCheck = z.object({
  code: z.enum(['zPrivate', 'zDouble', 'springate']),
  inputs: z.array(
    z.object({ code: z.string(), value: decimalText, coefficient: decimalText, numerator: yuan, denominator: yuan }),
  ),
  value: decimalText.optional(),
  zone: z.enum(['distress', 'grey', 'safe', 'no-distress']).optional(),
  unavailable: unavailable.optional(),
});
export type CrossCheck = z.infer<typeof crossCheck>;

/** What an assessment found: plain figures as text, enough for the report without computing anything again. */
export const assessmentResult = z
  .object({
    outcome: z.enum(['graded', 'declined', 'refer-to-analyst']),
    /** Tier and digit of the characteristic grade, e.g. `3A2`; only where there is a limit. */
    grade: z
      .string()
      .regex(/^[1-5]A[1-6]$/)
      .optional(),
    tier: limitTier.optional(),
    characteristicGrade,
    limit: nonNegativeYuan,
    percent: decimalText,
    coverage: decimalText,
    noGradeReasons: z.array(noGradeReason),
    underCloseWatch: z.boolean(),
    /** The percent lies so near a step of the strategy that a second approver looks at it. */
    secondApprover: z.boolean(),
    characteristic,
    workingAssets,
    combination,
    /** What stands behind the debt, there where the file lists it; it limits only a grade that buys fully secured. */
    securities: countedSecurities.optional(),
    term: z.enum(['short', 'long']),
    ratios: z.array(ratio),
    ratioScore: decimalText.optional(),
    crossChecks: z.array(crossCheck),
    distances: z.object({
      /** The percent has to rise by more than this; left out at CA1 and where a cap holds the grade. */
      nextGrade: z.object({ grade: characteristicGrade, points: decimalText }).optional(),
      /** The limit has to rise by more than this; left out at 5A and without a tier. */
      nextTier: z.object({ tier: limitTier, amount: nonNegativeYuan }).optional(),
    }),
  })
  .meta({ id: 'AssessmentResult' });
export type Assessment = z.infer<typeof assessmentResult>;
