import { exact, type Exact } from '@app/kernel/exact';
import type { Assessment } from '../assessment-result';
import type { ScoringPolicy } from '../policy';
import { bandOf, bandText } from '../policy/bands';
import { term, words, type ExplanationNode } from './explanation-node';
import { figureWords, noGradeWords } from './explanation-words';

type View = Assessment['workingAssets'];

const leaf = (
  code: 'currentAssets' | 'inventory' | 'currentLiabilities' | 'totalAssets' | 'totalLiabilities',
  view: View,
) => ({
  code: `figure.${code}`,
  label: figureWords[code],
  value: view[code],
});

const workingAssetsNode = (view: View): ExplanationNode => ({
  code: 'working-assets',
  label: words('营运资产（元）', 'Working assets (yuan)'),
  value: view.workingAssets,
  formula: `(${term(view.workingCapital)} + ${term(view.netWorth)}) ÷ 2`,
  children: [
    {
      code: 'working-capital',
      label: words('营运资本', 'Working capital'),
      value: view.workingCapital,
      formula: `${view.currentAssets} − ${view.currentLiabilities}`,
      children: [leaf('currentAssets', view), leaf('currentLiabilities', view)],
    },
    {
      code: 'net-worth',
      label: words('净资产', 'Net worth'),
      value: view.netWorth,
      formula: `${view.totalAssets} − ${view.totalLiabilities}`,
      children: [leaf('totalAssets', view), leaf('totalLiabilities', view)],
    },
  ],
});

const inFen = (amount: string): bigint => BigInt(exact(amount).times(100).toFixed(0));
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const absolute = (a: bigint): bigint => (a < 0n ? -a : a);

type Fractions = Readonly<{ denominator: bigint; terms: readonly [bigint, bigint, bigint, bigint]; total: bigint }>;

/** The four terms over one common denominator, shortened together: so that the printed lines add up exactly. */
const fractionsOf = (view: View): Fractions => {
  const [ca, inventory, cl, tl, nw] = [
    inFen(view.currentAssets),
    inFen(view.inventory),
    inFen(view.currentLiabilities),
    inFen(view.totalLiabilities),
    inFen(view.netWorth),
  ] as const;
  const raw = [ca * nw, (ca - inventory) * nw, -cl * cl, -tl * cl] as const;
  const shared = raw.reduce((divisor, part) => gcd(divisor, absolute(part)), cl * nw);
  const terms = [raw[0] / shared, raw[1] / shared, raw[2] / shared, raw[3] / shared] as const;
  return {
    denominator: (cl * nw) / shared,
    terms,
    total: terms.reduce((sum, part) => sum + part, 0n),
  };
};

const evaluationNode = (view: View, value: string, { denominator, terms, total }: Fractions): ExplanationNode => {
  const part = (at: 0 | 1 | 2 | 3, zh: string, en: string, formula: string): ExplanationNode => ({
    code: `evaluation.${'ABCD'.charAt(at)}`,
    label: words(zh, en),
    value: `${terms[at]}/${denominator}`,
    formula,
    note: words(`约 ${approximately(terms[at], denominator)}`, `about ${approximately(terms[at], denominator)}`),
  });
  const { currentAssets, inventory, currentLiabilities, totalLiabilities, netWorth } = view;
  return {
    code: 'evaluation-value',
    label: words('评估值', 'Evaluation value'),
    value,
    formula: `round(${term(total.toString())} ÷ ${denominator}, 6)`,
    children: [
      {
        code: 'evaluation.sum',
        label: words('精确值', 'exactly'),
        value: `${total}/${denominator}`,
        sum: true,
        children: [
          part(0, 'A 流动比率', 'A current ratio', `${currentAssets} ÷ ${currentLiabilities}`),
          part(1, 'B 速动比率', 'B quick ratio', `(${currentAssets} − ${inventory}) ÷ ${currentLiabilities}`),
          part(
            2,
            '−C 流动负债 ÷ 净资产',
            '−C current liabilities ÷ net worth',
            `0 − ${currentLiabilities} ÷ ${netWorth}`,
          ),
          part(3, '−D 负债 ÷ 净资产', '−D liabilities ÷ net worth', `0 − ${totalLiabilities} ÷ ${netWorth}`),
        ],
      },
    ],
  };
};

const asExact = (whole: bigint): Exact => exact(whole.toString());
const approximately = (numerator: bigint, denominator: bigint): string =>
  asExact(numerator).div(asExact(denominator)).toFixed(4);

const shareNode = (policy: ScoringPolicy, view: View, value: string, percent: string): ExplanationNode => {
  const fractions = fractionsOf(view);
  const band = bandOf(policy.evaluation.bands, asExact(fractions.total), asExact(fractions.denominator));
  return {
    code: 'working-assets.percent',
    label: words('营运资产比例 %', '% of working assets'),
    value: percent,
    rule: bandText(band, `${fractions.total}/${fractions.denominator}`),
    source: policy.evaluation.source,
    children: [evaluationNode(view, value, fractions)],
  };
};

/** The working assets model, from the balance sheet to the base limit; or the guard that stopped it. */
export const explainBaseLimit = (policy: ScoringPolicy, { workingAssets: view }: Assessment): ExplanationNode => {
  const { evaluationValue, percent, guards, baseLimit } = view;
  const shares =
    evaluationValue === undefined || percent === undefined ? [] : [shareNode(policy, view, evaluationValue, percent)];
  return {
    code: 'base-limit',
    label: words('基础额度（元）', 'Base limit (yuan)'),
    value: baseLimit,
    formula: percent === undefined ? undefined : `${view.workingAssets} × ${percent} ÷ 100`,
    note: words(`${view.year} 年报表`, `statement of ${view.year}`),
    children: [
      ...guards.map((guard) => ({ code: `guard.${guard}`, label: noGradeWords[guard] })),
      workingAssetsNode(view),
      ...shares,
    ],
  };
};
