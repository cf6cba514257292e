import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import type { DataOf } from '@app/kernel/message';
import type { AccountBooks } from './account-books';
import { fenOf } from './fen';

type Type = CreditAccountEvent['type'];
/** What an event does to the books; one that is not known here does not compile. */
type Entries = { readonly [Each in Type]: (books: AccountBooks, data: DataOf<CreditAccountEvent, Each>) => void };
const nothing = () => undefined;

const ofLimits = {
  AccountOpened: (books, data) => {
    books.once(`agreement ${data.agreementId}`);
    books.limits.signed(data);
  },
  LimitChanged: (books, data) => {
    books.once(`limit ${data.changeId}`);
    books.limits.changed(data);
  },
  TemporaryLimitGranted: (books, data) => {
    books.once(`raise ${data.raiseId}`);
    books.limits.raised(data);
  },
  TemporaryLimitWithdrawn: (books, { raiseId }) => books.limits.withdrawn(raiseId),
  SpecialApprovalGranted: (books, data) => {
    books.once(`approval ${data.approvalId}`);
    books.expect(fenOf(data.overLimitBy) === books.overdraft(data.on), 'approved beside what the account is over');
    books.limits.approved(data);
  },
  SpecialApprovalWithdrawn: (books, { approvalId }) => books.limits.disapproved(approvalId),
  GreenChannelAllowed: (books, data) => {
    books.once(`allowance ${data.allowanceId}`);
    books.limits.allowed(data);
  },
} satisfies Partial<Entries>;

const ofShipments = {
  ShipmentAuthorised: (books, data) => {
    books.once(`shipment ${data.shipmentId}`);
    books.useRoom(data);
    // Beyond the horizon it takes no room, and an approval only for what else would stop it.
    if (data.isPlanned !== true) books.takeRoom(data, fenOf(data.amount), data.goods);
    else books.useApproval(data, data.goods);
    books.shipments.authorised(data);
  },
  ShipmentRefused: nothing,
  ShipmentCalledOff: (books, data) => {
    books.once(`call-off ${data.shipmentId}`);
    books.useRoom(data);
    books.takeRoom(data, fenOf(data.amount), books.shipments.goodsOf(data.shipmentId));
    books.shipments.calledOff(data);
  },
  ReservationAmended: (books, data) => {
    books.once(`amendment ${data.shipmentId} ${data.amendmentId}`);
    if (data.isChecked) books.useRoom(data);
    const more = fenOf(data.amount) - fenOf(data.amountBefore);
    if (data.isChecked) books.takeRoom(data, more, books.shipments.goodsOf(data.shipmentId));
    else books.letThrough += Math.max(0, more);
    books.shipments.amended(data);
  },
  AmendmentRefused: nothing,
  CheckpointPassed: (books, data) => {
    books.useApproval(data, books.shipments.goodsOf(data.shipmentId));
  },
  CheckpointRefused: nothing,
  ShipmentDispatched: (books, data) => {
    books.once(`dispatch ${data.shipmentId} ${data.dispatchId}`);
    books.letThrough += books.shipments.dispatched(data);
  },
  ReservationReleased: (books, data) => {
    books.once(`release ${data.shipmentId}`);
    books.shipments.ended(data);
  },
} satisfies Partial<Entries>;

const ofMoney = {
  ReceivableOpened: (books, data) => {
    books.once(`receivable ${data.receivableId}`);
    const amount = fenOf(data.amount);
    books.open.set(data.receivableId, amount);
    books.due.set(data.receivableId, data.dueDate);
    books.documents.set(data.receivableId, { amount, credited: 0, reward: undefined });
    books.days.opened(data.receivableId, data.invoiceDate, amount);
    books.ledger += amount;
    books.shipments.invoiced(data);
  },
  PaymentRecorded: (books, { paymentId, amount, valueDate }) => {
    books.once(`payment ${paymentId}`);
    books.cash.set(paymentId, fenOf(amount));
    books.paid += fenOf(amount);
    books.ledger -= fenOf(amount);
    books.days.paid(paymentId, valueDate, fenOf(amount));
  },
  PaymentAllocated: (books, data) => {
    const { paymentId, receivableId, amount, cash = amount, valueDate, credit } = data;
    books.take(credit === true ? books.notes : books.cash, paymentId, cash);
    books.take(books.open, receivableId, amount);
    books.allocated += fenOf(cash);
    books.days.allocated(data, valueDate, { off: fenOf(amount), cash: fenOf(cash) });
  },
  PaymentDeallocated: (books, data) => {
    const { paymentId, receivableId, deallocationId, amount, cash = amount, valueDate, credit } = data;
    books.once(`deallocation ${paymentId} ${deallocationId}`);
    books.give(credit === true ? books.notes : books.cash, paymentId, cash);
    books.give(books.open, receivableId, amount);
    books.allocated -= fenOf(cash);
    books.days.allocated(data, valueDate, { off: -fenOf(amount), cash: -fenOf(cash) });
  },
  PaymentReversed: (books, { paymentId, amount, valueDate }) => {
    books.once(`reversal ${paymentId}`);
    books.expect(books.take(books.cash, paymentId, amount) === 0, 'reversed with something left');
    books.paid -= fenOf(amount);
    books.ledger += fenOf(amount);
    books.days.paid(paymentId, valueDate, -fenOf(amount));
  },
  CreditNoteIssued: (books, { creditNoteId, amount, issueDate, corrects, kind }) => {
    books.once(`payment ${creditNoteId}`);
    books.notes.set(creditNoteId, fenOf(amount));
    books.paid += fenOf(amount);
    books.ledger -= fenOf(amount);
    books.days.paid(creditNoteId, issueDate, fenOf(amount));
    const known = books.documents.get(corrects ?? '');
    if (corrects === undefined || known === undefined) return;
    books.corrections.set(creditNoteId, corrects);
    known.credited += fenOf(amount);
    if (kind.endsWith('reward')) known.reward = creditNoteId;
  },
  CreditNoteCancelled: (books, { creditNoteId, amount, valueDate }) => {
    books.once(`cancelled ${creditNoteId}`);
    books.expect(books.take(books.notes, creditNoteId, amount) === 0, 'cancelled with something left');
    books.paid -= fenOf(amount);
    books.ledger += fenOf(amount);
    books.days.paid(creditNoteId, valueDate, -fenOf(amount));
    for (const known of books.documents.values()) if (known.reward === creditNoteId) known.reward = undefined;
    const corrected = books.corrections.get(creditNoteId);
    const known = books.documents.get(corrected ?? '');
    if (known !== undefined) known.credited -= fenOf(amount);
  },
  ReceivableReopened: (books, { receivableId, open }) => {
    books.expect(books.open.get(receivableId) === fenOf(open), 'reopened with another amount than is open');
    books.expect(books.done.delete(`settled ${receivableId}`), `reopened ${receivableId}, which was not settled`);
    const step = books.stepsThen.get(receivableId);
    if (step !== undefined) books.steps.set(receivableId, step);
    books.stepsThen.delete(receivableId);
  },
  ReceivableWrittenOff: (books, { receivableId, writeOffId, amount, valueDate }) => {
    books.once(`write-off ${receivableId} ${writeOffId}`);
    books.take(books.open, receivableId, amount);
    books.ledger -= fenOf(amount);
    books.days.owed(receivableId, valueDate, -fenOf(amount));
  },
  WriteOffRecovered: (books, { receivableId, recoveryId, amount, valueDate }) => {
    books.once(`recovery ${receivableId} ${recoveryId}`);
    books.give(books.open, receivableId, amount);
    books.ledger += fenOf(amount);
    books.days.owed(receivableId, valueDate, fenOf(amount));
  },
  InterestCharged: (books, { interestId }) => books.once(`interest ${interestId}`),
  ExchangeDifferenceBooked: (books, { amount }) => {
    books.ledger += fenOf(amount);
  },
  ReceivableSettled: (books, { receivableId }) => {
    books.once(`settled ${receivableId}`);
    books.expect(books.open.get(receivableId) === 0, 'settled with something open');
    const step = books.steps.get(receivableId);
    if (step !== undefined) books.stepsThen.set(receivableId, step);
    books.steps.delete(receivableId);
  },
  BillReceived: (books, { billId, amount }) => {
    books.once(`bill ${billId}`);
    books.bills.set(billId, fenOf(amount));
  },
  BillHonoured: (books, { billId }) => books.expect(books.bills.delete(billId), `honoured ${billId}, which is none`),
  BillDishonoured: (books, { billId }) =>
    books.expect(books.bills.delete(billId), `dishonoured ${billId}, which is none`),
  DepositReceived: (books, { depositId, amount }) => {
    books.once(`deposit ${depositId}`);
    books.deposits.set(depositId, fenOf(amount));
  },
  DepositReturned: (books, { depositId, returnId, amount }) => {
    books.once(`return ${depositId} ${returnId}`);
    books.take(books.deposits, depositId, amount);
  },
} satisfies Partial<Entries>;

const ofExceptions = {
  DisputeRaised: (books, { disputeId, receivableId, amount }) => {
    books.once(`dispute ${disputeId}`);
    const isWithin = fenOf(amount) <= (books.open.get(receivableId) ?? 0);
    books.expect(isWithin, 'disputed above what is open');
    books.disputes.set(disputeId, { receivableId, amount: fenOf(amount) });
  },
  DisputeClosed: (books, { disputeId }) => {
    books.once(`closed ${disputeId}`);
    books.disputes.delete(disputeId);
  },
  ExtensionRequested: (books, { extensionId }) => books.once(`extension ${extensionId}`),
  ExtensionGranted: (books, { extensionId, receivableId, dueDateBefore, dueDate }) => {
    books.once(`decided ${extensionId}`);
    books.expect(dueDateBefore === books.due.get(receivableId), 'extended from another due date');
    books.expect(dueDateBefore < dueDate, 'brought a due date forward');
    books.due.set(receivableId, dueDate);
    books.steps.delete(receivableId);
  },
  ExtensionRefused: (books, { extensionId }) => books.once(`decided ${extensionId}`),
} satisfies Partial<Entries>;

const ofHolds = {
  ShipmentsHeld: (books, { receivableId }) => {
    books.expect(!books.held.has(receivableId), 'held what was held already');
    books.held.add(receivableId);
  },
  HoldLifted: (books, { receivableId }) => books.expect(books.held.delete(receivableId), 'lifted a hold that was none'),
  HoldPlaced: (books, { holdId, cause }) => {
    books.expect(!books.placed.has(holdId), `placed ${holdId} a second time`);
    books.placed.set(holdId, cause);
  },
  HoldRemoved: (books, { holdId, cause }) => {
    books.expect(books.placed.get(holdId) === cause, `removed ${holdId}, which was not there`);
    books.placed.delete(holdId);
  },
  FollowUpStepReached: (books, { receivableId, step }) => {
    books.steps.set(receivableId, step);
  },
  CustomerBlacklisted: (books, { receivableId }) => books.once(`blacklisted ${receivableId}`),
  BlacklistLifted: nothing,
} satisfies Partial<Entries>;

const ofGroups = {
  GroupJoined: (books, { groupId }) => {
    books.expect(books.group === undefined, 'joined a group beside another');
    books.group = groupId;
  },
  GroupLeft: (books, { groupId }) => {
    books.expect(books.group === groupId, 'left a group that it was not in');
    books.group = undefined;
  },
  ShipmentAbandoned: (books, { shipmentId, token }) => {
    books.expect(!books.done.has(`room ${token} of ${shipmentId}`), `gave up ${token}, by which something stands`);
    books.once(`abandoned ${token}`);
  },
} satisfies Partial<Entries>;

const entries: Entries = { ...ofLimits, ...ofShipments, ...ofMoney, ...ofExceptions, ...ofHolds, ...ofGroups };

export const enterInto = (books: AccountBooks, events: readonly CreditAccountEvent[]): void => {
  for (const event of events) {
    // Each entry fits the event that it stands under, which the compiler cannot see from here.
    const entry = entries[event.type] as (of: AccountBooks, data: CreditAccountEvent['data']) => void;
    entry(books, event.data);
  }
  books.balance();
};
