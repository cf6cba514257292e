import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import { isNil, minus, nil, total, type Yuan } from '@app/kernel/yuan';
import type { Allowance, CreditAccount, Sums } from './account';
import type { CheckPolicy, Component } from './check-policy';
import {
  AMPLE,
  amountOf,
  limitOn,
  type Agreement,
  type CreditLimit,
  type DatedLimit,
  type TemporaryLimit,
} from './limit';

/** What an account stands at, apart from the day: the figures that `available` needs. */
export type Position = Readonly<{
  agreement: Agreement | undefined;
  limits: readonly DatedLimit[];
  temporaries: readonly TemporaryLimit[];
  allowances: readonly Allowance[];
  sums: Sums;
}>;

export type Exposure = Sums &
  Readonly<{
    limitKind: CreditLimit['kind'];
    /** Zero where there is none, or no end of it. */
    limit: Yuan;
    /** 临时授信 in force, on top of the limit. */
    temporary: Yuan;
    greenChannel: Yuan;
    exposure: Yuan;
    /** Where there is no limit to it, as much as can be asked for at once. */
    available: Yuan;
  }>;

export const positionOf = ({ agreement, limits, temporaries, allowances, sums }: CreditAccount): Position => ({
  agreement,
  limits,
  temporaries: [...temporaries.values()],
  allowances: [...allowances.values()],
  sums,
});

/** Which components count, as far as an exposure goes by it. */
export type Counting = Pick<CheckPolicy, 'countUnallocatedCash' | 'countCreditNotes' | 'uncounted'>;

/** `disputed` is a part of `receivables`: where it does not count, it comes off. */
const exposureOf = (sums: Sums, counting: Counting): Yuan => {
  const { countUnallocatedCash, countCreditNotes = countUnallocatedCash, uncounted } = counting;
  const counted = (name: Component): Yuan => (uncounted.includes(name) ? nil : sums[name]);
  const owed = total([counted('reserved'), counted('dispatched'), counted('receivables'), counted('bills')]);
  const undisputed =
    uncounted.includes('disputed') && !uncounted.includes('receivables') ? minus(owed, sums.disputed) : owed;
  const cash = countUnallocatedCash ? counted('unallocatedCash') : nil;
  const notes = countCreditNotes ? counted('creditNotes') : nil;
  const offset = total([cash, notes, counted('deposits')]);
  return isNil(offset) ? undisputed : minus(undisputed, offset);
};

/**
 * The one formula for what may still be shipped: the decider refuses by it, every screen shows it. exposure = reserved +
 * dispatched not invoiced + open receivables + bills − unallocated cash − unapplied credit notes − deposits, each as far as the policy counts it;
 * available = limit in force + temporary raises + live green-channel allowances − exposure, and may be negative.
 */
export const exposureOn = (position: Position, on: BusinessDate, counting: Counting): Exposure => {
  const { limit, temporary } = limitOn(position, on);
  const live = position.allowances.filter(({ expiresOn }) => !isBefore(expiresOn, on));
  const greenChannel = live.length === 0 ? nil : total(live.map(({ amount }) => amount));
  const exposure = exposureOf(position.sums, counting);
  const amount = amountOf(limit);
  const ceiling = total([amount, temporary, greenChannel]);
  const available = limit.kind === 'unlimited' ? AMPLE : minus(ceiling, exposure);
  return {
    ...position.sums,
    ...{ limitKind: limit.kind, limit: amount, temporary, greenChannel, exposure, available },
  };
};

/** Everything that may be owed in all. */
export const ceilingOf = ({ limit, temporary, greenChannel }: Exposure): Yuan =>
  total([limit, temporary, greenChannel]);
