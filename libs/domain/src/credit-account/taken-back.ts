import type { BusinessDate } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { isNil, minus, nil, ofYuan, smaller, type Yuan } from '@app/kernel/yuan';
import type { Allocation } from './account';

/** What of an allocation is taken back. */
export type Part = Readonly<{
  amount: Yuan;
  cash: Yuan;
  foreign: Yuan | undefined;
  valueDate: BusinessDate | undefined;
}>;

/** So much of an amount as `part` is of `whole`, to the fen. */
const shareOf = (amount: Yuan, part: Yuan, whole: Yuan): Yuan =>
  part === whole ? amount : ofYuan(exact(amount).times(part).divTo(whole, 2));

const partOf = (one: Allocation, amount: Yuan): Part => ({
  amount,
  cash: one.cash === undefined ? amount : shareOf(one.cash, amount, one.amount),
  foreign: one.foreign && shareOf(one.foreign, amount, one.amount),
  valueDate: one.valueDate,
});

const lessOf = (one: Allocation, { amount, cash, foreign = nil }: Part): Allocation => ({
  ...one,
  amount: minus(one.amount, amount),
  ...(one.cash !== undefined && { cash: minus(one.cash, cash) }),
  ...(one.foreign !== undefined && { foreign: minus(one.foreign, foreign) }),
});

export type TakenBack = Readonly<{ left: readonly Allocation[]; parts: readonly Part[] }>;

/** Takes an amount back from the allocations to a receivable that were made last. */
export const takenBack = (allocations: readonly Allocation[], receivableId: string, amount: Yuan): TakenBack => {
  const left = [...allocations];
  const parts: Part[] = [];
  let rest = amount;
  for (let index = left.length - 1; index >= 0 && !isNil(rest); index--) {
    const one = left[index];
    if (one?.receivableId !== receivableId) continue;
    const part = partOf(one, smaller(one.amount, rest));
    const now = lessOf(one, part);
    rest = minus(rest, part.amount);
    parts.push(part);
    if (isNil(now.amount)) left.splice(index, 1);
    else left[index] = now;
  }
  return { left, parts };
};
