import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { nonNegativeYuan, yuan } from '@app/kernel/yuan';
import { paging } from './paging';

export const agingQuery = z.strictObject({
  ...paging,
  asOf: businessDate.optional(),
  by: z.enum(['customer', 'unit']).default('customer'),
});

export const agingBucket = z.strictObject({ bucket: z.string(), amount: nonNegativeYuan, invoices: z.int() });
export const agingRow = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    /** One per bucket of the policy, in its order. */
    buckets: z.array(nonNegativeYuan),
    receivables: nonNegativeYuan,
    disputed: nonNegativeYuan,
    unallocatedCash: nonNegativeYuan,
  })
  .meta({ id: 'AgingRow' });
export type AgingRow = z.infer<typeof agingRow>;

/** GET /api/aging: what was owed at the end of a business day, by days overdue. */
export const agingReport = z
  .strictObject({
    asOf: businessDate,
    policy: z.string(),
    buckets: z.array(agingBucket),
    invoices: z.int(),
    receivables: nonNegativeYuan,
    unallocatedCash: nonNegativeYuan,
    /** The report's own proof: all buckets less unallocated cash equals the ledger, added up apart from the buckets. */
    proof: z.strictObject({ buckets: yuan, unallocatedCash: yuan, ledger: yuan }),
    rows: z.array(agingRow),
    page: z.int(),
    size: z.int(),
    total: z.int(),
  })
  .meta({ id: 'AgingReport' });
export type AgingReport = z.infer<typeof agingReport>;
