import { exact, type Exact } from '@app/kernel/exact';
import { statementLineOrder, type Comparative, type Statement } from '../statement';
import type { FileContradiction } from './file-contradiction';

const YUAN_IN: Readonly<Record<Statement['unit'], number>> = { yuan: 1, wan: 10_000 };

/** An amount of one statement in the unit of another. */
const inUnitOf = (statement: Statement, amount: Exact, from: Statement): Exact =>
  amount.times(YUAN_IN[from.unit]).div(YUAN_IN[statement.unit]);

type Lines = Readonly<Record<string, string | undefined>>;
const PARTS = ['balance', 'income', 'cashFlow'] as const satisfies readonly (keyof Comparative)[];

/** What this year's sheet says of last year against what last year's own statement says, line by line. */
const comparativeDiffers = (now: Statement, before: Statement): FileContradiction[] =>
  PARTS.flatMap((part) => {
    const own: Lines = before[part] ?? {};
    const comparative: Lines = now.comparative?.[part] ?? {};
    return statementLineOrder[part].flatMap((line) => {
      const [told, known] = [comparative[line], own[line]];
      if (told === undefined || known === undefined) return [];
      const [left, right] = [exact(told), inUnitOf(now, exact(known), before)];
      if (left.eq(right)) return [];
      return [
        {
          code: 'comparative-differs',
          year: now.year,
          left: { name: line, value: left.toFixed() },
          right: { name: line, value: right.toFixed() },
          difference: left.minus(right).toFixed(),
          where: `statements.${now.year}.comparative.${part}.${line}`,
        },
      ];
    });
  });

/**
 * Retained earnings grow by no more than the year's net profit: dividends and transfers to reserves only take from them.
 */
const earningsGrowTooFast = (now: Statement, before: Statement): FileContradiction[] => {
  const [closing, opening, profit] = [
    now.balance.retainedEarnings,
    before.balance.retainedEarnings,
    now.income?.netProfit,
  ];
  if (closing === undefined || opening === undefined || profit === undefined) return [];
  const most = inUnitOf(now, exact(opening), before).plus(profit);
  if (exact(closing).lte(most)) return [];
  return [
    {
      code: 'retained-earnings-roll-forward',
      year: now.year,
      left: { name: 'retainedEarnings', value: exact(closing).toFixed() },
      right: { name: 'retainedEarnings + netProfit', value: most.toFixed() },
      difference: exact(closing).minus(most).toFixed(),
      where: `statements.${now.year}.balance.retainedEarnings`,
    },
  ];
};

/** Where the statements of two years that follow each other cannot both be right; figures in the later one's unit. */
export const contradictionsBetween = (statements: readonly Statement[]): FileContradiction[] =>
  statements.flatMap((now) => {
    const before = statements.find(({ year }) => year === now.year - 1);
    return before === undefined ? [] : [...comparativeDiffers(now, before), ...earningsGrowTooFast(now, before)];
  });
