import { z } from 'zod';
import {
  attachmentKind,
  fileFactRequest,
  identityField,
  identityFields,
  mediaType,
  sha256,
} from '@app/credit-model/customer-file/file-facts';
import { offeredSecurity } from '@app/credit-model/security';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';

const reason = z.string().trim().min(1).max(500);

export const factPath = z.strictObject({ customerId: id, factId: id });
export const securityPath = z.strictObject({ customerId: id, securityId: id });
export const attachmentPath = z.strictObject({ customerId: id, sha256 });

/** PUT /api/customers/{customerId}/details: what became known or turned out otherwise; the last word counts. */
export const completeDetails = z
  .strictObject({
    ...identityFields,
    /** Fields that turned out to be nobody's. */
    withdrawn: z.array(identityField).max(Object.keys(identityFields).length).default([]),
  })
  .meta({ id: 'CompleteDetails' });

/** PUT /api/customers/{customerId}/facts/{factId} */
export const recordFact = z
  .strictObject({
    fact: fileFactRequest,
    /** Why what stands under this id was wrong; without it, other content under a used id is refused. */
    correction: reason.optional(),
  })
  .meta({ id: 'RecordFact' });

/** PUT …/withdrawal of a fact or an attachment, …/release of a security */
export const withReason = z.strictObject({ reason }).meta({ id: 'WithReason' });

const { securityId: _, ...offer } = offeredSecurity.shape;
/** PUT /api/customers/{customerId}/securities/{securityId} */
export const offerSecurity = z.strictObject(offer).meta({ id: 'OfferSecurity' });
const { kind: __, description: ___, ...worth } = offer;
/** PUT /api/customers/{customerId}/securities/{securityId}/valuation */
export const revalueSecurity = z.strictObject({ ...worth, reason }).meta({ id: 'RevalueSecurity' });

/** PUT /api/customers/{customerId}/attachments/{sha256}?name=…&kind=…: the bytes are the body. */
export const attachmentQuery = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    // It becomes part of a header and of a path on somebody's disk.
    .regex(/^(?!\.+$)[^\p{Cc}\p{Cf}/\\]+$/u, { error: 'file-name-malformed' }),
  kind: attachmentKind,
});
export const attachmentView = z
  .strictObject({
    sha256,
    name: z.string(),
    kind: attachmentKind,
    bytes: z.int(),
    mediaType,
    addedBy: z.string(),
    on: businessDate,
  })
  .meta({ id: 'Attachment' });
