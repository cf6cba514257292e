import { isBefore, later } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { exceeds } from '@app/kernel/yuan';
import type { Bill, CreditAccount, Deposit } from './account';
import type { DishonourBill, HonourBill, ReceiveBill, ReceiveDeposit, ReturnDeposit } from './commands';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { billOf, depositOf, paymentOf, receivableOf } from './items';
import { recordPayment } from './paying';
import { withReopened } from './settling';
import { withdrawingRewards } from './taking-back';

/** Pays receivables like any payment, and is exposure itself until the money is there. */
export const receiveBill = ({ data }: ReceiveBill, account: CreditAccount): CreditAccountEvent[] => {
  const { allocate, rule, invoices, ...received } = data;
  const { customerId, billId, amount, kind, drawer, maturesOn, on } = received;
  const known = billOf(account, billId);
  if (known !== undefined) {
    const [before, now] = [`${known.amount} ${known.kind} ${known.maturesOn}`, `${amount} ${kind} ${maturesOn}`];
    if (before !== now) throw new Problem('same-id-other-content', { id: billId, before, now });
    return [];
  }
  if (isBefore(maturesOn, on)) throw new Problem('expiry-in-the-past', { expiresOn: maturesOn, today: on });
  if (paymentOf(account, billId) !== undefined)
    throw new Problem('same-id-other-content', { id: billId, before: '', now: amount });
  const means = 'bill' as const;
  const payment = { customerId, paymentId: billId, amount, valueDate: on, reference: drawer, means, on };
  const bill: CreditAccountEvent = { type: 'BillReceived', data: received };
  const wish = { allocate, rule, invoices };
  const then = after(account, [bill]);
  return [bill, ...recordPayment({ type: 'RecordPayment', data: { ...payment, ...wish } }, then)];
};

const requireBill = (account: CreditAccount, billId: string): Bill => {
  const bill = billOf(account, billId);
  if (bill === undefined) throw new Problem('unknown-bill', { bill: billId });
  return bill;
};

export const honourBill = ({ data }: HonourBill, account: CreditAccount): CreditAccountEvent[] => {
  const { state } = requireBill(account, data.billId);
  if (state === 'dishonoured') throw new Problem('bill-ended', { bill: data.billId, state });
  if (isBefore(data.on, data.valueDate)) throw new Problem('date-order', { first: data.valueDate, second: data.on });
  return state === 'honoured' ? [] : [{ type: 'BillHonoured', data }];
};

/** The receivables that it paid stay paid; what is owed from then on is the claim under the bill, due at its maturity. */
export const dishonourBill = ({ data }: DishonourBill, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, billId, notBefore, on } = data;
  const { state, amount, maturesOn } = requireBill(account, billId);
  if (state === 'honoured') throw new Problem('bill-ended', { bill: billId, state });
  if (state === 'dishonoured') return [];
  if (receivableOf(account, billId) !== undefined)
    throw new Problem('same-id-other-content', { id: billId, before: '', now: amount });
  const first = isBefore(on, maturesOn) ? on : maturesOn;
  const dates = { invoiceDate: later(first, notBefore ?? first), dueDate: maturesOn };
  const claim = { customerId, receivableId: billId, amount, ...dates, kind: 'bill-claim' as const, on };
  const { reason } = data;
  const withdrawn = withdrawingRewards(account, billId, on, { customerId, reason, by: 'credit-account', on });
  const dishonoured: CreditAccountEvent[] = [
    { type: 'BillDishonoured', data: { customerId, billId, reason, on } },
    { type: 'ReceivableOpened', data: claim },
  ];
  return withReopened(account, [...withdrawn, ...dishonoured], { customerId, on });
};

export const receiveDeposit = ({ data }: ReceiveDeposit, account: CreditAccount): CreditAccountEvent[] => {
  const known = depositOf(account, data.depositId);
  if (known === undefined) return [{ type: 'DepositReceived', data }];
  if (known.amount !== data.amount)
    throw new Problem('same-id-other-content', { id: data.depositId, before: known.amount, now: data.amount });
  return [];
};

const requireDeposit = (account: CreditAccount, depositId: string): Deposit => {
  const deposit = depositOf(account, depositId);
  if (deposit === undefined) throw new Problem('unknown-deposit', { deposit: depositId });
  return deposit;
};

/** Also when the account is over its limit by it: what is the customer's is given back, and shipments wait. */
export const returnDeposit = ({ data }: ReturnDeposit, account: CreditAccount): CreditAccountEvent[] => {
  const { depositId, returnId, amount } = data;
  const { held, returned } = requireDeposit(account, depositId);
  const before = returned.find(([id]) => id === returnId)?.[1];
  if (before === amount) return [];
  if (before !== undefined) throw new Problem('same-id-other-content', { id: returnId, before, now: amount });
  if (exceeds(amount, held)) throw new Problem('return-above-deposit', { amount, held, deposit: depositId });
  return [{ type: 'DepositReturned', data }];
};
