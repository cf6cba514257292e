import { z } from 'zod';
import { bilingual } from '@app/kernel/language';
import { bandsOf } from './bands';
import { measure } from './measure';
import { policyNumber, policySource as source } from './policy-number';
import { ratioId } from './ratio-id';

export const answer = z.enum(['good', 'fair', 'poor', 'none']);
export type Answer = z.infer<typeof answer>;

export const stance = z.enum(['balanced', 'sales', 'conservative']);
export type Stance = z.infer<typeof stance>;

export const strategy = z.enum(['stepped', 'proportional']);
export type Strategy = z.infer<typeof strategy>;

/** What the customer is, from CA1 (best) to CA6; the second half of a credit grade. */
export const characteristicGrade = z.enum(['CA1', 'CA2', 'CA3', 'CA4', 'CA5', 'CA6']);
export type CharacteristicGrade = z.infer<typeof characteristicGrade>;

/** How high the limit is, from 1A (lowest) to 5A; the first half of a credit grade. */
export const limitTier = z.enum(['1A', '2A', '3A', '4A', '5A']);

export const groupCode = z.enum(['A', 'B', 'C']);
export type GroupCode = z.infer<typeof groupCode>;

const itemCode = z.string().regex(/^[A-C][1-9]$/);
const aspect = z.strictObject({
  code: z.string().regex(/^[A-C][1-9]\.[1-9]$/),
  name: bilingual,
  answeredBy: z.enum(['analyst', 'system']),
  /** How the system answers it; without one the analyst does. */
  measure: measure.optional(),
  good: bilingual,
  fair: bilingual,
  poor: bilingual,
});
const item = z.strictObject({
  code: itemCode,
  group: groupCode,
  name: bilingual,
  aspects: z.array(aspect).length(4),
});

const weightSet = z.record(
  itemCode,
  policyNumber.refine((text) => !text.startsWith('-'), { error: 'policy-below-zero' }),
);
const atMostGrade = z.strictObject({ atMost: characteristicGrade });
const atMostScore = z.strictObject({ item: itemCode, atMost: policyNumber });

const ratio = z.strictObject({
  id: ratioId,
  name: bilingual,
  group: z.enum(['liquidity', 'solvency', 'activity', 'profit', 'growth']),
  unit: z.enum(['times', 'percent']),
  better: z.enum(['higher', 'lower']),
  weights: z.strictObject({ short: policyNumber, long: policyNumber }),
});
export type PolicyRatio = z.infer<typeof ratio>;

const standardValues = z.strictObject({
  excellent: policyNumber.optional(),
  good: policyNumber.optional(),
  average: policyNumber.optional(),
  low: policyNumber.optional(),
  poor: policyNumber.optional(),
  acceptable: policyNumber.optional(),
});
export type StandardValues = z.infer<typeof standardValues>;
const standardTable = z.partialRecord(ratioId, standardValues);

const crossCheck = <Coefficients extends z.ZodRawShape>(coefficients: Coefficients) =>
  z.strictObject({
    source,
    name: bilingual,
    coefficients: z.strictObject(coefficients),
    distressBelow: policyNumber,
    safeAbove: policyNumber.optional(),
  });
const x1to4 = { x1: policyNumber, x2: policyNumber, x3: policyNumber, x4: policyNumber };

/** The document's shape; that its parts agree with one another is checked in `policy-checks`. */
export const scoringPolicyShape = z.strictObject({
  id: z.string().min(1),
  version: z.int().positive(),
  name: bilingual,
  stance,
  strategy,
  points: z.strictObject({ source, good: policyNumber, fair: policyNumber, poor: policyNumber, none: policyNumber }),
  itemScore: z.strictObject({ source, divisor: policyNumber, maximum: policyNumber }),
  groups: z.strictObject({ source, list: z.array(z.strictObject({ code: groupCode, name: bilingual })).length(3) }),
  items: z.strictObject({ source, list: z.array(item).min(1) }),
  /** Where the measures' edges come from, and what a credit period is measured against. */
  measures: z.strictObject({ source, standardTermDays: z.int().min(1).max(720) }).optional(),
  weights: z.strictObject({
    source,
    sets: z.strictObject({ balanced: weightSet, sales: weightSet, conservative: weightSet }),
  }),
  grades: z.strictObject({ source, bands: bandsOf({ grade: characteristicGrade }) }),
  caps: z.strictObject({
    source,
    suedBySupplier: atMostGrade,
    lowCoverage: z.strictObject({ underPercent: policyNumber, atMost: characteristicGrade }),
    newCustomer: z.strictObject({ underMonths: z.int().positive(), atMost: characteristicGrade }),
    weakGroup: z.strictObject({ group: groupCode, underPercent: policyNumber, atMost: characteristicGrade }),
    customerClass: z.strictObject({ C: atMostScore, D: atMostScore }),
    blacklisted: atMostGrade,
  }),
  evaluation: z.strictObject({ source, bands: bandsOf({ percent: policyNumber }) }),
  stepped: z.strictObject({
    source,
    bands: bandsOf({ timesPercent: policyNumber, plus: policyNumber }),
    nearEdgePoints: policyNumber,
  }),
  proportional: z.strictObject({
    source,
    nothingUpTo: policyNumber,
    reference: policyNumber,
    atMost: policyNumber,
  }),
  needCap: z.strictObject({
    source,
    daysPerMonth: z.int().positive(),
    percent: z.partialRecord(characteristicGrade, policyNumber),
  }),
  buying: z.strictObject({
    source,
    underCloseWatch: z.array(characteristicGrade),
    onlySecured: z.array(characteristicGrade),
    notAtAll: z.array(characteristicGrade),
  }),
  rounding: z.strictObject({
    source,
    limitStep: policyNumber,
    ratioDecimals: z.int().min(2).max(12),
    scoreDecimals: z.int().min(0).max(6),
  }),
  tiers: z.strictObject({ source, bands: bandsOf({ tier: limitTier }) }),
  ratios: z.strictObject({ source, shortTermUpToDays: z.int().positive(), list: z.array(ratio).min(1) }),
  levels: z.strictObject({
    source,
    excellent: policyNumber,
    good: policyNumber,
    average: policyNumber,
    low: policyNumber,
    poor: policyNumber,
    beyond: policyNumber,
  }),
  standards: z.strictObject({
    source,
    allIndustries: standardTable,
    byIndustry: z.strictObject({
      source,
      list: z.array(z.strictObject({ code: z.string().min(1), name: bilingual, values: standardTable })),
    }),
  }),
  crossChecks: z.strictObject({
    zPrivate: crossCheck({ ...x1to4, x5: policyNumber }),
    zDouble: crossCheck(x1to4),
    springate: crossCheck({ a: policyNumber, b: policyNumber, c: policyNumber, d: policyNumber }),
  }),
});
export type ScoringPolicyShape = z.infer<typeof scoringPolicyShape>;
