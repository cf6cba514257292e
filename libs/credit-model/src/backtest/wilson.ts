import { exact, type Exact } from '@app/kernel/exact';

const ONE = exact(1);
const TWO = exact(2);
const FOUR = exact(4);

/**
 * The Wilson score interval for a share of `hits` in `of`, without continuity correction, as shares from 0 to 1:
 * (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n), with p = hits/n and z the normal quantile (1.959963984540054 for
 * 95 %). E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209–212; method 3 of R. G. Newcombe,
 * Statistics in Medicine 17 (1998) 857–872, against whose table it is checked. Unlike p ± z·√(p(1−p)/n) it stays within 0
 * and 1 and says something of 0 in n. Undefined for n = 0: nothing was seen.
 */
export const wilson = (hits: number, of: number, z: string): Readonly<{ low: Exact; high: Exact }> | undefined => {
  if (!Number.isSafeInteger(hits) || !Number.isSafeInteger(of) || hits < 0 || hits > of)
    throw new Error(`${hits} of ${of} is no share`);
  if (of === 0) return undefined;
  const n = exact(of);
  const p = exact(hits).div(n);
  const square = exact(z).times(z);
  const spread = p
    .times(ONE.minus(p))
    .div(n)
    .plus(square.div(FOUR.times(n).times(n)));
  const half = spread.sqrt().times(z);
  const centre = p.plus(square.div(TWO.times(n)));
  const scale = ONE.plus(square.div(n));
  // At the ends the two terms are equal but for the last digit of the root.
  const low = hits === 0 ? exact(0) : centre.minus(half).div(scale);
  const high = hits === of ? ONE : centre.plus(half).div(scale);
  return { low, high };
};
