import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { decimalText } from '@app/kernel/exact';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';
import { paging } from './paging';

export const interestPath = z.strictObject({ customerId: id, interestId: id });
/** Up to and with a day; left out: today. */
export const interestQuery = z.strictObject({ to: businessDate.optional(), ...paging });

const line = z.strictObject({
  receivableId: id,
  /** Both counted. */
  from: businessDate,
  to: businessDate,
  days: z.int().positive(),
  balance: positiveYuan,
  amount: nonNegativeYuan,
});

/** GET /api/customers/{customerId}/interest: what has not been charged yet, on the true balance of every day. */
export const interestDueView = z
  .strictObject({
    customerId: id,
    to: businessDate,
    ratePercent: decimalText,
    dayBasis: z.int(),
    graceDays: z.int(),
    /** Of all lines, also those on other pages. */
    amount: nonNegativeYuan,
    /** Too little to be charged: it waits. */
    isBelowMinimum: z.boolean(),
    rows: z.array(line),
    page: z.int(),
    size: z.int(),
    total: z.int(),
    /** Charges whose days look otherwise by now. */
    corrections: z.array(
      z.strictObject({
        interestId: id,
        charged: nonNegativeYuan,
        now: nonNegativeYuan,
        credited: yuan,
        /** More than zero: a credit note of so much that corrects the charge; less: so much more is due. */
        proposed: yuan,
      }),
    ),
  })
  .meta({ id: 'InterestDue' });
export type InterestDueView = z.infer<typeof interestDueView>;

/** PUT /api/customers/{customerId}/interest/{interestId} */
export const chargeInterest = z
  .strictObject({
    /** Left out: today. */
    to: businessDate.optional(),
  })
  .meta({ id: 'ChargeInterest' });

/** What was charged; it is a receivable under the same id. */
export const interestCharge = z
  .strictObject({
    interestId: id,
    ratePercent: decimalText,
    from: businessDate,
    to: businessDate,
    amount: positiveYuan,
    dueDate: businessDate,
    chargedBy: z.string(),
    lines: z.array(line),
  })
  .meta({ id: 'InterestCharge' });
export type InterestChargeView = z.infer<typeof interestCharge>;
