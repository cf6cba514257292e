import { Decimal } from 'decimal.js';
import { z } from 'zod';
import {
  absolute,
  bigDivided,
  bigPower,
  digitsOf,
  divided,
  isSafe,
  isSmall,
  power,
  textOf,
  type Rounding,
} from './exact-digits';

// The one place that knows decimal.js. It computes what is seldom asked for; the four operations, rounding, comparing and
// writing out are done on whole numbers here, because an assessment takes several hundred of them and a back-test a hundred
// thousand assessments. See docs/decisions/0012.
const Seldom = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, defaults: true });

/** A decimal number as text, e.g. `"-0.7560"`; no exponent, no leading plus. */
export const decimalText = z
  .string()
  .regex(/^-?\d{1,24}(\.\d{1,24})?$/)
  .meta({ id: 'Decimal', description: 'A decimal number as text', example: '0.7560' });

const DIGITS_MAX = 40;
const LARGEST = 10n ** BigInt(DIGITS_MAX);
/** So many noughts are tried behind a number to divide it without a rest. */
const EVEN_AFTER = 4;

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
    if (typeof value === 'object') return value;
    if (typeof value === 'string') return Exact.read(value);
    if (Number.isSafeInteger(value)) return new Exact(value === 0 ? 0 : value, 0);
    return Exact.of(new Seldom(value).toFixed());
  }

  /** Without an object for every step, as long as the numbers are safe. */
  static sum(...values: readonly (string | number | Exact)[]): Exact {
    let whole = 0;
    let scale = 0;
    for (const value of values) {
      const next = Exact.of(value).settled();
      const wider = Math.max(scale, next.scale);
      const [before, more] = [whole * power(wider - scale), next.whole * power(wider - next.scale)];
      whole = before + more;
      scale = wider;
      if (next.large !== undefined || !isSafe(before) || !isSafe(more) || !isSafe(whole))
        return values.reduce<Exact>((total, one) => total.plus(one), ZERO);
    }
    return new Exact(whole, scale);
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
    const digits = digitsOf(text);
    if (digits === undefined) {
      const seldom = new Seldom(text);
      if (!seldom.isFinite()) throw new Error(`no decimal number: ${text}`);
      return Exact.read(seldom.toFixed());
    }
    const { whole, scale, large } = digits;
    return large === undefined ? new Exact(whole, scale) : Exact.fitted(large, scale);
  }

  /** At most 40 digits, and as a plain number where that is exact. */
  private static fitted(large: bigint, scale: number): Exact {
    if (isSmall(large)) return new Exact(Number(large), scale);
    if (large < LARGEST && large > -LARGEST) return new Exact(0, scale, large);
    const dropped = absolute(large).toString().length - DIGITS_MAX;
    const kept = bigDivided(large, bigPower(dropped), 'half-up');
    return dropped <= scale ? Exact.fitted(kept, scale - dropped) : new Exact(0, 0, kept * bigPower(dropped - scale));
  }

  plus(value: string | number | Exact): Exact {
    return this.added(Exact.of(value).settled(), 1);
  }

  minus(value: string | number | Exact): Exact {
    return this.added(Exact.of(value).settled(), -1);
  }

  private added(b: Exact, sign: 1 | -1): Exact {
    const a = this.settled();
    const scale = Math.max(a.scale, b.scale);
    if (a.large === undefined && b.large === undefined) {
      const left = a.whole * power(scale - a.scale);
      const right = b.whole * power(scale - b.scale);
      const sum = left + sign * right;
      if (isSafe(left) && isSafe(right) && isSafe(sum)) return new Exact(sum, scale);
    }
    return Exact.fitted(sign === 1 ? a.at(scale) + b.at(scale) : a.at(scale) - b.at(scale), scale);
  }

  times(value: string | number | Exact): Exact {
    const a = this.settled();
    const b = Exact.of(value).settled();
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
      const whole = over.whole * power(noughts);
      const scale = over.scale + noughts - under.scale;
      if (!isSafe(whole)) return undefined;
      if (scale >= 0 && whole % under.whole === 0) return new Exact(whole / under.whole, scale);
    }
    return undefined;
  }

  /** The quotient straight to so many decimals, rounded once; the same as `div` and `toDecimalPlaces` in half the time. */
  divTo(value: string | number | Exact, decimals: number, rounding: Rounding = 'half-up'): Exact {
    const under = Exact.of(value).settled();
    if (under.isZero()) throw new Error('division by zero');
    return this.settled().quotient(under, decimals, rounding);
  }

  /** The whole part of the quotient, cut towards zero. */
  divToInt(value: string | number | Exact): Exact {
    return this.divTo(value, 0, 'down');
  }

  toDecimalPlaces(decimals: number, rounding: Rounding = 'half-up'): Exact {
    if (this.under !== undefined) return this.quotient(this.under, decimals, rounding);
    return decimals >= this.scale ? this : this.quotient(ONE, decimals, rounding);
  }

  /** Without an exponent; all its digits, or so many decimals rounded half up. */
  toFixed(decimals?: number): string {
    const { whole, scale, large } = decimals === undefined ? this.settled() : this.toDecimalPlaces(decimals);
    return textOf(whole, scale, large, decimals);
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
    const a = this.settled();
    const b = Exact.of(value).settled();
    const scale = Math.max(a.scale, b.scale);
    if (a.large === undefined && b.large === undefined) {
      const left = a.whole * power(scale - a.scale);
      const right = b.whole * power(scale - b.scale);
      if (isSafe(left) && isSafe(right)) return left - right;
    }
    const [left, right] = [a.at(scale), b.at(scale)];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  /** Straight to so many decimals: no divisor of ours is so long that the fortieth digit could be felt there. */
  private quotient(under: Exact, decimals: number, rounding: Rounding): Exact {
    if (this.large === undefined && under.large === undefined) {
      const shift = decimals + under.scale - this.scale;
      const over = shift > 0 ? this.whole * power(shift) : this.whole;
      const by = shift < 0 ? under.whole * power(-shift) : under.whole;
      if (isSafe(over) && isSafe(by))
        return new Exact(by < 0 ? divided(-over || 0, -by, rounding) : divided(over, by, rounding), decimals);
    }
    const [over, by] = this.sides(under, decimals);
    return Exact.fitted(bigDivided(over, by, rounding), decimals);
  }

  /** A quotient to its 40 digits; everything else is settled. */
  private settled(): Exact {
    return this.under === undefined ? this : this.expanded(this.under);
  }

  private expanded(under: Exact): Exact {
    const lengthOf = (value: Exact): number => absolute(value.digits()).toString().length - value.scale;
    // One digit more than are kept, wherever the first one comes to lie; the rest does not change how it is rounded.
    const decimals = DIGITS_MAX + 1 - (lengthOf(this) - lengthOf(under));
    const [over, by] = this.sides(under, decimals);
    return Exact.trimmed(over / by, decimals);
  }

  /** Two whole numbers, the second above zero, whose quotient is this one's times 10^`decimals`. */
  private sides(under: Exact, decimals: number): readonly [bigint, bigint] {
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
