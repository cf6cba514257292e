import { entriesOf } from '@app/kernel/book';
import type { BusinessDate } from '@app/kernel/business-date';
import { isPositive, smaller, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount, Sums } from './account';
import { inOrderOfAge, openReservations } from './items';

/** One thing that a component of the exposure is made of; the date is when it ends, falls due, matures or came in. */
export type ComponentPart = Readonly<{
  id: string;
  amount: Yuan;
  date?: BusinessDate;
  shipmentId?: string;
  note?: string;
}>;

const byDate = (parts: readonly ComponentPart[]): ComponentPart[] =>
  [...parts]
    .filter(({ amount }) => isPositive(amount))
    .sort((a, b) => (a.date ?? '').localeCompare(b.date ?? '') || (a.id < b.id ? -1 : 1));

const reservationsOf = (account: CreditAccount, isPlanned: boolean): ComponentPart[] =>
  openReservations(account)
    .filter((one) => (one.isPlanned ?? false) === isPlanned)
    .map(({ shipmentId: id, open: amount, expiresOn, goods }) => ({
      ...{ id, amount, date: expiresOn },
      ...(goods !== undefined && { note: goods }),
    }));

const receivablesOf = (account: CreditAccount): ComponentPart[] =>
  inOrderOfAge(account).map(({ receivableId: id, open: amount, dueDate, shipmentId }) => ({
    ...{ id, amount, date: dueDate },
    ...(shipmentId !== undefined && { shipmentId }),
  }));

/** Money, or credit notes, that no receivable has taken yet. */
const unallocatedOf = (account: CreditAccount, isCredit: boolean): ComponentPart[] =>
  [...entriesOf(account.payments.open)]
    .filter(([, { credit }]) => (credit === true) === isCredit)
    .map(([id, { unallocated: amount, valueDate, reference }]) => ({
      ...{ id, amount, date: valueDate },
      ...(reference !== '' && { note: reference }),
    }));

const partsOf = (account: CreditAccount, component: keyof Sums): ComponentPart[] => {
  switch (component) {
    case 'reserved':
      return reservationsOf(account, false);
    case 'planned':
      return reservationsOf(account, true);
    case 'dispatched':
      return openReservations(account).map(({ shipmentId: id, uninvoiced: amount }) => ({ id, amount }));
    case 'receivables':
      return receivablesOf(account);
    case 'disputed':
      return inOrderOfAge(account).map(({ receivableId: id, open, disputed, dueDate }) => ({
        ...{ id, amount: smaller(open, disputed), date: dueDate },
      }));
    case 'bills':
      return [...entriesOf(account.bills.open)].map(([id, { amount, maturesOn, kind }]) => ({
        ...{ id, amount, date: maturesOn, note: kind },
      }));
    case 'unallocatedCash':
      return unallocatedOf(account, false);
    case 'creditNotes':
      return unallocatedOf(account, true);
    case 'deposits':
      return [...entriesOf(account.deposits.open)].map(([id, { held: amount }]) => ({ id, amount }));
  }
};

/** What a component is made of, the earliest first; its amounts add up to the component. */
export const itemsOf = (account: CreditAccount, component: keyof Sums): readonly ComponentPart[] =>
  byDate(partsOf(account, component));
