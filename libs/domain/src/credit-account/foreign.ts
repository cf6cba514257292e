import type { BusinessDate } from '@app/kernel/business-date';
import { BASE_CURRENCY, type Currency } from '@app/kernel/currency';
import { exact } from '@app/kernel/exact';
import { Problem } from '@app/kernel/problem';
import { exceeds, isNil, isPositive, minus, nil, ofYuan, plus, smaller, type Yuan } from '@app/kernel/yuan';
import type { ForeignSide, Payment, Receivable } from './account';

/** So many yuan for one unit of the other currency, as it stood on `on`. */
export type Rate = Readonly<{ rate: string; on: BusinessDate }>;

/** The currency of a document and the rate of its day; no rate is given where the book has none. */
export type InCurrency = Readonly<{ currency?: Currency | undefined; rate?: Rate | undefined }>;

export type ForeignAmount = Readonly<{ currency: Currency; amount: Yuan; rate: string; rateOn: BusinessDate }>;

/** In yuan, half up to the fen. */
export const baseOf = (amount: Yuan, rate: string): Yuan => ofYuan(exact(amount).times(rate));

/** A document's amounts side by side. Throws `rate-missing`, and `amount-too-small` for less than a fen. */
export const sidesOf = (
  amount: Yuan,
  { currency, rate }: InCurrency,
  day: BusinessDate,
): Readonly<{ amount: Yuan; foreign?: ForeignAmount }> => {
  if (currency === undefined || currency === BASE_CURRENCY) return { amount };
  if (rate === undefined) throw new Problem('rate-missing', { currency, day });
  const base = baseOf(amount, rate.rate);
  if (!isPositive(base)) throw new Problem('amount-too-small', { amount, currency });
  return { amount: base, foreign: { currency, amount, rate: rate.rate, rateOn: rate.on } };
};

/** One amount shared out like another: each share is what lies between two rounded sums, so that they add up to it. */
export const sharedLike = (whole: Yuan, parts: readonly Yuan[], all: Yuan): Yuan[] => {
  let [sum, given] = [nil, nil];
  return parts.map((part) => {
    sum = plus(sum, part);
    const upTo = ofYuan(exact(whole).times(sum).divTo(all, 2));
    const share = minus(upTo, given);
    given = upTo;
    return share;
  });
};

const FEN = ofYuan('0.01');

type InBase = Readonly<{ foreign?: ForeignSide | undefined }>;
const currencyOf = ({ foreign }: InBase): string => foreign?.currency ?? BASE_CURRENCY;

/** A payment pays what is owed in its own currency: whoever paid in another agrees on the amount first, and it is recorded as that. */
export const isSameCurrency = (payment: InBase, receivable: InBase): boolean =>
  currencyOf(payment) === currencyOf(receivable);

/** Throws `currency-differs`. */
export const requireSameCurrency = (receivableId: string, payment: InBase, receivable: InBase): void => {
  if (isSameCurrency(payment, receivable)) return;
  const [paid, owed] = [currencyOf(payment), currencyOf(receivable)];
  throw new Problem('currency-differs', { receivable: receivableId, paid, owed });
};

/** In the currency of the document. */
export const openOf = ({ foreign, open }: Pick<Receivable, 'foreign' | 'open'>): Yuan => foreign?.left ?? open;
export const unallocatedOf = ({ foreign, unallocated }: Pick<Payment, 'foreign' | 'unallocated'>): Yuan =>
  foreign?.left ?? unallocated;

/** How much of an amount a receivable takes. One that stands at a single fen in yuan is not divided: it takes all or nothing. */
export const takenOf = (receivable: Pick<Receivable, 'foreign' | 'open'>, amount: Yuan): Yuan => {
  const open = openOf(receivable);
  const isDivided = receivable.foreign !== undefined && exceeds(open, amount);
  return isDivided && !exceeds(receivable.open, FEN) ? nil : smaller(open, amount);
};

/**
 * So much of the rest in yuan as of the rest in the other currency, and all of it with the last. As long as something is left
 * in the other currency, a fen is left in yuan too: what stands at nothing in one of them is settled.
 */
const shareOf = (base: Yuan, taken: Yuan, left: Yuan): Yuan => {
  if (taken === left) return base;
  const share = ofYuan(exact(base).times(taken).divTo(left, 2));
  return smaller(share, minus(base, FEN));
};

export type Move = Readonly<{ amount: Yuan; cash?: Yuan; foreign?: Readonly<{ currency: string; amount: Yuan }> }>;

/**
 * What an amount in the currency of both documents moves: off the receivable its share of what that stands at in yuan, and
 * from the payment its share of what that brought; the last of either takes the rest. The two differ by what the rate did
 * in between.
 */
export const moveOf = (amount: Yuan, payment: Payment, receivable: Receivable | undefined): Move => {
  const [to, from] = [receivable?.foreign, payment.foreign];
  if (receivable === undefined || to === undefined || from === undefined) return { amount };
  const share = shareOf(receivable.open, amount, to.left);
  const off = isNil(share) && exceeds(receivable.open, FEN) ? FEN : share;
  if (!isPositive(off)) throw new Problem('amount-too-small', { amount, currency: to.currency });
  const cash = shareOf(payment.unallocated, amount, from.left);
  return { amount: off, ...(cash !== off && { cash }), foreign: { currency: to.currency, amount } };
};
