import type { CheckPolicy } from '@app/domain/credit-account/check-policy';
import type { CreditAccountCommand, DispatchShipment } from '@app/domain/credit-account/commands';
import type { NamedAllocation } from '@app/domain/credit-account/payment-wish';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { customerId, firstOfMarch } from './account-events';
import { standardAuthority as authority, standardCheck, stampOf } from './policies-on-disk';

// What is asked of the account of account-events.
export type Named = readonly (readonly [receivableId: string, amount: string])[];
const namedOf = (named: Named | undefined): { allocate?: NamedAllocation[] } =>
  named === undefined
    ? {}
    : { allocate: named.map(([receivableId, amount]) => ({ receivableId, amount: ofYuan(amount) })) };

export const authorise = (
  shipmentId: string,
  amount: string,
  day = firstOfMarch,
  policy: CheckPolicy = standardCheck,
): CreditAccountCommand => ({
  type: 'AuthoriseShipment',
  data: { customerId, shipmentId, amount: ofYuan(amount), policy, stamp: stampOf(policy), on: dateOf(day) },
});

export const dispatch = (
  shipmentId: string,
  dispatchId: string,
  amount: string,
  to: { receivableId?: string; invoiceDate?: string; dueDate?: string; on?: string } = {},
): DispatchShipment => ({
  type: 'DispatchShipment',
  data: {
    customerId,
    shipmentId,
    dispatchId,
    amount: ofYuan(amount),
    receivableId: to.receivableId ?? 'R-1',
    invoiceDate: to.invoiceDate === undefined ? undefined : dateOf(to.invoiceDate),
    dueDate: to.dueDate === undefined ? undefined : dateOf(to.dueDate),
    on: dateOf(to.on ?? firstOfMarch),
  },
});

export const release = (shipmentId: string): CreditAccountCommand => ({
  type: 'ReleaseReservation',
  data: { customerId, shipmentId, on: dateOf(firstOfMarch) },
});
export const expire = (shipmentId: string, day: string): CreditAccountCommand => ({
  type: 'ExpireReservation',
  data: { customerId, shipmentId, on: dateOf(day) },
});
export const invoice = (receivableId: string, amount: string, dueDate: string): CreditAccountCommand => ({
  type: 'RecordInvoice',
  data: {
    customerId,
    receivableId,
    amount: ofYuan(amount),
    invoiceDate: dateOf(firstOfMarch),
    dueDate: dateOf(dueDate),
    on: dateOf(firstOfMarch),
  },
});
export const pay = (
  paymentId: string,
  amount: string,
  how: { named?: Named; on?: string; reference?: string } = {},
): CreditAccountCommand => {
  const day = dateOf(how.on ?? firstOfMarch);
  const payment = { paymentId, amount: ofYuan(amount), valueDate: day, reference: how.reference ?? '', on: day };
  return { type: 'RecordPayment', data: { customerId, ...payment, ...namedOf(how.named) } };
};
export const allocate = (paymentId: string, named?: Named): CreditAccountCommand => ({
  type: 'AllocatePayment',
  data: { customerId, paymentId, ...namedOf(named), on: dateOf(firstOfMarch) },
});
export const dispute = (
  disputeId: string,
  receivableId: string,
  amount: string,
  nonCredit = false,
): CreditAccountCommand => ({
  type: 'RaiseDispute',
  data: {
    customerId,
    receivableId,
    disputeId,
    amount: ofYuan(amount),
    reason: 'damaged',
    nonCredit,
    raisedBy: 'approver-wang',
    on: dateOf(firstOfMarch),
  },
});
export const closeDispute = (disputeId: string, receivableId: string, day = firstOfMarch): CreditAccountCommand => {
  const data = { customerId, receivableId, disputeId, outcome: 'replaced', closedBy: 'approver-wang' };
  return { type: 'CloseDispute', data: { ...data, on: dateOf(day) } };
};
export const askExtension = (
  extensionId: string,
  receivableId: string,
  newDueDate: string,
  day = firstOfMarch,
): CreditAccountCommand => {
  const asked = { newDueDate: dateOf(newDueDate), reason: 'flood', requestedBy: 'approver-wang', on: dateOf(day) };
  return { type: 'RequestExtension', data: { customerId, receivableId, extensionId, ...asked } };
};
export const decideExtension = (
  extensionId: string,
  receivableId: string,
  verdict: 'grant' | 'refuse' = 'grant',
  decidedBy = 'approver-zhao',
): CreditAccountCommand => {
  const said = verdict === 'grant' ? { verdict } : { verdict, reason: 'no evidence' };
  const data = { customerId, receivableId, extensionId, verdict: said, decidedBy, authority, on: dateOf(firstOfMarch) };
  return { type: 'DecideExtension', data };
};
export const hold = (receivableId: string): CreditAccountCommand => ({
  type: 'HoldShipments',
  data: { customerId, receivableId, on: dateOf(firstOfMarch) },
});
export const liftHold = (receivableId: string): CreditAccountCommand => ({
  type: 'LiftHold',
  data: {
    customerId,
    receivableId,
    note: 'guaranteed',
    liftedBy: 'approver-zhao',
    authority,
    on: dateOf(firstOfMarch),
  },
});
export const blacklist = (receivableId: string): CreditAccountCommand => ({
  type: 'BlacklistCustomer',
  data: { customerId, receivableId, on: dateOf(firstOfMarch) },
});
export const liftBlacklist: CreditAccountCommand = {
  type: 'LiftBlacklist',
  data: { customerId, reason: 'paid up', liftedBy: 'approver-zhao', authority, on: dateOf(firstOfMarch) },
};
