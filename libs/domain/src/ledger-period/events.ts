import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { event } from '@app/kernel/message';

// What is on disk; see customer/events.

/** `YYYY-MM` */
export const month = z
  .string()
  .regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/)
  .meta({ id: 'Month', description: 'A calendar month, YYYY-MM', example: '2026-03' });

export const ledgerPeriodEvent = z.discriminatedUnion('type', [
  event('PeriodClosed', { month, closedBy: z.string(), on: businessDate }),
  event('PeriodReopened', {
    month,
    reason: z.string().min(1).max(500),
    by: z.string(),
    on: businessDate,
  }),
]);
export type LedgerPeriodEvent = z.infer<typeof ledgerPeriodEvent>;
