import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';

// What is on disk; see customer/events.
export const WHY_MAX = 500;
const by = z.string();
const why = z.string().min(1).max(WHY_MAX);

const version = {
  kind: z.enum(['scoring']),
  policyId: id,
  version: z.int().positive(),
  /** SHA-256 over the document's canonical JSON, as assessments name it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Whole, so that what was assessed under it can be computed again without any file. */
  document: z.record(z.string(), z.unknown()),
  why,
};

export const policyEvent = z.discriminatedUnion('type', [
  event('PolicyVersionProposed', { ...version, proposedBy: by, on: businessDate }),
  event('PolicyVersionPublished', {
    ...version,
    /** In force from the beginning of this business day, until one with a later day is. */
    validFrom: businessDate,
    proposedBy: by,
    publishedBy: by,
    on: businessDate,
  }),
]);
export type PolicyEvent = z.infer<typeof policyEvent>;
