import { addDays, isBefore } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { sameContent } from '@app/kernel/same-content';
import { exceeds, isNil, isPositive } from '@app/kernel/yuan';
import { agreementOn, type CreditAccount, type Reservation } from './account';
import type {
  AuthoriseShipment,
  DispatchShipment,
  ExpireReservation,
  RecordInvoice,
  ReleaseReservation,
} from './commands';
import type { CreditAccountEvent } from './events';
import { checkShipment } from './shipment-rules';

export const authoriseShipment = ({ data }: AuthoriseShipment, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, shipmentId, amount, policy, stamp, on } = data;
  const existing = account.reservations.get(shipmentId);
  if (existing?.amount === amount) return [];
  if (existing !== undefined)
    throw new Problem('same-id-other-content', { id: shipmentId, before: existing.amount, now: amount });

  const { allowed, exposure, rules } = checkShipment({ amount, on }, account, policy);
  const shipment = { customerId, shipmentId, amount };
  if (allowed) {
    const expiresOn = addDays(on, policy.reservationDays);
    return [{ type: 'ShipmentAuthorised', data: { ...shipment, expiresOn, policy: stamp, on } }];
  }
  const answer = { amount, rules: [...rules] };
  if (sameContent(account.refusals.get(shipmentId), answer)) return [];
  return [
    {
      type: 'ShipmentRefused',
      data: { ...shipment, available: exposure.available, rules: answer.rules, policy: stamp, on },
    },
  ];
};

const reservationOf = (account: CreditAccount, shipmentId: string): Reservation => {
  const reservation = account.reservations.get(shipmentId);
  if (reservation === undefined) throw new Problem('unknown-shipment', { shipment: shipmentId });
  return reservation;
};

/** Whether the receivable is the one that this very dispatch opened. */
const isOpenedBy = ({ data }: DispatchShipment, account: CreditAccount): boolean => {
  const { receivableId, shipmentId, amount, invoiceDate, dueDate } = data;
  const receivable = account.receivables.get(receivableId);
  return (
    receivable?.shipmentId === shipmentId &&
    receivable.amount === amount &&
    (invoiceDate ?? receivable.invoiceDate) === receivable.invoiceDate &&
    (dueDate ?? receivable.dueDateAtFirst) === receivable.dueDateAtFirst
  );
};

export const dispatchShipment = (command: DispatchShipment, account: CreditAccount): CreditAccountEvent[] => {
  const { data } = command;
  const { customerId, shipmentId, dispatchId, amount, receivableId, on } = data;
  const reservation = reservationOf(account, shipmentId);
  const before = reservation.dispatches.get(dispatchId);
  if (before === amount && isOpenedBy(command, account)) return [];
  if (before !== undefined) throw new Problem('same-id-other-content', { id: dispatchId, before, now: amount });
  if (isNil(reservation.open) || isBefore(reservation.expiresOn, on))
    throw new Problem('reservation-ended', { shipment: shipmentId });
  if (exceeds(amount, reservation.open))
    throw new Problem('dispatch-above-authorised', { amount, authorised: reservation.open, shipment: shipmentId });
  if (account.receivables.has(receivableId))
    throw new Problem('same-id-other-content', { id: receivableId, before: '', now: amount });

  const invoiceDate = data.invoiceDate ?? on;
  const dueDate = data.dueDate ?? addDays(invoiceDate, agreementOn(account.agreement, on)?.termDays ?? 0);
  if (isBefore(dueDate, invoiceDate)) throw new Problem('due-before-invoice', { dueDate, invoiceDate });
  return [
    { type: 'ShipmentDispatched', data: { customerId, shipmentId, dispatchId, amount, on } },
    { type: 'ReceivableOpened', data: { customerId, receivableId, amount, invoiceDate, dueDate, shipmentId, on } },
  ];
};

const ending = (
  account: CreditAccount,
  { customerId, shipmentId, on }: ReleaseReservation['data'],
  reason: 'released' | 'expired',
): CreditAccountEvent[] => {
  const { open } = reservationOf(account, shipmentId);
  return isPositive(open)
    ? [{ type: 'ReservationReleased', data: { customerId, shipmentId, amount: open, reason, on } }]
    : [];
};

export const releaseReservation = ({ data }: ReleaseReservation, account: CreditAccount): CreditAccountEvent[] =>
  ending(account, data, 'released');

export const expireReservation = ({ data }: ExpireReservation, account: CreditAccount): CreditAccountEvent[] =>
  isBefore(reservationOf(account, data.shipmentId).expiresOn, data.on) ? ending(account, data, 'expired') : [];

/** Of goods that have been shipped already: never refused for limit, hold or blacklist. */
export const recordInvoice = ({ data }: RecordInvoice, account: CreditAccount): CreditAccountEvent[] => {
  const { receivableId, amount, invoiceDate, dueDate } = data;
  if (isBefore(dueDate, invoiceDate)) throw new Problem('due-before-invoice', { dueDate, invoiceDate });
  const known = account.receivables.get(receivableId);
  if (known === undefined) return [{ type: 'ReceivableOpened', data }];
  const before = `${known.amount} ${known.invoiceDate} ${known.dueDateAtFirst}`;
  const now = `${amount} ${invoiceDate} ${dueDate}`;
  if (before !== now) throw new Problem('same-id-other-content', { id: receivableId, before, now });
  return [];
};
