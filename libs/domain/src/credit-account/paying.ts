import { BASE_CURRENCY } from '@app/kernel/currency';
import { isBefore, later, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { minus } from '@app/kernel/yuan';
import type { CreditAccount, Payment } from './account';
import type { AllocatePayment, RecordPayment } from './commands';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { moveOf, sidesOf } from './foreign';
import { paymentOf, receivableOf } from './items';
import type { NamedAllocation, PaymentWish } from './payment-wish';
import { settling } from './settling';
import { requireFitting, spread, stillToTake } from './spreading';
import { freeFrom } from './taking-back';

export type Spread = Readonly<{
  customerId: string;
  paymentId: string;
  payment: Payment;
  /** The day on which it counts; left out: as early as the money was there and the receivable owed. */
  valueDate?: BusinessDate | undefined;
  /** Where no day is named: not before this one. */
  notBefore?: BusinessDate | undefined;
  on: BusinessDate;
}>;

/** Not before the money was there for it, nor before that part of the receivable was owed. */
const countsFrom = (
  account: CreditAccount,
  receivableId: string,
  { payment, valueDate, notBefore }: Spread,
): BusinessDate => {
  const openFrom = receivableOf(account, receivableId)?.openFrom;
  const first = openFrom === undefined ? freeFrom(payment) : later(freeFrom(payment), openFrom);
  if (valueDate !== undefined && isBefore(valueDate, first))
    throw new Problem('value-date-too-early', { valueDate, earliest: first });
  return valueDate ?? later(first, notBefore ?? first);
};

/** One amount of a payment, or of a credit note, to one receivable, in the currency of both. */
const allocation = (
  account: CreditAccount,
  { receivableId, amount }: NamedAllocation,
  spread: Spread,
): CreditAccountEvent[] => {
  const { customerId, paymentId, payment, on } = spread;
  const receivable = receivableOf(account, receivableId);
  const day = countsFrom(account, receivableId, spread);
  // Before the invoice exists there is nothing that what it brings could differ from.
  const valueDate = receivable?.foreign === undefined ? day : later(day, receivable.invoiceDate);
  // What an earlier one of the same payment has taken is no longer in it.
  const move = moveOf(amount, paymentOf(account, paymentId) ?? payment, receivable);
  const which = { customerId, receivableId, paymentId };
  const credit = payment.credit === true && { credit: true as const };
  const allocated: CreditAccountEvent = {
    type: 'PaymentAllocated',
    data: { ...which, ...move, valueDate, ...credit, on },
  };
  if (move.cash === undefined) return [allocated];
  const difference = { ...which, amount: minus(move.cash, move.amount), valueDate, on };
  return [allocated, { type: 'ExchangeDifferenceBooked', data: difference }];
};

/** Takes a payment, or a credit note, to receivables; what that settles is settled with it. */
export const allocating = (
  account: CreditAccount,
  named: readonly NamedAllocation[],
  spread: Spread,
): CreditAccountEvent[] => {
  const { customerId, payment, on } = spread;
  let now = account;
  return named.flatMap((one) => {
    const allocated = allocation(now, one, spread);
    now = after(now, allocated);
    const valueDate = allocated[0]?.type === 'PaymentAllocated' ? allocated[0].data.valueDate : on;
    const means = payment.credit === true ? ('credit-note' as const) : undefined;
    const settled = settling(now, one.receivableId, { customerId, valueDate, on, with: means });
    now = after(now, settled);
    return [...allocated, ...settled];
  });
};

/** Where it is to go, by name or by a rule. */
export const wanted = (account: CreditAccount, payment: Payment, wish: PaymentWish): NamedAllocation[] => {
  if (wish.allocate === undefined) return spread(account, payment, wish);
  const named = stillToTake(payment, wish.allocate);
  requireFitting(account, named, payment);
  return named;
};

/** A resend may leave the names out, but not name what the payment did not go to. What was taken back since may be named. */
const requireSameNames = (paymentId: string, known: Payment, named: readonly NamedAllocation[]): void => {
  const textOf = ({ receivableId, amount }: NamedAllocation) => `${receivableId} ${amount}`;
  const before = known.allocations.map((one) => textOf({ ...one, amount: one.foreign ?? one.amount }));
  const back = new Set(known.deallocations?.map(([, content]) => content.slice(0, content.indexOf(' '))));
  const other = named.find((one) => !before.includes(textOf(one)) && !back.has(one.receivableId));
  if (other !== undefined)
    throw new Problem('same-id-other-content', { id: paymentId, before: before.join(', '), now: textOf(other) });
};

/** In the currency of the payment: the rate of its day may have been put right since. */
const contentOf = ({ amount, valueDate, reference, means, currency = '' }: RecordPayment['data']): string =>
  `${currency === BASE_CURRENCY ? '' : currency} ${amount} ${valueDate} ${reference} ${means ?? ''}`.trim();
const contentThen = ({ amount, valueDate, reference, means, foreign }: Payment): string =>
  `${foreign?.currency ?? ''} ${foreign?.amount ?? amount} ${valueDate} ${reference} ${means ?? ''}`.trim();

export const recordPayment = ({ data }: RecordPayment, account: CreditAccount): CreditAccountEvent[] => {
  const { allocate, rule, invoices, currency, rate, ...recorded } = data;
  const { customerId, paymentId, amount, valueDate, reference, means, on } = recorded;
  const known = paymentOf(account, paymentId);
  if (known !== undefined) {
    const [before, now] = [contentThen(known), contentOf(data)];
    if (before !== now || known.credit === true)
      throw new Problem('same-id-other-content', { id: paymentId, before, now });
    requireSameNames(paymentId, known, allocate ?? []);
    return [];
  }
  if (isBefore(on, valueDate)) throw new Problem('date-order', { first: valueDate, second: on });
  if (means === 'netting' && reference.trim() === '') throw new Problem('netting-without-reference', {});
  const sides = sidesOf(amount, { currency, rate }, valueDate);
  const paid: CreditAccountEvent = { type: 'PaymentRecorded', data: { ...recorded, ...sides } };
  const then = after(account, [paid]);
  const payment = paymentOf(then, paymentId);
  if (payment === undefined) return [paid];
  const named = wanted(then, payment, { allocate, rule, invoices });
  return [paid, ...allocating(then, named, { customerId, paymentId, payment, on })];
};

/**
 * Takes what is left of a payment, or of a credit note, to receivables: by a rule, or to those that are named, each up to the
 * named amount of this payment in all.
 */
export const allocatePayment = ({ data }: AllocatePayment, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, paymentId, allocate, rule, invoices, valueDate, notBefore, on } = data;
  const payment = paymentOf(account, paymentId);
  if (payment === undefined) throw new Problem('unknown-payment', { payment: paymentId });
  if (payment.reversal !== undefined) throw new Problem('payment-reversed', { payment: paymentId });
  if (valueDate !== undefined && isBefore(on, valueDate))
    throw new Problem('date-order', { first: valueDate, second: on });
  const named = wanted(account, payment, { allocate, rule, invoices });
  return allocating(account, named, { customerId, paymentId, payment, valueDate, notBefore, on });
};
