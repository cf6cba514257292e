/** When a message that was not taken is sent again: the pause grows from try to try, and a part of it is left to chance. */
export type RetryPolicy = Readonly<{ firstMs: number; factor: number; maxMs: number }>;

/** 5 s, 20 s, 80 s, 5 min, 21 min, 85 min, 6 h, and then every eight hours. */
export const RETRIES: RetryPolicy = { firstMs: 5_000, factor: 4, maxMs: 8 * 3_600_000 };

/**
 * The pause after so many failures, in milliseconds. `chance` is from 0 to 1: with it the pause lies between a half and the whole,
 * so that what has failed together does not come back together.
 */
export const pauseAfter = (failures: number, chance: number, { firstMs, factor, maxMs }: RetryPolicy): number => {
  const whole = Math.min(firstMs * factor ** Math.max(0, failures - 1), maxMs);
  return Math.round(whole / 2 + (whole / 2) * chance);
};
