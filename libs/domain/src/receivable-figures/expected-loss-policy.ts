import { z } from 'zod';
import { agingPolicy } from '../aging/aging-policy';

const rate = z.string().regex(/^\d(\.\d{1,6})?$/);

/** 预期信用损失: by which roll rates and losses receivables are provided for. Its buckets are a month wide, as long as they end. */
export const expectedLossPolicy = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  source: z.string(),
  /** Moves from month end to month end that the rates are the average of. */
  windowMonths: z.int().min(1).max(60),
  buckets: agingPolicy.shape.buckets,
  /** Of what has come to the last bucket, the share that is lost. */
  lossRateOfLast: rate,
  /** By which loss rates are multiplied for what is to be expected of the economy; none becomes more than 1. */
  forwardLooking: rate,
});
export type ExpectedLossPolicy = z.infer<typeof expectedLossPolicy>;
