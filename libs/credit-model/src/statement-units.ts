import { exact } from '@app/kernel/exact';
import type { ProblemDetail } from '@app/kernel/problem';
import type { Statement } from './statement';

// A firm may grow a hundredfold in a year; ten thousand times is 万元 taken for yuan. All three lines have to say so.
const LINES = ['totalAssets', 'currentAssets', 'totalLiabilities'] as const;
const TIMES_MIN = 1_000;
const TIMES_MAX = 100_000;
const UNIT = { yuan: 1, wan: 10_000 } as const;

const timesOf = (statement: Statement, other: Statement): readonly (number | undefined)[] =>
  LINES.map((line) => {
    const [own, others] = [statement, other].map(({ unit, balance }) => exact(balance[line]).times(UNIT[unit]));
    return own === undefined || others?.isZero() !== false ? undefined : own.div(others).toNumber();
  });

/**
 * Years whose figures stand to one another as yuan to 万元 do: whoever typed them in took one unit for the other. Nothing
 * that an assessment forbids itself; the door asks before a file goes in.
 */
export const mixedUnits = (statements: readonly Statement[]): readonly ProblemDetail[] =>
  statements.flatMap((statement, index) =>
    statements.flatMap((other) => {
      const times = timesOf(statement, other);
      if (!times.every((one) => one !== undefined && one >= TIMES_MIN && one <= TIMES_MAX)) return [];
      const [ofAssets = TIMES_MIN] = times;
      const facts = {
        year: statement.year,
        unit: statement.unit,
        otherYear: other.year,
        otherUnit: other.unit,
        times: Math.round(ofAssets),
      };
      return [{ code: 'statement-units-mixed' as const, facts, where: `statements[${index}].unit` }];
    }),
  );
