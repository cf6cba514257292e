import { boolean, constantFrom, integer, oneof, option, record, type Arbitrary } from 'fast-check';
import type { AssessmentInput } from '@app/credit-model/assessment-input';
import type { Statement } from '@app/credit-model/statement';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { standardPolicy } from './scoring-policy';

const amount = (fen: number): string => ofYuan(fen).replace(/\.00$/, '');
const share = (of: number, perMille: number): number => Math.floor((of * perMille) / 1000);
const perMille = integer({ min: 0, max: 1000 });

/** One year's statements that do not contradict themselves; debts may well exceed what there is. */
const statementOf = (year: number, debtUpToPerMille: number): Arbitrary<Statement> =>
  record({
    total: integer({ min: 0, max: 90_000_000 }),
    current: perMille,
    inventory: perMille,
    receivables: perMille,
    cash: perMille,
    debt: integer({ min: 0, max: debtUpToPerMille }),
    currentDebt: perMille,
    unit: constantFrom('yuan' as const, 'wan' as const),
    sales: integer({ min: 0, max: 300_000_000 }),
    cost: integer({ min: 0, max: 1200 }),
    profit: integer({ min: -50_000_000, max: 50_000_000 }),
    has: record({ income: boolean(), cashFlow: boolean(), cash: boolean(), interest: boolean(), retained: boolean() }),
  }).map((drawn) => {
    const currentAssets = share(drawn.total, drawn.current);
    const inventory = share(currentAssets, drawn.inventory);
    const receivables = share(currentAssets - inventory, drawn.receivables);
    const cash = share(currentAssets - inventory - receivables, drawn.cash);
    const totalLiabilities = share(drawn.total, drawn.debt);
    const currentLiabilities = share(totalLiabilities, drawn.currentDebt);
    const { has, profit } = drawn;
    return {
      year,
      unit: drawn.unit,
      balance: {
        ...(has.cash && { cash: amount(cash), receivables: amount(receivables) }),
        inventory: amount(inventory),
        currentAssets: amount(currentAssets),
        totalAssets: amount(drawn.total),
        currentLiabilities: amount(currentLiabilities),
        totalLiabilities: amount(totalLiabilities),
        ...(has.retained && { retainedEarnings: amount(Math.floor(profit / 2)) }),
      },
      ...(has.income && {
        income: {
          revenue: amount(drawn.sales),
          costOfSales: amount(share(drawn.sales, drawn.cost)),
          expenses: amount(share(drawn.sales, 50)),
          ...(has.interest && { interest: amount(share(drawn.sales, 7)) }),
          operatingProfit: amount(profit),
          totalProfit: amount(profit),
          netProfit: amount(profit),
        },
      }),
      ...(has.cashFlow && {
        cashFlow: { operating: amount(profit), investing: '0', financing: '-7', net: amount(profit - 7) },
      }),
    };
  });

const codes = standardPolicy.items.list.map(({ code }) => code);
// Some lean towards good and some towards poor, so that grades of all kinds come up.
const cardsOf = (...cards: readonly string[]): Arbitrary<Record<string, string>> =>
  record(Object.fromEntries(codes.map((code) => [code, constantFrom(...cards)])));
export const answerCards: Arbitrary<Record<string, string>> = oneof(
  cardsOf('5555', '5553', '5535', '5333', '3333', '3331', '3311', '1110', '5310', '0000'),
  cardsOf('5555', '5553', '5335'),
  cardsOf('1110', '3111', '3100', '1000', '3311'),
);

const flags = record(
  {
    suedBySupplier: boolean(),
    customerClass: constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const),
    blacklisted: constantFrom(false, false, false, true),
    security: record({
      kind: constantFrom('mortgage'),
      coverage: integer({ min: 0, max: 3_000_000 }).map((value) => ofYuan(value)),
    }),
  },
  { requiredKeys: [] },
);

/** Any file that can be assessed; `debtUpToPerMille` bounds its liabilities as a share of its assets. */
export const assessmentFile = (debtUpToPerMille = 1300): Arbitrary<AssessmentInput> =>
  record({
    asked: integer({ min: 1, max: 500_000_000 }),
    termDays: integer({ min: 1, max: 720 }),
    industry: option(constantFrom('coal', 'food', 'nothing-we-know'), { nil: undefined }),
    sales: option(integer({ min: 0, max: 2_000_000 }), { nil: undefined }),
    since: option(constantFrom('2019-02-28', '2025-11-20', '2025-11-21', '2026-08-01'), { nil: undefined }),
    latest: statementOf(2025, debtUpToPerMille),
    last: option(statementOf(2024, debtUpToPerMille), { nil: undefined }),
    answers: answerCards,
    flags: option(flags, { nil: undefined }),
  }).map(({ asked, termDays, industry, sales, since, latest, last, answers, flags: known }) => ({
    asked: ofYuan(asked),
    termDays,
    assessedOn: dateOf('2026-11-20'),
    ...(industry !== undefined && { industry }),
    ...(sales !== undefined && { expectedMonthlySales: ofYuan(sales) }),
    ...(since !== undefined && { customerSince: dateOf(since) }),
    statements: last === undefined ? [latest] : [latest, last],
    answers,
    ...(known && { flags: known }),
  }));
