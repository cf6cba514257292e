import { z } from 'zod';
import { exact, type Exact } from './exact';

/** Digits before the point of an amount that somebody may enter. */
export const POSITIVE_DIGITS_MAX = 12;

// Amounts travel as text with two decimals, so what is stored, shown and tested is one and the
// same value; one amount has one text, hence no leading zeros and no minus zero. The rounding to the fen never leaves this file.
const AMOUNT = /^(?!-0\.00$)-?(0|[1-9]\d{0,14})\.\d{2}$/;
export const yuan = z
  .string()
  .regex(AMOUNT, { abort: true }) // what is no amount is not compared with zero; after it, a look at the text is enough
  .brand<'Yuan'>()
  .meta({ id: 'Yuan', description: 'CNY with exactly two decimals, as text', example: '600000.00' });
export type Yuan = z.infer<typeof yuan>;

/** Below a trillion, so that the sum of a thousand of them is still a `Yuan`. */
export const positiveYuan = yuan
  .refine((amount) => amount.length <= POSITIVE_DIGITS_MAX + 3, { params: { problem: 'amount-too-large' } })
  .refine((amount) => !amount.startsWith('-') && amount !== '0.00', { params: { problem: 'amount-not-positive' } })
  .meta({ id: 'PositiveYuan', description: 'CNY above zero with exactly two decimals, as text', example: '600000.00' });
export const nonNegativeYuan = yuan
  .refine((amount) => !amount.startsWith('-'), { params: { problem: 'amount-negative' } })
  .meta({
    id: 'NonNegativeYuan',
    description: 'CNY, zero or more, with exactly two decimals, as text',
    example: '0.00',
  });

/** An amount of no more digits than this is one by its form: nothing that `toFixed` writes has noughts before it, or a minus zero. */
const CERTAIN_LENGTH = 18;

/** Rounds half up to the fen: for literals and computed figures, never for input from outside. */
export const ofYuan = (amount: string | number | Exact): Yuan => {
  const text = exact(amount).toFixed(2);
  return text.length <= CERTAIN_LENGTH ? (text as Yuan) : yuan.parse(text);
};

export const nil = ofYuan(0);
export const plus = (a: Yuan, b: Yuan): Yuan => ofYuan(exact(a).plus(b));
export const minus = (a: Yuan, b: Yuan): Yuan => ofYuan(exact(a).minus(b));
export const exceeds = (a: Yuan, b: Yuan): boolean => exact(a).gt(b);
export const smaller = (a: Yuan, b: Yuan): Yuan => (exceeds(a, b) ? b : a);
export const isNil = (a: Yuan): boolean => exact(a).isZero();
export const isPositive = (a: Yuan): boolean => exact(a).gt(0);
export const total = (amounts: Iterable<Yuan>): Yuan => {
  let sum = exact(nil);
  for (const amount of amounts) sum = sum.plus(amount);
  return ofYuan(sum);
};

/** `1234567.80` → `1,234,567.80`, for people; from the text, so that no digit is lost on the way. */
export const withCommas = (amount: Yuan): string => amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',');

/** `a` as a share of `b` in percent with one decimal; `undefined` when `b` is zero. */
export const percentOf = (a: Yuan, b: Yuan): string | undefined =>
  isNil(b) ? undefined : exact(a).times(100).divTo(b, 1).toFixed(1);
