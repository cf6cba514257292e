import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { currency } from '@app/kernel/currency';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';
import { pageOf, paging } from './paging';

const reason = z.string().trim().min(1).max(500);
/** So many receivables are named at once. */
export const NAMED_MAX = 500;

export const paymentPath = z.strictObject({ customerId: id, paymentId: id });
export const deallocationPath = z.strictObject({ customerId: id, paymentId: id, deallocationId: id });
export const creditNotePath = z.strictObject({ customerId: id, creditNoteId: id });
export const creditNoteDeallocationPath = z.strictObject({ customerId: id, creditNoteId: id, deallocationId: id });

/** Where money goes: by hand, or by a rule among the named invoices or all; left out, by the rule of the payment policy. */
const wish = {
  /** By hand: each receivable with its amount; empty for none. */
  allocate: z
    .array(z.strictObject({ receivableId: id, amount: positiveYuan }))
    .max(NAMED_MAX)
    .optional(),
  rule: z.enum(['oldest-first', 'by-instalment', 'pro-rata', 'none']).optional(),
  /** Receivables, or invoices with all their instalments; without a rule they are paid in this order. */
  invoices: z.array(id).min(1).max(NAMED_MAX).optional(),
};
type Wish = Readonly<{ allocate?: unknown; rule?: unknown; invoices?: unknown }>;
const isOneWish = ({ allocate, rule, invoices }: Wish): boolean =>
  allocate === undefined || (rule === undefined && invoices === undefined);
const twoWishes = { params: { problem: 'allocation-two-ways' }, path: ['allocate'] };

/** PUT /api/customers/{customerId}/payments/{paymentId} */
export const recordPayment = z
  .strictObject({
    /** In the currency of the payment. */
    amount: positiveYuan,
    /** Left out: CNY. Of another the rate of the value date is taken from the book of rates. */
    currency: currency.optional(),
    /** The day on which the money was there; left out: today. */
    valueDate: businessDate.optional(),
    /** Of the bank; of a netting, the document of what we owed. */
    reference: z.string().max(140).default(''),
    /** `opening-balance`: a credit taken over from other books. */
    means: z.enum(['transfer', 'cash', 'netting', 'opening-balance']).optional(),
    ...wish,
  })
  .refine(isOneWish, twoWishes)
  .meta({ id: 'RecordPayment' });

/** PUT …/payments/{paymentId}/allocation, …/credit-notes/{creditNoteId}/allocation: takes what is left of it to receivables. */
export const allocatePayment = z
  .strictObject({
    ...wish,
    /** The day on which it counts; left out: as early as the money was there and the receivable owed. */
    valueDate: businessDate.optional(),
  })
  .refine(isOneWish, twoWishes)
  .meta({ id: 'AllocatePayment' });

/** PUT …/payments/{paymentId}/deallocations/{deallocationId}, and of credit notes. */
export const deallocatePayment = z
  .strictObject({
    receivableId: id,
    /** Left out: all that went to it. */
    amount: positiveYuan.optional(),
    /** From which day on; left out: as if it had never been allocated. */
    valueDate: businessDate.optional(),
    reason,
  })
  .meta({ id: 'DeallocatePayment' });

/** PUT …/payments/{paymentId}/reversal: everything that it paid is owed again. */
export const reversePayment = z
  .strictObject({
    cause: z.enum(['bounced', 'mistake']),
    /** Left out: today where it bounced, its own value date where it was a mistake. */
    valueDate: businessDate.optional(),
    reason,
  })
  .meta({ id: 'ReversePayment' });

const ofCurrency = z.strictObject({ currency, amount: positiveYuan, left: nonNegativeYuan }).optional();
const allocations = z.array(
  z.strictObject({
    receivableId: id,
    amount: positiveYuan,
    valueDate: businessDate,
    /** What is still owed of that receivable. */
    open: nonNegativeYuan,
  }),
);
const deallocations = z.array(
  z.strictObject({ deallocationId: id, receivableId: id, amount: positiveYuan, valueDate: businessDate }),
);

/** A payment as it stands: `open` while part of it is unallocated. */
export const paymentReply = z
  .strictObject({
    paymentId: id,
    amount: positiveYuan,
    valueDate: businessDate,
    reference: z.string(),
    means: z.enum(['transfer', 'cash', 'bill', 'netting', 'opening-balance']).optional(),
    foreign: ofCurrency,
    state: z.enum(['open', 'spent', 'reversed']),
    allocations,
    deallocations,
    unallocated: nonNegativeYuan,
    reversal: z.strictObject({ cause: z.enum(['bounced', 'mistake']), valueDate: businessDate }).optional(),
    available: yuan,
  })
  .meta({ id: 'PaymentReply' });
export type PaymentReply = z.infer<typeof paymentReply>;

/** PUT …/credit-notes/{creditNoteId}: 红字单. What it corrects takes as much of it as is open, the rest waits unapplied. */
export const issueCreditNote = z
  .strictObject({
    amount: positiveYuan,
    issueDate: businessDate.optional(),
    kind: z.enum(['return', 'price', 'other']),
    /** The receivable that it corrects: it is never larger than that, less earlier credit notes of it. */
    corrects: id.optional(),
    reason,
    ...wish,
  })
  .refine(isOneWish, twoWishes)
  .meta({ id: 'IssueCreditNote' });

/** PUT …/credit-notes/{creditNoteId}/cancellation */
export const cancelCreditNote = z
  .strictObject({
    /** Left out: as if it had never been issued. */
    valueDate: businessDate.optional(),
    reason,
  })
  .meta({ id: 'CancelCreditNote' });

export const creditNoteReply = z
  .strictObject({
    creditNoteId: id,
    amount: positiveYuan,
    issueDate: businessDate,
    kind: z.enum(['return', 'price', 'early-payment-reward', 'on-time-reward', 'other']),
    corrects: id.optional(),
    reason: z.string(),
    foreign: ofCurrency,
    state: z.enum(['open', 'spent', 'cancelled']),
    allocations,
    deallocations,
    /** What no receivable has taken. */
    unapplied: nonNegativeYuan,
    cancelledFrom: businessDate.optional(),
    available: yuan,
  })
  .meta({ id: 'CreditNoteReply' });
export type CreditNoteReply = z.infer<typeof creditNoteReply>;

/** GET /api/customers/{customerId}/payments and …/credit-notes: newest first. */
export const paymentQuery = z.strictObject({
  ...paging,
  /** Only those of which something is left. */
  open: z.enum(['true', 'false']).optional(),
});
const listed = { available: true } as const;
export const paymentRow = paymentReply.omit(listed).meta({ id: 'Payment' });
export type PaymentRow = z.infer<typeof paymentRow>;
export const paymentPage = pageOf(paymentRow).meta({ id: 'Payments' });
export type PaymentPage = z.infer<typeof paymentPage>;
export const creditNoteRow = creditNoteReply.omit(listed).meta({ id: 'CreditNote' });
export type CreditNoteRow = z.infer<typeof creditNoteRow>;
export const creditNotePage = pageOf(creditNoteRow).meta({ id: 'CreditNotes' });
export type CreditNotePage = z.infer<typeof creditNotePage>;
