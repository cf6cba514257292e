import { Decimal } from 'decimal.js';
import { z } from 'zod';

// The one place, beside `yuan`, that knows decimal.js. It computes what is seldom asked for; the four operations, rounding,
// comparing and writing out are done on whole numbers here, twenty times as fast, because an assessment takes a thousand
// of them and a back-test a hundred thousand assessments. See docs/decisions/0012.
const Seldom = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, defaults: true });

/** A decimal number as text, e.g. `"-0.7560"`; no exponent, no leading plus. */
export const decimalText = z
  .string()
  .regex(/^-?\d{1,24}(\.\d{1,24})?$/)
  .meta({ id: 'Decimal', description: 'A decimal number as text', example: '0.7560' });

const DIGITS_MAX = 40;
const SAFE = Number.MAX_SAFE_INTEGER;
const SAFE_DIGITS = 15;
const POWERS: readonly number[] = Array.from({ length: SAFE_DIGITS + 1 }, (_, n) => 10 ** n);
const bigPowers: bigint[] = [];
const bigPower = (n: number): bigint => (bigPowers[n] ??= 10n ** BigInt(n));
const LARGEST = 10n ** BigInt(DIGITS_MAX);

/** Rounding of what lies between two neighbours: away from zero from the half on, or towards zero. */
type Rounding = 'half-up' | 'down';

const isSafe = (whole: number): boolean => whole <= SAFE && whole >= -SAFE;
const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** Both at least 1 in size, `divisor` above zero. */
const divided = (value: bigint, divisor: bigint, rounding: Rounding): bigint => {
  const quotient = value / divisor;
  if (rounding === 'down') return quotient;
  const rest = absolute(value % divisor);
  if (rest * 2n < divisor) return quotient;
  return value < 0n ? quotient - 1n : quotient + 1n;
};

/** A policy's figures come again with every assessment: short texts are read once, as long as there are not too many of them. */
const KNOWN = new Map<string, Exact>();
const KNOWN_LENGTH_MAX = 8;
const KNOWN_MAX = 4_096;
/** So many noughts are tried behind a number to divide it without a rest. */
const EVEN_AFTER = 4;

const PLAIN = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * An exact decimal for ratios and scores: 40 significant digits, half up. Division is the only operation that may round at
 * all, besides sums and products that would be longer.
 */
export class Exact {
  static readonly ROUND_DOWN = 'down';

  /** `whole` ÷ 10^`scale`; where that is no safe integer, `large` has it. A quotient is kept as one until its digits are asked for. */
  private constructor(
    private readonly whole: number,
    private readonly scale: number,
    private readonly large?: bigint,
    private readonly under?: Exact,
  ) {}

  static of(value: string | number | Exact): Exact {
    if (value instanceof Exact) return value;
    if (typeof value === 'number') {
      if (Number.isSafeInteger(value)) return new Exact(value === 0 ? 0 : value, 0);
      return Exact.of(new Seldom(value).toFixed());
    }
    const known = KNOWN.get(value);
    if (known !== undefined) return known;
    const read = Exact.read(value);
    if (value.length <= KNOWN_LENGTH_MAX && KNOWN.size < KNOWN_MAX) KNOWN.set(value, read);
    return read;
  }

  static sum(...values: readonly (string | number | Exact)[]): Exact {
    return values.reduce<Exact>((total, value) => total.plus(value), ZERO);
  }

  static min(first: string | number | Exact, ...others: readonly (string | number | Exact)[]): Exact {
    return others
      .map((other) => Exact.of(other))
      .reduce((least, value) => (value.lt(least) ? value : least), Exact.of(first));
  }

  static max(first: string | number | Exact, ...others: readonly (string | number | Exact)[]): Exact {
    return others
      .map((other) => Exact.of(other))
      .reduce((most, value) => (value.gt(most) ? value : most), Exact.of(first));
  }

  private static read(text: string): Exact {
    const [, sign, before, after = ''] = PLAIN.exec(text) ?? [];
    if (before === undefined || before.length + after.length === 0) {
      const seldom = new Seldom(text);
      if (!seldom.isFinite()) throw new Error(`no decimal number: ${text}`);
      return Exact.read(seldom.toFixed());
    }
    const digits = before + after;
    if (digits.length <= SAFE_DIGITS) {
      const whole = Number(digits);
      return new Exact(sign === '-' && whole !== 0 ? -whole : whole, after.length);
    }
    const large = BigInt(digits);
    return Exact.fitted(sign === '-' ? -large : large, after.length);
  }

  /** At most 40 digits, and as a plain number where that is exact. */
  private static fitted(large: bigint, scale: number): Exact {
    if (large <= SAFE && large >= -SAFE) return new Exact(Number(large), scale);
    if (large < LARGEST && large > -LARGEST) return new Exact(0, scale, large);
    const dropped = absolute(large).toString().length - DIGITS_MAX;
    const kept = divided(large, bigPower(dropped), 'half-up');
    return dropped <= scale ? Exact.fitted(kept, scale - dropped) : new Exact(0, 0, kept * bigPower(dropped - scale));
  }

  plus(value: string | number | Exact): Exact {
    const [a, b] = [this.settled(), Exact.of(value).settled()];
    const apart = a.scale - b.scale;
    if (a.large === undefined && b.large === undefined && apart <= SAFE_DIGITS && apart >= -SAFE_DIGITS) {
      const left = apart >= 0 ? a.whole : a.whole * (POWERS[-apart] ?? NaN);
      const right = apart >= 0 ? b.whole * (POWERS[apart] ?? NaN) : b.whole;
      if (isSafe(left) && isSafe(right) && isSafe(left + right))
        return new Exact(left + right, Math.max(a.scale, b.scale));
    }
    const scale = Math.max(a.scale, b.scale);
    return Exact.fitted(a.at(scale) + b.at(scale), scale);
  }

  minus(value: string | number | Exact): Exact {
    return this.plus(Exact.of(value).negated());
  }

  times(value: string | number | Exact): Exact {
    const [a, b] = [this.settled(), Exact.of(value).settled()];
    if (a.large === undefined && b.large === undefined) {
      const whole = a.whole * b.whole;
      if (whole === 0) return ZERO;
      if (isSafe(whole)) return new Exact(whole, a.scale + b.scale);
    }
    return Exact.fitted(a.digits() * b.digits(), a.scale + b.scale);
  }

  /** Throws when the divisor is zero: whoever divides has looked. */
  div(value: string | number | Exact): Exact {
    const under = Exact.of(value).settled();
    if (under.isZero()) throw new Error('division by zero');
    const over = this.settled();
    if (over.isZero()) return ZERO;
    return Exact.even(over, under) ?? new Exact(over.whole, over.scale, over.large, under);
  }

  /** Where it comes out even after a few decimals, as it does by 2 and by 100. */
  private static even(over: Exact, under: Exact): Exact | undefined {
    if (over.large !== undefined || under.large !== undefined) return undefined;
    for (let noughts = 0; noughts <= EVEN_AFTER; noughts++) {
      const whole = over.whole * (POWERS[noughts] ?? NaN);
      const scale = over.scale + noughts - under.scale;
      if (!isSafe(whole)) return undefined;
      if (scale >= 0 && whole % under.whole === 0) return new Exact(whole / under.whole, scale);
    }
    return undefined;
  }

  /** The whole part of the quotient, cut towards zero. */
  divToInt(value: string | number | Exact): Exact {
    return this.div(value).toDecimalPlaces(0, 'down');
  }

  toDecimalPlaces(decimals: number, rounding: Rounding = 'half-up'): Exact {
    if (this.under !== undefined) return this.quotient(decimals, rounding);
    if (decimals >= this.scale) return this;
    return Exact.fitted(divided(this.digits(), bigPower(this.scale - decimals), rounding), decimals);
  }

  /** Without an exponent; all its digits, or so many decimals rounded half up. */
  toFixed(decimals?: number): string {
    const { whole, scale, large } = decimals === undefined ? this.settled() : this.toDecimalPlaces(decimals);
    if (large === undefined && scale === 0 && (decimals ?? 0) === 0) return String(whole);
    const isNegative = large === undefined ? whole < 0 : large < 0n;
    const digits = large === undefined ? String(Math.abs(whole)) : absolute(large).toString();
    const padded = scale === 0 ? digits : digits.padStart(scale + 1, '0');
    const before = scale === 0 ? padded : padded.slice(0, -scale);
    const after = scale === 0 ? '' : padded.slice(-scale);
    const shown = decimals === undefined ? after.replace(/0+$/, '') : after.padEnd(decimals, '0');
    return `${isNegative ? '-' : ''}${before}${shown === '' ? '' : `.${shown}`}`;
  }

  toNumber(): number {
    return Number(this.toFixed());
  }

  /** How many decimals it is written with. */
  decimalPlaces(): number {
    return this.toFixed().split('.')[1]?.length ?? 0;
  }

  eq(value: string | number | Exact): boolean {
    return this.cmp(value) === 0;
  }

  gt(value: string | number | Exact): boolean {
    return this.cmp(value) > 0;
  }

  gte(value: string | number | Exact): boolean {
    return this.cmp(value) >= 0;
  }

  lt(value: string | number | Exact): boolean {
    return this.cmp(value) < 0;
  }

  lte(value: string | number | Exact): boolean {
    return this.cmp(value) <= 0;
  }

  isZero(): boolean {
    return this.large === undefined && this.whole === 0;
  }

  isNegative(): boolean {
    const own = this.large === undefined ? this.whole < 0 : this.large < 0n;
    return this.under === undefined ? own : own !== this.under.isNegative();
  }

  abs(): Exact {
    const value = this.settled();
    return value.isNegative() ? value.negated() : value;
  }

  negated(): Exact {
    if (this.isZero()) return this;
    const large = this.large === undefined ? undefined : -this.large;
    return new Exact(-this.whole || 0, this.scale, large, this.under);
  }

  sqrt(): Exact {
    return Exact.read(new Seldom(this.toFixed()).sqrt().toFixed());
  }

  private digits(): bigint {
    return this.large ?? BigInt(this.whole);
  }

  private at(scale: number): bigint {
    return scale === this.scale ? this.digits() : this.digits() * bigPower(scale - this.scale);
  }

  /** Negative, zero or positive. */
  cmp(value: string | number | Exact): number {
    const [a, b] = [this.settled(), Exact.of(value).settled()];
    if (a.large === undefined && b.large === undefined && a.scale === b.scale) return a.whole - b.whole;
    const scale = Math.max(a.scale, b.scale);
    const [left, right] = [a.at(scale), b.at(scale)];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  /** Straight to so many decimals: no divisor of ours is so long that the fortieth digit could be felt there. */
  private quotient(decimals: number, rounding: Rounding): Exact {
    const [over, by] = this.sides(decimals);
    return Exact.fitted(divided(over, by, rounding), decimals);
  }

  /** A quotient to its 40 digits; everything else is settled. */
  private settled(): Exact {
    const { under } = this;
    if (under === undefined) return this;
    const lengthOf = (value: Exact): number => absolute(value.digits()).toString().length - value.scale;
    // One digit more than are kept, wherever the first one comes to lie; the rest does not change how it is rounded.
    const decimals = DIGITS_MAX + 1 - (lengthOf(this) - lengthOf(under));
    const [over, by] = this.sides(decimals);
    return Exact.trimmed(over / by, decimals);
  }

  /** Two whole numbers, the second above zero, whose quotient is this one's times 10^`decimals`. */
  private sides(decimals: number): readonly [bigint, bigint] {
    const under = this.under ?? ONE;
    const shift = decimals + under.scale - this.scale;
    const over = shift >= 0 ? this.digits() * bigPower(shift) : this.digits();
    const by = shift >= 0 ? under.digits() : under.digits() * bigPower(-shift);
    return by < 0n ? [-over, -by] : [over, by];
  }

  /** Without the noughts at its end, which may be half of it. */
  private static trimmed(large: bigint, scale: number): Exact {
    if (scale < 0) return Exact.fitted(large * bigPower(-scale), 0);
    const text = large.toString();
    const noughts = text.length - text.replace(/0+$/, '').length;
    const dropped = Math.min(noughts, scale);
    return Exact.fitted(dropped > 0 ? large / bigPower(dropped) : large, scale - dropped);
  }
}

const ZERO = Exact.of(0);
const ONE = Exact.of(1);

export const exact = (value: string | number | Exact): Exact => Exact.of(value);
