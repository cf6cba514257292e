import { exact, type Exact } from '@app/kernel/exact';
import type { ScoringPolicy } from '../policy';
import type { StandardValues } from '../policy/policy-shape';

const FIVE = ['excellent', 'good', 'average', 'low', 'poor'] as const;
type Stated = (typeof FIVE)[number];
export type LevelScore = Readonly<{
  level: Stated | 'beyond';
  score: Exact;
  /** The two levels it was interpolated between; none at or above excellent, and beyond poor. */
  between?: Readonly<{ worse: Exact; better: Exact; worseScore: Exact; betterScore: Exact }>;
}>;

type Level = Readonly<{ level: Stated; edge: Exact; score: Exact }>;
/** The levels that are stated for a ratio, best first, and what counts beyond the worst of them if that is poor. */
export type LevelTable = Readonly<{ levels: readonly Level[]; beyond: LevelScore | undefined }>;

export const levelTableOf = (values: StandardValues, { levels }: Pick<ScoringPolicy, 'levels'>): LevelTable => ({
  levels: FIVE.flatMap((level) => {
    const edge = values[level];
    return edge === undefined ? [] : [{ level, edge: exact(edge), score: exact(levels[level]) }];
  }),
  beyond: values.poor === undefined ? undefined : { level: 'beyond', score: exact(levels.beyond) },
});

const betweenTwo = (worse: Level, better: Level): NonNullable<LevelScore['between']> => ({
  worse: worse.edge,
  better: better.edge,
  worseScore: worse.score,
  betterScore: better.score,
});

/** What the level at this place of the table is interpolated between; nothing at the best one. */
export const betweenLevels = ({ levels }: LevelTable, at: number): LevelScore['between'] => {
  const [worse, better] = [levels[at], levels[at - 1]];
  return worse && better && betweenTwo(worse, better);
};

const interpolated = (value: Exact, worse: Level, better: Level, decimals: number): LevelScore => ({
  level: worse.level,
  // Over one denominator, so that it is rounded once, and as printed.
  score: value
    .minus(worse.edge)
    .times(better.score.minus(worse.score))
    .plus(better.edge.minus(worse.edge).times(worse.score))
    .divTo(better.edge.minus(worse.edge), decimals),
  between: betweenTwo(worse, better),
});

/**
 * A ratio's place in the five-level table, scored by interpolation between the two levels around it. Where lower is
 * better the table runs the other way and the same formula holds. Beyond a worst level that is stated the score is the
 * policy's `beyond`; where the worse levels are not stated there is no score.
 */
export const levelScore = (
  value: Exact,
  { levels, beyond }: LevelTable,
  better: 'higher' | 'lower',
  { rounding }: Pick<ScoringPolicy, 'rounding'>,
): LevelScore | undefined => {
  let above: Level | undefined;
  for (const reached of levels) {
    const by = value.cmp(reached.edge);
    if (better === 'higher' ? by >= 0 : by <= 0)
      return above === undefined ? reached : interpolated(value, reached, above, rounding.scoreDecimals);
    above = reached;
  }
  return beyond;
};
