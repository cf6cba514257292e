/** Points of the grid on which a sum is added up: its quantiles are told to a fivehundredth of the most that may come. */
const GRID = 500;
/** So many are added up one by one, the largest; of the others only mean and spread are kept. */
const ONE_BY_ONE_MAX = 400;
const QUANTILES = [0.1, 0.5, 0.9] as const;

type Draws = readonly number[];

const sumOf = (values: Draws): number => values.reduce((sum, value) => sum + value, 0);

/** Many small ones: one that lies a spread above or below their mean, as likely as not. It has both in common with them. */
const together = (rest: readonly Draws[]): Draws[] => {
  if (rest.length === 0) return [];
  let [mean, variance] = [0, 0];
  for (const draws of rest) {
    const own = sumOf(draws) / draws.length;
    mean += own;
    variance += draws.reduce((sum, value) => sum + (value - own) ** 2, 0) / draws.length;
  }
  const spread = Math.min(Math.sqrt(variance), mean);
  return [[mean - spread, mean + spread]];
};

/** A value between two points of the grid lies on both of them, by how near it is: its mean stays what it was. */
const onGrid = (draws: Draws, step: number): Map<number, number> => {
  const weights = new Map<number, number>();
  const add = (point: number, weight: number): void => {
    if (weight > 0) weights.set(point, (weights.get(point) ?? 0) + weight);
  };
  for (const value of draws) {
    const point = Math.floor(value / step);
    const over = value / step - point;
    add(point, (1 - over) / draws.length);
    add(point + 1, over / draws.length);
  }
  return weights;
};

/**
 * The 10 %, 50 % and 90 % quantile of a sum of independent draws; each has its values, one as likely as another. The
 * distribution of the sum is worked out by convolution on a grid, not by drawing at random.
 */
export const bandOf = (all: readonly Draws[]): readonly [number, number, number] => {
  const some = all
    .filter((draws) => draws.some((value) => value > 0))
    .sort((a, b) => Math.max(...b) - Math.max(...a) || sumOf(b) - sumOf(a));
  const parts = [...some.slice(0, ONE_BY_ONE_MAX), ...together(some.slice(ONE_BY_ONE_MAX))];
  const most = parts.reduce((sum, draws) => sum + Math.max(...draws), 0);
  if (most === 0) return [0, 0, 0];
  const step = most / GRID;
  const points = GRID + parts.length + 2;
  let chances = new Float64Array(points);
  chances[0] = 1;
  for (const draws of parts) {
    const next = new Float64Array(points);
    for (const [point, weight] of onGrid(draws, step))
      for (let at = 0; at + point < points; at++)
        next[at + point] = (next[at + point] ?? 0) + (chances[at] ?? 0) * weight;
    chances = next;
  }
  return QUANTILES.map((share) => {
    let sum = 0;
    const at = chances.findIndex((chance) => (sum += chance) >= share - 1e-9);
    return Math.round(Math.min(Math.max(at, 0) * step, most));
  }) as unknown as [number, number, number];
};
