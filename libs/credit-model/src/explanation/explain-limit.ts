import { exact } from '@app/kernel/exact';
import type { AssessmentInput } from '../assessment-input';
import type { Assessment, Combination } from '../assessment-result';
import type { ScoringPolicy } from '../policy';
import { bandOf, bandText } from '../policy/bands';
import { explainBaseLimit } from './explain-working-assets';
import { term, words, type ExplanationNode } from './explanation-node';
import { candidateWords, noGradeWords, securityWords, strategyWords } from './explanation-words';

const proportionalFactor = (policy: ScoringPolicy, { percent, combination }: Assessment): ExplanationNode => {
  const { nothingUpTo, reference, atMost } = policy.proportional;
  const none = exact(percent).lte(nothingUpTo);
  return {
    code: 'factor',
    label: words('额度系数', 'Factor'),
    value: combination.factor,
    formula: none ? undefined : `round(min(${percent} ÷ ${reference}, ${atMost}), 6)`,
    rule: none ? `${percent} ≤ ${nothingUpTo}` : `${percent} > ${nothingUpTo}`,
    note: strategyWords.proportional,
    source: policy.proportional.source,
  };
};

const factorNode = (policy: ScoringPolicy, assessment: Assessment): ExplanationNode => {
  const { combination, percent } = assessment;
  if (combination.strategy === 'proportional') return proportionalFactor(policy, assessment);
  const band = bandOf(policy.stepped.bands, exact(percent));
  return {
    code: 'factor',
    label: words('额度系数', 'Factor'),
    value: combination.factor,
    formula: `${percent} × ${term(band.timesPercent)} ÷ 100 + ${term(band.plus)}`,
    rule: bandText(band, percent),
    note: strategyWords.stepped,
    source: policy.stepped.source,
  };
};

const combinedFormula = (policy: ScoringPolicy, { combination, workingAssets, percent }: Assessment): string => {
  const { baseLimit } = workingAssets;
  if (combination.strategy === 'stepped') return `down(${baseLimit} × ${combination.factor}, 2)`;
  const { nothingUpTo, reference, atMost } = policy.proportional;
  if (exact(percent).lte(nothingUpTo)) return `down(${baseLimit} × 0, 2)`;
  return `down(min(${baseLimit} × ${percent} ÷ ${reference}, ${baseLimit} × ${atMost}), 2)`;
};

/** Every security with what it counts for, adding up to the secured part. */
const securityLines = ({ securities }: Pick<Assessment, 'securities'>): Partial<ExplanationNode> =>
  securities === undefined
    ? {}
    : {
        sum: true,
        children: securities.list.map(({ securityId, kind, description, counted, amount, ...worth }) => ({
          code: `security.${securityId}`,
          label: words(`${securityWords[kind].zh}：${description}`, `${securityWords[kind].en}: ${description}`),
          value: amount,
          formula: counted ? `down(${worth.liquidationValue} × ${worth.coveragePercent} ÷ 100, 2)` : undefined,
          note: counted
            ? words(`有效期至 ${worth.validTo}`, `valid to ${worth.validTo}`)
            : words(`已于 ${worth.validTo} 到期，不计入`, `lapsed on ${worth.validTo}: not counted`),
        })),
      };

const candidateNode = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  assessment: Assessment,
  { code, amount }: Combination['candidates'][number],
): ExplanationNode => {
  const node = { code: `candidate.${code}`, label: candidateWords[code], value: amount };
  switch (code) {
    case 'combined':
      return Object.assign(node, {
        formula: combinedFormula(policy, assessment),
        children: [explainBaseLimit(policy, assessment), factorNode(policy, assessment)],
      });
    case 'asked':
      return node;
    case 'security':
      return Object.assign(node, securityLines(assessment));
    case 'need-cap': {
      const { daysPerMonth, percent, source } = policy.needCap;
      const share = percent[assessment.characteristicGrade] ?? '0';
      const sales = input.expectedMonthlySales ?? '0.00';
      const formula = `down(${sales} × ${input.termDays} × ${share} ÷ (${daysPerMonth} × 100), 2)`;
      return Object.assign(node, { formula, source });
    }
  }
};

/** The securities for themselves where the grade is not held to them. */
const securitiesNode = ({ securities, combination }: Assessment): ExplanationNode[] =>
  securities === undefined || combination.candidates.some(({ code }) => code === 'security')
    ? []
    : [
        {
          code: 'securities',
          label: words('担保合计（元）', 'Securities (yuan)'),
          value: securities.total,
          ...securityLines({ securities }),
          note: words('该等级不以担保为限', 'this grade is not held to its securities'),
        },
      ];

/** From the balance sheet to the limit: base, factor, every candidate, and the rounding down. */
export const explainLimit = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  assessment: Assessment,
): ExplanationNode => {
  const { combination, limit, noGradeReasons } = assessment;
  const { candidates, smallest, step } = combination;
  const lowest = candidates.find(({ code }) => code === smallest)?.amount ?? limit;
  const candidateNodes = candidates.map((candidate) => candidateNode(policy, input, assessment, candidate));
  const amounts = candidates.map(({ amount }) => amount).join(', ');
  const refused = noGradeReasons.length > 0;
  return {
    code: 'limit',
    label: words('建议信用额度（元）', 'Suggested limit (yuan)'),
    value: limit,
    // A refusal sets the limit to nothing whatever the arithmetic would say, and names its reasons instead.
    formula: refused ? undefined : `down(${lowest} ÷ ${step}, 0) × ${step}`,
    source: policy.rounding.source,
    children: [
      ...noGradeReasons.map((reason) => ({ code: `no-grade.${reason}`, label: noGradeWords[reason] })),
      {
        code: 'limit.smallest',
        label: words('取最小者', 'The smallest of'),
        value: lowest,
        formula: `min(${amounts})`,
        note: candidateWords[smallest],
        children: candidateNodes,
      },
      ...securitiesNode(assessment),
    ],
  };
};
