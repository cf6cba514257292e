import { exact } from '@app/kernel/exact';
import { Problem } from '@app/kernel/problem';
import { ofYuan, type Yuan } from '@app/kernel/yuan';
import { baseOf, type ForeignAmount } from './foreign';

/** As the invoice shows it: contained in its amount, in its currency. */
export type InvoiceTax = Readonly<{
  ratePercent: string;
  /** Left out: worked out from the rate. */
  amount?: Yuan | undefined;
  /** Each line of an invoice is rounded by itself; left out: one line. */
  lines?: number | undefined;
}>;

type Whole = Readonly<{ amount: Yuan; foreign?: ForeignAmount }>;

/**
 * Tax contained in an amount: amount × rate ÷ (100 + rate), within one fen for each line. Throws `tax-unfit`.
 */
export const containedTax = ({ ratePercent, amount, lines = 1 }: InvoiceTax, gross: Yuan) => {
  const computed = exact(gross).times(ratePercent).divTo(exact(ratePercent).plus(100), 2);
  const taken = amount ?? ofYuan(computed);
  if (exact(taken).minus(computed).abs().gt(exact(lines).div(100)))
    throw new Problem('tax-unfit', { tax: taken, rate: ratePercent, amount: gross, computed: computed.toFixed(2) });
  return {
    ratePercent,
    amount: taken,
    /** In yuan, at the rate of the document. */
    inBase: ({ foreign }: Whole): Yuan => (foreign === undefined ? taken : baseOf(taken, foreign.rate)),
  };
};
