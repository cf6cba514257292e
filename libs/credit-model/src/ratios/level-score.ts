import { exact, type Exact } from '@app/kernel/exact';
import type { ScoringPolicy } from '../policy';
import type { StandardValues } from '../policy/policy-shape';

const FIVE = ['excellent', 'good', 'average', 'low', 'poor'] as const;
type Level = (typeof FIVE)[number] | 'beyond';
export type LevelScore = Readonly<{
  level: Level;
  score: Exact;
  /** The two levels it was interpolated between; none at or above excellent, and beyond poor. */
  between?: Readonly<{ worse: Exact; better: Exact; worseScore: Exact; betterScore: Exact }>;
}>;

/**
 * A ratio's place in the five-level table, scored by interpolation between the two levels around it. Where lower is
 * better the table runs the other way and the same formula holds. Beyond a worst level that is stated the score is the
 * policy's `beyond`; where the worse levels are not stated there is no score.
 */
export const levelScore = (
  value: Exact,
  table: StandardValues,
  better: 'higher' | 'lower',
  { levels, rounding }: Pick<ScoringPolicy, 'levels' | 'rounding'>,
): LevelScore | undefined => {
  const reaches = (edge: string): boolean => (better === 'higher' ? value.gte(edge) : value.lte(edge));
  const stated = FIVE.flatMap((level) => {
    const edge = table[level];
    return edge === undefined ? [] : [{ level, edge, score: exact(levels[level]) }];
  });
  const at = stated.findIndex(({ edge }) => reaches(edge));
  const reached = stated[at];
  if (reached === undefined) {
    return table.poor === undefined ? undefined : { level: 'beyond', score: exact(levels.beyond) };
  }
  const above = stated[at - 1];
  if (above === undefined) return { level: reached.level, score: reached.score };
  const between = {
    worse: exact(reached.edge),
    better: exact(above.edge),
    worseScore: reached.score,
    betterScore: above.score,
  };
  const score = value
    .minus(between.worse)
    .times(above.score.minus(reached.score))
    .div(between.better.minus(between.worse))
    .plus(reached.score)
    .toDecimalPlaces(rounding.scoreDecimals);
  return { level: reached.level, score, between };
};
