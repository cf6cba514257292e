import { z } from 'zod';
import { exact, Exact } from '@app/kernel/exact';
import { nil, nonNegativeYuan, ofYuan, total, type Yuan } from '@app/kernel/yuan';
import type { AssessmentInput } from '../assessment-input';
import { offeredSecurity } from '../security';

const counted = offeredSecurity
  .pick({
    securityId: true,
    kind: true,
    description: true,
    liquidationValue: true,
    coveragePercent: true,
    validTo: true,
  })
  .extend({
    counted: z.boolean(),
    /** Why it does not count. */
    why: z.enum(['lapsed']).optional(),
    /** Liquidation value × coverage, cut to the fen; nil where it does not count. */
    amount: nonNegativeYuan,
  });
/** What stands behind the debt on the day of the assessment, each with what it counts for. */
export const countedSecurities = z.object({ list: z.array(counted), total: nonNegativeYuan });
export type CountedSecurities = z.infer<typeof countedSecurities>;

const cutToFen = (amount: Exact): Yuan => ofYuan(amount.toDecimalPlaces(2, Exact.ROUND_DOWN));

/** Counted are those still valid on the day of the assessment, the last day included; undefined where the file lists none. */
export const securitiesOf = ({ securities, assessedOn }: AssessmentInput): CountedSecurities | undefined => {
  if (securities === undefined) return undefined;
  const list = securities.map(({ appraisedValue: _, ...security }) => {
    if (security.validTo < assessedOn) return { ...security, counted: false, why: 'lapsed' as const, amount: nil };
    const amount = cutToFen(exact(security.liquidationValue).times(security.coveragePercent).div(100));
    return { ...security, counted: true, amount };
  });
  return { list, total: total(list.map(({ amount }) => amount)) };
};

/** What a grade that buys only fully secured may buy for: of the list where there is one, else as it was declared. */
export const securedPartOf = (input: AssessmentInput, securities: CountedSecurities | undefined): Yuan =>
  securities?.total ?? input.flags?.security?.coverage ?? nil;
