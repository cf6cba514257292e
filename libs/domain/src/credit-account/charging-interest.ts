import { addDays, isBefore, type BusinessDate } from '@app/kernel/business-date';
import type { Message } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import { isPositive, total, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount } from './account';
import type { InterestLine } from './arrears-interest';
import type { CreditAccountEvent } from './events';
import { receivableOf } from './items';

/** The lines were worked out from the account's own events a moment ago; `ledger` is what it stood at then. */
export type ChargeInterest = Message<
  'ChargeInterest',
  {
    customerId: string;
    interestId: string;
    ratePercent: string;
    lines: readonly InterestLine[];
    /** Up to and with this day. */
    to: BusinessDate;
    dueAfterDays: number;
    ledger: Yuan;
    chargedBy: string;
    on: BusinessDate;
  }
>;

/** No day is charged twice: whoever was charged in between is asked again. */
const requireUncharged = ({ data }: ChargeInterest, account: CreditAccount): void => {
  const isCharged = data.lines.some(({ receivableId, from }) => {
    const receivable = receivableOf(account, receivableId);
    return receivable === undefined || (receivable.interestTo !== undefined && !isBefore(receivable.interestTo, from));
  });
  if (isCharged || account.ledger !== data.ledger) throw new Problem('interest-moved', { customer: data.customerId });
};

export const chargeInterest = (command: ChargeInterest, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, interestId, ratePercent, lines, to, dueAfterDays, chargedBy, on } = command.data;
  const known = receivableOf(account, interestId);
  if (known?.kind === 'interest') return [];
  const amount = total(lines.map((line) => line.amount));
  if (known !== undefined)
    throw new Problem('same-id-other-content', { id: interestId, before: known.amount, now: amount });
  const [first] = lines;
  if (first === undefined || !isPositive(amount)) throw new Problem('no-interest-due', { customer: customerId, to });
  requireUncharged(command, account);
  const from = lines.reduce((earliest, line) => (isBefore(line.from, earliest) ? line.from : earliest), first.from);
  const charged = { customerId, interestId, ratePercent, from, to, lines: [...lines], amount, chargedBy, on };
  const dates = { invoiceDate: on, dueDate: addDays(on, dueAfterDays) };
  return [
    { type: 'InterestCharged', data: charged },
    {
      type: 'ReceivableOpened',
      data: { customerId, receivableId: interestId, amount, ...dates, kind: 'interest', on },
    },
  ];
};
