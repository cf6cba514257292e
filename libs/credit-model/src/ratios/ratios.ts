import { exact, type Exact } from '@app/kernel/exact';
import type { RatioResult } from '../assessment-result';
import type { Years } from '../figures';
import type { ScoringPolicy } from '../policy';
import type { PolicyRatio } from '../policy/policy-shape';
import type { RatioId } from '../policy/ratio-id';
import { levelScore } from './level-score';
import { definitions } from './ratio-definitions';
import { quotientOf, valueOf } from './ratio-value';

export type Term = 'short' | 'long';
export const termOf = (policy: ScoringPolicy, termDays: number): Term =>
  termDays <= policy.ratios.shortTermUpToDays ? 'short' : 'long';

type Standard = RatioResult['standard'];
const STANDARDS_MAX = 10_000;

// A policy never changes: its standards are looked up once for each ratio and industry.
const standards = new WeakMap<ScoringPolicy, Map<string, Standard>>();
const standardOf = (policy: ScoringPolicy, id: RatioId, industry: string | undefined): Standard => {
  const known = standards.get(policy) ?? new Map<string, Standard>();
  if (known.size === 0) standards.set(policy, known);
  const key = `${id} ${industry ?? ''}`;
  if (known.has(key)) return known.get(key);
  const found = findStandard(policy, id, industry);
  if (known.size < STANDARDS_MAX) known.set(key, found);
  return found;
};

/** The customer's own industry first, its average before what is merely acceptable; then all industries together. */
const findStandard = ({ standards }: ScoringPolicy, id: RatioId, industry: string | undefined): Standard => {
  const own = standards.byIndustry.list.find(({ code, name }) => code === industry || name.zh === industry);
  const candidates = [
    ...(own === undefined ? [] : [{ industry: own.code, values: own.values[id] }]),
    { industry: 'all', values: standards.allIndustries[id] },
  ];
  for (const { industry: of, values } of candidates) {
    if (values?.average !== undefined) return { industry: of, kind: 'average', value: values.average };
    if (values?.acceptable !== undefined) return { industry: of, kind: 'acceptable', value: values.acceptable };
  }
  return undefined;
};

const lastYearOf = (ratio: PolicyRatio, { last, beforeLast }: Years, decimals: number): string | undefined => {
  if (last === undefined) return undefined;
  const quotient = quotientOf(definitions[ratio.id], last, beforeLast);
  return 'reason' in quotient ? undefined : valueOf(quotient, ratio.unit, decimals).toFixed();
};

const resultOf = (policy: ScoringPolicy, ratio: PolicyRatio, years: Years, about: About): RatioResult => {
  const { id, unit, better } = ratio;
  const decimals = policy.rounding.ratioDecimals;
  const standard = standardOf(policy, id, about.industry);
  const lastYear = lastYearOf(ratio, years, decimals);
  const beside = { id, unit, weight: ratio.weights[about.term], ...(lastYear !== undefined && { lastYear }) };
  const quotient = quotientOf(definitions[id], years.latest, years.last);
  if ('reason' in quotient) return { ...beside, unavailable: quotient, ...(standard && { standard }) };
  const value = valueOf(quotient, unit, decimals);
  const table = policy.standards.allIndustries[id];
  const level = table === undefined ? undefined : levelScore(value, table, better, policy);
  return {
    ...beside,
    value: value.toFixed(),
    numerator: quotient.numerator.toFixed(),
    denominator: quotient.denominator.toFixed(),
    ...(quotient.basis && { basis: quotient.basis }),
    ...(standard && { standard }),
    ...(level && { level: level.level, levelScore: level.score.toFixed() }),
  };
};

type About = Readonly<{ industry: string | undefined; term: Term }>;

export const ratiosOf = (policy: ScoringPolicy, years: Years, about: About): readonly RatioResult[] =>
  policy.ratios.list.map((ratio) => resultOf(policy, ratio, years, about));

/** The ratios that have a level score, weighed by the term; ratios without one stay out of both sides. */
export const ratioScoreOf = (policy: ScoringPolicy, ratios: readonly RatioResult[]): string | undefined => {
  let weighted: Exact = exact(0);
  let weights: Exact = exact(0);
  for (const { levelScore: score, weight } of ratios) {
    if (score === undefined) continue;
    weighted = exact(weight).times(score).plus(weighted);
    weights = weights.plus(weight);
  }
  return weights.isZero() ? undefined : weighted.div(weights).toDecimalPlaces(policy.rounding.scoreDecimals).toFixed();
};
