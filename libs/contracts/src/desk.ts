import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { nonNegativeYuan, yuan } from '@app/kernel/yuan';
import { agingBucket } from './aging';

/** GET /api/desk: the four figures that matter and the aging bars. */
export const desk = z
  .strictObject({
    asOf: businessDate,
    demo: z.boolean(),
    customers: z.int(),
    exposure: yuan,
    limits: nonNegativeYuan,
    overdue: nonNegativeYuan,
    overdueShare: z.string(),
    held: z.int(),
    blacklisted: z.int(),
    applicationsWaiting: z.int(),
    buckets: z.array(agingBucket),
    unallocatedCash: nonNegativeYuan,
    grades: z.array(z.strictObject({ grade: z.string(), customers: z.int() })),
  })
  .meta({ id: 'Desk' });
export type Desk = z.infer<typeof desk>;

/** GET /api/demo and POST /api/demo: whether demo data can be, is being or has been loaded. */
export const demoState = z
  .strictObject({
    state: z.enum(['offered', 'loading', 'loaded', 'not-empty']),
    done: z.int(),
    of: z.int(),
    day: businessDate.optional(),
  })
  .meta({ id: 'DemoState' });
export type DemoState = z.infer<typeof demoState>;

export const readModelState = z.strictObject({
  name: z.string(),
  /** Events behind the end of the log. */
  lag: z.int(),
  stopped: z.strictObject({ position: z.string(), error: z.string() }).optional(),
});

/** GET /health */
export const health = z
  .strictObject({
    status: z.enum(['ok', 'degraded', 'down']),
    version: z.string(),
    readModels: z.array(readModelState),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof health>;

/** GET /health/live */
export const liveness = z.strictObject({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Liveness' });
export type Liveness = z.infer<typeof liveness>;
