import { z } from 'zod';

// Thirteen digits before the point keep every product of two amounts and a policy's edge within forty digits.
const signedAmount = z
  .string({ error: ({ input }) => (input === undefined ? 'value-missing' : 'amount-not-a-number') })
  .regex(/^-?\d{1,13}(\.\d{1,6})?$/, { error: 'amount-not-a-number', abort: true })
  .meta({ description: 'An amount of a financial statement in its declared unit, decimal text', example: '700.00' });
const amount = signedAmount.refine((text) => !text.startsWith('-') || /^-[0.]+$/.test(text), {
  params: { problem: 'amount-negative' },
});

/** Only what the models cannot do without is required. Equity may be left out: it is assets less liabilities. */
const balance = z.strictObject({
  cash: amount.optional(),
  tradingSecurities: amount.optional(),
  receivables: amount.optional(),
  inventory: amount,
  otherCurrentAssets: amount.optional(),
  currentAssets: amount,
  fixedAssets: amount.optional(),
  intangibles: amount.optional(),
  totalAssets: amount,
  currentLiabilities: amount,
  totalLiabilities: amount,
  paidInCapital: amount.optional(),
  retainedEarnings: signedAmount.optional(),
  equity: signedAmount.optional(),
});

const income = z.strictObject({
  revenue: amount,
  costOfSales: amount,
  /** Selling, administrative and financial expenses, and taxes on sales. */
  expenses: amount.optional(),
  interest: amount.optional(),
  operatingProfit: signedAmount,
  totalProfit: signedAmount,
  netProfit: signedAmount,
});

const cashFlow = z.strictObject({
  operating: signedAmount,
  investing: signedAmount,
  financing: signedAmount,
  exchangeEffect: signedAmount.optional(),
  net: signedAmount,
});

// An amount is a whole number of fen, and below ten trillion yuan, whatever its unit.
const DECIMALS = { yuan: 2, wan: 6 } as const;
const DIGITS = { yuan: 13, wan: 9 } as const;
const faultOf = (text: string, unit: 'yuan' | 'wan'): 'amount-decimals' | 'amount-too-large' | undefined => {
  const [whole = '', decimals = ''] = text.replace('-', '').split('.');
  if (decimals.length > DECIMALS[unit]) return 'amount-decimals';
  return whole.length > DIGITS[unit] ? 'amount-too-large' : undefined;
};

/** One year's statements of a customer, closed on 31 December; `wan` is 万元, ten thousand yuan. */
export const statement = z
  .strictObject({
    year: z.int().min(1950).max(2199),
    unit: z.enum(['yuan', 'wan']),
    balance,
    income: income.optional(),
    cashFlow: cashFlow.optional(),
  })
  .superRefine(({ unit, balance: sheet, income: earned, cashFlow: flow }, context) => {
    for (const [part, lines] of Object.entries({ balance: sheet, income: earned, cashFlow: flow })) {
      for (const [line, text] of Object.entries<string | undefined>(lines ?? {})) {
        const problem = text === undefined ? undefined : faultOf(text, unit);
        if (problem !== undefined)
          context.addIssue({ code: 'custom', path: [part, line], params: { problem }, input: text });
      }
    }
  })
  .meta({ id: 'Statement' });
export type Statement = z.infer<typeof statement>;
