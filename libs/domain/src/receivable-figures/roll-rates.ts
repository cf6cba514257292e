import { exact, Exact } from '@app/kernel/exact';
import { isNil, nil, ofYuan, total, type Yuan } from '@app/kernel/yuan';
import type { ExpectedLossPolicy } from './expected-loss-policy';

/** What stood in each bucket at a month end, in the order of the policy. */
export type BucketAmounts = readonly Yuan[];

const DECIMALS = 6;
const atMostOne = (rate: Exact): Exact => Exact.min(rate, 1);

/**
 * 迁徙率: of what stood in a bucket at one month end, the share that stands in the next bucket at the next one; null where
 * the bucket was empty. Into the last bucket, which keeps what has come to it, goes what it has grown by. Not more
 * than 1: part of a bucket may have been skipped by an invoice that was entered late.
 */
const rolled = (before: BucketAmounts, after: BucketAmounts, bucket: number): readonly [base: Yuan, next: Exact] => {
  const base = before[bucket] ?? nil;
  const next = exact(after[bucket + 1] ?? nil);
  const isLast = bucket + 2 === before.length;
  const moved = isLast ? Exact.max(next.minus(before[bucket + 1] ?? nil), 0) : next;
  return [base, Exact.min(moved, base)];
};

export type RollRate = Readonly<{ bucket: number; byMonth: readonly (string | null)[]; average: string | null }>;

/** Roll rates from month end to month end, the oldest first, and for each bucket their average weighted by amount. */
export const rollRates = (monthEnds: readonly BucketAmounts[]): RollRate[] => {
  const buckets = (monthEnds[0]?.length ?? 1) - 1;
  return Array.from({ length: buckets }, (_, bucket) => {
    const moves = monthEnds.slice(1).map((after, month) => rolled(monthEnds[month] ?? [], after, bucket));
    const base = total(moves.map(([amount]) => amount));
    const next = moves.reduce((sum, [, amount]) => sum.plus(amount), exact(0));
    return {
      bucket,
      byMonth: moves.map(([amount, moved]) => (isNil(amount) ? null : moved.divTo(amount, DECIMALS).toFixed(DECIMALS))),
      average: isNil(base) ? null : next.divTo(base, DECIMALS).toFixed(DECIMALS),
    };
  });
};

export type LossRow = Readonly<{ bucket: number; lossRate: string; balance: Yuan; provision: Yuan }>;

/**
 * 预期信用损失矩阵, the simplified approach of CAS 22 and IFRS 9: the loss rate of a bucket is the product of the roll
 * rates from it to the last one, times what is lost of that, times the forward-looking factor; the provision is the rate
 * times what stands in the bucket. A bucket that was always empty rolls in full: nobody has seen that less is lost.
 */
export const lossMatrix = (
  rates: readonly RollRate[],
  today: BucketAmounts,
  { lossRateOfLast, forwardLooking }: Pick<ExpectedLossPolicy, 'lossRateOfLast' | 'forwardLooking'>,
): LossRow[] => {
  let product = exact(lossRateOfLast);
  const rows: LossRow[] = [];
  for (let bucket = today.length - 1; bucket >= 0; bucket--) {
    product = product.times(rates[bucket]?.average ?? 1);
    const lossRate = atMostOne(product.times(forwardLooking)).toFixed(DECIMALS);
    const balance = today[bucket] ?? nil;
    rows.unshift({ bucket, lossRate, balance, provision: ofYuan(exact(balance).times(lossRate)) });
  }
  return rows;
};
