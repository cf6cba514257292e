import { exact } from '@app/kernel/exact';
import { isPositive, percentOf, total, type Yuan } from '@app/kernel/yuan';

/**
 * 集中度: the share of the largest debtors in all, in percent, and the Herfindahl index: the sum of the squared shares, from 1/n
 * (all owe alike) to 1 (one owes all). `amounts` from the largest down. Undefined where nobody owes anything.
 */
export const concentration = (amounts: readonly Yuan[]) => {
  const all = total(amounts);
  if (!isPositive(all)) return undefined;
  const topOf = (count: number): string => percentOf(total(amounts.slice(0, count)), all) ?? '0.0';
  const squares = amounts.reduce((sum, amount) => sum.plus(exact(amount).times(amount)), exact(0));
  return {
    ...{ top1: topOf(1), top5: topOf(5), top10: topOf(10) },
    herfindahl: squares.divTo(exact(all).times(all), 4).toFixed(4),
  };
};
