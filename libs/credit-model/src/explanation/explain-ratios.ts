import { exact } from '@app/kernel/exact';
import type { Assessment, CrossCheck, RatioResult } from '../assessment-result';
import type { ScoringPolicy } from '../policy';
import { levelScore, type LevelScore } from '../ratios/level-score';
import { preparedRatios } from '../ratios/ratios';
import { term, words, type ExplanationNode } from './explanation-node';
import { levelWords, unavailableNote, zoneWords } from './explanation-words';

const levelFormula = (value: string, between: NonNullable<LevelScore['between']>, decimals: number): string => {
  const [worse, better] = [term(between.worse.toFixed()), term(between.better.toFixed())];
  const [low, high] = [between.worseScore.toFixed(), between.betterScore.toFixed()];
  return `round((${term(value)} − ${worse}) × (${high} − ${low}) ÷ (${better} − ${worse}) + ${low}, ${decimals})`;
};

const levelNode = (policy: ScoringPolicy, { id, value, level, levelScore: score }: RatioResult): ExplanationNode[] => {
  const listed = preparedRatios(policy).find((ratio) => ratio.id === id);
  if (value === undefined || level === undefined || listed?.levels === undefined) return [];
  const between = levelScore(exact(value), listed.levels, listed.better, policy)?.between;
  return [
    {
      code: `level.${id}`,
      label: words('五档得分', 'level score'),
      value: score,
      ...(between && { formula: levelFormula(value, between, policy.rounding.scoreDecimals) }),
      note: levelWords[level],
      source: policy.levels.source,
    },
  ];
};

const besides = (policy: ScoringPolicy, { id, standard, lastYear }: RatioResult): ExplanationNode[] => {
  const industry = policy.standards.byIndustry.list.find(({ code }) => code === standard?.industry);
  const name = industry?.name ?? words('全行业', 'all industries');
  const source = industry === undefined ? policy.standards.source : policy.standards.byIndustry.source;
  const kind = standard?.kind === 'acceptable' ? words('可接受值', 'acceptable') : words('平均值', 'average');
  return [
    ...(standard === undefined
      ? []
      : [
          {
            code: `standard.${id}`,
            label: words(`标准值（${name.zh}，${kind.zh}）`, `standard (${name.en}, ${kind.en})`),
            value: standard.value,
            source,
          },
        ]),
    ...(lastYear === undefined
      ? []
      : [{ code: `last-year.${id}`, label: words('上年', 'last year'), value: lastYear }]),
  ];
};

/** A ratio from its two figures, as it can be worked out again. */
export const ratioFormula = (policy: ScoringPolicy, ratio: RatioResult | undefined): string | undefined => {
  if (ratio?.numerator === undefined || ratio.denominator === undefined) return undefined;
  const quotient = `${term(ratio.numerator)}${ratio.unit === 'percent' ? ' × 100' : ''} ÷ ${ratio.denominator}`;
  return `round(${quotient}, ${policy.rounding.ratioDecimals})`;
};

const ratioNode = (policy: ScoringPolicy, ratio: RatioResult): ExplanationNode => {
  const { id, unit, value, unavailable, basis } = ratio;
  const name = policy.ratios.list.find((listed) => listed.id === id)?.name ?? words(id, id);
  const label = unit === 'percent' ? words(`${name.zh} %`, `${name.en} %`) : name;
  if (unavailable !== undefined) return { code: `ratio.${id}`, label, note: unavailableNote(unavailable) };
  return {
    code: `ratio.${id}`,
    label,
    value,
    formula: ratioFormula(policy, ratio),
    ...(basis === 'closing-only' && {
      note: words('无期初数，以期末数代', 'closing figure, for want of an opening one'),
    }),
    children: [...levelNode(policy, ratio), ...besides(policy, ratio)],
  };
};

const scoreFormula = (ratios: readonly RatioResult[], decimals: number): string => {
  const scored = ratios.filter((ratio) => ratio.levelScore !== undefined);
  const parts = scored.map((ratio) => `${ratio.weight} × ${ratio.levelScore ?? '0'}`).join(' + ');
  return `round((${parts}) ÷ (${scored.map(({ weight }) => weight).join(' + ')}), ${decimals})`;
};

/** Every ratio with its two figures, its standard, last year and its level; weighed by the term, beside the grade. */
export const explainRatios = (
  policy: ScoringPolicy,
  { ratios, ratioScore, term: of }: Assessment,
): ExplanationNode => ({
  code: 'ratios',
  label:
    of === 'short'
      ? words('财务比率（短期，重流动性）', 'Financial ratios (short term: liquidity weighs)')
      : words('财务比率（长期，重偿债与获利）', 'Financial ratios (long term: solvency and profit weigh)'),
  value: ratioScore,
  ...(ratioScore !== undefined && { formula: scoreFormula(ratios, policy.rounding.scoreDecimals) }),
  note: words('列于等级之旁，不计入等级', 'beside the grade, not part of it'),
  source: policy.ratios.source,
  children: ratios.map((ratio) => ratioNode(policy, ratio)),
});

const crossCheckNode = (
  policy: ScoringPolicy,
  { code, inputs, value, zone, unavailable }: CrossCheck,
): ExplanationNode => {
  const { name, source } = policy.crossChecks[code];
  const node = { code: `cross-check.${code}`, label: name, source };
  if (unavailable !== undefined) return { ...node, note: unavailableNote(unavailable) };
  return {
    ...node,
    value,
    sum: true,
    ...(zone && { note: zoneWords[zone] }),
    children: inputs.map((input) => ({
      code: `cross-check.${code}.${input.code}`,
      label: words(input.code.toUpperCase(), input.code.toUpperCase()),
      value: exact(input.value).times(input.coefficient).toFixed(),
      formula: `${term(input.coefficient)} × round(${term(input.numerator)} ÷ ${input.denominator}, 6)`,
    })),
  };
};

export const explainCrossChecks = (policy: ScoringPolicy, { crossChecks }: Assessment): ExplanationNode => ({
  code: 'cross-checks',
  label: words('旁证模型', 'Cross-check models'),
  note: words('列于等级之旁，从不平均计入', 'beside the grade, never averaged into it'),
  children: crossChecks.map((check) => crossCheckNode(policy, check)),
});
