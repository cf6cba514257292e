import { daysBetween, isBefore, type BusinessDate } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { Problem } from '@app/kernel/problem';
import type { ExchangeRateEvent } from './events';
import type { ExchangeRatePolicy } from './exchange-rate-policy';

export type SetRate = Readonly<{
  type: 'SetRate';
  data: ExchangeRateEvent['data'] &
    Readonly<{
      /** What stands for that day and is wrong: whoever corrects says what. */
      replaces?: string | undefined;
      policy: ExchangeRatePolicy;
      today: BusinessDate;
    }>;
}>;

export type BookedRate = Readonly<{ on: BusinessDate; rate: string; source: string; setBy: string }>;
/** The rates of one currency, the earliest day first, one for a day. */
export type RateBook = readonly BookedRate[];

/** How many of the rates lie on or before a day. */
const upTo = (book: RateBook, day: BusinessDate): number => {
  let [low, high] = [0, book.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((book[middle]?.on ?? '') <= day) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const evolve = (book: RateBook, { data: { on, rate, source, setBy } }: ExchangeRateEvent): RateBook => {
  const at = upTo(book, on);
  const isThere = book[at - 1]?.on === on;
  return [...book.slice(0, isThere ? at - 1 : at), { on, rate, source, setBy }, ...book.slice(at)];
};

/** The last one on or before the day, if it is not too old for it. */
export const rateOn = (book: RateBook, day: BusinessDate, maximumAgeDays: number): BookedRate | undefined => {
  const found = book[upTo(book, day) - 1];
  return found === undefined || daysBetween(found.on, day) > maximumAgeDays ? undefined : found;
};

export const requireKnownCurrency = (currency: string, { currencies }: ExchangeRatePolicy): void => {
  if (currencies.includes(currency)) return;
  throw new Problem('unknown-currency', { currency, known: currencies.join(', ') });
};

/** Sent again it does nothing; a correction says which rate it replaces. */
export const setRate = ({ data }: SetRate, book: RateBook): ExchangeRateEvent[] => {
  const { replaces, policy, today, ...set } = data;
  const { currency, on, rate } = set;
  requireKnownCurrency(currency, policy);
  if (isBefore(today, on)) throw new Problem('date-order', { first: on, second: today });
  if (!exact(rate).gt(0)) throw new Problem('rate-not-positive', { rate });
  const before = book.find((one) => one.on === on)?.rate;
  if (before !== undefined && exact(before).eq(rate)) return [];
  if (before !== undefined && (replaces === undefined || !exact(before).eq(replaces)))
    throw new Problem('same-id-other-content', { id: `${currency} ${on}`, before, now: rate });
  return [{ type: 'RateSet', data: set }];
};
