import { exact, Exact } from '@app/kernel/exact';
import type { AssessmentInput } from '../assessment-input';
import type { Characteristic } from '../assessment-result';
import type { ScoringPolicy } from '../policy';
import type { GroupCode, Stance } from '../policy/policy-shape';
import { cappedItem, preparedItems, scoredItem, type ItemScore, type SaidInstead } from './prepared-items';

const HUNDRED = exact(100);

type Answered = Pick<AssessmentInput, 'answers' | 'flags'>;
type ClassCap = NonNullable<Characteristic['classCap']>;

/** A customer that pays late by habit or on purpose cannot have a good payment record, whatever was answered. */
const classCapOf = ({ caps }: ScoringPolicy, { flags }: Answered): ClassCap | undefined => {
  const customerClass = flags?.customerClass;
  return customerClass === 'C' || customerClass === 'D'
    ? { customerClass, ...caps.customerClass[customerClass] }
    : undefined;
};

const itemScores = (
  policy: ScoringPolicy,
  { answers }: Answered,
  { cap, said }: Readonly<{ cap: ClassCap | undefined; said: SaidInstead | undefined }>,
): readonly ItemScore[] =>
  preparedItems(policy).items.map((item) => {
    const scored = scoredItem(policy, item, answers, said);
    const capped = cap?.item === item.code && scored.score.gt(cap.atMost);
    return capped ? cappedItem(policy, item, scored, exact(cap.atMost)) : scored;
  });

const weightedSum = (items: readonly ItemScore[], stance: Stance): Exact =>
  Exact.sum(...items.map(({ weighted }) => weighted[stance]));

const groupSum = (items: readonly ItemScore[], places: readonly number[], stance: Stance): Exact =>
  Exact.sum(...places.map((place) => items[place]?.weighted[stance] ?? 0));

type GroupScore = Readonly<{ code: GroupCode; weighted: Exact; maximum: Exact }>;
export type Score = Readonly<{
  percent: Exact;
  percents: Readonly<Record<Stance, Exact>>;
  answered: number;
  aspects: number;
  groups: readonly GroupScore[];
  items: readonly ItemScore[];
  classCap: ClassCap | undefined;
}>;

/** The characteristic model 特征分析模型: 72 answers to one percent, unrounded; missing information stays in the maximum. */
export const scoreOf = (policy: ScoringPolicy, input: Answered, said?: SaidInstead): Score => {
  const { groups, maximum } = preparedItems(policy);
  const classCap = classCapOf(policy, input);
  const items = itemScores(policy, input, { cap: classCap, said });
  let answered = 0;
  let aspects = 0;
  for (const item of items) {
    answered += item.answered;
    aspects += item.kept.answers.length;
  }
  // Weights sum to 100, so the maximum is 100 × the highest item score, and the percent has an end.
  const percents: Record<Stance, Exact> = {
    balanced: weightedSum(items, 'balanced').div(maximum),
    sales: weightedSum(items, 'sales').div(maximum),
    conservative: weightedSum(items, 'conservative').div(maximum),
  };
  return {
    percent: percents[policy.stance],
    percents,
    answered,
    aspects,
    groups: groups.map((group) => ({
      code: group.code,
      weighted: groupSum(items, group.places, policy.stance),
      maximum: group.maximum,
    })),
    items,
    classCap,
  };
};

const rounded = (policy: ScoringPolicy, part: Exact, whole: Exact): string =>
  part.times(HUNDRED).divTo(whole, policy.rounding.scoreDecimals).toFixed();

export const coverageOf = (policy: ScoringPolicy, { answered, aspects }: Pick<Score, 'answered' | 'aspects'>): string =>
  rounded(policy, exact(answered), exact(aspects));

type GroupText = Characteristic['groups'][number];
const groupAsText = (policy: ScoringPolicy, { code, weighted, maximum }: GroupScore): GroupText => {
  const text: GroupText = { code, weighted: weighted.toFixed(), maximum: maximum.toFixed() };
  if (!maximum.isZero()) text.percent = rounded(policy, weighted, maximum);
  return text;
};

/** The score as the result keeps it: exact where it is exact, group percentages and coverage rounded for the eye. */
export const scoreAsText = (policy: ScoringPolicy, score: Score): Omit<Characteristic, 'uncappedGrade' | 'caps'> => {
  const text: Omit<Characteristic, 'uncappedGrade' | 'caps'> = {
    stance: policy.stance,
    percent: score.percent.toFixed(),
    percents: {
      balanced: score.percents.balanced.toFixed(),
      sales: score.percents.sales.toFixed(),
      conservative: score.percents.conservative.toFixed(),
    },
    answered: score.answered,
    aspects: score.aspects,
    coverage: coverageOf(policy, score),
    groups: score.groups.map((group) => groupAsText(policy, group)),
    items: score.items.map(({ kept }) => kept),
  };
  if (score.classCap !== undefined) text.classCap = score.classCap;
  return text;
};
