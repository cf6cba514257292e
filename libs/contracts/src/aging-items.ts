import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan, yuan } from '@app/kernel/yuan';
import { agingBasis, agingGrouping, knownAtText } from './aging';
import { pageOf, paging } from './paging';

/** GET /api/aging/items: the documents behind a cell of a report, or behind a row or a column of it. */
export const agingItemsQuery = z.strictObject({
  ...paging,
  asOf: businessDate.optional(),
  knownAt: knownAtText.optional(),
  basis: agingBasis.default('due'),
  /** The row: what it is by, and its key; the key may be empty, as it is in the report. */
  by: agingGrouping.default('customer'),
  key: z.string().max(200).optional(),
  /** The column: the id of a bucket. */
  bucket: z.string().max(60).optional(),
});

export const agingItem = z
  .strictObject({
    customerId: id,
    customerName: z.string(),
    receivableId: id,
    documentId: id.optional(),
    /** `invoice`, or what else it is. */
    kind: z.string(),
    bucket: z.string(),
    invoiceDate: businessDate,
    /** As it was on the day, extensions included. */
    dueDate: businessDate,
    /** 0 when it was not overdue. */
    daysOverdue: z.int(),
    open: nonNegativeYuan,
    disputed: nonNegativeYuan,
  })
  .meta({ id: 'AgingItem' });
export type AgingItem = z.infer<typeof agingItem>;

/** The oldest first; `open` is that of all of them, the figure of the cell. */
export const agingItemPage = pageOf(agingItem)
  .extend({ asOf: businessDate, knownAt: z.string(), open: nonNegativeYuan })
  .meta({ id: 'AgingItemPage' });
export type AgingItemPage = z.infer<typeof agingItemPage>;

/** GET /api/customers/{customerId}/receivables/{receivableId}/movements: every event that moved it, as known at a time. */
export const movementsPath = z.strictObject({ customerId: id, receivableId: id });
export const movementsQuery = z.strictObject({ ...paging, knownAt: knownAtText.optional() });

export const receivableMovement = z
  .strictObject({
    position: z.string(),
    type: z.string(),
    by: z.string(),
    /** The day on which it takes effect, and when it was recorded. */
    businessDate,
    recordedAt: z.string(),
    paymentId: id.optional(),
    amount: yuan,
    /** What is open by then, in the order in which it was recorded. */
    open: yuan,
  })
  .meta({ id: 'ReceivableMovement' });
export const movementPage = pageOf(receivableMovement)
  .extend({ knownAt: z.string() })
  .meta({ id: 'ReceivableMovementPage' });
export type MovementPage = z.infer<typeof movementPage>;
