import { isBefore } from '@app/kernel/business-date';
import { minus, nil } from '@app/kernel/yuan';
import { withChange, withEntry } from '../entries';
import type { CreditAccount, Payment, Receivable, Reservation } from './account';
import type { CreditAccountEvent } from './events';

const withMember = (set: ReadonlySet<string>, member: string): ReadonlySet<string> => new Set(set).add(member);
const withoutMember = (set: ReadonlySet<string>, member: string): ReadonlySet<string> =>
  new Set([...set].filter((other) => other !== member));

export const evolve = (account: CreditAccount, { type, data }: CreditAccountEvent): CreditAccount => {
  switch (type) {
    case 'AccountOpened': {
      const { customerId, agreementId, limit, grade, termDays, validFrom, validTo, on } = data;
      const signed = { agreementId, limit, grade, termDays, validFrom, validTo };
      const agreements = withEntry(account.agreements, agreementId, signed);
      const { agreement: before } = account;
      const agreement = before !== undefined && isBefore(on, validFrom) ? { ...signed, before } : signed;
      return { ...account, customerId, agreement, agreements };
    }
    case 'GreenChannelAllowed': {
      const allowance = { amount: data.amount, expiresOn: data.expiresOn };
      return { ...account, allowances: withEntry(account.allowances, data.allowanceId, allowance) };
    }
    case 'ShipmentAuthorised': {
      const { amount, expiresOn } = data;
      const reservation: Reservation = { amount, open: amount, expiresOn, dispatches: new Map() };
      return { ...account, reservations: withEntry(account.reservations, data.shipmentId, reservation) };
    }
    case 'ShipmentRefused': {
      const refusal = { amount: data.amount, rules: data.rules };
      return { ...account, refusals: withEntry(account.refusals, data.shipmentId, refusal) };
    }
    case 'ShipmentDispatched': {
      const dispatched = (reservation: Reservation): Reservation => ({
        ...reservation,
        open: minus(reservation.open, data.amount),
        dispatches: withEntry(reservation.dispatches, data.dispatchId, data.amount),
      });
      return { ...account, reservations: withChange(account.reservations, data.shipmentId, dispatched) };
    }
    case 'ReservationReleased': {
      const ended = (reservation: Reservation): Reservation => ({ ...reservation, open: nil });
      return { ...account, reservations: withChange(account.reservations, data.shipmentId, ended) };
    }
    case 'ReceivableOpened': {
      const { amount, invoiceDate, dueDate, shipmentId } = data;
      const receivable = { amount, open: amount, invoiceDate, dueDate, dueDateAtFirst: dueDate, shipmentId };
      return { ...account, receivables: withEntry(account.receivables, data.receivableId, receivable) };
    }
    case 'PaymentRecorded': {
      const { amount, valueDate, reference } = data;
      const payment: Payment = { amount, unallocated: amount, valueDate, reference, allocations: [] };
      return { ...account, payments: withEntry(account.payments, data.paymentId, payment) };
    }
    case 'PaymentAllocated': {
      const paid = (receivable: Receivable) => ({ ...receivable, open: minus(receivable.open, data.amount) });
      const { receivableId, amount } = data;
      const used = (payment: Payment) => ({
        ...payment,
        unallocated: minus(payment.unallocated, amount),
        allocations: [...payment.allocations, { receivableId, amount }],
      });
      return {
        ...account,
        receivables: withChange(account.receivables, data.receivableId, paid),
        payments: withChange(account.payments, data.paymentId, used),
      };
    }
    case 'ReceivableSettled':
      return account; // says in one word what the allocations before it add up to
    case 'DisputeRaised': {
      const { receivableId, amount, nonCredit } = data;
      const dispute = { receivableId, amount, nonCredit, isOpen: true };
      return { ...account, disputes: withEntry(account.disputes, data.disputeId, dispute) };
    }
    case 'DisputeClosed': {
      const closed = withChange(account.disputes, data.disputeId, (dispute) => ({ ...dispute, isOpen: false }));
      return { ...account, disputes: closed };
    }
    case 'ExtensionRequested': {
      const { receivableId, newDueDate, requestedBy } = data;
      const extension = { receivableId, newDueDate, requestedBy, state: 'requested' as const };
      return { ...account, extensions: withEntry(account.extensions, data.extensionId, extension) };
    }
    case 'ExtensionGranted': {
      const { dueDate } = data;
      const granted = withChange(account.extensions, data.extensionId, (asked) => ({
        ...asked,
        state: 'granted' as const,
      }));
      const moved = withChange(account.receivables, data.receivableId, (receivable) => ({ ...receivable, dueDate }));
      return { ...account, extensions: granted, receivables: moved };
    }
    case 'ExtensionRefused': {
      const refused = withChange(account.extensions, data.extensionId, (asked) => ({
        ...asked,
        state: 'refused' as const,
      }));
      return { ...account, extensions: refused };
    }
    case 'ShipmentsHeld':
      return {
        ...account,
        holds: withMember(account.holds, data.receivableId),
        everHeld: withMember(account.everHeld, data.receivableId),
        holdsInDispute: withoutMember(account.holdsInDispute, data.receivableId),
      };
    case 'HoldLifted': {
      const inDispute = data.reason === 'disputed' ? withMember : withoutMember;
      return {
        ...account,
        holds: withoutMember(account.holds, data.receivableId),
        holdsInDispute: inDispute(account.holdsInDispute, data.receivableId),
      };
    }
    case 'CustomerBlacklisted':
      return { ...account, blacklisted: true, everBlacklisted: withMember(account.everBlacklisted, data.receivableId) };
    case 'BlacklistLifted':
      return { ...account, blacklisted: false };
  }
};

/** The account as these events leave it. */
export const after = (account: CreditAccount, events: readonly CreditAccountEvent[]): CreditAccount =>
  events.reduce(evolve, account);
