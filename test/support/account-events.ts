import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { dateOf } from '@app/kernel/business-date';
import type { DataOf } from '@app/kernel/message';
import { ofYuan } from '@app/kernel/yuan';
import { standardCheck, stampOf } from './policies-on-disk';

// What has happened to one made-up account, told in few words. Unless it says otherwise, all of it on the first of March.
export const customerId = 'C-1';
export const firstOfMarch = '2026-03-01';
type Lifted = DataOf<CreditAccountEvent, 'HoldLifted'>;
const on = dateOf(firstOfMarch);

export const opened = (limit: string, agreementId = 'HT-1', validTo = '2026-12-31'): CreditAccountEvent => {
  const terms = { limit: ofYuan(limit), grade: '3A2', termDays: 60, validFrom: on, validTo: dateOf(validTo) };
  return { type: 'AccountOpened', data: { customerId, agreementId, ...terms, on } };
};
export const greenChannel = (amount: string, expiresOn: string): CreditAccountEvent => ({
  type: 'GreenChannelAllowed',
  data: { customerId, allowanceId: 'A-1', amount: ofYuan(amount), expiresOn: dateOf(expiresOn), on },
});
export const authorised = (shipmentId: string, amount: string, expiresOn = '2026-03-15'): CreditAccountEvent => {
  const until = { expiresOn: dateOf(expiresOn), policy: stampOf(standardCheck) };
  return { type: 'ShipmentAuthorised', data: { customerId, shipmentId, amount: ofYuan(amount), ...until, on } };
};
export const dispatched = (shipmentId: string, dispatchId: string, amount: string): CreditAccountEvent => ({
  type: 'ShipmentDispatched',
  data: { customerId, shipmentId, dispatchId, amount: ofYuan(amount), on },
});
export const released = (
  shipmentId: string,
  amount: string,
  reason: 'released' | 'expired',
  day = firstOfMarch,
): CreditAccountEvent => ({
  type: 'ReservationReleased',
  data: { customerId, shipmentId, amount: ofYuan(amount), reason, on: dateOf(day) },
});
export const owed = (
  receivableId: string,
  amount: string,
  dueDate: string,
  shipmentId?: string,
): CreditAccountEvent => {
  const dates = { invoiceDate: on, dueDate: dateOf(dueDate) };
  const from = shipmentId === undefined ? {} : { shipmentId };
  return {
    type: 'ReceivableOpened',
    data: { customerId, receivableId, amount: ofYuan(amount), ...dates, ...from, on },
  };
};
export const paid = (paymentId: string, amount: string, day = firstOfMarch): CreditAccountEvent => ({
  type: 'PaymentRecorded',
  data: { customerId, paymentId, amount: ofYuan(amount), valueDate: dateOf(day), reference: '', on: dateOf(day) },
});
export const allocated = (
  paymentId: string,
  receivableId: string,
  amount: string,
  day = firstOfMarch,
): CreditAccountEvent => ({
  type: 'PaymentAllocated',
  data: { customerId, receivableId, paymentId, amount: ofYuan(amount), valueDate: dateOf(day), on: dateOf(day) },
});
export const settled = (receivableId: string, day = firstOfMarch): CreditAccountEvent => ({
  type: 'ReceivableSettled',
  data: { customerId, receivableId, valueDate: dateOf(day), on: dateOf(day) },
});
export const disputed = (
  disputeId: string,
  receivableId: string,
  amount: string,
  nonCredit = false,
): CreditAccountEvent => ({
  type: 'DisputeRaised',
  data: {
    customerId,
    receivableId,
    disputeId,
    amount: ofYuan(amount),
    reason: 'damaged',
    nonCredit,
    raisedBy: 'approver-wang',
    on,
  },
});
export const disputeClosed = (disputeId: string, receivableId: string, day = firstOfMarch): CreditAccountEvent => {
  const data = { customerId, receivableId, disputeId, outcome: 'replaced', closedBy: 'approver-wang' };
  return { type: 'DisputeClosed', data: { ...data, on: dateOf(day) } };
};
export const extensionAsked = (
  extensionId: string,
  receivableId: string,
  newDueDate: string,
  day = firstOfMarch,
): CreditAccountEvent => {
  const asked = { newDueDate: dateOf(newDueDate), reason: 'flood', requestedBy: 'approver-wang', on: dateOf(day) };
  return { type: 'ExtensionRequested', data: { customerId, receivableId, extensionId, ...asked } };
};
export const extended = (
  extensionId: string,
  receivableId: string,
  dates: { from: string; to: string },
): CreditAccountEvent => {
  const moved = { dueDateBefore: dateOf(dates.from), dueDate: dateOf(dates.to), decidedBy: 'approver-zhao' };
  return { type: 'ExtensionGranted', data: { customerId, receivableId, extensionId, ...moved, on } };
};
export const held = (receivableId: string, day = firstOfMarch): CreditAccountEvent => ({
  type: 'ShipmentsHeld',
  data: { customerId, receivableId, on: dateOf(day) },
});
export const holdLifted = (
  receivableId: string,
  reason: Lifted['reason'],
  by: string,
  how: { note?: string; day?: string } = {},
): CreditAccountEvent => {
  const { note = '', day = firstOfMarch } = how;
  return { type: 'HoldLifted', data: { customerId, receivableId, reason, note, liftedBy: by, on: dateOf(day) } };
};
export const blacklisted = (receivableId: string): CreditAccountEvent => ({
  type: 'CustomerBlacklisted',
  data: { customerId, receivableId, on },
});
export const blacklistLifted: CreditAccountEvent = {
  type: 'BlacklistLifted',
  data: { customerId, reason: 'paid up', liftedBy: 'approver-zhao', on },
};
