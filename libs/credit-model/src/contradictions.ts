import { exact, Exact } from '@app/kernel/exact';
import type { ProblemDetail } from '@app/kernel/problem';
import type { Statement } from './statement';

/** Two figures of one statement that cannot both be right, as they stand there. */
export type Contradiction = Readonly<{
  code:
    | 'assets-are-liabilities-and-equity'
    | 'current-assets-within-total'
    | 'current-assets-are-their-parts'
    | 'fixed-assets-within-non-current'
    | 'current-liabilities-within-total'
    | 'cash-flow-is-its-parts';
  left: Readonly<{ name: string; value: string }>;
  right: Readonly<{ name: string; value: string }>;
  year: number;
  /** The line to look at first, within the statement. */
  line: string;
}>;
type Found = Omit<Contradiction, 'year' | 'left' | 'right'> & { left: [string, Exact]; right: [string, Exact] };
type Rule = (statement: Statement) => Found | undefined;

const sum = (texts: readonly (string | undefined)[]): Exact => Exact.sum(...texts.map((text) => text ?? 0));

const assetsAreLiabilitiesAndEquity: Rule = ({ balance: { totalAssets, totalLiabilities, equity } }) => {
  if (equity === undefined) return undefined;
  const right = sum([totalLiabilities, equity]);
  if (right.eq(totalAssets)) return undefined;
  return {
    code: 'assets-are-liabilities-and-equity',
    left: ['totalAssets', exact(totalAssets)],
    right: ['totalLiabilities + equity', right],
    line: 'balance.totalAssets',
  };
};

const currentAssetsAreWithinTheTotal: Rule = ({ balance: { currentAssets, totalAssets } }) =>
  exact(currentAssets).lte(totalAssets)
    ? undefined
    : {
        code: 'current-assets-within-total',
        left: ['currentAssets', exact(currentAssets)],
        right: ['totalAssets', exact(totalAssets)],
        line: 'balance.currentAssets',
      };

const PARTS = ['cash', 'tradingSecurities', 'receivables', 'inventory', 'otherCurrentAssets'] as const;
/** All parts given have to make up the total; with some left out, those given may not exceed it. */
const currentAssetsAreTheirParts: Rule = ({ balance }) => {
  const given = PARTS.filter((part) => balance[part] !== undefined);
  const parts = sum(given.map((part) => balance[part]));
  const agrees = given.length === PARTS.length ? parts.eq(balance.currentAssets) : parts.lte(balance.currentAssets);
  if (agrees) return undefined;
  return {
    code: 'current-assets-are-their-parts',
    left: [given.join(' + '), parts],
    right: ['currentAssets', exact(balance.currentAssets)],
    line: given.length === 1 ? 'balance.inventory' : 'balance.currentAssets',
  };
};

const fixedAssetsAreWithinNonCurrent: Rule = ({
  balance: { fixedAssets, intangibles, totalAssets, currentAssets },
}) => {
  const fixed = sum([fixedAssets, intangibles]);
  const nonCurrent = exact(totalAssets).minus(currentAssets);
  // Current assets above the total have been objected to already.
  if (nonCurrent.isNegative() || fixed.lte(nonCurrent)) return undefined;
  return {
    code: 'fixed-assets-within-non-current',
    left: ['fixedAssets + intangibles', fixed],
    right: ['totalAssets − currentAssets', nonCurrent],
    line: 'balance.fixedAssets',
  };
};

const currentLiabilitiesAreWithinTheTotal: Rule = ({ balance: { currentLiabilities, totalLiabilities } }) =>
  exact(currentLiabilities).lte(totalLiabilities)
    ? undefined
    : {
        code: 'current-liabilities-within-total',
        left: ['currentLiabilities', exact(currentLiabilities)],
        right: ['totalLiabilities', exact(totalLiabilities)],
        line: 'balance.currentLiabilities',
      };

const cashFlowIsItsParts: Rule = ({ cashFlow }) => {
  if (cashFlow === undefined) return undefined;
  const { operating, investing, financing, exchangeEffect, net } = cashFlow;
  const parts = sum([operating, investing, financing, exchangeEffect]);
  if (parts.eq(net)) return undefined;
  const names = ['operating', 'investing', 'financing', ...(exchangeEffect === undefined ? [] : ['exchangeEffect'])];
  return {
    code: 'cash-flow-is-its-parts',
    left: [names.join(' + '), parts],
    right: ['net', exact(net)],
    line: 'cashFlow.net',
  };
};

const rules: readonly Rule[] = [
  assetsAreLiabilitiesAndEquity,
  currentAssetsAreWithinTheTotal,
  currentAssetsAreTheirParts,
  fixedAssetsAreWithinNonCurrent,
  currentLiabilitiesAreWithinTheTotal,
  cashFlowIsItsParts,
];

/** Everything in which one statement contradicts itself, each with both figures in the statement's own unit. */
export const contradictionsOf = (statement: Statement): readonly Contradiction[] => {
  const contradictions: Contradiction[] = [];
  for (const rule of rules) {
    const found = rule(statement);
    if (found === undefined) continue;
    const { code, left, right, line } = found;
    contradictions.push({
      code,
      line,
      left: { name: left[0], value: left[1].toFixed() },
      right: { name: right[0], value: right[1].toFixed() },
      year: statement.year,
    });
  }
  return contradictions;
};

/** The same as details of a problem, each with where in the input it stands. */
export const contradictionDetails = (statements: readonly Statement[]): readonly ProblemDetail[] =>
  statements.flatMap((statement, index) =>
    contradictionsOf(statement).map(({ code, left, right, year, line }) => ({
      code: 'statement-contradicts-itself' as const,
      facts: {
        contradiction: code,
        year,
        left: left.name,
        leftValue: left.value,
        right: right.name,
        rightValue: right.value,
      },
      where: `statements[${index}].${line}`,
    })),
  );
