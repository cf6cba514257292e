import type { BusinessDate } from '@app/kernel/business-date';
import type { DataOf, Message } from '@app/kernel/message';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import type { Yuan } from '@app/kernel/yuan';
import type { AuthorityPolicy } from '../authority/authority-policy';
import type { PostingPeriod } from '../ledger-period/posting-period';
import type { GivenRoom } from './account';
import type { CheckPolicy } from './check-policy';
import type { ChargeInterest } from './charging-interest';
import type { CorrectingCommand } from './correcting-commands';
import type { CreditAccountEvent } from './events';
import type { InCurrency } from './foreign';
import type { Instalment, TermsPolicy } from './payment-terms';
import type { InvoiceTax } from './tax';
import type { PaymentWish } from './payment-wish';
import type { Asked, CustomerStanding } from './asked';

type Data<Type extends CreditAccountEvent['type']> = DataOf<CreditAccountEvent, Type>;
type Which = { customerId: string; receivableId: string };

export type OpenAccount = Message<'OpenAccount', Data<'AccountOpened'>>;
export type AllowGreenChannel = Message<'AllowGreenChannel', Data<'GreenChannelAllowed'>>;

export type ChangeLimit = Message<
  'ChangeLimit',
  Omit<Data<'LimitChanged'>, 'from'> & { from?: BusinessDate | undefined; authority: AuthorityPolicy }
>;
export type GrantTemporaryLimit = Message<
  'GrantTemporaryLimit',
  Data<'TemporaryLimitGranted'> & { authority: AuthorityPolicy }
>;
export type WithdrawTemporaryLimit = Message<
  'WithdrawTemporaryLimit',
  Data<'TemporaryLimitWithdrawn'> & { authority: AuthorityPolicy }
>;
export type GrantSpecialApproval = Message<
  'GrantSpecialApproval',
  Omit<Data<'SpecialApprovalGranted'>, 'overLimitBy'> & { authority: AuthorityPolicy; policy: CheckPolicy }
>;
export type WithdrawSpecialApproval = Message<
  'WithdrawSpecialApproval',
  Data<'SpecialApprovalWithdrawn'> & { authority: AuthorityPolicy }
>;

type Judged = {
  customerId: string;
  shipmentId: string;
  policy: CheckPolicy;
  stamp: PolicyStamp;
  room?: GivenRoom | undefined;
} & Omit<Asked, 'amount'>;
export type AuthoriseShipment = Message<
  'AuthoriseShipment',
  Judged & {
    amount: Yuan;
    /** Left out: as long as the policy lets a reservation stand. */
    expiresOn?: BusinessDate | undefined;
  }
>;
export type CallOffShipment = Message<'CallOffShipment', Judged>;
/** More is checked again for the difference; less is given back. */
export type AmendReservation = Message<
  'AmendReservation',
  Judged & { amendmentId: string; amount: Yuan; expiresOn?: BusinessDate | undefined }
>;
export type PassCheckpoint = Message<'PassCheckpoint', Judged & { checkpoint: 'delivery' | 'goods-issue' }>;
export type DispatchShipment = Message<
  'DispatchShipment',
  Data<'ShipmentDispatched'> & {
    /** Left out: dispatched now, invoiced later. */
    receivableId?: string | undefined;
    invoiceDate?: BusinessDate | undefined;
    /** Left out: the invoice date plus the agreement's term. */
    dueDate?: BusinessDate | undefined;
    /** What the goods-issue checkpoint goes by; without it there is no such checkpoint. */
    check?: Omit<Judged, 'customerId' | 'shipmentId'> | undefined;
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

/** Amounts in the currency of the document. When it is due is said in one way: a day, terms, or instalments. */
export type RecordInvoice = Message<
  'RecordInvoice',
  Omit<Data<'ReceivableOpened'>, 'dueDate' | 'documentId' | 'instalment' | 'tax' | 'foreign'> & {
    dueDate?: BusinessDate | undefined;
    /** By which `terms` are understood. */
    termsPolicy?: TermsPolicy | undefined;
    instalments?: readonly Instalment[] | undefined;
    tax?: InvoiceTax | undefined;
  } & InCurrency
>;
/** The amount in the currency of the payment. */
export type RecordPayment = Message<
  'RecordPayment',
  Omit<Data<'PaymentRecorded'>, 'foreign'> & InCurrency & PaymentWish
>;
export type AllocatePayment = Message<
  'AllocatePayment',
  {
    customerId: string;
    paymentId: string;
    /** Left out: as early as the money was there and the receivable owed. */
    valueDate?: BusinessDate | undefined;
    /** Where nobody said the day: not in a closed month. */
    notBefore?: BusinessDate | undefined;
    on: BusinessDate;
  } & PaymentWish
>;

export type ReceiveBill = Message<'ReceiveBill', Data<'BillReceived'> & PaymentWish>;
export type HonourBill = Message<'HonourBill', Data<'BillHonoured'>>;
export type DishonourBill = Message<
  'DishonourBill',
  Data<'BillDishonoured'> & {
    /** The claim is not dated into a closed month. */
    notBefore?: BusinessDate | undefined;
  }
>;
export type ReceiveDeposit = Message<'ReceiveDeposit', Data<'DepositReceived'>>;
export type ReturnDeposit = Message<'ReturnDeposit', Data<'DepositReturned'>>;

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
/** By hand: a hold of somebody's own, or the suspension of the agreement. */
export type PlaceHold = Message<
  'PlaceHold',
  Omit<Data<'HoldPlaced'>, 'cause'> & { cause: 'manual' | 'agreement-suspended'; authority: AuthorityPolicy }
>;
export type RemoveHold = Message<'RemoveHold', Omit<Data<'HoldRemoved'>, 'cause'> & { authority: AuthorityPolicy }>;
export type NoteFollowUpStep = Message<'NoteFollowUpStep', Data<'FollowUpStepReached'>>;
/** Asked by the calendar: records which causes of a hold have come or gone with the day. */
export type ReviewHolds = Message<
  'ReviewHolds',
  { customerId: string; on: BusinessDate; standing?: CustomerStanding | undefined }
>;
export type BlacklistCustomer = Message<'BlacklistCustomer', Data<'CustomerBlacklisted'>>;
export type LiftBlacklist = Message<'LiftBlacklist', Data<'BlacklistLifted'> & { authority: AuthorityPolicy }>;

export type JoinGroup = Message<'JoinGroup', Data<'GroupJoined'> & { authority: AuthorityPolicy }>;
export type LeaveGroup = Message<'LeaveGroup', Data<'GroupLeft'> & { authority: AuthorityPolicy }>;
export type AbandonShipment = Message<'AbandonShipment', Data<'ShipmentAbandoned'>>;

export type CreditAccountCommand =
  | OpenAccount
  | ChangeLimit
  | GrantTemporaryLimit
  | WithdrawTemporaryLimit
  | GrantSpecialApproval
  | WithdrawSpecialApproval
  | AllowGreenChannel
  | AuthoriseShipment
  | CallOffShipment
  | AmendReservation
  | PassCheckpoint
  | DispatchShipment
  | ReleaseReservation
  | ExpireReservation
  | RecordInvoice
  | RecordPayment
  | AllocatePayment
  | ReceiveBill
  | HonourBill
  | DishonourBill
  | ReceiveDeposit
  | ReturnDeposit
  | RaiseDispute
  | CloseDispute
  | RequestExtension
  | DecideExtension
  | HoldShipments
  | LiftHold
  | PlaceHold
  | RemoveHold
  | NoteFollowUpStep
  | ReviewHolds
  | BlacklistCustomer
  | LiftBlacklist
  | JoinGroup
  | LeaveGroup
  | AbandonShipment
  | ChargeInterest
  | CorrectingCommand;

/** What whoever asks may say beside a command: then causes of a hold that come or go with it are recorded in the same breath. */
export type Circumstances = Readonly<{
  policy: CheckPolicy;
  standing?: CustomerStanding | undefined;
  /** Which months are closed; left out where nothing is posted into an earlier one. */
  posting?: PostingPeriod | undefined;
}>;
export type AskedOfAccount = CreditAccountCommand & { readonly under?: Circumstances };
