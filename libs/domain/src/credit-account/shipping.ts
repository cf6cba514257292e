import { addDays, isBefore, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { sameContent } from '@app/kernel/same-content';
import { isPositive, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount, Reservation } from './account';
import type { CheckPolicy } from './check-policy';
import type { AuthoriseShipment, CallOffShipment, ExpireReservation, ReleaseReservation } from './commands';
import type { CreditAccountEvent } from './events';
import { inRoom, requireGroupAsked } from './grouping';
import { reservationOf } from './items';
import type { Asked } from './asked';
import { checkShipment, type ShipmentAnswer } from './shipment-rules';

export const requireKnownApproval = (account: CreditAccount, approvalId: string | undefined): void => {
  if (approvalId !== undefined && !account.approvals.has(approvalId))
    throw new Problem('unknown-approval', { approval: approvalId });
};

/** A reservation always ends: on the day that was asked for, and at the latest when the policy says so. */
export const expiryOf = (
  {
    on,
    deliverOn,
    expiresOn,
  }: Readonly<{ on: BusinessDate; deliverOn?: BusinessDate | undefined; expiresOn?: BusinessDate | undefined }>,
  { reservationDays }: CheckPolicy,
): BusinessDate => {
  const from = deliverOn !== undefined && isBefore(on, deliverOn) ? deliverOn : on;
  const latest = addDays(from, reservationDays);
  if (expiresOn === undefined) return latest;
  if (isBefore(expiresOn, on)) throw new Problem('expiry-in-the-past', { expiresOn, today: on });
  if (isBefore(latest, expiresOn)) throw new Problem('expiry-too-far', { expiresOn, latest });
  return expiresOn;
};

const termsOf = (amount: Yuan, { deliverOn, goods }: Pick<Asked, 'deliverOn' | 'goods'>): string =>
  [amount, deliverOn, goods].filter((term) => term !== undefined).join(' ');

export const using = ({ approval }: ShipmentAnswer) => (approval === undefined ? {} : { approval });

export const authoriseShipment = ({ data }: AuthoriseShipment, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, shipmentId, amount, policy, stamp, deliverOn, goods, on } = data;
  const existing = reservationOf(account, shipmentId);
  if (existing !== undefined) {
    const [before, now] = [termsOf(existing.asked, existing), termsOf(amount, data)];
    if (before !== now) throw new Problem('same-id-other-content', { id: shipmentId, before, now });
    return [];
  }
  requireKnownApproval(account, data.approvalId);
  const expiresOn = expiryOf(data, policy);
  requireGroupAsked(account, data, amount);
  const answer = checkShipment(data, account, policy);
  const shipment = { customerId, shipmentId, amount };
  if (answer.allowed) {
    const more = {
      ...(deliverOn !== undefined && { deliverOn }),
      ...(answer.isPlanned && { isPlanned: true }),
      ...(goods !== undefined && { goods }),
      ...using(answer),
      ...inRoom(data),
    };
    return [{ type: 'ShipmentAuthorised', data: { ...shipment, expiresOn, policy: stamp, ...more, on } }];
  }
  const rules = [...answer.rules];
  if (sameContent(account.refusals.get(shipmentId), { amount, rules })) return [];
  const { available } = answer.exposure;
  return [{ type: 'ShipmentRefused', data: { ...shipment, available, rules, policy: stamp, on } }];
};

export const requireReservation = (account: CreditAccount, shipmentId: string): Reservation => {
  const reservation = reservationOf(account, shipmentId);
  if (reservation === undefined) throw new Problem('unknown-shipment', { shipment: shipmentId });
  return reservation;
};

/** One that may still be shipped, called off or amended. */
export const requireRunning = (account: CreditAccount, shipmentId: string, on: BusinessDate): Reservation => {
  const reservation = requireReservation(account, shipmentId);
  if (!isPositive(reservation.open) || isBefore(reservation.expiresOn, on))
    throw new Problem('reservation-ended', { shipment: shipmentId });
  return reservation;
};

export const callOffShipment = ({ data }: CallOffShipment, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, shipmentId, policy, stamp, on } = data;
  const known = requireReservation(account, shipmentId);
  // Called off before, and dispatched or released since: nothing is left to be done.
  if (known.isPlanned !== true) return [];
  requireRunning(account, shipmentId, on);
  requireKnownApproval(account, data.approvalId);
  const { goods, open: amount } = known;
  requireGroupAsked(account, data, amount);
  const answer = checkShipment({ ...data, amount, goods, deliverOn: undefined }, account, policy);
  const shipment = { customerId, shipmentId, amount };
  if (answer.allowed) {
    const expiresOn = addDays(on, policy.reservationDays);
    return [
      {
        type: 'ShipmentCalledOff',
        data: { ...shipment, expiresOn, ...using(answer), ...inRoom(data), policy: stamp, on },
      },
    ];
  }
  const rules = [...answer.rules];
  if (sameContent(account.refusals.get(shipmentId), { amount, rules })) return [];
  const { available } = answer.exposure;
  return [{ type: 'ShipmentRefused', data: { ...shipment, available, rules, policy: stamp, on } }];
};

const ending = (
  account: CreditAccount,
  { customerId, shipmentId, on }: ReleaseReservation['data'],
  reason: 'released' | 'expired',
): CreditAccountEvent[] => {
  const { open: amount } = requireReservation(account, shipmentId);
  return isPositive(amount)
    ? [{ type: 'ReservationReleased', data: { customerId, shipmentId, amount, reason, on } }]
    : [];
};

export const releaseReservation = ({ data }: ReleaseReservation, account: CreditAccount): CreditAccountEvent[] => {
  const { open, endedBy, dispatches } = requireReservation(account, data.shipmentId);
  if (!isPositive(open) && endedBy === undefined && dispatches.length > 0)
    throw new Problem('already-dispatched', { shipment: data.shipmentId });
  return ending(account, data, 'released');
};

export const expireReservation = ({ data }: ExpireReservation, account: CreditAccount): CreditAccountEvent[] =>
  isBefore(requireReservation(account, data.shipmentId).expiresOn, data.on) ? ending(account, data, 'expired') : [];
