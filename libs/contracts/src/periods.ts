import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { pageOf, paging } from './paging';

const month = z
  .string()
  .regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/)
  .meta({ id: 'Month', description: 'A calendar month, YYYY-MM', example: '2026-03' });

export const periodPath = z.strictObject({ month });
export const periodQuery = z.strictObject(paging);

/** PUT /api/periods/{month}/closure: in order, and only once the month is over. */
export const closePeriod = z.strictObject({}).meta({ id: 'ClosePeriod' });
/** PUT /api/periods/{month}/reopening: the last one first. */
export const reopenPeriod = z.strictObject({ reason: z.string().trim().min(1).max(500) }).meta({ id: 'ReopenPeriod' });

/** GET /api/periods: closed months and those opened again, the latest first. */
export const periodPage = pageOf(
  z.strictObject({
    month,
    state: z.enum(['closed', 'reopened']),
    closedBy: z.string(),
    closedOn: businessDate,
    reopening: z.strictObject({ by: z.string(), on: businessDate, reason: z.string() }).optional(),
  }),
)
  .extend({
    /** The first day into which anybody may post; left out while nothing is closed. */
    openFrom: businessDate.optional(),
  })
  .meta({ id: 'Periods' });
export type PeriodPage = z.infer<typeof periodPage>;
