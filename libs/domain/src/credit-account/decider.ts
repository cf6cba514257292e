import type { Decider } from '@app/kernel/decider';
import { newAccount, type CreditAccount } from './account';
import { amendReservation, passCheckpoint } from './amending';
import { chargeInterest } from './charging-interest';
import { requireOpenPeriod } from './closed-period';
import type { AskedOfAccount, CreditAccountCommand } from './commands';
import { cancelCreditNote, issueCreditNote } from './crediting';
import { deallocatePayment } from './deallocating';
import { dispatchShipment } from './dispatching';
import type { CreditAccountEvent } from './events';
import { evolve } from './evolve';
import { abandonShipment, joinGroup, leaveGroup } from './grouping';
import { closeDispute, decideExtension, raiseDispute, requestExtension } from './exceptions';
import { noteFollowUpStep, placeHold, removeHold, withHoldsReviewed } from './hold-causes';
import { blacklistCustomer, holdShipments, liftBlacklist, liftHold } from './holding';
import { allowGreenChannel, changeLimit, grantTemporaryLimit, openAccount, withdrawTemporaryLimit } from './limiting';
import { recordInvoice } from './invoicing';
import { allocatePayment, recordPayment } from './paying';
import { reversePayment } from './reversing';
import { dishonourBill, honourBill, receiveBill, receiveDeposit, returnDeposit } from './securing';
import { authoriseShipment, callOffShipment, expireReservation, releaseReservation } from './shipping';
import { grantSpecialApproval, withdrawSpecialApproval } from './special-approval';
import { recoverWriteOff, writeOffReceivable } from './writing-off';

const decided = (command: CreditAccountCommand, account: CreditAccount): readonly CreditAccountEvent[] => {
  switch (command.type) {
    case 'OpenAccount':
      return openAccount(command, account);
    case 'ChangeLimit':
      return changeLimit(command, account);
    case 'GrantTemporaryLimit':
      return grantTemporaryLimit(command, account);
    case 'WithdrawTemporaryLimit':
      return withdrawTemporaryLimit(command, account);
    case 'GrantSpecialApproval':
      return grantSpecialApproval(command, account);
    case 'WithdrawSpecialApproval':
      return withdrawSpecialApproval(command, account);
    case 'AllowGreenChannel':
      return allowGreenChannel(command, account);
    case 'AuthoriseShipment':
      return authoriseShipment(command, account);
    case 'CallOffShipment':
      return callOffShipment(command, account);
    case 'AmendReservation':
      return amendReservation(command, account);
    case 'PassCheckpoint':
      return passCheckpoint(command, account);
    case 'DispatchShipment':
      return dispatchShipment(command, account);
    case 'ReleaseReservation':
      return releaseReservation(command, account);
    case 'ExpireReservation':
      return expireReservation(command, account);
    case 'RecordInvoice':
      return recordInvoice(command, account);
    case 'RecordPayment':
      return recordPayment(command, account);
    case 'AllocatePayment':
      return allocatePayment(command, account);
    case 'ReceiveBill':
      return receiveBill(command, account);
    case 'HonourBill':
      return honourBill(command, account);
    case 'DishonourBill':
      return dishonourBill(command, account);
    case 'ReceiveDeposit':
      return receiveDeposit(command, account);
    case 'ReturnDeposit':
      return returnDeposit(command, account);
    case 'RaiseDispute':
      return raiseDispute(command, account);
    case 'CloseDispute':
      return closeDispute(command, account);
    case 'RequestExtension':
      return requestExtension(command, account);
    case 'DecideExtension':
      return decideExtension(command, account);
    case 'HoldShipments':
      return holdShipments(command, account);
    case 'LiftHold':
      return liftHold(command, account);
    case 'PlaceHold':
      return placeHold(command, account);
    case 'RemoveHold':
      return removeHold(command, account);
    case 'NoteFollowUpStep':
      return noteFollowUpStep(command, account);
    case 'ReviewHolds':
      return [];
    case 'BlacklistCustomer':
      return blacklistCustomer(command, account);
    case 'LiftBlacklist':
      return liftBlacklist(command, account);
    case 'ChargeInterest':
      return chargeInterest(command, account);
    case 'JoinGroup':
      return joinGroup(command, account);
    case 'LeaveGroup':
      return leaveGroup(command, account);
    case 'AbandonShipment':
      return abandonShipment(command, account);
    case 'DeallocatePayment':
      return deallocatePayment(command, account);
    case 'ReversePayment':
      return reversePayment(command, account);
    case 'IssueCreditNote':
      return issueCreditNote(command, account);
    case 'CancelCreditNote':
      return cancelCreditNote(command, account);
    case 'WriteOffReceivable':
      return writeOffReceivable(command, account);
    case 'RecoverWriteOff':
      return recoverWriteOff(command, account);
  }
};

export const creditAccount: Decider<CreditAccount, AskedOfAccount, CreditAccountEvent> = {
  category: 'creditAccount',
  initial: newAccount,
  evolve,
  decide: (command, account) => {
    const events = decided(command, account);
    // What is sent again changes nothing, causes of a hold included: those are the calendar's.
    const isNothing = events.length === 0 && command.type !== 'ReviewHolds';
    if (command.under === undefined || isNothing) return events;
    if (command.under.posting !== undefined) requireOpenPeriod(events, command.under.posting);
    return withHoldsReviewed(events, account, command.under, command.data);
  },
};
