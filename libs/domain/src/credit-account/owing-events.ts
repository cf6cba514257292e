import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { currency } from '@app/kernel/currency';
import { decimalText } from '@app/kernel/exact';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';

// What is on disk of what is owed and what was paid; see customer/events. Nothing is taken back in place: each
// correction is an event of its own, that says what it corrects and on which business day it takes effect.
const on = businessDate;
const by = z.string();
const reason = z.string().min(1).max(500);
const customerId = id;
const receivable = { customerId, receivableId: id };

/** The amount of the document beside its CNY: `rate` yuan for one unit, as it stood on `rateOn`. */
const foreign = z.object({ currency, amount: positiveYuan, rate: decimalText, rateOn: businessDate });
/** What of an amount in another currency was moved. */
const foreignPart = z.object({ currency, amount: positiveYuan });
/** Contained in the amount. */
const tax = z.object({ ratePercent: decimalText, amount: nonNegativeYuan });

const moved = {
  ...receivable,
  paymentId: id,
  /** Taken off the receivable, or put back on it. */
  amount: positiveYuan,
  /** Taken from what paid it, where that is another amount: two rates of one foreign amount. */
  cash: nonNegativeYuan.optional(),
  /** What paid it is a credit note. */
  credit: z.literal(true).optional(),
  foreign: foreignPart.optional(),
  valueDate: businessDate,
};

export const owingEvents = [
  event('ReceivableOpened', {
    ...receivable,
    amount: positiveYuan,
    invoiceDate: businessDate,
    dueDate: businessDate,
    shipmentId: id.optional(),
    /** Nothing of the shipment is left to be invoiced, though its invoices come to less than was dispatched. */
    completesShipment: z.boolean().optional(),
    /** Left out: an invoice. */
    kind: z.enum(['debit-note', 'opening-balance', 'interest', 'bill-claim']).optional(),
    /** The invoice of which it is an instalment. */
    documentId: id.optional(),
    instalment: z.object({ nth: z.int().positive(), of: z.int().positive() }).optional(),
    /** The terms by which the due date came about. */
    terms: z.string().max(60).optional(),
    tax: tax.optional(),
    foreign: foreign.optional(),
    salesperson: z.string().min(1).max(60).optional(),
    /** The receivable that a debit note adds to. */
    corrects: id.optional(),
    on,
  }),
  event('PaymentRecorded', {
    customerId,
    paymentId: id,
    amount: positiveYuan,
    valueDate: businessDate,
    reference: z.string().max(140),
    means: z.enum(['transfer', 'cash', 'bill', 'netting', 'opening-balance']).optional(),
    foreign: foreign.optional(),
    on,
  }),
  event('PaymentAllocated', { ...moved, on }),
  event('ReceivableSettled', {
    ...receivable,
    valueDate: businessDate,
    /** What settled it at the last; left out: money. */
    with: z.enum(['credit-note', 'write-off']).optional(),
    /** How many times it has been settled with this one; left out: once. */
    nth: z.int().min(2).optional(),
    on,
  }),

  /** Undoes an allocation, or part of it, from its value date on: its own one where it should never have been. */
  event('PaymentDeallocated', { ...moved, deallocationId: id, reason, deallocatedBy: by, on }),
  /** All that it was allocated to has been taken back before, in the same breath. */
  event('PaymentReversed', {
    customerId,
    paymentId: id,
    amount: positiveYuan,
    cause: z.enum(['bounced', 'mistake']),
    /** The day of the bounce; the payment's own value date where it should never have been recorded. */
    valueDate: businessDate,
    reason,
    reversedBy: by,
    on,
  }),
  event('CreditNoteIssued', {
    customerId,
    creditNoteId: id,
    amount: positiveYuan,
    issueDate: businessDate,
    kind: z.enum(['return', 'price', 'early-payment-reward', 'on-time-reward', 'other']),
    /** The receivable that it corrects. */
    corrects: id.optional(),
    tax: tax.optional(),
    foreign: foreign.optional(),
    reason,
    issuedBy: by,
    on,
  }),
  event('CreditNoteCancelled', {
    customerId,
    creditNoteId: id,
    amount: positiveYuan,
    valueDate: businessDate,
    reason,
    cancelledBy: by,
    on,
  }),
  /** It was settled, and `open` of it is owed again. */
  event('ReceivableReopened', {
    ...receivable,
    open: positiveYuan,
    /** How many times it has been with this one; left out: once. */
    nth: z.int().min(2).optional(),
    on,
  }),
  event('ReceivableWrittenOff', {
    ...receivable,
    writeOffId: id,
    amount: positiveYuan,
    valueDate: businessDate,
    reason,
    decidedBy: by,
    on,
  }),
  /** Money came for it after all: so much is owed again, and is paid like anything else. */
  event('WriteOffRecovered', {
    ...receivable,
    writeOffId: id,
    recoveryId: id,
    amount: positiveYuan,
    valueDate: businessDate,
    on,
  }),
  /** What it comes to is a receivable of its own, recorded beside it under the same id. */
  event('InterestCharged', {
    customerId,
    interestId: id,
    ratePercent: decimalText,
    from: businessDate,
    to: businessDate,
    lines: z
      .array(
        z.object({
          receivableId: id,
          from: businessDate,
          to: businessDate,
          days: z.int().positive(),
          balance: positiveYuan,
          amount: nonNegativeYuan,
        }),
      )
      .min(1),
    amount: positiveYuan,
    chargedBy: by,
    on,
  }),
  /** 汇兑损益, realised: more than zero is a gain. What was taken from the payment less what was taken off the receivable. */
  event('ExchangeDifferenceBooked', { ...receivable, paymentId: id, amount: yuan, valueDate: businessDate, on }),
] as const;
