import { addDays, daysBetween, isBefore, later, type BusinessDate } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { exceeds, isPositive, minus, nil, ofYuan, plus, smaller, total, type Yuan } from '@app/kernel/yuan';
import type { ArrearsPolicy } from './arrears-policy';
import type { OwedOverTime } from './owed-over-time';

/** One amount that was owed too long, from its first such day to its last, both counted. */
export type InterestLine = Readonly<{
  receivableId: string;
  from: BusinessDate;
  to: BusinessDate;
  days: number;
  balance: Yuan;
  amount: Yuan;
}>;

type Moves = readonly (readonly [day: BusinessDate, amount: Yuan])[];

/** What had come together by the end of a day. */
const by = (moves: Moves, day: BusinessDate): Yuan =>
  moves.reduce((sum, [on, amount]) => (isBefore(day, on) ? sum : plus(sum, amount)), nil);

/** What costs interest on a day: what is owed at its end, less what is in dispute where that pauses it. */
const costing = ({ moves, disputes }: OwedOverTime, day: BusinessDate, { disputesPause }: ArrearsPolicy): Yuan => {
  const owed = by(moves, day);
  if (!isPositive(owed)) return nil;
  return disputesPause ? minus(owed, smaller(owed, by(disputes, day))) : owed;
};

/** The days of a window on which the balance may change, the first day of it among them. */
const changes = ({ moves, disputes }: OwedOverTime, from: BusinessDate, to: BusinessDate): BusinessDate[] => {
  const days = [...moves, ...disputes].map(([day]) => day).filter((day) => isBefore(from, day) && !isBefore(to, day));
  return [...new Set([from, ...days])].sort();
};

export type Window = Readonly<{ from?: BusinessDate | undefined; to: BusinessDate }>;

/**
 * Interest on one receivable for the days of a window: balance × days × annual rate ÷ (100 × day basis), half up to the fen,
 * a line for every stretch of days with one balance. The first day that costs is the one after the due date and the days of
 * grace; a day on which money came costs what was left at its end.
 */
export const interestOn = (owed: OwedOverTime, { from, to }: Window, policy: ArrearsPolicy): InterestLine[] => {
  const first = addDays(owed.dueDate, policy.graceDays + 1);
  const begin = from === undefined ? first : later(from, first);
  if (isBefore(to, begin)) return [];
  const stretches: { from: BusinessDate; balance: Yuan }[] = [];
  for (const day of changes(owed, begin, to)) {
    const balance = costing(owed, day, policy);
    if (stretches.at(-1)?.balance !== balance) stretches.push({ from: day, balance });
  }
  return stretches.flatMap(({ from: start, balance }, index): InterestLine[] => {
    if (!isPositive(balance)) return [];
    const next = stretches[index + 1]?.from;
    const end = next === undefined ? to : addDays(next, -1);
    const days = daysBetween(start, end) + 1;
    const inHundredths = exact(balance).times(days).times(policy.annualRatePercent);
    const amount = ofYuan(inHundredths.divTo(100 * policy.dayBasis, 2));
    return [{ receivableId: owed.receivableId, from: start, to: end, days, balance, amount }];
  });
};

const sumOf = (lines: readonly InterestLine[]): Yuan => total(lines.map(({ amount }) => amount));

export type InterestDue = Readonly<{
  lines: readonly InterestLine[];
  amount: Yuan;
  /** Too little to be charged. */
  isBelowMinimum: boolean;
}>;

/** What has not been charged yet, up to and with a day. No interest runs on interest. */
export const interestDue = (all: readonly OwedOverTime[], to: BusinessDate, policy: ArrearsPolicy): InterestDue => {
  const lines = all
    .filter(({ kind }) => kind !== 'interest')
    .flatMap((owed) => {
      const chargedTo = owed.charges.at(-1)?.to;
      const from = chargedTo === undefined ? undefined : addDays(chargedTo, 1);
      return interestOn(owed, { from, to }, policy);
    });
  const amount = sumOf(lines);
  return { lines, amount, isBelowMinimum: exceeds(policy.minimum, amount) };
};

export type InterestCorrection = Readonly<{
  interestId: string;
  charged: Yuan;
  /** What the same days come to as they are known now. */
  now: Yuan;
  /** What credit notes have taken back of it, less what debit notes have added. */
  credited: Yuan;
  /** More than zero: a credit note over so much is owed; less: so much more is due. */
  proposed: Yuan;
}>;

/** Charges whose days look otherwise by now: somebody paid earlier than was known, or an allocation was taken back. */
export const interestCorrections = (all: readonly OwedOverTime[], policy: ArrearsPolicy): InterestCorrection[] => {
  const found = new Map<string, { charged: Yuan; now: Yuan; credited: Yuan }>();
  for (const owed of all)
    owed.charges.forEach((charge, index) => {
      const before = owed.charges[index - 1]?.to;
      const window = { from: before === undefined ? undefined : addDays(before, 1), to: charge.to };
      const now = sumOf(interestOn(owed, window, { ...policy, annualRatePercent: charge.ratePercent }));
      const { credited = nil } = all.find(({ receivableId }) => receivableId === charge.interestId) ?? {};
      const sofar = found.get(charge.interestId) ?? { charged: nil, now: nil, credited };
      found.set(charge.interestId, {
        ...sofar,
        charged: plus(sofar.charged, charge.amount),
        now: plus(sofar.now, now),
      });
    });
  return [...found]
    .map(([interestId, one]) => ({ interestId, ...one, proposed: minus(minus(one.charged, one.credited), one.now) }))
    .filter(({ proposed }) => proposed !== nil);
};
