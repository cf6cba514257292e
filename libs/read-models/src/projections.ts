import type { EventSource } from './event-source';
import type { Follower } from './follower';
import { eventFollower, gatheringFollower, streamFollower } from './following/projection-follower';
import { application } from './projections/application';
import { bankLineRows } from './projections/bank-line';
import { accountPosition, openReceivable, reservation } from './projections/credit-account-rows';
import { creditGroupRows } from './projections/credit-group';
import { customerFile } from './projections/customer-file';
import { followUp, followUpStep } from './projections/follow-up-rows';
import { agreementEntry, disputeEntry, dueDateEntry } from './projections/ledger-entries';
import { ledgerEntry } from './projections/ledger-entry';
import { ledgerMonth } from './projections/ledger-month';
import { receivableLife } from './projections/receivable-life';
import { statementRows } from './projections/statement-rows';
import { timeline } from './projections/timeline';

/** Every read model over this store. */
export const projections = (store: EventSource): readonly Follower[] => [
  streamFollower(customerFile, store),
  streamFollower(application, store),
  streamFollower(accountPosition, store),
  streamFollower(openReceivable, store),
  streamFollower(reservation, store),
  eventFollower(ledgerEntry),
  eventFollower(dueDateEntry),
  eventFollower(disputeEntry),
  eventFollower(agreementEntry),
  gatheringFollower(receivableLife),
  gatheringFollower(ledgerMonth),
  streamFollower(followUp, store),
  streamFollower(followUpStep, store),
  streamFollower(creditGroupRows, store),
  streamFollower(statementRows, store),
  streamFollower(bankLineRows, store),
  eventFollower(timeline),
];
