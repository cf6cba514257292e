import { exact, type Exact } from '@app/kernel/exact';
import type { AssessmentInput } from '../assessment-input';
import type { Characteristic } from '../assessment-result';
import type { ScoringPolicy } from '../policy';
import type { GroupCode, Stance } from '../policy/policy-shape';
import { groupMaximum, rescored, scoredAnswers, type ScoredAnswers } from './prepared-items';

const HUNDRED = exact(100);
const nil = exact(0);

type ItemScore = ScoredAnswers & Readonly<{ code: string; group: GroupCode; uncapped: string }>;
type ClassCap = NonNullable<Characteristic['classCap']>;

/** A customer that pays late by habit or on purpose cannot have a good payment record, whatever was answered. */
const classCapOf = ({ caps }: ScoringPolicy, { flags }: AssessmentInput): ClassCap | undefined => {
  const customerClass = flags?.customerClass;
  return customerClass === 'C' || customerClass === 'D'
    ? { customerClass, ...caps.customerClass[customerClass] }
    : undefined;
};

const itemScores = (policy: ScoringPolicy, input: AssessmentInput, cap: ClassCap | undefined): readonly ItemScore[] =>
  policy.items.list.map((item) => {
    const { code, group } = item;
    const scored = scoredAnswers(policy, item, input.answers);
    const capped = cap?.item === code && scored.score.gt(cap.atMost);
    const counted = capped ? rescored(policy, code, scored, exact(cap.atMost)) : scored;
    return { ...counted, code, group, uncapped: scored.text.score };
  });

const weightedSum = (items: readonly ItemScore[], stance: Stance): Exact =>
  items.reduce((total, { weighted }) => total.plus(weighted[stance]), nil);

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
export const scoreOf = (policy: ScoringPolicy, input: AssessmentInput): Score => {
  const classCap = classCapOf(policy, input);
  const items = itemScores(policy, input, classCap);
  // Weights sum to 100, so the maximum is 100 × the highest item score, and the percent has an end.
  const percentUnder = (stance: Stance): Exact => weightedSum(items, stance).div(policy.itemScore.maximum);
  const percents: Record<Stance, Exact> = {
    balanced: percentUnder('balanced'),
    sales: percentUnder('sales'),
    conservative: percentUnder('conservative'),
  };
  return {
    percent: percents[policy.stance],
    percents,
    answered: items.reduce((total, item) => total + item.answered, 0),
    aspects: items.reduce((total, item) => total + item.answers.length, 0),
    groups: policy.groups.list.map(({ code }) => ({
      code,
      weighted: weightedSum(
        items.filter(({ group }) => group === code),
        policy.stance,
      ),
      maximum: groupMaximum(policy, code),
    })),
    items,
    classCap,
  };
};

const rounded = (policy: ScoringPolicy, part: Exact, whole: Exact): string =>
  part.times(HUNDRED).div(whole).toDecimalPlaces(policy.rounding.scoreDecimals).toFixed();

export const coverageOf = (policy: ScoringPolicy, { answered, aspects }: Pick<Score, 'answered' | 'aspects'>): string =>
  rounded(policy, exact(answered), exact(aspects));

/** The score as the result keeps it: exact where it is exact, group percentages and coverage rounded for the eye. */
export const scoreAsText = (policy: ScoringPolicy, score: Score): Omit<Characteristic, 'uncappedGrade' | 'caps'> => ({
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
  groups: score.groups.map(({ code, weighted, maximum }) => ({
    code,
    weighted: weighted.toFixed(),
    maximum: maximum.toFixed(),
    ...(maximum.isZero() ? {} : { percent: rounded(policy, weighted, maximum) }),
  })),
  items: score.items.map(({ code, group, answers, uncapped, text }) => ({
    code,
    group,
    answers: [...answers],
    uncappedScore: uncapped,
    ...text,
  })),
  ...(score.classCap && { classCap: score.classCap }),
});
