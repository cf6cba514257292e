import { z } from 'zod';
import { scoringPolicy } from '@app/credit-model/policy';
import { stance, strategy } from '@app/credit-model/policy/policy-shape';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { bilingual } from '@app/kernel/language';
import { pageOf, paging } from './paging';

const WHY_MAX = 500;
const why = z.string().trim().min(1).max(WHY_MAX);
const version = z.coerce.number().int().min(1).max(1_000_000);

export const policyVersionPath = z.strictObject({ policyId: id, version });
export const policyVersionsQuery = z.strictObject(paging);

/** PUT /api/policies/scoring/{policyId}/{version}/proposal: the document has the id and the version of its address. */
export const proposePolicy = z.strictObject({ document: scoringPolicy, why }).meta({ id: 'ProposePolicy' });

/** PUT /api/policies/scoring/{policyId}/{version}: what somebody else has proposed is put in force from a day on. */
export const publishPolicy = z
  .strictObject({ document: scoringPolicy, validFrom: businessDate, why })
  .meta({ id: 'PublishPolicy' });

const act = z.strictObject({ by: z.string(), on: businessDate, why: z.string() });

export const policyVersion = z
  .strictObject({
    policyId: id,
    version: z.int(),
    hash: z.string(),
    name: bilingual,
    stance,
    strategy,
    /** Delivered with XAY; whether anybody has proposed or published it stands beside it. */
    shipped: z.boolean(),
    proposed: act.optional(),
    published: act.extend({ validFrom: businessDate }).optional(),
    /** New assessments of today are made under it. */
    inForce: z.boolean(),
  })
  .meta({ id: 'PolicyVersion' });
export type PolicyVersion = z.infer<typeof policyVersion>;

/** GET /api/policies/scoring: every version, those in force or to come first. */
export const policyVersionPage = pageOf(policyVersion).meta({ id: 'PolicyVersionPage' });
export type PolicyVersionPage = z.infer<typeof policyVersionPage>;

/** GET /api/policies/scoring/{policyId}/{version} */
export const policyVersionFile = z
  .strictObject({ ...policyVersion.shape, document: z.record(z.string(), z.unknown()) })
  .meta({ id: 'PolicyVersionFile' });
export type PolicyVersionFile = z.infer<typeof policyVersionFile>;
