import { z } from 'zod';
import type { ProblemCode } from '@app/kernel/problem';

// Thirteen digits before the point keep every product of two amounts and a policy's edge within forty digits.
const UNIT_OR_CURRENCY =
  /\d.*(元|万|亿|圆|￥|¥|\$|€|£|yuan|wan|cny|rmb|usd|eur|hkd|jpy|gbp)|(￥|¥|\$|€|£|cny|rmb|usd|eur|hkd|jpy|gbp).*\d/i;
const faultIn = (input: unknown): ProblemCode => {
  if (input === undefined) return 'statement-line-missing';
  return typeof input === 'string' && UNIT_OR_CURRENCY.test(input) ? 'statement-unit-in-line' : 'statement-figure';
};
const signedAmount = z
  .string({ error: ({ input }) => faultIn(input) })
  .regex(/^-?\d{1,13}(\.\d{1,6})?$/, { error: ({ input }) => faultIn(input), abort: true })
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

/** The lines of each part in the order of the printed form: a database gives them back in its own. */
export const statementLineOrder: Readonly<Record<'balance' | 'income' | 'cashFlow', readonly string[]>> = {
  balance: Object.keys(balance.shape),
  income: Object.keys(income.shape),
  cashFlow: Object.keys(cashFlow.shape),
};

/** The column beside the year's own: what the same sheet says of the year before. Held against that year's own statement. */
const comparative = z.strictObject({
  balance: balance.partial().optional(),
  income: income.partial().optional(),
  cashFlow: cashFlow.partial().optional(),
});

// An amount is a whole number of fen, and below ten trillion yuan, whatever its unit.
const DECIMALS = { yuan: 2, wan: 6 } as const;
const DIGITS = { yuan: 13, wan: 9 } as const;
const faultOf = (text: string, unit: 'yuan' | 'wan'): 'amount-decimals' | 'amount-too-large' | undefined => {
  const sign = text.startsWith('-') ? 1 : 0;
  const point = text.indexOf('.');
  if (point >= 0 && text.length - point - 1 > DECIMALS[unit]) return 'amount-decimals';
  return (point < 0 ? text.length : point) - sign > DIGITS[unit] ? 'amount-too-large' : undefined;
};

/** One year's statements of a customer, closed on 31 December; `wan` is 万元, ten thousand yuan. */
export const statement = z
  .strictObject({
    year: z.int().min(1950).max(2199),
    unit: z.enum(['yuan', 'wan']),
    balance,
    income: income.optional(),
    cashFlow: cashFlow.optional(),
    comparative: comparative.optional(),
    /** Made of the comparative column of the year after, because the year's own statement is not there. */
    fromComparative: z.literal(true).optional(),
  })
  .superRefine(({ unit, balance: sheet, income: earned, cashFlow: flow, comparative: before }, context) => {
    const check = (path: readonly string[], lines: Readonly<Record<string, string | undefined>> = {}): void => {
      for (const line of Object.keys(lines)) {
        const text = lines[line];
        const problem = text === undefined ? undefined : faultOf(text, unit);
        if (problem !== undefined)
          context.addIssue({ code: 'custom', path: [...path, line], params: { problem }, input: text });
      }
    };
    check(['balance'], sheet);
    check(['income'], earned);
    check(['cashFlow'], flow);
    for (const [part, lines] of Object.entries(before ?? {})) check(['comparative', part], lines);
  })
  .meta({ id: 'Statement' });
export type Statement = z.infer<typeof statement>;
export type Comparative = NonNullable<Statement['comparative']>;
