import { addDays, isBefore, later, type BusinessDate } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { ID_MAX } from '@app/kernel/identity';
import { exceeds, isNil, minus, nil, ofYuan, smaller, total } from '@app/kernel/yuan';
import type { CreditAccount, CreditNoteKind, Receivable } from './account';
import type { CreditAccountEvent } from './events';
import { paymentOf, receivableOf } from './items';
import { rewardsFor } from './promised-reward';

/** Who issues a reward and takes it back: nobody asks for either. */
export const BY_ACCOUNT = 'credit-account';

type Earned = Readonly<{ kind: CreditNoteKind; percent: string }>;

/** Money that came early earns the one, money that came in time the other, and nothing earns both. */
const earned = (account: CreditAccount, receivable: Receivable, last: BusinessDate): Earned | undefined => {
  const { reward, onTimeReward } = rewardsFor(account, receivable) ?? {};
  if (reward !== undefined && !isBefore(addDays(receivable.invoiceDate, reward.withinDays), last))
    return { kind: 'early-payment-reward', percent: reward.percent };
  if (onTimeReward !== undefined && !isBefore(receivable.dueDateAtFirst, last))
    return { kind: 'on-time-reward', percent: onTimeReward.percent };
  return undefined;
};

/** The receivable's number with an ending; what was withdrawn keeps its number, and the next one takes another. */
const numberFor = (account: CreditAccount, receivableId: string): string => {
  for (let nth = 1; ; nth++) {
    const ending = nth === 1 ? '.reward' : `.reward-${nth}`;
    const letters = Array.from(receivableId);
    while (letters.join('').length + ending.length > ID_MAX) letters.pop();
    const number = `${letters.join('')}${ending}`;
    if (paymentOf(account, number) === undefined) return number;
  }
};

type Settled = Readonly<{ customerId: string; receivableId: string; valueDate: BusinessDate; on: BusinessDate }>;

/**
 * 提前付款奖励, 按期付款奖励: a credit note over so many percent of the money that settled an invoice, rounded half up to the
 * fen; what credit notes settled of it is not rewarded, nor
 * an invoice of which part was written off. It is counted on the day on which the last of the money was there.
 */
export const rewarding = (
  account: CreditAccount,
  { customerId, receivableId, valueDate, on }: Settled,
): CreditAccountEvent[] => {
  const receivable = receivableOf(account, receivableId);
  const { paid = [], writeOffs = [] } = receivable ?? {};
  const isGivenUp = writeOffs.some((one) => exceeds(one.amount, one.recovered));
  if (receivable === undefined || paid.length === 0 || isGivenUp) return [];
  const last = paid.reduce((latest, [day]) => later(latest, day), receivable.invoiceDate);
  const reward = isBefore(on, last) ? undefined : earned(account, receivable, last);
  if (reward === undefined) return [];
  const base = total(paid.map(([, amount]) => amount));
  const unrounded = exact(base).times(reward.percent).div(100);
  const amount = smaller(ofYuan(unrounded), minus(receivable.amount, receivable.credited ?? nil));
  if (isNil(amount)) return [];
  return [
    {
      type: 'CreditNoteIssued',
      data: {
        ...{ customerId, creditNoteId: numberFor(account, receivableId), amount, kind: reward.kind },
        ...{ issueDate: later(last, valueDate), corrects: receivableId },
        reason: `${reward.percent}% × ${base} = ${unrounded.toFixed()} ≈ ${amount}`,
        ...{ issuedBy: BY_ACCOUNT, on },
      },
    },
  ];
};
