import { z } from 'zod';

const column = z.string().min(1).max(200);

/** Which column of a file holds what; a document in `config/mappings` or of the caller's own. */
export const invoiceMapping = z.strictObject({
  name: z.string().min(1),
  columns: z.strictObject({
    customer: column,
    invoice: column,
    invoiceDate: column,
    dueDate: column,
    amount: column,
    /** Left out, or empty in a row: not paid yet. */
    settledDate: column.optional(),
    customerName: column.optional(),
  }),
  /** A customer that XAY does not know: a rejected row, or registered with what the file says. */
  unknownCustomer: z.enum(['reject', 'register']),
  /** The selling unit of the customers that are registered. */
  sellingUnit: z.string().min(1).max(60),
  /** Left out: whatever makes the header fit. */
  delimiter: z.string().length(1).optional(),
});
export type InvoiceMapping = z.infer<typeof invoiceMapping>;
export type InvoiceField = keyof InvoiceMapping['columns'];
