import { exact, type Exact } from '@app/kernel/exact';
import { ofYuan } from '@app/kernel/yuan';
import type { CrossCheck } from './assessment-result';
import type { BalanceFigures, FigureName } from './figures';
import type { ScoringPolicy } from './policy';

type Code = CrossCheck['code'];
type Input = Readonly<{ needs: readonly FigureName[]; over: (f: Known) => Exact; under: FigureName }>;
/** Figures that have been looked for and found. */
type Known = (name: FigureName) => Exact;

// Rounded before they are weighed, so that the printed products add up to the printed score.
const INPUT_DECIMALS = 6;

const workingCapital: Input['over'] = (f) => f('currentAssets').minus(f('currentLiabilities'));
const wc = { needs: ['currentAssets', 'currentLiabilities'], over: workingCapital, under: 'totalAssets' } as const;
// Interest left out means that none was paid, as in the ratios.
const ebit = {
  needs: ['totalProfit'],
  over: (f: Known) => f('totalProfit').plus(f('interest')),
  under: 'totalAssets',
} as const;
const sales = { needs: ['revenue'], over: (f: Known) => f('revenue'), under: 'totalAssets' } as const;
const retained = {
  needs: ['retainedEarnings'],
  over: (f: Known) => f('retainedEarnings'),
  under: 'totalAssets',
} as const;
const equity = { needs: ['equity'], over: (f: Known) => f('equity'), under: 'totalLiabilities' } as const;
const profitToCurrent = {
  needs: ['totalProfit'],
  over: (f: Known) => f('totalProfit'),
  under: 'currentLiabilities',
} as const;

const inputsOf: Readonly<Record<Code, Readonly<Record<string, Input>>>> = {
  zPrivate: { x1: wc, x2: retained, x3: ebit, x4: equity, x5: sales },
  zDouble: { x1: wc, x2: retained, x3: ebit, x4: equity },
  springate: { a: wc, b: ebit, c: profitToCurrent, d: sales },
};

const zoneOf = (value: Exact, distressBelow: string, safeAbove: string | undefined): CrossCheck['zone'] => {
  if (value.lt(distressBelow)) return 'distress';
  if (safeAbove === undefined) return 'no-distress';
  return value.gt(safeAbove) ? 'safe' : 'grey';
};

const check = (code: Code, policy: ScoringPolicy, figures: BalanceFigures): CrossCheck => {
  const {
    coefficients,
    distressBelow,
    safeAbove,
  }: { coefficients: Readonly<Record<string, string>> } & Readonly<{
    distressBelow: string;
    safeAbove?: string | undefined;
  }> = policy.crossChecks[code];
  const needed = Object.entries(inputsOf[code]);
  const missing = [...new Set(needed.flatMap(([, { needs }]) => needs))].filter((name) => figures[name] === undefined);
  if (missing.length > 0) return { code, inputs: [], unavailable: { reason: 'missing-figure', figures: missing } };
  const known: Known = (name) => figures[name] ?? exact(0);
  const zero = [...new Set(needed.map(([, { under }]) => under))].filter((name) => known(name).isZero());
  if (zero.length > 0) return { code, inputs: [], unavailable: { reason: 'zero-denominator', figures: zero } };

  let score: Exact = exact(0);
  const inputs = needed.map(([input, { over, under }]) => {
    const coefficient = coefficients[input] ?? '0';
    const value = over(known).div(known(under)).toDecimalPlaces(INPUT_DECIMALS);
    score = score.plus(value.times(coefficient));
    return {
      code: input,
      value: value.toFixed(),
      coefficient,
      numerator: ofYuan(over(known)),
      denominator: ofYuan(known(under)),
    };
  });
  const zone = zoneOf(score, distressBelow, safeAbove);
  return { code, inputs, value: score.toFixed(), ...(zone && { zone }) };
};

/** Published distress scores, shown beside the grade and never averaged into it: they disagree by nature. */
export const crossChecksOf = (policy: ScoringPolicy, figures: BalanceFigures): readonly CrossCheck[] =>
  (['zPrivate', 'zDouble', 'springate'] as const).map((code) => check(code, policy, figures));
