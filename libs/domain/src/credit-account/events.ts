import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { policyStamp } from '@app/kernel/policy-stamp';
import { positiveYuan, yuan } from '@app/kernel/yuan';
import { ruleOutcome } from '@app/kernel/rule-outcome';

// What is on disk; see customer/events. `on` is the business day on which it was recorded; an event whose
// business effect lies on another day says so in a field of its own (invoiceDate, valueDate).
const on = businessDate;
const by = z.string();
const reason = z.string().min(1).max(500);
const customerId = id;
const shipment = { customerId, shipmentId: id, amount: positiveYuan };
const receivable = { customerId, receivableId: id };

export const creditAccountEvent = z.discriminatedUnion('type', [
  event('AccountOpened', {
    customerId,
    agreementId: id,
    limit: positiveYuan,
    grade: z.string(),
    termDays: z.int().positive(),
    validFrom: businessDate,
    validTo: businessDate,
    on,
  }),
  event('GreenChannelAllowed', { customerId, allowanceId: id, amount: positiveYuan, expiresOn: businessDate, on }),

  event('ShipmentAuthorised', { ...shipment, expiresOn: businessDate, policy: policyStamp, on }),
  event('ShipmentRefused', {
    ...shipment,
    available: yuan,
    /** Every rule with its outcome and figures, in the order of the policy. */
    rules: z.array(ruleOutcome).min(1),
    policy: policyStamp,
    on,
  }),
  event('ShipmentDispatched', { ...shipment, dispatchId: id, on }),
  event('ReservationReleased', { ...shipment, reason: z.enum(['released', 'expired']), on }),

  event('ReceivableOpened', {
    ...receivable,
    amount: positiveYuan,
    invoiceDate: businessDate,
    dueDate: businessDate,
    shipmentId: id.optional(),
    on,
  }),
  event('PaymentRecorded', {
    customerId,
    paymentId: id,
    amount: positiveYuan,
    valueDate: businessDate,
    reference: z.string().max(140),
    on,
  }),
  event('PaymentAllocated', { ...receivable, paymentId: id, amount: positiveYuan, valueDate: businessDate, on }),
  event('ReceivableSettled', { ...receivable, valueDate: businessDate, on }),

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
  event('CustomerBlacklisted', { ...receivable, on }),
  event('BlacklistLifted', { customerId, reason, liftedBy: by, on }),
]);
export type CreditAccountEvent = z.infer<typeof creditAccountEvent>;
