import { minus, nil, plus, smaller } from '@app/kernel/yuan';
import { withChange, withEntry } from '../entries';
import type { CreditAccount, Payment, Receivable } from './account';
import type { CreditAccountEvent } from './events';
import {
  billOf,
  depositOf,
  paymentOf,
  receivableOf,
  reservationOf,
  withBill,
  withDeposit,
  withPayment,
  withReceivable,
  withReservation,
} from './items';

export type OwingEvent = Extract<
  CreditAccountEvent,
  {
    type:
      | 'ReceivableOpened'
      | 'PaymentRecorded'
      | 'PaymentAllocated'
      | 'ReceivableSettled'
      | 'BillReceived'
      | 'BillHonoured'
      | 'BillDishonoured'
      | 'DepositReceived'
      | 'DepositReturned'
      | 'DisputeRaised'
      | 'DisputeClosed'
      | 'ExtensionRequested'
      | 'ExtensionGranted'
      | 'ExtensionRefused';
  }
>;
type Data<Type extends OwingEvent['type']> = Extract<OwingEvent, { type: Type }>['data'];

const changedReceivable = (
  account: CreditAccount,
  receivableId: string,
  change: (receivable: Receivable) => Receivable,
): CreditAccount => {
  const known = receivableOf(account, receivableId);
  return known === undefined ? account : withReceivable(account, receivableId, change(known));
};

/** What is invoiced is no longer "dispatched and not invoiced". */
const invoiced = (
  account: CreditAccount,
  { shipmentId, amount, completesShipment }: Data<'ReceivableOpened'>,
): CreditAccount => {
  const known = shipmentId === undefined ? undefined : reservationOf(account, shipmentId);
  if (shipmentId === undefined || known === undefined) return account;
  const left = minus(known.uninvoiced, smaller(known.uninvoiced, amount));
  const uninvoiced = completesShipment === true ? nil : left;
  return uninvoiced === known.uninvoiced ? account : withReservation(account, shipmentId, { ...known, uninvoiced });
};

const allocated = (account: CreditAccount, { receivableId, paymentId, amount }: Data<'PaymentAllocated'>) => {
  const paid = changedReceivable(account, receivableId, (known) => ({ ...known, open: minus(known.open, amount) }));
  const payment = paymentOf(paid, paymentId);
  if (payment === undefined) return paid;
  return withPayment(paid, paymentId, {
    ...payment,
    unallocated: minus(payment.unallocated, amount),
    allocations: [...payment.allocations, { receivableId, amount }],
  });
};

const withoutStep = (account: CreditAccount, receivableId: string): CreditAccount => {
  if (!account.steps.has(receivableId)) return account;
  const steps = new Map(account.steps);
  steps.delete(receivableId);
  return { ...account, steps };
};

const decided = (account: CreditAccount, extensionId: string, state: 'granted' | 'refused'): CreditAccount => ({
  ...account,
  extensions: withChange(account.extensions, extensionId, (asked) => ({ ...asked, state })),
});

export const evolveOwing = (account: CreditAccount, { type, data }: OwingEvent): CreditAccount => {
  switch (type) {
    case 'ReceivableOpened': {
      const { receivableId, amount, invoiceDate, dueDate, shipmentId } = data;
      const dates = { invoiceDate, dueDate, dueDateAtFirst: dueDate };
      const receivable = { amount, open: amount, ...dates, shipmentId, disputed: nil };
      return withReceivable(invoiced(account, data), receivableId, receivable);
    }
    case 'PaymentRecorded': {
      const { amount, valueDate, reference } = data;
      const payment: Payment = { amount, unallocated: amount, valueDate, reference, allocations: [] };
      return withPayment(account, data.paymentId, payment);
    }
    case 'PaymentAllocated':
      return allocated(account, data);
    case 'ReceivableSettled':
      return withoutStep(account, data.receivableId);
    case 'BillReceived':
      return withBill(account, data.billId, {
        ...{ amount: data.amount, kind: data.kind, maturesOn: data.maturesOn },
        state: 'held',
      });
    case 'BillHonoured':
    case 'BillDishonoured': {
      const bill = billOf(account, data.billId);
      const state = type === 'BillHonoured' ? 'honoured' : 'dishonoured';
      return bill === undefined ? account : withBill(account, data.billId, { ...bill, state });
    }
    case 'DepositReceived':
      return withDeposit(account, data.depositId, { amount: data.amount, held: data.amount, returned: [] });
    case 'DepositReturned': {
      const deposit = depositOf(account, data.depositId);
      if (deposit === undefined) return account;
      const returned = [...deposit.returned, [data.returnId, data.amount] as const];
      return withDeposit(account, data.depositId, { ...deposit, held: minus(deposit.held, data.amount), returned });
    }
    case 'DisputeRaised': {
      const { receivableId, amount, nonCredit } = data;
      const dispute = { receivableId, amount, nonCredit, isOpen: true };
      const raised = { ...account, disputes: withEntry(account.disputes, data.disputeId, dispute) };
      return changedReceivable(raised, receivableId, (known) => ({ ...known, disputed: plus(known.disputed, amount) }));
    }
    case 'DisputeClosed': {
      const dispute = account.disputes.get(data.disputeId);
      if (dispute?.isOpen !== true) return account;
      const closed = {
        ...account,
        disputes: withEntry(account.disputes, data.disputeId, { ...dispute, isOpen: false }),
      };
      const { receivableId, amount } = dispute;
      return changedReceivable(closed, receivableId, (known) => ({
        ...known,
        disputed: minus(known.disputed, amount),
      }));
    }
    case 'ExtensionRequested': {
      const { receivableId, newDueDate, requestedBy } = data;
      const extension = { receivableId, newDueDate, requestedBy, state: 'requested' as const };
      return { ...account, extensions: withEntry(account.extensions, data.extensionId, extension) };
    }
    case 'ExtensionGranted': {
      // It is not late any more: whatever step it had reached begins anew.
      const granted = withoutStep(decided(account, data.extensionId, 'granted'), data.receivableId);
      return changedReceivable(granted, data.receivableId, (known) => ({ ...known, dueDate: data.dueDate }));
    }
    case 'ExtensionRefused':
      return decided(account, data.extensionId, 'refused');
  }
};
