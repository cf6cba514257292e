import type { Recorded } from '@app/kernel/message';
import type { WebhookTopic } from '@app/kernel/webhook-topic';
import type { CreditAccountEvent } from '../credit-account/events';

/** What a receiver is told: the id and the instant are those of the event, so that it is the same however often it is sent. */
export type WebhookMessage = Readonly<{
  id: string;
  topic: WebhookTopic;
  occurredAt: string;
  customerId: string;
  /** The figures of the event, with the rules where there are any: amounts and days as text. */
  data: Readonly<Record<string, unknown>>;
}>;

/** What is told of each event of a credit account; nobody is told of the others. */
export const topicOf = ({ type }: Pick<CreditAccountEvent, 'type'>): WebhookTopic | undefined => {
  switch (type) {
    case 'ShipmentRefused':
    case 'AmendmentRefused':
    case 'CheckpointRefused':
      return 'shipment.refused';
    case 'ShipmentAuthorised':
      return 'shipment.authorised';
    case 'ReservationReleased':
      return 'reservation.released';
    case 'ShipmentsHeld':
    case 'HoldPlaced':
      return 'account.held';
    case 'HoldLifted':
    case 'HoldRemoved':
      return 'account.hold-lifted';
    case 'CustomerBlacklisted':
      return 'customer.blacklisted';
    case 'BlacklistLifted':
      return 'customer.blacklist-lifted';
    case 'AccountOpened':
    case 'LimitChanged':
    case 'TemporaryLimitGranted':
    case 'TemporaryLimitWithdrawn':
    case 'SpecialApprovalGranted':
    case 'SpecialApprovalWithdrawn':
    case 'GreenChannelAllowed':
    case 'ShipmentCalledOff':
    case 'ReservationAmended':
    case 'CheckpointPassed':
    case 'ShipmentDispatched':
    case 'ReceivableOpened':
    case 'PaymentRecorded':
    case 'PaymentAllocated':
    case 'ReceivableSettled':
    case 'BillReceived':
    case 'BillHonoured':
    case 'BillDishonoured':
    case 'DepositReceived':
    case 'DepositReturned':
    case 'PaymentDeallocated':
    case 'PaymentReversed':
    case 'CreditNoteIssued':
    case 'CreditNoteCancelled':
    case 'ReceivableReopened':
    case 'ReceivableWrittenOff':
    case 'WriteOffRecovered':
    case 'InterestCharged':
    case 'ExchangeDifferenceBooked':
    case 'DisputeRaised':
    case 'DisputeClosed':
    case 'ExtensionRequested':
    case 'ExtensionGranted':
    case 'ExtensionRefused':
    case 'FollowUpStepReached':
    case 'GroupJoined':
    case 'GroupLeft':
    case 'ShipmentAbandoned':
      return undefined;
  }
};

/** A hold for a receivable names that and no cause: there is but one that it can be. */
const causeOf = ({ type }: Pick<CreditAccountEvent, 'type'>): Readonly<{ cause?: 'overdue' }> =>
  type === 'ShipmentsHeld' || type === 'HoldLifted' ? { cause: 'overdue' } : {};

export const messageOf = (event: Recorded<CreditAccountEvent>): WebhookMessage | undefined => {
  const topic = topicOf(event);
  if (topic === undefined) return undefined;
  const { customerId, ...data } = event.data;
  return { id: event.id, topic, occurredAt: event.recordedAt, customerId, data: { ...causeOf(event), ...data } };
};
