import { isBefore, later, type BusinessDate } from '@app/kernel/business-date';
import { isNil, minus, nil, total, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount, Payment } from './account';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { paymentOf, receivableOf } from './items';
import { BY_ACCOUNT } from './rewarding';
import { takenBack, type Part } from './taken-back';

/** Who takes something back, when and why: the same of everything that goes with it. */
export type Correction = Readonly<{ customerId: string; reason: string; by: string; on: BusinessDate }>;
export type Taking = Readonly<{
  paymentId: string;
  receivableId: string;
  amount: Yuan;
  deallocationId: string;
  /** From which day on; left out: from the day on which the allocation counted, as if it had never been. */
  valueDate?: BusinessDate | undefined;
}>;

/** The day from which an allocation counts: not before its receivable is there. */
const countsFrom = (payment: Payment, { valueDate }: Part, invoiceDate: BusinessDate): BusinessDate =>
  later(valueDate ?? payment.valueDate, invoiceDate);

/** The first day from which so much of what was allocated to a receivable can be taken back. */
export const takenFrom = (
  account: CreditAccount,
  payment: Payment,
  { receivableId, amount }: Pick<Taking, 'receivableId' | 'amount'>,
): BusinessDate => {
  const invoiceDate = receivableOf(account, receivableId)?.invoiceDate ?? payment.valueDate;
  return takenBack(payment.allocations, receivableId, amount)
    .parts.map((part) => countsFrom(payment, part, invoiceDate))
    .reduce(later, invoiceDate);
};

const bookedBack = (
  account: CreditAccount,
  payment: Payment,
  taking: Taking,
  { customerId, reason, by, on }: Correction,
): CreditAccountEvent[] => {
  const { paymentId, receivableId, amount, deallocationId } = taking;
  const { parts } = takenBack(payment.allocations, receivableId, amount);
  const cash = total(parts.map((part) => part.cash));
  const foreign = total(parts.map((part) => part.foreign ?? nil));
  const valueDate = taking.valueDate ?? takenFrom(account, payment, taking);
  const which = { customerId, receivableId, paymentId };
  const deallocated: CreditAccountEvent = {
    type: 'PaymentDeallocated',
    data: {
      ...{ ...which, deallocationId, amount },
      ...(cash !== amount && { cash }),
      ...(payment.credit === true && { credit: true as const }),
      ...(payment.foreign !== undefined &&
        !isNil(foreign) && { foreign: { currency: payment.foreign.currency, amount: foreign } }),
      ...{ valueDate, reason, deallocatedBy: by, on },
    },
  };
  // The difference that was booked with the allocation goes back with it.
  const difference: CreditAccountEvent = {
    type: 'ExchangeDifferenceBooked',
    data: { ...which, amount: minus(amount, cash), valueDate, on },
  };
  return cash === amount ? [deallocated] : [deallocated, difference];
};

/**
 * Takes back what a receivable was paid with. Where that had earned a reward, the reward goes first, and what it has paid
 * meanwhile before it.
 */
export const takingBack = (account: CreditAccount, taking: Taking, correction: Correction): CreditAccountEvent[] => {
  const { paymentId, receivableId } = taking;
  const payment = paymentOf(account, paymentId);
  if (payment === undefined) return [];
  const from = taking.valueDate ?? takenFrom(account, payment, taking);
  const reward = receivableOf(account, receivableId)?.reward;
  const withdrawn = reward === undefined ? [] : withdrawing(account, reward, from, correction);
  return [...withdrawn, ...bookedBack(after(account, withdrawn), payment, { ...taking, valueDate: from }, correction)];
};

/** Takes back everything that a payment or a credit note went to, what it went to last first; `from` as far as that is possible. */
export const unwinding = (
  account: CreditAccount,
  { paymentId, from, as }: Readonly<{ paymentId: string; from: BusinessDate; as: string }>,
  correction: Correction,
): CreditAccountEvent[] => {
  const events: CreditAccountEvent[] = [];
  let now = account;
  for (let nth = 1; ; nth++) {
    const payment = paymentOf(now, paymentId);
    const last = payment?.allocations.at(-1);
    if (payment === undefined || last === undefined) return events;
    const { receivableId, amount } = last;
    const valueDate = later(from, takenFrom(now, payment, { receivableId, amount }));
    const taking = { paymentId, receivableId, amount, valueDate, deallocationId: `${as}-${nth}` };
    const taken = takingBack(now, taking, correction);
    events.push(...taken);
    now = after(now, taken);
  }
};

/** The first day on which nothing of it was in use, as far as is known. */
export const freeFrom = ({ freeFrom: free, valueDate }: Payment): BusinessDate => later(free ?? valueDate, valueDate);

/** A credit note that should not have been issued; nothing where it is cancelled already. */
export const cancelling = (
  account: CreditAccount,
  { creditNoteId, from }: Readonly<{ creditNoteId: string; from: BusinessDate }>,
  correction: Correction,
): CreditAccountEvent[] => {
  const note = paymentOf(account, creditNoteId);
  if (note === undefined || note.reversal !== undefined) return [];
  const unwound = unwinding(account, { paymentId: creditNoteId, from, as: 'cancelled' }, correction);
  const then = paymentOf(after(account, unwound), creditNoteId) ?? note;
  const { customerId, reason, by: cancelledBy, on } = correction;
  const valueDate = isBefore(from, freeFrom(then)) ? freeFrom(then) : from;
  return [
    ...unwound,
    {
      type: 'CreditNoteCancelled',
      data: { customerId, creditNoteId, amount: note.amount, valueDate, reason, cancelledBy, on },
    },
  ];
};

/** What was earned by paying with it goes with it: all rewards of the receivables that a payment went to. */
export const withdrawingRewards = (
  account: CreditAccount,
  paymentId: string,
  from: BusinessDate,
  correction: Correction,
): CreditAccountEvent[] => {
  const { allocations = [] } = paymentOf(account, paymentId) ?? {};
  let now = account;
  return [...new Set(allocations.map(({ receivableId }) => receivableId))].flatMap((receivableId) => {
    const reward = receivableOf(now, receivableId)?.reward;
    const withdrawn = reward === undefined ? [] : withdrawing(now, reward, from, correction);
    now = after(now, withdrawn);
    return withdrawn;
  });
};

const withdrawing = (
  account: CreditAccount,
  creditNoteId: string,
  from: BusinessDate,
  correction: Correction,
): CreditAccountEvent[] => {
  const note = paymentOf(account, creditNoteId);
  if (note === undefined) return [];
  return cancelling(account, { creditNoteId, from: later(from, freeFrom(note)) }, { ...correction, by: BY_ACCOUNT });
};
