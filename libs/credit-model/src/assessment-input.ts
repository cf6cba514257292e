import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { nonNegativeYuan, positiveYuan } from '@app/kernel/yuan';
import { answer } from './policy/policy-shape';
import { offeredSecurity, SECURITIES_MAX } from './security';
import { statement } from './statement';
import { tradeFigures } from './trade-figures';

const aspectCode = /^[A-C][1-9]\.[1-9]$/;
const itemCode = /^[A-C][1-9]$/;
/** Four digits, each 5 (good), 3 (fair), 1 (poor) or 0 (no information). */
const card = /^[5310]{4}$/;
const choices: ReadonlySet<string> = new Set(answer.options);

/** The card has four digits: a fifth aspect is not answered by it. */
const onCard = (code: string): boolean => Number(code.at(-1)) <= 4;

type Objection = Readonly<{ problem: 'unknown-aspect' | 'answer-not-a-choice' | 'answered-twice' }>;
const NONE: readonly Objection[] = [];

// Every past assessment is read through this, seventy-two answers each: what is right makes no garbage.
const objectionsTo = (code: string, given: string, answers: Readonly<Record<string, string>>): readonly Objection[] => {
  if (itemCode.test(code)) return card.test(given) ? NONE : [{ problem: 'answer-not-a-choice' }];
  if (!aspectCode.test(code)) return [{ problem: 'unknown-aspect' }];
  const isTwice = onCard(code) && answers[code.slice(0, code.indexOf('.'))] !== undefined;
  if (choices.has(given) && !isTwice) return NONE;
  return [
    ...(choices.has(given) ? [] : [{ problem: 'answer-not-a-choice' } as const]),
    ...(isTwice ? [{ problem: 'answered-twice' } as const] : []),
  ];
};

/**
 * What is known of the customer: an answer by aspect code (`"A1.1": "good"`), or, as the paper card is
 * written, four digits by item code (`"A1": "5333"`). What is missing counts as no information.
 */
export const characteristicAnswers = z
  .record(z.string().max(8), z.string().max(8, { error: 'answer-not-a-choice' }))
  .superRefine((answers, context) => {
    for (const [code, given] of Object.entries(answers)) {
      for (const params of objectionsTo(code, given, answers)) {
        context.addIssue({ code: 'custom', path: [code], params, input: given });
      }
    }
  })
  .meta({ id: 'CharacteristicAnswers', example: { 'A1.1': 'good', A2: '5335' } });
export type CharacteristicAnswers = z.infer<typeof characteristicAnswers>;

export const overrule = z.strictObject({ answer, reason: z.string().trim().min(1).max(500), by: z.string().max(120) });

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
    /**
     * True where the desk assesses: what the policy measures is answered from the figures, and an answer given for such
     * an aspect counts only where its figure is missing. Left out, the answers are a card as it was filled in.
     */
    answeredFromFigures: z.boolean().optional(),
    /** The analyst's word against the system's, by aspect, each with its reason. */
    overrules: z.record(z.string().max(8), overrule).optional(),
    foundedOn: businessDate.optional(),
    registeredCapital: nonNegativeYuan.optional(),
    /** Debts of others that the customer vouches for 对外担保. */
    guaranteesGiven: nonNegativeYuan.optional(),
    trade: tradeFigures.optional(),
    securities: z.array(offeredSecurity).max(SECURITIES_MAX).optional(),
    flags: flags.optional(),
  })
  .superRefine(({ statements, securities = [] }, context) => {
    const twice = (values: readonly (string | number)[], path: (index: number) => PropertyKey[]) => {
      values.forEach((input, index) => {
        if (values.indexOf(input) === index) return;
        context.addIssue({ code: 'custom', path: path(index), params: { problem: 'duplicate-in-file' }, input });
      });
    };
    twice(
      statements.map(({ year }) => year),
      (index) => ['statements', index, 'year'],
    );
    twice(
      securities.map(({ securityId }) => securityId),
      (index) => ['securities', index, 'securityId'],
    );
  })
  .meta({ id: 'AssessmentInput' });
export type AssessmentInput = z.infer<typeof assessmentInput>;
