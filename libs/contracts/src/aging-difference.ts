import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { yuan } from '@app/kernel/yuan';
import { agingBasis, knownAtText, reportIdentity } from './aging';
import { paging } from './paging';

/** GET /api/aging/difference: two reports, each by its day and by what was known; left out, today and all that is known. */
export const agingDifferenceQuery = z.strictObject({
  ...paging,
  asOf: businessDate.optional(),
  knownAt: knownAtText.optional(),
  toAsOf: businessDate.optional(),
  toKnownAt: knownAtText.optional(),
  basis: agingBasis.default('due'),
  customerId: id.optional(),
});

/** A bucket by its id, or `disputed`, `unallocated-cash`, `credit-notes`; less than zero where it fell. */
const change = z.strictObject({ column: z.string(), amount: yuan });

/** What an event did to the figures. */
const responsible = z.strictObject({
  position: z.string(),
  type: z.string(),
  by: z.string(),
  receivableId: id.optional(),
  paymentId: id.optional(),
  /** The day on which it takes effect, and when it was recorded. */
  businessDate,
  recordedAt: z.string(),
  effects: z.array(change),
});

export const agingDifferenceRow = z
  .strictObject({
    customerId: id,
    name: z.string(),
    changes: z.array(change),
    /** With `passing` they add up to `changes`, column by column. */
    events: z.array(responsible),
    /** What moved from bucket to bucket because the days went on, and nothing else. */
    passing: z.array(z.strictObject({ from: z.string(), to: z.string(), amount: yuan, receivables: z.int() })),
  })
  .meta({ id: 'AgingDifferenceRow' });
export type AgingDifferenceRow = z.infer<typeof agingDifferenceRow>;

export const agingDifference = z
  .strictObject({
    from: reportIdentity,
    to: reportIdentity,
    rows: z.array(agingDifferenceRow),
    page: z.int(),
    size: z.int(),
    total: z.int(),
  })
  .meta({ id: 'AgingDifference' });
export type AgingDifference = z.infer<typeof agingDifference>;
