import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { decimalText } from '@app/kernel/exact';
import { nonNegativeYuan } from '@app/kernel/yuan';

/** GET /api/reports/calibration: by characteristic grade (CA1 … CA6), or by credit grade (1A1 … 5A6). */
export const calibrationQuery = z.strictObject({
  asOf: businessDate.optional(),
  by: z.enum(['characteristic', 'credit']).default('characteristic'),
});

export const calibrationRow = z
  .strictObject({
    /** The customer's grade when the goods went out; left out where it had none. */
    grade: z.string().optional(),
    /** Receivables of which it is known whether they were late. */
    receivables: z.int(),
    late: z.int(),
    /** Shares in percent, to two decimals; the interval holds the true one with the report's confidence. */
    latePercent: decimalText,
    low: decimalText,
    high: decimalText,
    /** Paid early or in time counts as 0. */
    meanDaysLate: decimalText,
    worstDaysLate: z.int(),
    amount: nonNegativeYuan,
    lateAmount: nonNegativeYuan,
  })
  .meta({ id: 'CalibrationRow' });
export type CalibrationRow = z.infer<typeof calibrationRow>;

export const calibrationReport = z
  .strictObject({
    asOf: businessDate,
    policy: z.string(),
    confidencePercent: decimalText,
    /** Late means later than so many days after the due date. */
    lateAfterDays: z.int(),
    rows: z.array(calibrationRow),
  })
  .meta({ id: 'CalibrationReport' });
export type CalibrationReport = z.infer<typeof calibrationReport>;
