import { z } from 'zod';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import { customerEvent } from '@app/domain/customer/events';
import { followUpEvent } from '@app/domain/follow-up/events';
import type { Recorded } from '@app/kernel/message';
import type { Json } from '@app/postgres/connect';
import type { RowsPerEvent } from '../projection';

export const timelineEvent = z.discriminatedUnion('type', [
  customerEvent,
  creditApplicationEvent,
  creditAccountEvent,
  followUpEvent,
]);
export type TimelineEvent = z.infer<typeof timelineEvent>;

export type TimelineRow = {
  customer_id: string;
  on_date: string;
  recorded_at: string;
  by_actor: string;
  type: string;
  data: Json;
};

const entry = ({ type, data, metadata, recordedAt }: Recorded<TimelineEvent>): TimelineRow[] => [
  {
    customer_id: data.customerId,
    on_date: data.on,
    recorded_at: recordedAt,
    by_actor: metadata.by,
    type,
    data,
  },
];

/** All that happened with a customer, whichever stream it is on, in the order of the log. */
export const timeline: RowsPerEvent<TimelineEvent, TimelineRow> = {
  kind: 'rows-per-event',
  name: 'timeline',
  version: 1,
  table: 'timeline',
  categories: ['customer', 'creditApplication', 'creditAccount', 'followUp'],
  schema: timelineEvent,
  on: {
    CustomerRegistered: entry,
    CustomerDetailsCompleted: entry,
    StatementRecorded: entry,
    BadCreditRecorded: entry,
    FileFactRecorded: entry,
    FileFactWithdrawn: entry,
    SecurityOffered: entry,
    SecurityRevalued: entry,
    SecurityReleased: entry,
    AttachmentAdded: entry,
    AttachmentWithdrawn: entry,

    ApplicationFiled: entry,
    ApplicationRefusedAtReview: entry,
    ApplicationSentToAssessment: entry,
    GreenChannelGranted: entry,
    AnswersRecorded: entry,
    AnswersCarriedOver: entry,
    OverruleGiven: entry,
    OverruleWithdrawn: entry,
    AssessmentCompleted: entry,
    ReportWritten: entry,
    ReportRemarked: entry,
    ApprovalProposed: entry,
    ApplicationApproved: entry,
    ApplicationReturned: entry,
    ApplicationRefused: entry,
    LetterIssued: entry,
    AgreementSigned: entry,
    ReassessmentDue: entry,

    AccountOpened: entry,
    GreenChannelAllowed: entry,
    LimitChanged: entry,
    TemporaryLimitGranted: entry,
    TemporaryLimitWithdrawn: entry,
    SpecialApprovalGranted: entry,
    SpecialApprovalWithdrawn: entry,
    ShipmentCalledOff: entry,
    ReservationAmended: entry,
    AmendmentRefused: entry,
    CheckpointPassed: entry,
    CheckpointRefused: entry,
    BillReceived: entry,
    BillHonoured: entry,
    BillDishonoured: entry,
    DepositReceived: entry,
    DepositReturned: entry,
    PaymentDeallocated: entry,
    PaymentReversed: entry,
    CreditNoteIssued: entry,
    CreditNoteCancelled: entry,
    ReceivableReopened: entry,
    ReceivableWrittenOff: entry,
    WriteOffRecovered: entry,
    InterestCharged: entry,
    ExchangeDifferenceBooked: entry,
    HoldPlaced: entry,
    HoldRemoved: entry,
    FollowUpStepReached: entry,
    ShipmentAuthorised: entry,
    ShipmentRefused: entry,
    ShipmentDispatched: entry,
    ReservationReleased: entry,
    ReceivableOpened: entry,
    PaymentRecorded: entry,
    PaymentAllocated: entry,
    ReceivableSettled: entry,
    DisputeRaised: entry,
    DisputeClosed: entry,
    ExtensionRequested: entry,
    ExtensionGranted: entry,
    ExtensionRefused: entry,
    ShipmentsHeld: entry,
    HoldLifted: entry,
    CustomerBlacklisted: entry,
    BlacklistLifted: entry,
    GroupJoined: entry,
    GroupLeft: entry,
    ShipmentAbandoned: entry,

    FollowUpOpened: entry,
    StepDone: entry,
    StepWithheld: entry,
    StepOutcomeRecorded: entry,
    FollowUpReplanned: entry,
    FollowUpClosed: entry,
    FollowUpReopened: entry,
  },
};
