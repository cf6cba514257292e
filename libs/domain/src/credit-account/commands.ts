import type { BusinessDate } from '@app/kernel/business-date';
import type { DataOf, Message } from '@app/kernel/message';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import type { Yuan } from '@app/kernel/yuan';
import type { AuthorityPolicy } from '../authority/authority-policy';
import type { CheckPolicy } from './check-policy';
import type { CreditAccountEvent } from './events';

type Data<Type extends CreditAccountEvent['type']> = DataOf<CreditAccountEvent, Type>;
type Which = { customerId: string; receivableId: string };
export type NamedAllocation = Readonly<{ receivableId: string; amount: Yuan }>;

export type OpenAccount = Message<'OpenAccount', Data<'AccountOpened'>>;
export type AllowGreenChannel = Message<'AllowGreenChannel', Data<'GreenChannelAllowed'>>;

export type AuthoriseShipment = Message<
  'AuthoriseShipment',
  { customerId: string; shipmentId: string; amount: Yuan; policy: CheckPolicy; stamp: PolicyStamp; on: BusinessDate }
>;
export type DispatchShipment = Message<
  'DispatchShipment',
  Data<'ShipmentDispatched'> & {
    receivableId: string;
    invoiceDate?: BusinessDate | undefined;
    /** Left out: the invoice date plus the agreement's term. */
    dueDate?: BusinessDate | undefined;
  }
>;
export type ReleaseReservation = Message<
  'ReleaseReservation',
  { customerId: string; shipmentId: string; on: BusinessDate }
>;
/** Asked by the calendar, not by a person: does nothing while the reservation may still be dispatched. */
export type ExpireReservation = Message<
  'ExpireReservation',
  { customerId: string; shipmentId: string; on: BusinessDate }
>;

export type RecordInvoice = Message<'RecordInvoice', Omit<Data<'ReceivableOpened'>, 'shipmentId'>>;
export type RecordPayment = Message<
  'RecordPayment',
  Data<'PaymentRecorded'> & { allocate?: readonly NamedAllocation[] | undefined }
>;
export type AllocatePayment = Message<
  'AllocatePayment',
  { customerId: string; paymentId: string; allocate?: readonly NamedAllocation[] | undefined; on: BusinessDate }
>;

export type RaiseDispute = Message<'RaiseDispute', Data<'DisputeRaised'>>;
export type CloseDispute = Message<'CloseDispute', Data<'DisputeClosed'>>;
export type RequestExtension = Message<'RequestExtension', Data<'ExtensionRequested'>>;
export type DecideExtension = Message<
  'DecideExtension',
  Which & {
    extensionId: string;
    verdict: { verdict: 'grant' } | { verdict: 'refuse'; reason: string };
    decidedBy: string;
    authority: AuthorityPolicy;
    on: BusinessDate;
  }
>;

export type HoldShipments = Message<'HoldShipments', Data<'ShipmentsHeld'>>;
export type LiftHold = Message<
  'LiftHold',
  Which & { note: string; liftedBy: string; authority: AuthorityPolicy; on: BusinessDate }
>;
export type BlacklistCustomer = Message<'BlacklistCustomer', Data<'CustomerBlacklisted'>>;
export type LiftBlacklist = Message<'LiftBlacklist', Data<'BlacklistLifted'> & { authority: AuthorityPolicy }>;

export type CreditAccountCommand =
  | OpenAccount
  | AllowGreenChannel
  | AuthoriseShipment
  | DispatchShipment
  | ReleaseReservation
  | ExpireReservation
  | RecordInvoice
  | RecordPayment
  | AllocatePayment
  | RaiseDispute
  | CloseDispute
  | RequestExtension
  | DecideExtension
  | HoldShipments
  | LiftHold
  | BlacklistCustomer
  | LiftBlacklist;
