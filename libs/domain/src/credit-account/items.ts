import { entriesOf } from '@app/kernel/book';
import { isPositive, minus, nil, plus, smaller, type Yuan } from '@app/kernel/yuan';
import type { Bill, CreditAccount, Deposit, Dispute, Payment, Receivable, Reservation, Sums } from './account';
import { withDue, type DueItem } from './due-days';
import { entered, inRegister, type Kind } from './register';

// The items of an account, looked up and entered. Whoever enters one moves the sums with it, and nobody else does.

const kindOf = <Value extends object, Written extends keyof Value>(kind: Kind<Value, Written>) => kind;

const reservations = kindOf({
  isOpen: ({ open, uninvoiced }: Reservation) => isPositive(open) || isPositive(uninvoiced),
  fields: [
    'amount',
    'dispatches',
    'expiresOn',
    'asked',
    'endedBy',
    'deliverOn',
    'goods',
    'amendments',
    'rooms',
    'isPlanned',
  ],
  // Nothing of it can be shipped or checked any more.
  rest: ({ amount, expiresOn }) => ({ open: nil, uninvoiced: nil, checked: amount, passedOn: expiresOn }),
});
const receivables = kindOf({
  isOpen: ({ open }: Receivable) => isPositive(open),
  fields: [
    'amount',
    'invoiceDate',
    'dueDate',
    'dueDateAtFirst',
    'shipmentId',
    'disputed',
    'kind',
    'documentId',
    'salesperson',
    'foreign',
    'credited',
    'writeOffs',
    'recoveries',
    'interestTo',
    'paid',
    'reward',
    'openFrom',
    'whenSettled',
    'reopenings',
    'corrects',
    'tax',
  ],
  rest: () => ({ open: nil }),
});
const payments = kindOf({
  isOpen: ({ unallocated }: Payment) => isPositive(unallocated),
  fields: [
    'amount',
    'valueDate',
    'allocations',
    'reference',
    'credit',
    'corrects',
    'foreign',
    'reversal',
    'deallocations',
    'means',
    'kind',
    'freeFrom',
  ],
  rest: () => ({ unallocated: nil }),
});
const bills = kindOf({
  isOpen: ({ state }: Bill) => state === 'held',
  fields: ['amount', 'kind', 'maturesOn', 'state'],
  rest: () => ({}),
});
const deposits = kindOf({
  isOpen: ({ held }: Deposit) => isPositive(held),
  fields: ['amount', 'returned'],
  rest: () => ({ held: nil }),
});

export const reservationOf = (account: CreditAccount, id: string): Reservation | undefined =>
  inRegister(account.reservations, reservations, id);
export const receivableOf = (account: CreditAccount, id: string): Receivable | undefined =>
  inRegister(account.receivables, receivables, id);
export const paymentOf = (account: CreditAccount, id: string): Payment | undefined =>
  inRegister(account.payments, payments, id);
export const billOf = (account: CreditAccount, id: string): Bill | undefined => inRegister(account.bills, bills, id);
export const depositOf = (account: CreditAccount, id: string): Deposit | undefined =>
  inRegister(account.deposits, deposits, id);

const moved = (sum: Yuan, before: Yuan, now: Yuan): Yuan => (before === now ? sum : plus(minus(sum, before), now));

const summed = (sums: Sums, name: keyof Sums, before: Yuan, now: Yuan): Sums =>
  before === now ? sums : { ...sums, [name]: moved(sums[name], before, now) };

export const withReservation = (account: CreditAccount, id: string, now: Reservation): CreditAccount => {
  const before = reservationOf(account, id);
  const room = (one: Reservation | undefined, isPlanned: boolean) =>
    one !== undefined && (one.isPlanned ?? false) === isPlanned ? one.open : nil;
  let sums = summed(account.sums, 'reserved', room(before, false), room(now, false));
  sums = summed(sums, 'planned', room(before, true), room(now, true));
  sums = summed(sums, 'dispatched', before?.uninvoiced ?? nil, now.uninvoiced);
  return { ...account, sums, reservations: entered(account.reservations, reservations, id, now) };
};

/** What of a receivable is in dispute now; never more than is still open. */
const disputedPart = ({ open, disputed }: Receivable): Yuan => smaller(open, disputed);

const dueItem = (receivableId: string, one: Receivable): DueItem => ({
  receivableId,
  dueDate: one.dueDate,
  open: one.open,
  disputed: disputedPart(one),
});

export const withReceivable = (account: CreditAccount, id: string, now: Receivable): CreditAccount => {
  const before = receivableOf(account, id);
  let sums = summed(account.sums, 'receivables', before?.open ?? nil, now.open);
  sums = summed(sums, 'disputed', before === undefined ? nil : disputedPart(before), disputedPart(now));
  const due = withDue(account.due, before === undefined ? undefined : dueItem(id, before), dueItem(id, now));
  return { ...account, sums, due, receivables: entered(account.receivables, receivables, id, now) };
};

export const withPayment = (account: CreditAccount, id: string, now: Payment): CreditAccount => {
  const before = paymentOf(account, id)?.unallocated ?? nil;
  const column = now.credit === true ? 'creditNotes' : 'unallocatedCash';
  const sums = summed(account.sums, column, before, now.unallocated);
  return { ...account, sums, payments: entered(account.payments, payments, id, now) };
};

const billRoom = (bill: Bill | undefined): Yuan => (bill?.state === 'held' ? bill.amount : nil);

export const withBill = (account: CreditAccount, id: string, now: Bill): CreditAccount => {
  const sums = summed(account.sums, 'bills', billRoom(billOf(account, id)), billRoom(now));
  return { ...account, sums, bills: entered(account.bills, bills, id, now) };
};

export const withDeposit = (account: CreditAccount, id: string, now: Deposit): CreditAccount => {
  const sums = summed(account.sums, 'deposits', depositOf(account, id)?.held ?? nil, now.held);
  return { ...account, sums, deposits: entered(account.deposits, deposits, id, now) };
};

export const openReservations = (account: CreditAccount): (Reservation & { shipmentId: string })[] =>
  [...entriesOf(account.reservations.open)].map(([shipmentId, one]) => ({ ...one, shipmentId }));

/** Payments, or credit notes, of which something is left; the newest first. */
export const unspentOf = (account: CreditAccount, isCredit: boolean): string[] =>
  [...entriesOf(account.payments.open)]
    .filter(([, { credit }]) => (credit === true) === isCredit)
    .sort(([one, a], [other, b]) => b.valueDate.localeCompare(a.valueDate) || (one < other ? 1 : -1))
    .map(([paymentId]) => paymentId);

export const openReceivables = (account: CreditAccount): (Receivable & { receivableId: string })[] =>
  [...entriesOf(account.receivables.open)].map(([receivableId, one]) => ({ ...one, receivableId }));

export type Listed = Receivable & Readonly<{ receivableId: string }>;

/** By due date, then by invoice date, then by number; as many as somebody takes. */
export function* oldestFirstOf(account: CreditAccount): Generator<Listed> {
  for (const { receivableIds } of account.due) {
    const ofDay = receivableIds.flatMap((receivableId): Listed[] => {
      const receivable = receivableOf(account, receivableId);
      return receivable === undefined ? [] : [{ ...receivable, receivableId }];
    });
    yield* ofDay.sort(
      (a, b) => a.invoiceDate.localeCompare(b.invoiceDate) || (a.receivableId < b.receivableId ? -1 : 1),
    );
  }
}

export const inOrderOfAge = (account: CreditAccount): Listed[] => [...oldestFirstOf(account)];

export const disputedOf = (account: CreditAccount, receivableId: string): Yuan => {
  const receivable = receivableOf(account, receivableId);
  return receivable === undefined ? nil : disputedPart(receivable);
};

/** What may still be disputed of a receivable. */
export const undisputedOf = (account: CreditAccount, receivableId: string): Yuan =>
  minus(receivableOf(account, receivableId)?.open ?? nil, disputedOf(account, receivableId));

/** Our goods, our paperwork, our delay: a late payment is then no credit matter. */
export const hasNonCreditReason = (account: CreditAccount, receivableId: string): boolean =>
  [...account.disputes.values()].some(
    (dispute: Dispute) => dispute.isOpen && dispute.nonCredit && dispute.receivableId === receivableId,
  );
