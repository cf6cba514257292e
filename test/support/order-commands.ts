import type { GivenRoom } from '@app/domain/credit-account/account';
import type { CustomerStanding, GroupAnswer } from '@app/domain/credit-account/asked';
import type { CheckPolicy } from '@app/domain/credit-account/check-policy';
import type {
  AmendReservation,
  AuthoriseShipment,
  CallOffShipment,
  CreditAccountCommand,
  DispatchShipment,
  PassCheckpoint,
  RecordInvoice,
} from '@app/domain/credit-account/commands';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { customerId, firstOfMarch } from './account-events';
import { currentCheck, stampOf } from './policies-on-disk';

// Orders as a shop places them, with all that may be said beside the amount.
export type Said = {
  policy?: CheckPolicy;
  on?: string;
  deliverOn?: string | undefined;
  expiresOn?: string;
  goods?: string | undefined;
  approvalId?: string | undefined;
  termDays?: number;
  standing?: CustomerStanding;
  group?: GroupAnswer;
  room?: GivenRoom;
};

const judged = ({ policy = currentCheck, on = firstOfMarch, deliverOn, ...more }: Said) => {
  const { expiresOn, goods, approvalId, termDays, standing, group, room } = more;
  return {
    ...{ policy, stamp: stampOf(policy), on: dateOf(on) },
    ...(deliverOn !== undefined && { deliverOn: dateOf(deliverOn) }),
    ...(expiresOn !== undefined && { expiresOn: dateOf(expiresOn) }),
    ...(goods !== undefined && { goods }),
    ...(approvalId !== undefined && { approvalId }),
    ...(termDays !== undefined && { termDays }),
    ...(standing !== undefined && { standing }),
    ...(group !== undefined && { group }),
    ...(room !== undefined && { room }),
  };
};

export const order = (shipmentId: string, amount: string, said: Said = {}): AuthoriseShipment => ({
  type: 'AuthoriseShipment',
  data: { customerId, shipmentId, amount: ofYuan(amount), ...judged(said) },
});
export const callOff = (shipmentId: string, said: Said = {}): CallOffShipment => ({
  type: 'CallOffShipment',
  data: { customerId, shipmentId, ...judged(said) },
});
export const amend = (shipmentId: string, amendmentId: string, amount: string, said: Said = {}): AmendReservation => ({
  type: 'AmendReservation',
  data: { customerId, shipmentId, amendmentId, amount: ofYuan(amount), ...judged(said) },
});
export const pass = (shipmentId: string, checkpoint: 'delivery' | 'goods-issue', said: Said = {}): PassCheckpoint => ({
  type: 'PassCheckpoint',
  data: { customerId, shipmentId, checkpoint, ...judged(said) },
});

/** Leaves the yard and is invoiced later, if no receivable is named; a policy makes it pass the goods-issue checkpoint. */
export const ship = (
  shipmentId: string,
  dispatchId: string,
  amount: string,
  how: Said & { receivableId?: string } = {},
): DispatchShipment => {
  const { on = firstOfMarch, receivableId } = how;
  const which = { customerId, shipmentId, dispatchId, amount: ofYuan(amount), on: dateOf(on) };
  const invoice = receivableId === undefined ? {} : { receivableId };
  const check = how.policy === undefined ? {} : { check: judged(how) };
  return { type: 'DispatchShipment', data: { ...which, ...invoice, ...check } };
};

type Invoicing = { dueDate?: string; on?: string; shipmentId?: string; completesShipment?: boolean };
export const bill = (receivableId: string, amount: string, how: Invoicing = {}): RecordInvoice => {
  const { dueDate = '2026-12-31', on = firstOfMarch, shipmentId, completesShipment } = how;
  const dates = { invoiceDate: dateOf(on), dueDate: dateOf(dueDate), on: dateOf(on) };
  const from = {
    ...(shipmentId !== undefined && { shipmentId }),
    ...(completesShipment !== undefined && { completesShipment }),
  };
  return { type: 'RecordInvoice', data: { customerId, receivableId, amount: ofYuan(amount), ...dates, ...from } };
};

export const endOn = (shipmentId: string, day: string, how: 'released' | 'expired'): CreditAccountCommand => ({
  type: how === 'released' ? 'ReleaseReservation' : 'ExpireReservation',
  data: { customerId, shipmentId, on: dateOf(day) },
});

export const abandon = (shipmentId: string, token: string, day: string): CreditAccountCommand => ({
  type: 'AbandonShipment',
  data: { customerId, shipmentId, token, on: dateOf(day) },
});
