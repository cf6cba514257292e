import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { exceeds, isNil, isPositive, minus, smaller, total, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount, Payment } from './account';
import type { AllocatePayment, NamedAllocation, RecordPayment } from './commands';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { oldestFirstOf, paymentOf, receivableOf } from './items';

export type Spread = Readonly<{ customerId: string; paymentId: string; payment: Payment; on: BusinessDate }>;

const isSettled = (account: CreditAccount, receivableId: string): boolean => {
  const receivable = receivableOf(account, receivableId);
  return receivable !== undefined && isNil(receivable.open);
};

export const oldestFirst = (account: CreditAccount, left: Yuan): NamedAllocation[] => {
  const allocations: NamedAllocation[] = [];
  let rest = left;
  for (const { receivableId, open } of oldestFirstOf(account)) {
    if (!isPositive(rest)) break;
    const amount = smaller(open, rest);
    allocations.push({ receivableId, amount });
    rest = minus(rest, amount);
  }
  return allocations;
};

export const requireFitting = (account: CreditAccount, named: readonly NamedAllocation[], left: Yuan): void => {
  const seen = new Set<string>();
  let rest = left;
  for (const { receivableId, amount } of named) {
    const receivable = receivableOf(account, receivableId);
    if (receivable === undefined) throw new Problem('unknown-receivable', { receivable: receivableId });
    if (seen.has(receivableId)) throw new Problem('allocation-twice', { receivable: receivableId });
    if (exceeds(amount, receivable.open))
      throw new Problem('allocation-above-open', { receivable: receivableId, amount, open: receivable.open });
    if (exceeds(amount, rest)) throw new Problem('allocation-above-payment', { amount, left: rest });
    seen.add(receivableId);
    rest = minus(rest, amount);
  }
};

/** A receivable that is paid in full closes, and with it the hold that it was the cause of. */
const settling = (
  account: CreditAccount,
  receivableId: string,
  { customerId, payment, on }: Spread,
): CreditAccountEvent[] => {
  if (!isSettled(account, receivableId)) return [];
  const which = { customerId, receivableId };
  const settled: CreditAccountEvent = {
    type: 'ReceivableSettled',
    data: { ...which, valueDate: payment.valueDate, on },
  };
  if (!account.holds.has(receivableId)) return [settled];
  const lifted = { ...which, reason: 'settled' as const, note: '', liftedBy: 'credit-account', on };
  return [settled, { type: 'HoldLifted', data: lifted }];
};

export const allocating = (
  account: CreditAccount,
  named: readonly NamedAllocation[],
  spread: Spread,
): CreditAccountEvent[] => {
  const { customerId, paymentId, payment, on } = spread;
  let now = account;
  return named.flatMap(({ receivableId, amount }) => {
    const data = { customerId, receivableId, paymentId, amount, valueDate: payment.valueDate, on };
    const allocated: CreditAccountEvent = { type: 'PaymentAllocated', data };
    now = after(now, [allocated]);
    const settled = settling(now, receivableId, spread);
    now = after(now, settled);
    return [allocated, ...settled];
  });
};

/** A resend may leave the names out, but not name what the payment did not go to. */
const requireSameNames = (paymentId: string, known: Payment, named: readonly NamedAllocation[]): void => {
  const textOf = ({ receivableId, amount }: NamedAllocation) => `${receivableId} ${amount}`;
  const before = known.allocations.map(textOf);
  const other = named.map(textOf).find((text) => !before.includes(text));
  if (other !== undefined)
    throw new Problem('same-id-other-content', { id: paymentId, before: before.join(', '), now: other });
};

export const recordPayment = ({ data }: RecordPayment, account: CreditAccount): CreditAccountEvent[] => {
  const { allocate, ...recorded } = data;
  const { customerId, paymentId, amount, valueDate, reference, on } = recorded;
  const known = paymentOf(account, paymentId);
  if (known !== undefined) {
    const before = `${known.amount} ${known.valueDate} ${known.reference}`;
    const now = `${amount} ${valueDate} ${reference}`;
    if (before !== now) throw new Problem('same-id-other-content', { id: paymentId, before, now });
    requireSameNames(paymentId, known, allocate ?? []);
    return [];
  }
  if (isBefore(on, valueDate)) throw new Problem('date-order', { first: valueDate, second: on });
  if (allocate !== undefined) requireFitting(account, allocate, amount);
  const payment: Payment = { amount, unallocated: amount, valueDate, reference, allocations: [] };
  const spread = { customerId, paymentId, payment, on };
  const paid: CreditAccountEvent = { type: 'PaymentRecorded', data: recorded };
  return [paid, ...allocating(after(account, [paid]), allocate ?? oldestFirst(account, amount), spread)];
};

/** What of the named amounts the payment has not yet gone to: asking the same again takes nothing twice. */
const stillToTake = ({ allocations }: Payment, named: readonly NamedAllocation[]): NamedAllocation[] =>
  named.flatMap(({ receivableId, amount }) => {
    const taken = total(allocations.filter((one) => one.receivableId === receivableId).map((one) => one.amount));
    return exceeds(amount, taken) ? [{ receivableId, amount: minus(amount, taken) }] : [];
  });

/**
 * Takes what is left of a payment to receivables: the oldest first, or those that are named, each up to the named
 * amount of this payment in all.
 */
export const allocatePayment = ({ data }: AllocatePayment, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, paymentId, allocate, on } = data;
  const payment = paymentOf(account, paymentId);
  if (payment === undefined) throw new Problem('unknown-payment', { payment: paymentId });
  const left = payment.unallocated;
  const named = allocate && stillToTake(payment, allocate);
  if (named !== undefined) requireFitting(account, named, left);
  return allocating(account, named ?? oldestFirst(account, left), { customerId, paymentId, payment, on });
};
