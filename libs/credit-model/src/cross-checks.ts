import { exact, type Exact } from '@app/kernel/exact';
import { ofYuan } from '@app/kernel/yuan';
import type { CrossCheck } from './assessment-result';
import type { BalanceFigures, FigureName } from './figures';
import type { ScoringPolicy } from './policy';
import { oncePerPolicy } from './policy/once-per-policy';

type Code = CrossCheck['code'];
type Input = Readonly<{ needs: readonly FigureName[]; over: (f: Known) => Exact; under: FigureName }>;
/** Figures that have been looked for and found. */
type Known = (name: FigureName) => Exact;

const nil = exact(0);
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

type Model = Readonly<{
  code: Code;
  inputs: readonly (Input & Readonly<{ code: string }>)[];
  needs: readonly FigureName[];
  unders: readonly FigureName[];
}>;
const modelOf = (code: Code, inputs: Readonly<Record<string, Input>>): Model => {
  const all = Object.values(inputs);
  return {
    code,
    inputs: Object.entries(inputs).map(([input, how]) => ({ code: input, ...how })),
    needs: [...new Set(all.flatMap(({ needs }) => needs))],
    unders: [...new Set(all.map(({ under }) => under))],
  };
};
const models: readonly Model[] = [
  modelOf('zPrivate', { x1: wc, x2: retained, x3: ebit, x4: equity, x5: sales }),
  modelOf('zDouble', { x1: wc, x2: retained, x3: ebit, x4: equity }),
  modelOf('springate', { a: wc, b: ebit, c: profitToCurrent, d: sales }),
];

const zoneOf = (value: Exact, distressBelow: string, safeAbove: string | undefined): CrossCheck['zone'] => {
  if (value.lt(distressBelow)) return 'distress';
  if (safeAbove === undefined) return 'no-distress';
  return value.gt(safeAbove) ? 'safe' : 'grey';
};

type Prepared = Model &
  Readonly<{
    coefficients: readonly Readonly<{ text: string; value: Exact }>[];
    distressBelow: string;
    safeAbove?: string | undefined;
  }>;
// The coefficients of a policy are read once.
const preparedModels = oncePerPolicy(({ crossChecks }): readonly Prepared[] =>
  models.map((one) => {
    const weights: Pick<Prepared, 'distressBelow' | 'safeAbove'> & { coefficients: Readonly<Record<string, string>> } =
      crossChecks[one.code];
    const { distressBelow, safeAbove } = weights;
    const coefficients = one.inputs.map(({ code }) => {
      const text = weights.coefficients[code] ?? '0';
      return { text, value: exact(text) };
    });
    return { ...one, coefficients, distressBelow, safeAbove };
  }),
);

const check = (model: Prepared, figures: BalanceFigures): CrossCheck => {
  const { code, inputs: needed, needs, unders, coefficients, distressBelow, safeAbove } = model;
  const missing = needs.filter((name) => figures[name] === undefined);
  if (missing.length > 0) return { code, inputs: [], unavailable: { reason: 'missing-figure', figures: missing } };
  const known: Known = (name) => figures[name] ?? nil;
  const zero = unders.filter((name) => known(name).isZero());
  if (zero.length > 0) return { code, inputs: [], unavailable: { reason: 'zero-denominator', figures: zero } };

  let score: Exact = nil;
  const inputs = needed.map(({ code: input, over, under }, at) => {
    const { text: coefficient, value: weight } = coefficients[at] ?? { text: '0', value: nil };
    const [numerator, denominator] = [over(known), known(under)];
    const value = numerator.divTo(denominator, INPUT_DECIMALS);
    score = score.plus(value.times(weight));
    return {
      code: input,
      value: value.toFixed(),
      coefficient,
      numerator: ofYuan(numerator),
      denominator: ofYuan(denominator),
    };
  });
  const zone = zoneOf(score, distressBelow, safeAbove);
  const found: CrossCheck = { code, inputs, value: score.toFixed() };
  if (zone !== undefined) found.zone = zone;
  return found;
};

/** Published distress scores, shown beside the grade and never averaged into it: they disagree by nature. */
export const crossChecksOf = (policy: ScoringPolicy, figures: BalanceFigures): CrossCheck[] =>
  preparedModels(policy).map((model) => check(model, figures));
