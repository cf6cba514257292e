import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { currency } from '@app/kernel/currency';
import { decimalText } from '@app/kernel/exact';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan, positiveYuan } from '@app/kernel/yuan';

/** As many as a policy of terms may have. */
const INSTALMENTS_MAX = 60;
const LINES_MAX = 10_000;
const RATE_PERCENT_MAX = 100;

export const invoicePath = z.strictObject({ customerId: id, receivableId: id });

const percent = decimalText.refine((text) => Number(text) >= 0 && Number(text) <= RATE_PERCENT_MAX, {
  params: { problem: 'percent-out-of-range' },
});

type Due = Readonly<{ dueDate?: unknown; terms?: unknown; instalments?: unknown }>;
const waysOf = ({ dueDate, terms, instalments }: Due): number =>
  [dueDate, terms, instalments].filter((way) => way !== undefined).length;

/** PUT /api/customers/{customerId}/invoices/{receivableId}: goods already shipped, hence never refused for limit. */
export const recordInvoice = z
  .strictObject({
    /** In the currency of the document, tax contained. */
    amount: positiveYuan,
    /** Left out: CNY. Of another the rate of the invoice date is taken from the book of rates. */
    currency: currency.optional(),
    invoiceDate: businessDate,
    /** One of the three: a day, the id of payment terms, or every instalment by itself. */
    dueDate: businessDate.optional(),
    terms: z.string().min(1).max(60).optional(),
    instalments: z
      .array(z.strictObject({ dueDate: businessDate, amount: positiveYuan }))
      .min(1)
      .max(INSTALMENTS_MAX)
      .optional(),
    /** Shown, and contained in the amount; without its own amount it is worked out. */
    tax: z
      .strictObject({
        ratePercent: percent,
        amount: nonNegativeYuan.optional(),
        /** Each line of the invoice may be rounded by a fen. */
        lines: z.int().positive().max(LINES_MAX).optional(),
      })
      .optional(),
    /** Left out: an invoice. `opening-balance`: taken over from other books, with the dates that it had there. */
    kind: z.enum(['debit-note', 'opening-balance']).optional(),
    /** What a debit note adds to. */
    corrects: id.optional(),
    salesperson: z.string().trim().min(1).max(60).optional(),
    /** The shipment that it invoices: what was dispatched of it is no longer waiting for an invoice. */
    shipmentId: id.optional(),
    completesShipment: z.boolean().optional(),
  })
  .refine((body) => waysOf(body) > 0, { params: { problem: 'due-date-missing' }, path: ['dueDate'] })
  .refine((body) => waysOf(body) < 2, { params: { problem: 'due-date-two-ways' }, path: ['dueDate'] })
  .meta({ id: 'RecordInvoice' });

/** GET …/invoices/{receivableId}: a document as it stands, in its own currency and in CNY side by side. */
export const invoiceView = z
  .strictObject({
    invoiceId: id,
    kind: z.enum(['invoice', 'debit-note', 'opening-balance', 'interest', 'bill-claim']),
    invoiceDate: businessDate,
    currency,
    /** In the currency of the document. */
    amount: positiveYuan,
    open: nonNegativeYuan,
    /** In CNY. */
    baseAmount: positiveYuan,
    baseOpen: nonNegativeYuan,
    /** So many CNY for one unit of another currency. */
    rate: decimalText.optional(),
    tax: z.strictObject({ ratePercent: decimalText, baseAmount: nonNegativeYuan }).optional(),
    corrects: id.optional(),
    salesperson: z.string().optional(),
    instalments: z.array(
      z.strictObject({
        receivableId: id,
        dueDate: businessDate,
        amount: positiveYuan,
        open: nonNegativeYuan,
        baseAmount: positiveYuan,
        baseOpen: nonNegativeYuan,
        state: z.enum(['open', 'settled']),
      }),
    ),
  })
  .meta({ id: 'Invoice' });
export type InvoiceView = z.infer<typeof invoiceView>;
