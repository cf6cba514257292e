import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { exceeds, isNil, nil, total } from '@app/kernel/yuan';
import type { CreditAccount, Payment } from './account';
import type { DeallocatePayment } from './correcting-commands';
import type { CreditAccountEvent } from './events';
import { paymentOf } from './items';
import { withReopened } from './settling';
import { allocatedTo } from './spreading';
import { takenFrom, takingBack } from './taking-back';

/** A value date lies on a day that has come, and not before the first on which it makes sense. */
export const requireDate = (valueDate: BusinessDate, first: BusinessDate, on: BusinessDate): void => {
  if (isBefore(on, valueDate)) throw new Problem('date-order', { first: valueDate, second: on });
  if (isBefore(valueDate, first)) throw new Problem('value-date-too-early', { valueDate, earliest: first });
};

/** Whatever a resend leaves out is as it was. */
const isRepeated = ({ data }: DeallocatePayment, { deallocations = [], foreign }: Payment): boolean => {
  const { deallocationId, receivableId, amount, valueDate } = data;
  const before = deallocations.find(([id]) => id === deallocationId)?.[1];
  if (before === undefined) return false;
  const [, amountThen = '', dayThen = ''] = before.split(' ');
  // All of an amount in another currency is taken back, so there is only one that it can have been.
  const asked = foreign === undefined ? (amount ?? amountThen) : amountThen;
  const now = `${receivableId} ${asked} ${valueDate ?? dayThen}`;
  if (before !== now) throw new Problem('same-id-other-content', { id: deallocationId, before, now });
  return true;
};

/** Part of it would take back amounts that do not divide to the fen in both currencies. */
const requireWhole = ({ data }: DeallocatePayment, { allocations, foreign }: Payment): void => {
  if (foreign === undefined || data.amount === undefined) return;
  const all = allocations.filter(({ receivableId }) => receivableId === data.receivableId);
  const whole = total(all.map((one) => one.foreign ?? nil));
  const { paymentId: payment, receivableId: receivable, amount } = data;
  if (amount !== whole) throw new Problem('deallocation-in-part', { payment, receivable, amount, allocated: whole });
};

/** Takes back all or part of what a payment, or a credit note, went to: the money is unallocated again, and the rest is owed. */
export const deallocatePayment = (command: DeallocatePayment, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, paymentId, receivableId, deallocationId, valueDate, reason, deallocatedBy, on } = command.data;
  const payment = paymentOf(account, paymentId);
  if (payment === undefined) throw new Problem('unknown-payment', { payment: paymentId });
  if (isRepeated(command, payment)) return [];
  if (payment.reversal !== undefined) throw new Problem('payment-reversed', { payment: paymentId });
  const allocated = allocatedTo(payment, receivableId);
  const amount = payment.foreign === undefined ? (command.data.amount ?? allocated) : allocated;
  requireWhole(command, payment);
  if (isNil(allocated) || exceeds(amount, allocated))
    throw new Problem('deallocation-above-allocated', {
      amount,
      allocated,
      payment: paymentId,
      receivable: receivableId,
    });
  const from = takenFrom(account, payment, { receivableId, amount });
  if (valueDate !== undefined) requireDate(valueDate, from, on);
  const taking = { paymentId, receivableId, amount, deallocationId, valueDate: valueDate ?? from };
  const taken = takingBack(account, taking, { customerId, reason, by: deallocatedBy, on });
  return withReopened(account, taken, { customerId, on });
};
