import { z } from 'zod';
import { policySource as source } from '@app/credit-model/policy/policy-number';
import { decimalText } from '@app/kernel/exact';
import { characteristicGrade } from '@app/credit-model/policy/policy-shape';

const DAYS_MAX = 3_650;
const days = z.int().min(0).max(DAYS_MAX);

/** What counts as late, bad and rated good when a scoring policy is held against history. */
export const backtestPolicy = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  source,
  /** Paid, or still open, more than so many days after the due date. */
  late: z.strictObject({ source, afterDays: days }),
  /** A customer turned out bad: something of it was later than so many days, or it was held or blacklisted. */
  bad: z.strictObject({ source, afterDays: days, held: z.boolean(), blacklisted: z.boolean() }),
  /** Rated good: a credit grade, with one of these characteristic grades. */
  good: z.strictObject({ source, grades: z.array(characteristicGrade).min(1) }),
  /** How sure the intervals around observed shares are, and the quantile of the normal distribution that it takes. */
  calibration: z.strictObject({ source, confidencePercent: decimalText, quantile: decimalText }),
});
export type BacktestPolicy = z.infer<typeof backtestPolicy>;
