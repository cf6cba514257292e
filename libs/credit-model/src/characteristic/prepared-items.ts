import { exact, type Exact } from '@app/kernel/exact';
import { answersOfItem, type Item } from '../answers';
import type { CharacteristicAnswers } from '../assessment-input';
import type { ScoringPolicy } from '../policy';
import type { Answer, Stance } from '../policy/policy-shape';

/** What one item scores for one set of answers, and what that weighs in each weight set. */
export type ScoredAnswers = Readonly<{
  answers: readonly Answer[];
  answered: number;
  score: Exact;
  weighted: Readonly<Record<Stance, Exact>>;
  /** The same as the result keeps it, under the stance in force. */
  text: Readonly<{ score: string; weight: string; weighted: string }>;
}>;

type Prepared = Readonly<{
  weights: Readonly<Record<Stance, ReadonlyMap<string, Exact>>>;
  groupMaximum: ReadonlyMap<string, Exact>;
  scored: Map<string, ScoredAnswers>;
}>;

const weightsOf = (set: Readonly<Record<string, string>>): ReadonlyMap<string, Exact> =>
  new Map(Object.entries(set).map(([code, weight]) => [code, exact(weight)]));

const prepare = (policy: ScoringPolicy): Prepared => {
  const { balanced, sales, conservative } = policy.weights.sets;
  const weights = {
    balanced: weightsOf(balanced),
    sales: weightsOf(sales),
    conservative: weightsOf(conservative),
  };
  const groupMaximum = new Map<string, Exact>();
  for (const { code, group } of policy.items.list) {
    const own = (weights[policy.stance].get(code) ?? exact(0)).times(policy.itemScore.maximum);
    groupMaximum.set(group, own.plus(groupMaximum.get(group) ?? 0));
  }
  return { weights, groupMaximum, scored: new Map() };
};

// A policy never changes, and four aspects have 256 sets of answers: what follows from these alone is worked
// out once. It is the greater part of the arithmetic, and a back-test assesses a hundred thousand times.
const cache = new WeakMap<ScoringPolicy, Prepared>();
const preparedFor = (policy: ScoringPolicy): Prepared => {
  const known = cache.get(policy);
  if (known !== undefined) return known;
  const prepared = prepare(policy);
  cache.set(policy, prepared);
  return prepared;
};

const nil = exact(0);
const weightOf = (policy: ScoringPolicy, stance: Stance, code: string): Exact =>
  preparedFor(policy).weights[stance].get(code) ?? nil;
export const groupMaximum = (policy: ScoringPolicy, group: string): Exact =>
  preparedFor(policy).groupMaximum.get(group) ?? nil;

/** The same answers with another score, as a customer class may impose it. */
export const rescored = (
  policy: ScoringPolicy,
  code: string,
  { answers, answered }: Pick<ScoredAnswers, 'answers' | 'answered'>,
  score: Exact,
): ScoredAnswers => {
  const weigh = (stance: Stance): Exact => weightOf(policy, stance, code).times(score);
  const weighted = { balanced: weigh('balanced'), sales: weigh('sales'), conservative: weigh('conservative') };
  const text = {
    score: score.toFixed(),
    weight: weightOf(policy, policy.stance, code).toFixed(),
    weighted: weighted[policy.stance].toFixed(),
  };
  return { answers, answered, score, weighted, text };
};

export const scoredAnswers = (policy: ScoringPolicy, item: Item, answers: CharacteristicAnswers): ScoredAnswers => {
  const { scored } = preparedFor(policy);
  const given = answersOfItem(item, answers);
  const key = `${item.code} ${given.join(' ')}`;
  const known = scored.get(key);
  if (known !== undefined) return known;
  const points = given.reduce((total, one) => total.plus(policy.points[one]), nil);
  const counted = { answers: given, answered: given.filter((one) => one !== 'none').length };
  const found = rescored(policy, item.code, counted, points.div(policy.itemScore.divisor));
  scored.set(key, found);
  return found;
};
