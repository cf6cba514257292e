import { withEntryIn } from '@app/kernel/book';
import { withEntry } from '../entries';
import type { CreditAccount } from './account';
import { evolveCorrections, heldWhenSettled } from './evolve-corrections';
import { evolveLimits } from './evolve-limits';
import { evolveOwing } from './evolve-owing';
import { evolveShipments } from './evolve-shipments';
import type { CreditAccountEvent } from './events';

const withMember = (set: ReadonlySet<string>, member: string): ReadonlySet<string> => new Set(set).add(member);
const withoutMember = (set: ReadonlySet<string>, member: string): ReadonlySet<string> =>
  new Set([...set].filter((other) => other !== member));

export const evolve = (account: CreditAccount, event: CreditAccountEvent): CreditAccount => {
  switch (event.type) {
    case 'AccountOpened':
    case 'LimitChanged':
    case 'TemporaryLimitGranted':
    case 'TemporaryLimitWithdrawn':
    case 'SpecialApprovalGranted':
    case 'SpecialApprovalWithdrawn':
    case 'GreenChannelAllowed':
      return evolveLimits(account, event);
    case 'ShipmentAuthorised':
    case 'ShipmentRefused':
    case 'ShipmentCalledOff':
    case 'ReservationAmended':
    case 'AmendmentRefused':
    case 'CheckpointPassed':
    case 'CheckpointRefused':
    case 'ShipmentDispatched':
    case 'ReservationReleased':
      return evolveShipments(account, event);
    case 'ReceivableOpened':
    case 'PaymentRecorded':
    case 'PaymentAllocated':
    case 'ReceivableSettled':
    case 'BillReceived':
    case 'BillHonoured':
    case 'BillDishonoured':
    case 'DepositReceived':
    case 'DepositReturned':
    case 'DisputeRaised':
    case 'DisputeClosed':
    case 'ExtensionRequested':
    case 'ExtensionGranted':
    case 'ExtensionRefused':
      return evolveOwing(account, event);
    case 'PaymentDeallocated':
    case 'PaymentReversed':
    case 'CreditNoteIssued':
    case 'CreditNoteCancelled':
    case 'ReceivableReopened':
    case 'ReceivableWrittenOff':
    case 'WriteOffRecovered':
    case 'InterestCharged':
    case 'ExchangeDifferenceBooked':
      return evolveCorrections(account, event);
    case 'ShipmentsHeld': {
      const { receivableId } = event.data;
      return {
        ...account,
        holds: withMember(account.holds, receivableId),
        everHeld: withMember(account.everHeld, receivableId),
        holdsInDispute: withoutMember(account.holdsInDispute, receivableId),
      };
    }
    case 'HoldLifted': {
      const { receivableId, reason } = event.data;
      const inDispute = reason === 'disputed' ? withMember : withoutMember;
      const lifted = {
        ...account,
        holds: withoutMember(account.holds, receivableId),
        holdsInDispute: inDispute(account.holdsInDispute, receivableId),
      };
      return reason === 'settled' ? heldWhenSettled(lifted, receivableId) : lifted;
    }
    case 'HoldPlaced': {
      const { holdId, cause, reason, placedBy: by, on: since } = event.data;
      const placed = withEntry(account.placed, holdId, { cause, reason, by, since });
      return { ...account, placed, everPlaced: withMember(account.everPlaced, holdId) };
    }
    case 'HoldRemoved': {
      const placed = new Map(account.placed);
      placed.delete(event.data.holdId);
      return { ...account, placed };
    }
    case 'FollowUpStepReached':
      return { ...account, steps: withEntry(account.steps, event.data.receivableId, event.data.step) };
    case 'CustomerBlacklisted':
      return {
        ...account,
        blacklisted: true,
        everBlacklisted: withMember(account.everBlacklisted, event.data.receivableId),
      };
    case 'BlacklistLifted':
      return { ...account, blacklisted: false };
    case 'GroupJoined':
      return { ...account, membership: { groupId: event.data.groupId, cap: event.data.cap } };
    case 'GroupLeft':
      return { ...account, membership: undefined };
    case 'ShipmentAbandoned':
      return { ...account, abandoned: withEntryIn(account.abandoned, event.data.token, event.data.shipmentId) };
  }
};

/** The account as these events leave it. */
export const after = (account: CreditAccount, events: readonly CreditAccountEvent[]): CreditAccount =>
  events.reduce(evolve, account);
