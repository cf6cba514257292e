import { exact, Exact } from '@app/kernel/exact';
import type { Yuan } from '@app/kernel/yuan';
import type { Rating } from '@app/credit-model/backtest/rating';
import type { Paired } from './paired-assessment';

/** The two policies that are compared: the one in force, and the draft. */
export const SIDES = ['before', 'after'] as const;
export type Side = (typeof SIDES)[number];
export type BySide<Value> = Record<Side, Value>;

const FEN = 2;

/**
 * What an approver who approved so much on the assessment as it was made would have approved on this rating: the same
 * share of the suggested limit, down to the fen, and never more than was asked for. The same suggestion leads to the same limit.
 */
const scaled = (approved: Exact, made: Rating, rating: Rating, asked: Yuan): Exact => {
  const suggested = exact(made.limit);
  if (suggested.isZero() || suggested.eq(rating.limit)) return approved;
  const share = approved.times(rating.limit).div(suggested).toDecimalPlaces(FEN, Exact.ROUND_DOWN);
  return share.gt(asked) ? exact(asked) : share;
};

/** The limit of an agreement under each of the two policies. */
export const shadowLimits = (approved: Yuan, { made, before, after }: Paired, asked: Yuan): BySide<Exact> => ({
  before: scaled(exact(approved), made, before, asked),
  after: scaled(exact(approved), made, after, asked),
});
