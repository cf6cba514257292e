import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { positiveYuan } from '@app/kernel/yuan';

// What is on disk; see customer/events. No whole account number ever stands here: an own account goes by its name in the
// policy, the payer's by its last four digits.
const on = businessDate;
const by = z.string();
const reason = z.string().min(1).max(500);
const lineId = id;
/** What the account objected to, as its problem said it. */
const because = z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) });

export const REMITTANCE_MAX = 1_000;
export const PAYER_NAME_MAX = 200;
export const BANK_REFERENCE_MAX = 140;

export const bankLineFacts = z.object({
  account: id,
  /** Money of a customer; or the bank taking back what had been credited before. */
  kind: z.enum(['credit', 'bounce']),
  amount: positiveYuan,
  currency: z.string().length(3),
  /** When the bank booked it, and from when on the money counts. */
  bookedOn: businessDate,
  valueDate: businessDate,
  payer: z.object({
    name: z.string().max(PAYER_NAME_MAX).optional(),
    accountLast4: z.string().max(4).optional(),
    bank: z.string().max(PAYER_NAME_MAX).optional(),
  }),
  /** The bank's own reference of the entry. */
  reference: z.string().max(BANK_REFERENCE_MAX).optional(),
  /** What the payer wrote. */
  remittance: z.string().max(REMITTANCE_MAX),
});
export type BankLineFacts = z.infer<typeof bankLineFacts>;

const allocation = z.array(z.object({ receivableId: id, amount: positiveYuan }));

export const bankLineEvent = z.discriminatedUnion('type', [
  event('BankLineImported', {
    lineId,
    ...bankLineFacts.shape,
    /** The file that it came in, by its content; and where in it the line stands. */
    importId: id,
    where: z.string().max(100),
    importedBy: by,
    on,
  }),
  /** Whose money it is: the account is asked to record it as a payment. */
  event('BankLineAccepted', {
    lineId,
    customerId: id,
    paymentId: id,
    amount: positiveYuan,
    valueDate: businessDate,
    reference: z.string(),
    /** Left out: the oldest receivable first. */
    allocate: allocation.optional(),
    /** How sure the suggestion was that was accepted, 0 to 100, and the rules that spoke for it; none: by hand. */
    confidence: z.int().min(0).max(100).optional(),
    rules: z.array(z.string()).optional(),
    acceptedBy: by,
    on,
  }),
  /** What it was to pay was no longer open in that way: the payment went to the oldest receivable first. */
  event('BankLinePlacedOtherwise', { lineId, customerId: id, paymentId: id, because, on }),
  /** The account could not record the payment at all: the money is unidentified again, and not lost. */
  event('BankLineRefused', { lineId, customerId: id, paymentId: id, because, on }),
  event('BankLineSetAside', { lineId, reason, setAsideBy: by, on }),
  event('BankLineReturned', { lineId, reason, returnedBy: by, on }),
  /** An acceptance undone, once the account has reversed the payment. */
  event('BankLineReleased', {
    lineId,
    customerId: id,
    paymentId: id,
    valueDate: businessDate,
    reason,
    releasedBy: by,
    on,
  }),
  /** The payment that the bank took back, once the account has reversed it on the day of the bounce. */
  event('BankBounceAccepted', {
    lineId,
    customerId: id,
    paymentId: id,
    valueDate: businessDate,
    reason,
    acceptedBy: by,
    on,
  }),
]);
export type BankLineEvent = z.infer<typeof bankLineEvent>;
