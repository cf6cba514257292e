import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import type { Entries, Row, RowsPerEvent } from '../projection';

export const silent = {
  AccountOpened: 'skip',
  GreenChannelAllowed: 'skip',
  LimitChanged: 'skip',
  TemporaryLimitGranted: 'skip',
  TemporaryLimitWithdrawn: 'skip',
  SpecialApprovalGranted: 'skip',
  SpecialApprovalWithdrawn: 'skip',
  ShipmentCalledOff: 'skip',
  ReservationAmended: 'skip',
  AmendmentRefused: 'skip',
  CheckpointPassed: 'skip',
  CheckpointRefused: 'skip',
  BillReceived: 'skip',
  BillHonoured: 'skip',
  BillDishonoured: 'skip',
  DepositReceived: 'skip',
  DepositReturned: 'skip',
  HoldPlaced: 'skip',
  HoldRemoved: 'skip',
  FollowUpStepReached: 'skip',
  ShipmentAuthorised: 'skip',
  ShipmentRefused: 'skip',
  ShipmentDispatched: 'skip',
  ReservationReleased: 'skip',
  ReceivableSettled: 'skip',
  ExtensionRequested: 'skip',
  ExtensionRefused: 'skip',
  ShipmentsHeld: 'skip',
  HoldLifted: 'skip',
  CustomerBlacklisted: 'skip',
  BlacklistLifted: 'skip',
  GroupJoined: 'skip',
  GroupLeft: 'skip',
  ShipmentAbandoned: 'skip',
  PaymentRecorded: 'skip',
  PaymentAllocated: 'skip',
  PaymentDeallocated: 'skip',
  PaymentReversed: 'skip',
  CreditNoteIssued: 'skip',
  CreditNoteCancelled: 'skip',
  ReceivableReopened: 'skip',
  ReceivableWrittenOff: 'skip',
  WriteOffRecovered: 'skip',
  InterestCharged: 'skip',
  ExchangeDifferenceBooked: 'skip',
} as const;

/** Each of them must still say what it does with every event that another of them takes. */
export const ofAccount = <Rendered extends Row>(
  name: string,
  table: string,
  on: Entries<CreditAccountEvent, Rendered>,
  version = 1,
): RowsPerEvent<CreditAccountEvent, Rendered> => ({
  kind: 'rows-per-event',
  name,
  version,
  table,
  categories: ['creditAccount'],
  schema: creditAccountEvent,
  on,
});

export type DueDateEntryRow = {
  customer_id: string;
  receivable_id: string;
  due_date: string;
  extended_on: string;
  recorded_at: string;
};

/** Extensions: on a day, the latest one that was granted by then is the due date; before the first, that of the invoice. */
export const dueDateEntry = ofAccount<DueDateEntryRow>(
  'due-date-entry',
  'due_date_entry',
  {
    ...silent,
    ReceivableOpened: 'skip',
    ExtensionGranted: ({ data: { customerId, receivableId, dueDate, on }, recordedAt }) => [
      {
        customer_id: customerId,
        receivable_id: receivableId,
        due_date: dueDate,
        extended_on: on,
        recorded_at: recordedAt,
      },
    ],
    DisputeRaised: 'skip',
    DisputeClosed: 'skip',
  },
  2,
);

export type AgreementEntryRow = {
  customer_id: string;
  agreement_id: string;
  grade: string;
  valid_from: string;
  valid_to: string;
  recorded_at: string;
};

/** Which grade a customer had by its agreement, on a day and as known at a time. */
export const agreementEntry = ofAccount<AgreementEntryRow>('agreement-entry', 'agreement_entry', {
  ...silent,
  AccountOpened: ({ data: { customerId, agreementId, grade, validFrom, validTo }, recordedAt }) => [
    {
      customer_id: customerId,
      agreement_id: agreementId,
      grade,
      valid_from: validFrom,
      valid_to: validTo,
      recorded_at: recordedAt,
    },
  ],
  ReceivableOpened: 'skip',
  ExtensionGranted: 'skip',
  DisputeRaised: 'skip',
  DisputeClosed: 'skip',
});

export type DisputeEntryRow = {
  customer_id: string;
  receivable_id: string;
  dispute_id: string;
  kind: 'raised' | 'closed';
  /** Only where it is raised. */
  amount: string | null;
  business_date: string;
  recorded_at: string;
};

/** A dispute is open from the day it is raised until the day before it is closed. */
export const disputeEntry = ofAccount<DisputeEntryRow>('dispute-entry', 'dispute_entry', {
  ...silent,
  DisputeRaised: ({ data: { customerId, receivableId, disputeId, amount, on }, recordedAt }) => [
    {
      customer_id: customerId,
      receivable_id: receivableId,
      dispute_id: disputeId,
      kind: 'raised',
      amount,
      business_date: on,
      recorded_at: recordedAt,
    },
  ],
  DisputeClosed: ({ data: { customerId, receivableId, disputeId, on }, recordedAt }) => [
    {
      customer_id: customerId,
      receivable_id: receivableId,
      dispute_id: disputeId,
      kind: 'closed',
      amount: null,
      business_date: on,
      recorded_at: recordedAt,
    },
  ],
  ReceivableOpened: 'skip',
  ExtensionGranted: 'skip',
});
