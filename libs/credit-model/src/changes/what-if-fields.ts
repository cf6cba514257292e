import type { z } from 'zod';
import { tradeFigures } from '../trade-figures';
import { answer, stance, strategy } from '../policy/policy-shape';
import { securityKind } from '../security';
import { statement } from '../statement';

/** What may stand at a place: a form, or one of so many words. */
export type FieldForm = 'amount' | 'figure' | 'decimal' | 'whole' | 'date' | 'yes-no' | 'text' | readonly string[];
type Forms = Readonly<Record<string, FieldForm>>;

/** By the names of the list alone: what every object has besides, such as its constructor, is no field. */
export const formIn = (forms: Forms, name: string): FieldForm | undefined =>
  Object.hasOwn(forms, name) ? forms[name] : undefined;

export const inputFields: Forms = {
  asked: 'amount',
  termDays: 'whole',
  assessedOn: 'date',
  industry: 'text',
  expectedMonthlySales: 'amount',
  customerSince: 'date',
  answeredFromFigures: 'yes-no',
  foundedOn: 'date',
  registeredCapital: 'amount',
  guaranteesGiven: 'amount',
};

const WHOLE_TRADE: ReadonlySet<string> = new Set([
  'longestDaysOverdue',
  'disputesAndBrokenPromises',
  'monthsWithOrders',
]);
export const tradeFields: Forms = Object.fromEntries(
  Object.keys(tradeFigures.shape).map((name): [string, FieldForm] => {
    if (name === 'asOf') return [name, 'date'];
    return [name, WHOLE_TRADE.has(name) ? 'whole' : 'decimal'];
  }),
);

export const flagFields: Forms = {
  suedBySupplier: 'yes-no',
  blacklisted: 'yes-no',
  customerClass: ['A', 'B', 'C', 'D'],
  'security.kind': 'text',
  'security.coverage': 'amount',
};

export const securityFields: Forms = {
  kind: securityKind.options,
  description: 'text',
  appraisedValue: 'amount',
  liquidationValue: 'amount',
  coveragePercent: 'decimal',
  validTo: 'date',
};

export const policyFields: Forms = { stance: stance.options, strategy: strategy.options };

export const ANSWERS: FieldForm = answer.options;
const linesOf = (part: string, shape: z.ZodRawShape): [string, FieldForm][] =>
  Object.keys(shape).map((line) => [`${part}.${line}`, 'figure']);
const { balance, income, cashFlow } = statement.shape;
/** The lines of a statement; what a year before stood beside is not changed for itself. */
export const statementFields: Forms = Object.fromEntries([
  ...linesOf('balance', balance.shape),
  ...linesOf('income', income.unwrap().shape),
  ...linesOf('cashFlow', cashFlow.unwrap().shape),
]);
