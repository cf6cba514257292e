import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { creditCode } from '@app/kernel/credit-code';
import { decimalText } from '@app/kernel/exact';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { nonNegativeYuan } from '@app/kernel/yuan';
import {
  attachmentKind,
  fileFact,
  identityField,
  identityFields,
  mediaType,
  sha256,
} from '@app/credit-model/customer-file/file-facts';
import { offeredSecurity } from '@app/credit-model/security';
import { statement } from '@app/credit-model/statement';

// These names and fields are what is on disk. An optional field may be added; everything else is a new version, with an
// upcast: see docs/how-to/change-an-event.md.
const on = businessDate;
const reason = z.string().min(1).max(500);

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

/** What a security is said to be worth, and until when it stands. */
const { appraisedValue, liquidationValue, coveragePercent, validTo } = offeredSecurity.shape;

export const customerEvent = z.discriminatedUnion('type', [
  event('CustomerRegistered', { customerId: id, ...customerDetails.shape, on }),
  /** The fields that became known or turned out otherwise, and those that turned out to be nobody's. */
  event('CustomerDetailsCompleted', {
    customerId: id,
    details: z.object(identityFields),
    withdrawn: z.array(identityField),
    completedBy: z.string(),
    on,
  }),
  event('StatementRecorded', { customerId: id, statement, recordedBy: z.string(), on }),
  event('BadCreditRecorded', {
    customerId: id,
    receivableId: id,
    step: z.string(),
    openAmount: nonNegativeYuan,
    daysOverdue: z.int(),
    on,
  }),

  /** With a reason for the correction when the same fact stood in the file otherwise. */
  event('FileFactRecorded', {
    customerId: id,
    factId: id,
    fact: fileFact,
    correction: reason.optional(),
    recordedBy: z.string(),
    on,
  }),
  event('FileFactWithdrawn', { customerId: id, factId: id, reason, withdrawnBy: z.string(), on }),

  event('SecurityOffered', {
    customerId: id,
    securityId: id,
    kind: offeredSecurity.shape.kind,
    description: offeredSecurity.shape.description,
    appraisedValue,
    liquidationValue,
    coveragePercent,
    validTo,
    recordedBy: z.string(),
    on,
  }),
  event('SecurityRevalued', {
    customerId: id,
    securityId: id,
    appraisedValue,
    liquidationValue,
    coveragePercent: decimalText,
    validTo,
    reason,
    revaluedBy: z.string(),
    on,
  }),
  event('SecurityReleased', { customerId: id, securityId: id, reason, releasedBy: z.string(), on }),

  event('AttachmentAdded', {
    customerId: id,
    sha256,
    name: z.string().min(1).max(200),
    kind: attachmentKind,
    bytes: z.int().positive(),
    mediaType,
    addedBy: z.string(),
    on,
  }),
  event('AttachmentWithdrawn', { customerId: id, sha256, reason, withdrawnBy: z.string(), on }),
]);
export type CustomerEvent = z.infer<typeof customerEvent>;
