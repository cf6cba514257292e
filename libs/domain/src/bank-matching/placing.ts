import type { BusinessDate } from '@app/kernel/business-date';
import { exceeds, isPositive, minus, nil, plus, smaller, total, type Yuan } from '@app/kernel/yuan';
import type { MatchingRule } from './matching-policy';

export type OpenItem = Readonly<{
  customerId: string;
  receivableId: string;
  /** The invoice that an instalment belongs to. */
  document?: string | null | undefined;
  open: Yuan;
  dueDate: BusinessDate;
}>;
export type Part = Readonly<{ item: OpenItem; amount: Yuan }>;

export type Placing = Readonly<{
  by: 'reference' | 'one-invoice' | 'exact-sum' | 'all-open' | 'oldest-first' | 'nothing-open';
  parts: readonly Part[];
  unallocated: Yuan;
  /** What the amount says for this customer. */
  rule?: Extract<MatchingRule, `amount-${string}`>;
}>;

/** Sums are looked for among so many of the oldest receivables. */
const SEARCHED_MAX = 60;

// An amount as whole fen, to add and compare many thousand sums; it never leaves this file.
const fen = (amount: Yuan): bigint => BigInt(amount.replace('.', ''));

const whole = (items: readonly OpenItem[]): Part[] => items.map((item) => ({ item, amount: item.open }));

/** Each item as far as the money goes. */
const upTo = (items: readonly OpenItem[], amount: Yuan): Part[] => {
  let left = amount;
  return items.flatMap((item) => {
    if (!isPositive(left)) return [];
    const taken = smaller(item.open, left);
    left = minus(left, taken);
    return [{ item, amount: taken }];
  });
};

/** Neighbours by due date that make the amount together, the oldest such first. */
const neighbours = (items: readonly OpenItem[], amounts: readonly bigint[], wanted: bigint): OpenItem[] | undefined => {
  let [from, sum] = [0, 0n];
  for (let to = 0; to < items.length; to++) {
    sum += amounts[to] ?? 0n;
    while (sum > wanted && from < to) sum -= amounts[from++] ?? 0n;
    if (sum === wanted && to > from) return items.slice(from, to + 1);
  }
  return undefined;
};

/** Two or three anywhere that make the amount together. */
const scattered = (items: readonly OpenItem[], amounts: readonly bigint[], wanted: bigint): OpenItem[] | undefined => {
  const at = new Map(amounts.map((amount, index) => [amount, index]));
  const pick = (...places: number[]) => places.map((place) => items[place]).filter((item) => item !== undefined);
  for (let one = 0; one < items.length; one++) {
    const second = at.get(wanted - (amounts[one] ?? 0n));
    if (second !== undefined && second > one) return pick(one, second);
  }
  for (let one = 0; one < items.length; one++)
    for (let two = one + 1; two < items.length; two++) {
      const third = at.get(wanted - (amounts[one] ?? 0n) - (amounts[two] ?? 0n));
      if (third !== undefined && third > two) return pick(one, two, third);
    }
  return undefined;
};

const byReference = (named: readonly OpenItem[], amount: Yuan): Placing => {
  const sum = total(named.map(({ open }) => open));
  const parts = upTo(named, amount);
  const unallocated = exceeds(amount, sum) ? minus(amount, sum) : nil;
  return { by: 'reference', parts, unallocated, ...(sum === amount && { rule: 'amount-of-references' as const }) };
};

/**
 * What a payment of this amount would pay: the invoices that it names; else the one, all, or several that it is the exact sum
 * of; else the oldest first. `open` is by due date, the oldest first.
 */
export const placingOf = (amount: Yuan, open: readonly OpenItem[], named: readonly OpenItem[]): Placing => {
  if (named.length > 0) return byReference(named, amount);
  if (open.length === 0) return { by: 'nothing-open', parts: [], unallocated: amount };
  const one = open.find((item) => item.open === amount);
  if (one !== undefined)
    return { by: 'one-invoice', parts: whole([one]), unallocated: nil, rule: 'amount-one-invoice' };
  const all = open.reduce((sum, item) => plus(sum, item.open), nil);
  if (all === amount) return { by: 'all-open', parts: whole(open), unallocated: nil, rule: 'amount-all-open' };
  if (exceeds(amount, all)) return { by: 'oldest-first', parts: whole(open), unallocated: minus(amount, all) };
  const oldest = open.slice(0, SEARCHED_MAX);
  const amounts = oldest.map((item) => fen(item.open));
  const several = neighbours(oldest, amounts, fen(amount)) ?? scattered(oldest, amounts, fen(amount));
  if (several !== undefined)
    return { by: 'exact-sum', parts: whole(several), unallocated: nil, rule: 'amount-several' };
  return { by: 'oldest-first', parts: upTo(open, amount), unallocated: nil, rule: 'amount-below-open' };
};
