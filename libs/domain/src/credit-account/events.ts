import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { policyStamp } from '@app/kernel/policy-stamp';
import { decimalText } from '@app/kernel/exact';
import { ruleName, ruleOutcome } from '@app/kernel/rule-outcome';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';
import { stepName } from '../follow-up/ladder-policy';
import { owingEvents } from './owing-events';

// What is on disk; see customer/events. `on` is the business day on which it was recorded; an event whose
// business effect lies on another day says so in a field of its own (invoiceDate, valueDate).
const on = businessDate;
const by = z.string();
const reason = z.string().min(1).max(500);
const customerId = id;
const shipment = { customerId, shipmentId: id, amount: positiveYuan };
const receivable = { customerId, receivableId: id };
const refusal = {
  available: yuan,
  /** Every rule with its outcome and figures, in the order of the policy. */
  rules: z.array(ruleOutcome).min(1),
  policy: policyStamp,
  on,
};
/** The special approval that let it through, and how much of it that took. */
const approval = z.object({ approvalId: id, amount: positiveYuan }).optional();
/** The room of the customer's group that let it through. */
const room = z.object({ groupId: id, token: z.string().min(1).max(64) }).optional();
const reward = z.object({ percent: decimalText, withinDays: z.int().positive() });
const onTimeReward = z.object({ percent: decimalText });
const placedCause = z.enum(['manual', 'agreement-suspended', 'over-limit', 'agreement-lapsed', 'security-lapsed']);

export const creditAccountEvent = z.discriminatedUnion('type', [
  event('AccountOpened', {
    customerId,
    agreementId: id,
    limit: positiveYuan,
    grade: z.string(),
    termDays: z.int().positive(),
    validFrom: businessDate,
    validTo: businessDate,
    isSecured: z.boolean().optional(),
    reward: reward.optional(),
    onTimeReward: onTimeReward.optional(),
    on,
  }),
  event('LimitChanged', {
    customerId,
    changeId: id,
    /** Zero is no credit at all; unlimited is said in a word of its own. */
    limit: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('amount'), amount: nonNegativeYuan }),
      z.object({ kind: z.literal('unlimited') }),
    ]),
    from: businessDate,
    to: businessDate.optional(),
    reason,
    changedBy: by,
    on,
  }),
  event('TemporaryLimitGranted', {
    customerId,
    raiseId: id,
    amount: positiveYuan,
    from: businessDate,
    to: businessDate,
    reason,
    grantedBy: by,
    on,
  }),
  event('TemporaryLimitWithdrawn', { customerId, raiseId: id, reason, withdrawnBy: by, on }),
  event('SpecialApprovalGranted', {
    customerId,
    approvalId: id,
    amount: positiveYuan,
    uses: z.int().positive(),
    expiresOn: businessDate,
    excuses: z.array(ruleName).min(1),
    goods: z.string().max(140).optional(),
    shipmentId: id.optional(),
    /** What the account was over its limit already: the authority is measured on both together. */
    overLimitBy: nonNegativeYuan,
    reason,
    grantedBy: by,
    on,
  }),
  event('SpecialApprovalWithdrawn', { customerId, approvalId: id, reason, withdrawnBy: by, on }),
  event('GreenChannelAllowed', { customerId, allowanceId: id, amount: positiveYuan, expiresOn: businessDate, on }),

  event('ShipmentAuthorised', {
    ...shipment,
    expiresOn: businessDate,
    policy: policyStamp,
    deliverOn: businessDate.optional(),
    /** Beyond the policy's horizon: it takes no room before it is called off. */
    isPlanned: z.boolean().optional(),
    goods: z.string().max(140).optional(),
    approval,
    room,
    on,
  }),
  event('ShipmentRefused', { ...shipment, ...refusal }),
  event('ShipmentCalledOff', { ...shipment, expiresOn: businessDate, approval, room, policy: policyStamp, on }),
  event('ReservationAmended', {
    ...shipment,
    amendmentId: id,
    amountBefore: positiveYuan,
    expiresOn: businessDate,
    /** Otherwise it is less than before, or within the tolerance of what was. */
    isChecked: z.boolean(),
    approval,
    room,
    policy: policyStamp,
    on,
  }),
  event('AmendmentRefused', { ...shipment, amendmentId: id, ...refusal }),
  event('CheckpointPassed', {
    customerId,
    shipmentId: id,
    checkpoint: z.enum(['delivery', 'goods-issue']),
    approval,
    policy: policyStamp,
    on,
  }),
  event('CheckpointRefused', {
    customerId,
    shipmentId: id,
    checkpoint: z.enum(['delivery', 'goods-issue']),
    rules: z.array(ruleOutcome).min(1),
    policy: policyStamp,
    on,
  }),
  event('ShipmentDispatched', { ...shipment, dispatchId: id, on }),
  event('ReservationReleased', { ...shipment, reason: z.enum(['released', 'expired']), on }),

  ...owingEvents,

  /** Pays like a payment, recorded beside it under the same id, and stays exposure until it is honoured. */
  event('BillReceived', {
    customerId,
    billId: id,
    amount: positiveYuan,
    kind: z.enum(['bank', 'commercial']),
    drawer: z.string().max(140),
    maturesOn: businessDate,
    on,
  }),
  event('BillHonoured', { customerId, billId: id, valueDate: businessDate, on }),
  /** The claim under the bill is a receivable from then on, recorded beside it. */
  event('BillDishonoured', { customerId, billId: id, reason, on }),
  event('DepositReceived', { customerId, depositId: id, amount: positiveYuan, reference: z.string().max(140), on }),
  event('DepositReturned', { customerId, depositId: id, returnId: id, amount: positiveYuan, on }),

  event('DisputeRaised', {
    ...receivable,
    disputeId: id,
    amount: positiveYuan,
    reason,
    /** Our goods, our paperwork, our delay: then late payment is no credit matter and no hold follows. */
    nonCredit: z.boolean(),
    raisedBy: by,
    on,
  }),
  event('DisputeClosed', { ...receivable, disputeId: id, outcome: reason, closedBy: by, on }),
  event('ExtensionRequested', {
    ...receivable,
    extensionId: id,
    newDueDate: businessDate,
    reason,
    requestedBy: by,
    on,
  }),
  event('ExtensionGranted', {
    ...receivable,
    extensionId: id,
    dueDateBefore: businessDate,
    dueDate: businessDate,
    decidedBy: by,
    on,
  }),
  event('ExtensionRefused', { ...receivable, extensionId: id, reason, decidedBy: by, on }),

  event('ShipmentsHeld', { ...receivable, on }),
  event('HoldLifted', {
    ...receivable,
    reason: z.enum(['settled', 'extended', 'disputed', 'by-hand']),
    note: z.string().max(500),
    liftedBy: by,
    on,
  }),
  event('HoldPlaced', { customerId, holdId: id, cause: placedCause, reason, placedBy: by, on }),
  event('HoldRemoved', { customerId, holdId: id, cause: placedCause, reason, removedBy: by, on }),
  event('FollowUpStepReached', { ...receivable, step: stepName, on }),
  event('CustomerBlacklisted', { ...receivable, on }),
  event('BlacklistLifted', { customerId, reason, liftedBy: by, on }),

  event('GroupJoined', { customerId, groupId: id, cap: nonNegativeYuan.optional(), joinedBy: by, on }),
  event('GroupLeft', { customerId, groupId: id, leftBy: by, on }),
  /** No shipment can be let through by this token any more, so its room may go back to the group. */
  event('ShipmentAbandoned', { customerId, shipmentId: id, token: z.string().min(1).max(64), on }),
]);
export type CreditAccountEvent = z.infer<typeof creditAccountEvent>;
