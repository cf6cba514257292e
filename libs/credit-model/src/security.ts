import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { decimalText } from '@app/kernel/exact';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan } from '@app/kernel/yuan';

export const SECURITIES_MAX = 20;

const HUNDRED_AT_MOST = /^(100(\.0+)?|\d{1,2}(\.\d+)?)$/;

/** Mortgage 抵押, pledge 质押, guarantee 保证, credit insurance 信用保险. */
export const securityKind = z.enum(['mortgage', 'pledge', 'guarantee', 'insurance']);
export type SecurityKind = z.infer<typeof securityKind>;

/** What stands behind a customer's debt, as its file holds it on the day of the assessment. */
export const offeredSecurity = z
  .strictObject({
    securityId: id,
    kind: securityKind,
    description: z.string().min(1).max(200),
    /** By a valuer, at the market; of a guarantee or an insurance its sum. */
    appraisedValue: nonNegativeYuan,
    /** What it would fetch if it had to be sold. */
    liquidationValue: nonNegativeYuan,
    /** The share of the liquidation value that covers this debt, in percent: others may stand before us. */
    coveragePercent: decimalText.refine((text) => HUNDRED_AT_MOST.test(text), {
      params: { problem: 'percent-out-of-range' },
    }),
    validTo: businessDate,
  })
  .meta({ id: 'OfferedSecurity' });
export type OfferedSecurity = z.infer<typeof offeredSecurity>;
