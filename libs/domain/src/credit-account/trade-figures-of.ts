import type { TradeFigures } from '@app/credit-model/trade-figures';
import { addMonths, daysBetween, isBefore, type BusinessDate } from '@app/kernel/business-date';
import { exact, type Exact } from '@app/kernel/exact';
import type { CreditAccountEvent } from './events';

/** Percentages and days come with so many decimals, rounded half up. */
const DECIMALS = 2;
const MONTHS = 12;

type Part = Readonly<{ amount: Exact; on: BusinessDate }>;
type Invoice = Readonly<{ amount: Exact; dueDate: BusinessDate; paid: readonly Part[] }>;
type Books = Readonly<{
  invoices: ReadonlyMap<string, Invoice>;
  /** Days on which goods left, or were invoiced where nobody told of a dispatch. */
  shippedOn: readonly BusinessDate[];
  /** Days of disputes that are no fault of ours. */
  disputedOn: readonly BusinessDate[];
}>;

const nothing: Books = { invoices: new Map(), shippedOn: [], disputedOn: [] };

const withInvoice = (books: Books, id: string, change: (known: Invoice) => Invoice): Books => {
  const known = books.invoices.get(id);
  return known === undefined ? books : { ...books, invoices: new Map(books.invoices).set(id, change(known)) };
};

/** The books as far as trading with the customer shows in them; a payment counts on the day on which the money came. */
const enter = (books: Books, { type, data }: CreditAccountEvent): Books => {
  switch (type) {
    case 'ReceivableOpened': {
      const { amount, dueDate, shipmentId, invoiceDate, receivableId } = data;
      const invoices = new Map(books.invoices).set(receivableId, { amount: exact(amount), dueDate, paid: [] });
      const shippedOn = shipmentId === undefined ? [...books.shippedOn, invoiceDate] : books.shippedOn;
      return { ...books, invoices, shippedOn };
    }
    case 'PaymentAllocated':
      return withInvoice(books, data.receivableId, (known) => ({
        ...known,
        paid: [...known.paid, { amount: exact(data.amount), on: data.valueDate }],
      }));
    case 'PaymentDeallocated':
      return withInvoice(books, data.receivableId, (known) => ({
        ...known,
        paid: [...known.paid, { amount: exact(data.amount).negated(), on: data.valueDate }],
      }));
    case 'ExtensionGranted':
      return withInvoice(books, data.receivableId, (known) => ({ ...known, dueDate: data.dueDate }));
    case 'ShipmentDispatched':
      return { ...books, shippedOn: [...books.shippedOn, data.on] };
    case 'DisputeRaised':
      return data.nonCredit ? books : { ...books, disputedOn: [...books.disputedOn, data.on] };
    case 'AccountOpened':
    case 'GreenChannelAllowed':
    case 'LimitChanged':
    case 'TemporaryLimitGranted':
    case 'TemporaryLimitWithdrawn':
    case 'SpecialApprovalGranted':
    case 'SpecialApprovalWithdrawn':
    case 'ShipmentCalledOff':
    case 'ReservationAmended':
    case 'AmendmentRefused':
    case 'CheckpointPassed':
    case 'CheckpointRefused':
    case 'BillReceived':
    case 'BillHonoured':
    case 'BillDishonoured':
    case 'DepositReceived':
    case 'DepositReturned':
    case 'PaymentReversed':
    case 'CreditNoteIssued':
    case 'CreditNoteCancelled':
    case 'ReceivableReopened':
    case 'ReceivableWrittenOff':
    case 'WriteOffRecovered':
    case 'InterestCharged':
    case 'ExchangeDifferenceBooked':
    case 'HoldPlaced':
    case 'HoldRemoved':
    case 'FollowUpStepReached':
    case 'ShipmentAuthorised':
    case 'ShipmentRefused':
    case 'ReservationReleased':
    case 'PaymentRecorded':
    case 'ReceivableSettled':
    case 'DisputeClosed':
    case 'ExtensionRequested':
    case 'ExtensionRefused':
    case 'ShipmentsHeld':
    case 'HoldLifted':
    case 'CustomerBlacklisted':
    case 'BlacklistLifted':
    case 'GroupJoined':
    case 'GroupLeft':
    case 'ShipmentAbandoned':
      return books;
  }
};

/** What had been paid by a day, and what was open then as if it came on that day: how late it is at least. */
const partsBy = ({ amount, paid }: Invoice, asOf: BusinessDate): Part[] => {
  const came = paid.filter(({ on }) => !isBefore(asOf, on));
  const open = came.reduce((left, part) => left.minus(part.amount), amount);
  return open.gt(0) ? [...came, { amount: open, on: asOf }] : came;
};

const daysLate = (dueDate: BusinessDate, on: BusinessDate): number => Math.max(0, daysBetween(dueDate, on));
const sumOf = (parts: readonly Part[]): Exact => parts.reduce((sum, { amount }) => sum.plus(amount), exact(0));

/** Punctuality of what fell due in the twelve months: due on the day itself is not late yet. */
const punctuality = (books: Books, from: BusinessDate, asOf: BusinessDate) => {
  const fellDue = [...books.invoices.values()].filter(
    ({ dueDate }) => !isBefore(dueDate, from) && isBefore(dueDate, asOf),
  );
  const parts = fellDue.flatMap((invoice) =>
    partsBy(invoice, asOf).map((part) => ({ ...part, late: daysLate(invoice.dueDate, part.on) })),
  );
  const whole = sumOf(parts);
  if (whole.isZero()) return {};
  const weighted = parts.reduce((sum, { amount, late }) => sum.plus(amount.times(late)), exact(0));
  return {
    onTimePercent: sumOf(parts.filter(({ late }) => late === 0))
      .times(100)
      .div(whole)
      .toFixed(DECIMALS),
    averageDaysLate: weighted.div(whole).toFixed(DECIMALS),
  };
};

/** Of whatever was overdue on any day of the twelve months, however long ago it fell due. */
const longestOverdue = ({ invoices }: Books, from: BusinessDate, asOf: BusinessDate): number =>
  [...invoices.values()].reduce((longest, invoice) => {
    const ends = partsBy(invoice, asOf)
      .map(({ on }) => on)
      .filter((on) => !isBefore(on, from));
    return Math.max(longest, ...ends.map((on) => daysLate(invoice.dueDate, on)));
  }, 0);

const within = (days: readonly BusinessDate[], from: BusinessDate, asOf: BusinessDate): BusinessDate[] =>
  days.filter((day) => isBefore(from, day) && !isBefore(asOf, day));

/** Each of the twelve months ends on the day of the month that `asOf` has. */
const monthsWith = (days: readonly BusinessDate[], asOf: BusinessDate): number =>
  Array.from({ length: MONTHS }, (_, back) => [addMonths(asOf, -back - 1), addMonths(asOf, -back)] as const).filter(
    ([from, to]) => within(days, from, to).length > 0,
  ).length;

/**
 * What our own books say of trading with a customer, from the events of its credit account and nothing else, for the
 * twelve months up to a day. Nothing when nothing was ever shipped or invoiced: no trade is not bad trade.
 */
export const tradeFiguresOf = (events: readonly CreditAccountEvent[], asOf: BusinessDate): TradeFigures | undefined => {
  const books = events.filter(({ data }) => !isBefore(asOf, data.on)).reduce(enter, nothing);
  if (books.invoices.size === 0 && books.shippedOn.length === 0) return undefined;
  const from = addMonths(asOf, -MONTHS);
  return {
    asOf,
    ...punctuality(books, from, asOf),
    longestDaysOverdue: longestOverdue(books, from, asOf),
    disputesAndBrokenPromises: within(books.disputedOn, from, asOf).length,
    monthsWithOrders: monthsWith(books.shippedOn, asOf),
  };
};
