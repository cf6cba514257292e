import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { creditCode } from '@app/kernel/credit-code';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { nonNegativeYuan } from '@app/kernel/yuan';
import { statement } from '@app/credit-model/statement';

// These names and fields are what is on disk. An optional field may be added; everything else is a new version, with an
// upcast: see docs/how-to/change-an-event.md.
const on = businessDate;

export const CUSTOMER_NAME_MAX = 120;

export const customerDetails = z.object({
  name: z.string().min(1).max(CUSTOMER_NAME_MAX),
  /** Left out only for customers taken over from another system's invoices; the file then says what is missing. */
  creditCode: creditCode.optional(),
  sellingUnit: z.string().min(1).max(60),
  industry: z.string().max(60).optional(),
  customerSince: businessDate.optional(),
  contact: z.object({ name: z.string().max(60), phone: z.string().max(40) }).optional(),
  /** Made up for the demo: shown as such on every screen. */
  demo: z.boolean().optional(),
});

export const customerEvent = z.discriminatedUnion('type', [
  event('CustomerRegistered', { customerId: id, ...customerDetails.shape, on }),
  event('StatementRecorded', { customerId: id, statement, recordedBy: z.string(), on }),
  event('BadCreditRecorded', {
    customerId: id,
    receivableId: id,
    step: z.string(),
    openAmount: nonNegativeYuan,
    daysOverdue: z.int(),
    on,
  }),
]);
export type CustomerEvent = z.infer<typeof customerEvent>;
