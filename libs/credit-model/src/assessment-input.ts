import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { nonNegativeYuan, positiveYuan } from '@app/kernel/yuan';
import { answer } from './policy/policy-shape';

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

const aspectCode = /^[A-C][1-9]\.[1-9]$/;
const itemCode = /^[A-C][1-9]$/;
/** Four digits, each 5 (good), 3 (fair), 1 (poor) or 0 (no information). */
const card = z.string().regex(/^[5310]{4}$/);

type Objection = Readonly<{ problem: 'unknown-aspect' | 'answer-not-a-choice' | 'answered-twice' }>;
const objectionsTo = (code: string, given: string, answers: Readonly<Record<string, string>>): Objection[] => {
  const schema = aspectCode.test(code) ? answer : itemCode.test(code) ? card : undefined;
  if (schema === undefined) return [{ problem: 'unknown-aspect' }];
  const [item = code] = code.split('.');
  return [
    ...(schema.safeParse(given).success ? [] : [{ problem: 'answer-not-a-choice' } as const]),
    ...(item !== code && answers[item] !== undefined ? [{ problem: 'answered-twice' } as const] : []),
  ];
};

/**
 * What is known of the customer: an answer by aspect code (`"A1.1": "good"`), or, as the paper card is
 * written, four digits by item code (`"A1": "5333"`). What is missing counts as no information.
 */
export const characteristicAnswers = z
  .record(z.string().max(8), z.string().max(8))
  .superRefine((answers, context) => {
    for (const [code, given] of Object.entries(answers)) {
      for (const params of objectionsTo(code, given, answers)) {
        context.addIssue({ code: 'custom', path: [code], params, input: given });
      }
    }
  })
  .meta({ id: 'CharacteristicAnswers', example: { 'A1.1': 'good', A2: '5335' } });
export type CharacteristicAnswers = z.infer<typeof characteristicAnswers>;

const flags = z.strictObject({
  /** Another supplier has gone to court for its money. */
  suedBySupplier: z.boolean().optional(),
  customerClass: z.enum(['A', 'B', 'C', 'D']).optional(),
  blacklisted: z.boolean().optional(),
  /** What is pledged, and how much of a debt it covers if it has to be sold. */
  security: z.strictObject({ kind: z.string().min(1).max(64), coverage: nonNegativeYuan }).optional(),
});

/** Everything that one assessment looks at: the file of `xay assess`, and what the event keeps. */
export const assessmentInput = z
  .strictObject({
    asked: positiveYuan,
    termDays: z.int().min(1).max(720),
    assessedOn: businessDate,
    industry: z.string().min(1).max(64).optional(),
    expectedMonthlySales: nonNegativeYuan.optional(),
    customerSince: businessDate.optional(),
    statements: z.array(statement).min(1).max(5),
    answers: characteristicAnswers,
    flags: flags.optional(),
  })
  .superRefine(({ statements }, context) => {
    statements.forEach(({ year }, index) => {
      if (statements.findIndex((other) => other.year === year) === index) return;
      context.addIssue({
        code: 'custom',
        path: ['statements', index, 'year'],
        params: { problem: 'duplicate-in-file' },
        input: year,
      });
    });
  })
  .meta({ id: 'AssessmentInput' });
export type AssessmentInput = z.infer<typeof assessmentInput>;
