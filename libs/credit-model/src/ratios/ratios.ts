import { exact, Exact } from '@app/kernel/exact';
import type { RatioResult } from '../assessment-result';
import type { Years } from '../figures';
import type { ScoringPolicy } from '../policy';
import { oncePerPolicy } from '../policy/once-per-policy';
import type { PolicyRatio } from '../policy/policy-shape';
import type { RatioId } from '../policy/ratio-id';
import { levelScore, levelTableOf, type LevelTable } from './level-score';
import { definitions, type Definition } from './ratio-definitions';
import { quotientOf, valueOf } from './ratio-value';

export type Term = 'short' | 'long';
export const termOf = (policy: ScoringPolicy, termDays: number): Term =>
  termDays <= policy.ratios.shortTermUpToDays ? 'short' : 'long';

type Standard = RatioResult['standard'];
const INDUSTRIES_MAX = 1_000;

export type PreparedRatio = PolicyRatio &
  Readonly<{
    definition: Definition;
    levels: LevelTable | undefined;
    weight: Readonly<Record<Term, Exact>>;
    /** By industry, as they are asked for; nothing for all industries together. */
    standards: Map<string | undefined, Standard>;
  }>;

// The tables of a policy are read once, not with every assessment.
export const preparedRatios = oncePerPolicy((policy): readonly PreparedRatio[] =>
  policy.ratios.list.map((ratio) => {
    const table = policy.standards.allIndustries[ratio.id];
    const levels = table === undefined ? undefined : levelTableOf(table, policy);
    const { short, long } = ratio.weights;
    return {
      ...ratio,
      definition: definitions[ratio.id],
      levels,
      weight: { short: exact(short), long: exact(long) },
      standards: new Map<string | undefined, Standard>(),
    };
  }),
);

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

/** Many assessments share a standard, so it is frozen. */
const standardOf = (
  policy: ScoringPolicy,
  { id, standards }: PreparedRatio,
  industry: string | undefined,
): Standard => {
  const known = standards.get(industry);
  if (known !== undefined || standards.has(industry)) return known;
  const found = Object.freeze(findStandard(policy, id, industry));
  if (standards.size < INDUSTRIES_MAX) standards.set(industry, found);
  return found;
};

const lastYearOf = ({ definition, unit }: PreparedRatio, { last, beforeLast }: Years, decimals: number) => {
  if (last === undefined) return undefined;
  const quotient = quotientOf(definition, last, beforeLast);
  return 'reason' in quotient ? undefined : valueOf(quotient, unit, decimals).toFixed();
};

type About = Readonly<{ industry: string | undefined; term: Term }>;

// Filled in line by line, because to spread an object into another costs more than all the arithmetic of a ratio.
const resultOf = (policy: ScoringPolicy, ratio: PreparedRatio, years: Years, about: About): RatioResult => {
  const { id, unit, better, levels } = ratio;
  const decimals = policy.rounding.ratioDecimals;
  const standard = standardOf(policy, ratio, about.industry);
  const lastYear = lastYearOf(ratio, years, decimals);
  const result: RatioResult = { id, unit, weight: ratio.weights[about.term] };
  if (lastYear !== undefined) result.lastYear = lastYear;
  const quotient = quotientOf(ratio.definition, years.latest, years.last);
  if ('reason' in quotient) {
    result.unavailable = quotient;
    if (standard !== undefined) result.standard = standard;
    return result;
  }
  const value = valueOf(quotient, unit, decimals);
  const level = levels === undefined ? undefined : levelScore(value, levels, better, policy);
  result.value = value.toFixed();
  result.numerator = quotient.numerator.toFixed();
  result.denominator = quotient.denominator.toFixed();
  if (quotient.basis !== undefined) result.basis = quotient.basis;
  if (standard !== undefined) result.standard = standard;
  if (level !== undefined) {
    result.level = level.level;
    result.levelScore = level.score.toFixed();
  }
  return result;
};

export const ratiosOf = (policy: ScoringPolicy, years: Years, about: About): RatioResult[] =>
  preparedRatios(policy).map((ratio) => resultOf(policy, ratio, years, about));

/** What a ratio comes to, or why to nothing. */
export type RatioFigure = Pick<RatioResult, 'id' | 'unit' | 'value' | 'unavailable'>;

/** The same figures without what stands beside them: all that a back-test and a search for changes ask of the ratios. */
export const ratioFiguresOf = (policy: ScoringPolicy, { latest, last }: Years): RatioFigure[] =>
  preparedRatios(policy).map(({ id, unit, definition }) => {
    const quotient = quotientOf(definition, latest, last);
    if ('reason' in quotient) return { id, unit, unavailable: quotient };
    return { id, unit, value: valueOf(quotient, unit, policy.rounding.ratioDecimals).toFixed() };
  });

/** The ratios that have a level score, weighed by the term; ratios without one stay out of both sides. */
export const ratioScoreOf = (policy: ScoringPolicy, ratios: readonly RatioResult[], term: Term): string | undefined => {
  const weighted: Exact[] = [];
  const weights: Exact[] = [];
  for (const [at, { weight }] of preparedRatios(policy).entries()) {
    const score = ratios[at]?.levelScore;
    if (score === undefined) continue;
    weighted.push(weight[term].times(score));
    weights.push(weight[term]);
  }
  const all = Exact.sum(...weights);
  return all.isZero()
    ? undefined
    : Exact.sum(...weighted)
        .divTo(all, policy.rounding.scoreDecimals)
        .toFixed();
};
