import { exact, type Exact } from '@app/kernel/exact';
import type { Item } from '../answers';
import type { CharacteristicAnswers } from '../assessment-input';
import type { Characteristic } from '../assessment-result';
import type { ScoringPolicy } from '../policy';
import { oncePerPolicy } from '../policy/once-per-policy';
import { answer, type Answer, type GroupCode, type Stance } from '../policy/policy-shape';

/** What the figures and the analyst's overrules say, by aspect: it counts instead of what stands on the card. */
export type SaidInstead = ReadonlyMap<string, Answer>;

/** What one item scores for one set of answers, and what that weighs in each weight set. */
export type ItemScore = Readonly<{
  answered: number;
  score: Exact;
  weighted: Readonly<Record<Stance, Exact>>;
  /** The same as the assessment keeps it, under the stance in force. Many assessments share it, so it is frozen. */
  kept: Characteristic['items'][number];
}>;

export type PreparedItem = Item &
  Readonly<{
    weights: Readonly<Record<Stance, Exact>>;
    /** By the number of the set of answers, as they are met. */
    scored: (ItemScore | undefined)[];
  }>;

type PreparedGroup = Readonly<{ code: GroupCode; places: readonly number[]; maximum: Exact }>;
type Prepared = Readonly<{ items: readonly PreparedItem[]; groups: readonly PreparedGroup[]; maximum: Exact }>;

const nil = exact(0);

// Four aspects have 256 sets of answers: what follows from these alone is worked out once. It is the greater part of the
// arithmetic, and a back-test assesses a hundred thousand times.
export const preparedItems = oncePerPolicy((policy): Prepared => {
  const maximum = exact(policy.itemScore.maximum);
  const { balanced, sales, conservative } = policy.weights.sets;
  const items = policy.items.list.map((item): PreparedItem => {
    const of = (set: Readonly<Record<string, string>>): Exact => exact(set[item.code] ?? 0);
    const weights = { balanced: of(balanced), sales: of(sales), conservative: of(conservative) };
    return { ...item, weights, scored: [] };
  });
  const groups = policy.groups.list.map(({ code }): PreparedGroup => {
    const places = items.flatMap(({ group }, place) => (group === code ? [place] : []));
    const weights = places.map((place) => items[place]?.weights[policy.stance] ?? nil);
    return { code, places, maximum: weights.reduce((sum, weight) => sum.plus(weight.times(maximum)), nil) };
  });
  return { items, groups, maximum };
});

const CHOICES = answer.options;
const NONE = CHOICES.indexOf('none');
const placeOfWord = (given: string | undefined): number => {
  const place = given === undefined ? NONE : (CHOICES as readonly string[]).indexOf(given);
  return place < 0 ? NONE : place;
};
/** 5 is good, 3 fair, 1 poor and 0 none; by the digit. */
const ON_CARD: readonly number[] = [NONE, 2, NONE, 1, NONE, 0];
const NOUGHT = '0'.charCodeAt(0);
const placeOnCard = (card: string, at: number): number => ON_CARD[card.charCodeAt(at) - NOUGHT] ?? NONE;

/** Every set of answers has a number: one digit an aspect, to the base of the choices. */
const numberOf = ({ code, aspects }: Item, answers: CharacteristicAnswers, said: SaidInstead | undefined): number => {
  const card = answers[code];
  let number = 0;
  let at = 0;
  for (const { code: aspect } of aspects) {
    const instead = said?.get(aspect);
    const onCard = instead === undefined && card !== undefined;
    const place = onCard ? placeOnCard(card, at) : placeOfWord(instead ?? answers[aspect]);
    number = number * CHOICES.length + place;
    at += 1;
  }
  return number;
};

const answersBehind = (number: number, aspects: number): Answer[] =>
  Array.from({ length: aspects }, (_, at) => {
    const place = Math.floor(number / CHOICES.length ** (aspects - 1 - at)) % CHOICES.length;
    return CHOICES[place] ?? 'none';
  });

const weighed = (
  { code, group, weights }: PreparedItem,
  stance: Stance,
  { answers, score, uncapped }: Readonly<{ answers: Answer[]; score: Exact; uncapped: Exact }>,
): ItemScore => {
  const weighted = {
    balanced: weights.balanced.times(score),
    sales: weights.sales.times(score),
    conservative: weights.conservative.times(score),
  };
  Object.freeze(answers);
  const kept = Object.freeze({
    code,
    group,
    answers,
    uncappedScore: uncapped.toFixed(),
    score: score.toFixed(),
    weight: weights[stance].toFixed(),
    weighted: weighted[stance].toFixed(),
  });
  return { answered: answers.filter((one) => one !== 'none').length, score, weighted, kept };
};

export const scoredItem = (
  policy: ScoringPolicy,
  item: PreparedItem,
  answers: CharacteristicAnswers,
  said: SaidInstead | undefined,
): ItemScore => {
  const number = numberOf(item, answers, said);
  const known = item.scored[number];
  if (known !== undefined) return known;
  const given = answersBehind(number, item.aspects.length);
  const points = given.reduce((total, one) => total.plus(policy.points[one]), nil);
  const score = points.div(policy.itemScore.divisor);
  const scored = weighed(item, policy.stance, { answers: given, score, uncapped: score });
  item.scored[number] = scored;
  return scored;
};

/** The same answers with a lower score, as a customer class may impose it. */
export const cappedItem = (
  { stance }: ScoringPolicy,
  item: PreparedItem,
  { score: uncapped, kept }: ItemScore,
  atMost: Exact,
): ItemScore => weighed(item, stance, { answers: [...kept.answers], score: atMost, uncapped });
