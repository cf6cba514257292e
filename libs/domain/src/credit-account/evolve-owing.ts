import { minus, nil, plus, smaller, type Yuan } from '@app/kernel/yuan';
import { withChange, withEntry } from '../entries';
import type { Allocation, CreditAccount, ForeignSide, Payment, Receivable } from './account';
import type { CreditAccountEvent } from './events';
import { paidOn, rewardsFor, withPaid } from './promised-reward';
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

export const changedReceivable = (
  account: CreditAccount,
  receivableId: string,
  change: (receivable: Receivable) => Receivable,
): CreditAccount => {
  const known = receivableOf(account, receivableId);
  return known === undefined ? account : withReceivable(account, receivableId, change(known));
};

/** Whatever is allocated to what: the ledger moves by itself, apart from the items. */
export const owing = (account: CreditAccount, amount: Yuan): CreditAccount => ({
  ...account,
  ledger: plus(account.ledger, amount),
});

export const foreignSide = (
  foreign: Readonly<{ currency: string; amount: Yuan; rate: string }> | undefined,
): ForeignSide | undefined =>
  foreign && {
    ...{ currency: foreign.currency, amount: foreign.amount, left: foreign.amount },
    rate: foreign.rate,
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

/** What is left of an amount in the currency of its document when so much of it has moved. */
export const foreignLeft = (side: ForeignSide | undefined, moved: Yuan | undefined, isBack = false) =>
  side === undefined || moved === undefined
    ? side
    : { ...side, left: isBack ? plus(side.left, moved) : minus(side.left, moved) };

const allocated = (account: CreditAccount, data: Data<'PaymentAllocated'>) => {
  const { receivableId, paymentId, amount, cash, credit, foreign, valueDate } = data;
  const paid = changedReceivable(account, receivableId, (known) => ({
    ...known,
    open: minus(known.open, amount),
    foreign: foreignLeft(known.foreign, foreign?.amount),
    ...(credit !== true &&
      rewardsFor(account, known) !== undefined && {
        paid: withPaid(known.paid ?? [], paidOn(account, paymentId, known, valueDate), amount),
      }),
  }));
  const payment = paymentOf(paid, paymentId);
  if (payment === undefined) return paid;
  const allocation: Allocation = {
    ...{ receivableId, amount },
    ...(cash !== undefined && { cash }),
    ...(foreign !== undefined && { foreign: foreign.amount }),
    ...(valueDate !== payment.valueDate && { valueDate }),
  };
  return withPayment(paid, paymentId, {
    ...payment,
    unallocated: minus(payment.unallocated, cash ?? amount),
    allocations: [...payment.allocations, allocation],
    foreign: foreignLeft(payment.foreign, foreign?.amount),
  });
};

const withoutStep = (account: CreditAccount, receivableId: string): CreditAccount => {
  if (!account.steps.has(receivableId)) return account;
  const steps = new Map(account.steps);
  steps.delete(receivableId);
  return { ...account, steps };
};

/** How far its follow-up had come stands on the receivable from now on, should it be owed again. */
const settled = (account: CreditAccount, receivableId: string): CreditAccount => {
  const step = account.steps.get(receivableId);
  if (step === undefined) return account;
  return changedReceivable(withoutStep(account, receivableId), receivableId, (known) => ({
    ...known,
    whenSettled: { ...known.whenSettled, step },
  }));
};

const decided = (account: CreditAccount, extensionId: string, state: 'granted' | 'refused'): CreditAccount => ({
  ...account,
  extensions: withChange(account.extensions, extensionId, (asked) => ({ ...asked, state })),
});

export const evolveOwing = (account: CreditAccount, { type, data }: OwingEvent): CreditAccount => {
  switch (type) {
    case 'ReceivableOpened': {
      const { receivableId, amount, invoiceDate, dueDate, shipmentId, kind, documentId } = data;
      const dates = { invoiceDate, dueDate, dueDateAtFirst: dueDate };
      const sides = { foreign: foreignSide(data.foreign) };
      const { salesperson, corrects, tax } = data;
      const about = { shipmentId, kind, documentId, salesperson, corrects, tax, ...sides };
      const receivable = { amount, open: amount, ...dates, ...about, disputed: nil };
      return withReceivable(owing(invoiced(account, data), amount), receivableId, receivable);
    }
    case 'PaymentRecorded': {
      const { amount, valueDate, reference, means } = data;
      const sides = { means, foreign: foreignSide(data.foreign) };
      const payment: Payment = { amount, unallocated: amount, valueDate, reference, allocations: [], ...sides };
      return withPayment(owing(account, minus(nil, amount)), data.paymentId, payment);
    }
    case 'PaymentAllocated':
      return allocated(account, data);
    case 'ReceivableSettled':
      return settled(account, data.receivableId);
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
