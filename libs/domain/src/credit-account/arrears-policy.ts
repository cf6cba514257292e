import { z } from 'zod';
import { decimalText, exact } from '@app/kernel/exact';
import { nonNegativeYuan } from '@app/kernel/yuan';

const DAYS_MAX = 366;

/** 逾期利息: what lateness costs. */
export const arrearsPolicy = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  source: z.string(),
  annualRatePercent: decimalText.refine((text) => exact(text).gt(0), { params: { problem: 'policy-not-above-zero' } }),
  /** So many days are a year. */
  dayBasis: z.union([z.literal(360), z.literal(365)]),
  /** So many days after the due date cost nothing, however late it gets. */
  graceDays: z.int().min(0).max(DAYS_MAX),
  /** What comes to less is not charged, and waits. */
  minimum: nonNegativeYuan,
  /** What is in dispute costs nothing as long as it is. */
  disputesPause: z.boolean(),
  /** When a charge itself is due. */
  dueAfterDays: z.int().min(0).max(DAYS_MAX),
});
export type ArrearsPolicy = z.infer<typeof arrearsPolicy>;
