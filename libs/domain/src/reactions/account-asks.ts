import { followUpId } from '@app/kernel/identity';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import type { CreditAccountEvent } from '../credit-account/events';
import type { FollowUpCommand } from '../follow-up/commands';
import type { LadderPolicy } from '../follow-up/ladder-policy';
import type { Ask } from './asks';

export type Ladder = Readonly<{ ladder: LadderPolicy; stamp: PolicyStamp }>;

const ask = (command: FollowUpCommand): Ask[] => {
  const { customerId, receivableId } = command.data;
  return [{ aggregate: 'followUp', id: followUpId(customerId, receivableId), command }];
};

const ENDS = { money: 'paid', 'credit-note': 'credited', 'write-off': 'written-off' } as const;

/** A receivable is followed up from the day of dispatch until it is paid; what moves its due date moves the plan. */
export const asksOfAccount = (event: CreditAccountEvent, { ladder, stamp }: Ladder): Ask[] => {
  switch (event.type) {
    case 'ReceivableOpened': {
      const { customerId, receivableId, amount, invoiceDate: dispatchDate, dueDate, on } = event.data;
      const data = { customerId, receivableId, amount, dispatchDate, dueDate, ladder, stamp, on };
      return ask({ type: 'OpenFollowUp', data });
    }
    case 'ReceivableSettled': {
      const { customerId, receivableId, with: means = 'money', nth, on } = event.data;
      return ask({
        type: 'CloseFollowUp',
        data: { customerId, receivableId, because: ENDS[means], ...(nth !== undefined && { nth }), on },
      });
    }
    case 'ReceivableReopened': {
      const { customerId, receivableId, nth = 1, on } = event.data;
      return ask({ type: 'ReopenFollowUp', data: { customerId, receivableId, ladder, nth, on } });
    }
    case 'ExtensionGranted': {
      const { customerId, receivableId, dueDate, on } = event.data;
      return ask({
        type: 'ReplanFollowUp',
        data: { customerId, receivableId, ladder, dueDate, because: 'extended', on },
      });
    }
    case 'DisputeClosed': {
      const { customerId, receivableId, on } = event.data;
      return ask({ type: 'ReplanFollowUp', data: { customerId, receivableId, ladder, because: 'dispute-closed', on } });
    }
    case 'AccountOpened':
    case 'GreenChannelAllowed':
    case 'LimitChanged':
    case 'TemporaryLimitGranted':
    case 'TemporaryLimitWithdrawn':
    case 'SpecialApprovalGranted':
    case 'SpecialApprovalWithdrawn':
    case 'ShipmentCalledOff':
    case 'ReservationAmended':
    case 'AmendmentRefused':
    case 'CheckpointPassed':
    case 'CheckpointRefused':
    case 'BillReceived':
    case 'BillHonoured':
    case 'BillDishonoured':
    case 'DepositReceived':
    case 'DepositReturned':
    case 'PaymentDeallocated':
    case 'PaymentReversed':
    case 'CreditNoteIssued':
    case 'CreditNoteCancelled':
    case 'ReceivableWrittenOff':
    case 'WriteOffRecovered':
    case 'InterestCharged':
    case 'ExchangeDifferenceBooked':
    case 'HoldPlaced':
    case 'HoldRemoved':
    case 'FollowUpStepReached':
    case 'ShipmentAuthorised':
    case 'ShipmentRefused':
    case 'ShipmentDispatched':
    case 'ReservationReleased':
    case 'PaymentRecorded':
    case 'PaymentAllocated':
    case 'DisputeRaised':
    case 'ExtensionRequested':
    case 'ExtensionRefused':
    case 'ShipmentsHeld':
    case 'HoldLifted':
    case 'CustomerBlacklisted':
    case 'BlacklistLifted':
    case 'GroupJoined':
    case 'GroupLeft':
    case 'ShipmentAbandoned':
      return [];
  }
};
