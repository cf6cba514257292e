import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan, yuan } from '@app/kernel/yuan';
import { paging } from './paging';

/** A place in the log, as a report that was printed names it. */
export const logPosition = z
  .string()
  .regex(/^[0-9]{1,40}$/)
  .meta({ id: 'LogPosition', description: 'A place in the log', example: '0000000000018120' });
const instantText = z.iso.datetime({ offset: true });
/** What was known: an instant, or the position that a report names. */
export const knownAtText = z
  .string()
  .max(40)
  .refine((text) => logPosition.safeParse(text).success || instantText.safeParse(text).success, {
    params: { problem: 'known-at-malformed' },
  })
  .meta({
    id: 'KnownAt',
    description: 'An instant with its zone, or a place in the log',
    example: '2026-03-31T18:00:00+08:00',
  });

export const agingGrouping = z.enum(['customer', 'unit', 'salesperson', 'grade', 'currency']);
export const agingBasis = z.enum(['due', 'invoice']);

export const agingQuery = z.strictObject({
  ...paging,
  asOf: businessDate.optional(),
  /** Left out: all that is known now. */
  knownAt: knownAtText.optional(),
  by: agingGrouping.default('customer'),
  basis: agingBasis.default('due'),
  customerId: id.optional(),
});

export const agingBucket = z.strictObject({ bucket: z.string(), amount: nonNegativeYuan, invoices: z.int() });
export const agingRow = z
  .strictObject({
    /** Empty: nobody's, or of no grade; by currency, that of the books. */
    key: z.string(),
    name: z.string(),
    /** One per bucket of the policy, in its order. */
    buckets: z.array(nonNegativeYuan),
    receivables: nonNegativeYuan,
    disputed: nonNegativeYuan,
    unallocatedCash: nonNegativeYuan,
    creditNotes: nonNegativeYuan,
    /** By currency: the same receivables in that currency. */
    inCurrency: nonNegativeYuan.optional(),
  })
  .meta({ id: 'AgingRow' });
export type AgingRow = z.infer<typeof agingRow>;

/** What a report was made of: with these three, and the same question, it can be had again to the byte. */
const identity = {
  asOf: businessDate,
  /** Up to where the log was known, and when the last of that was recorded; both empty before the first entry. */
  knownAt: z.strictObject({ position: z.string(), recordedAt: z.string() }),
  policy: z.string(),
  policyHash: z.string(),
};

export const reportIdentity = z.strictObject(identity);

/** GET /api/aging: what was owed at the end of a business day, by days overdue. */
export const agingReport = z
  .strictObject({
    ...identity,
    basis: agingBasis,
    by: agingGrouping,
    buckets: z.array(agingBucket),
    invoices: z.int(),
    receivables: nonNegativeYuan,
    disputed: nonNegativeYuan,
    unallocatedCash: nonNegativeYuan,
    creditNotes: nonNegativeYuan,
    /**
     * The report's own proof: all buckets less unallocated cash less unapplied credit notes equal the ledger, added up
     * apart from them; it holds for every customer by itself.
     */
    proof: z.strictObject({ buckets: yuan, unallocatedCash: yuan, creditNotes: yuan, ledger: yuan }),
    rows: z.array(agingRow),
    page: z.int(),
    size: z.int(),
    total: z.int(),
  })
  .meta({ id: 'AgingReport' });
export type AgingReport = z.infer<typeof agingReport>;
