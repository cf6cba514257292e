// The whole numbers behind the exact decimals: JavaScript's own while they are safe integers, BigInt beyond. What is here is
// asked for some hundreds of times in every assessment, so it makes no arrays and no texts on the way.

/** Rounding of what lies between two neighbours: away from zero from the half on, or towards zero. */
export type Rounding = 'half-up' | 'down';

const SAFE = Number.MAX_SAFE_INTEGER;
export const isSafe = (whole: number): boolean => whole <= SAFE && whole >= -SAFE;
export const isSmall = (large: bigint): boolean => large <= SAFE && large >= -SAFE;

const POWERS_MAX = 22;
const POWERS: readonly number[] = Array.from({ length: POWERS_MAX + 1 }, (_, n) => 10 ** n);
/** Ten to the power of `n`, exact; beyond what a double holds exactly no number, so that nothing made of it is safe. */
export const power = (n: number): number => (n <= POWERS_MAX && n >= 0 ? (POWERS[n] ?? NaN) : NaN);

const bigPowers: bigint[] = [];
export const bigPower = (n: number): bigint => (bigPowers[n] ??= 10n ** BigInt(n));

export const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/**
 * Both safe, the divisor above zero. No quotient of safe integers lies so near below a whole number that a double would
 * round it up to that, so its whole part is right, and with it the rest.
 */
export const divided = (value: number, divisor: number, rounding: Rounding): number => {
  const size = Math.abs(value);
  const whole = Math.floor(size / divisor);
  const rest = size - whole * divisor;
  const quotient = rounding === 'half-up' && rest * 2 >= divisor ? whole + 1 : whole;
  return value < 0 && quotient !== 0 ? -quotient : quotient;
};

/** The divisor above zero. */
export const bigDivided = (value: bigint, divisor: bigint, rounding: Rounding): bigint => {
  const quotient = value / divisor;
  if (rounding === 'down') return quotient;
  const rest = absolute(value % divisor);
  if (rest * 2n < divisor) return quotient;
  return value < 0n ? quotient - 1n : quotient + 1n;
};

const NOUGHT = '0'.charCodeAt(0);
const POINT = '.'.charCodeAt(0);
const PLUS = '+'.charCodeAt(0);
const MINUS = '-'.charCodeAt(0);
const SAFE_DIGITS = 15;

/** `whole` ÷ 10^`scale`; where that is no safe integer, `large` has it. */
export type Digits = Readonly<{ whole: number; scale: number; large?: bigint }>;

/** A plain decimal, a sign before it or none; undefined for every other text, be it a number or not. */
export const digitsOf = (text: string): Digits | undefined => {
  const { length } = text;
  const first = text.charCodeAt(0);
  const start = first === MINUS || first === PLUS ? 1 : 0;
  let whole = 0;
  let point = -1;
  for (let at = start; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= NOUGHT && code <= NOUGHT + 9) whole = whole * 10 + (code - NOUGHT);
    else if (code === POINT && point < 0) point = at;
    else return undefined;
  }
  const digits = length - start - (point < 0 ? 0 : 1);
  if (digits === 0) return undefined;
  const scale = point < 0 ? 0 : length - point - 1;
  if (digits <= SAFE_DIGITS) return { whole: first === MINUS && whole !== 0 ? -whole : whole, scale };
  const large = BigInt(text.slice(start).replace('.', ''));
  return { whole: 0, scale, large: first === MINUS ? -large : large };
};

const NOUGHTS = '0'.repeat(SAFE_DIGITS);
const paddedTo = (length: number, digits: string): string =>
  digits.length < length ? NOUGHTS.slice(0, length - digits.length) + digits : digits;

/** Of a safe integer with at most fifteen decimals: without noughts at its end, or with exactly so many decimals. */
const shortText = (whole: number, scale: number, decimals: number | undefined): string => {
  if (scale === 0) return decimals === undefined || decimals === 0 ? String(whole) : `${whole}.${'0'.repeat(decimals)}`;
  const size = Math.abs(whole);
  const unit = power(scale);
  const before = divided(size, unit, 'down');
  let rest = size - before * unit;
  let places = scale;
  if (decimals === undefined) for (; places > 0 && rest % 10 === 0; places--) rest /= 10;
  const sign = whole < 0 ? '-' : '';
  if (places === 0) return `${sign}${before}`;
  const after = paddedTo(places, String(rest));
  return `${sign}${before}.${decimals === undefined ? after : after.padEnd(decimals, '0')}`;
};

/** Without an exponent: with all its digits, or with exactly so many decimals, of which there are not more than that. */
export const textOf = (whole: number, scale: number, large: bigint | undefined, decimals?: number): string => {
  if (large === undefined && scale <= SAFE_DIGITS) return shortText(whole, scale, decimals);
  const value = large ?? BigInt(whole);
  const digits = absolute(value)
    .toString()
    .padStart(scale + 1, '0');
  const before = scale === 0 ? digits : digits.slice(0, -scale);
  const after = scale === 0 ? '' : digits.slice(-scale);
  const shown = decimals === undefined ? after.replace(/0+$/, '') : after.padEnd(decimals, '0');
  return `${value < 0n ? '-' : ''}${before}${shown === '' ? '' : `.${shown}`}`;
};
