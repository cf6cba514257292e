import { exact } from '@app/kernel/exact';
import type { Bilingual } from '@app/kernel/language';
import type { Assessment, CrossCheck, RatioResult } from '../assessment-result';
import type { ScoringPolicy } from '../policy';
import { oncePerPolicy } from '../policy/once-per-policy';
import { betweenLevels, type LevelScore } from '../ratios/level-score';
import { preparedRatios } from '../ratios/ratios';
import { term, words, type ExplanationNode } from './explanation-node';
import { levelWords, unavailableNote, zoneWords } from './explanation-words';

type Level = LevelScore['level'];
type Told = Readonly<{
  label: Bilingual;
  /** Of each level between two others, the formula of its score from behind the ratio's value on. */
  formulas: ReadonlyMap<Level, string>;
  /** What a ratio was held against, by the industry and the kind of it, as they are met. */
  standards: Map<string, ExplanationNode>;
}>;

const levelFormula = (between: NonNullable<LevelScore['between']>, decimals: number): string => {
  const [worse, better] = [term(between.worse.toFixed()), term(between.better.toFixed())];
  const [low, high] = [between.worseScore.toFixed(), between.betterScore.toFixed()];
  return ` − ${worse}) × (${high} − ${low}) ÷ (${better} − ${worse}) + ${low}, ${decimals})`;
};

// A policy says the same of its ratios in every tree.
const toldBy = oncePerPolicy(
  (policy): ReadonlyMap<string, Told> =>
    new Map(
      preparedRatios(policy).map(({ id, name, unit, levels: table }) => {
        const formulas = (table?.levels ?? []).flatMap(({ level }, at): [Level, string][] => {
          const between = table && betweenLevels(table, at);
          return between === undefined ? [] : [[level, levelFormula(between, policy.rounding.scoreDecimals)]];
        });
        const label = unit === 'percent' ? words(`${name.zh} %`, `${name.en} %`) : name;
        return [id, { label, formulas: new Map(formulas), standards: new Map() }];
      }),
    ),
);

const levelNode = (policy: ScoringPolicy, told: Told, ratio: RatioResult, level: Level): ExplanationNode => {
  const formula = told.formulas.get(level);
  return {
    code: `level.${ratio.id}`,
    label: LEVEL_SCORE,
    value: ratio.levelScore,
    formula: formula === undefined ? undefined : `round((${term(ratio.value ?? '0')}${formula}`,
    note: levelWords[level],
    source: policy.levels.source,
  };
};
const LEVEL_SCORE = words('五档得分', 'level score');
const LAST_YEAR = words('上年', 'last year');

const newStandardNode = (policy: ScoringPolicy, id: string, standard: NonNullable<RatioResult['standard']>) => {
  const industry = policy.standards.byIndustry.list.find(({ code }) => code === standard.industry);
  const name = industry?.name ?? words('全行业', 'all industries');
  const kind = standard.kind === 'acceptable' ? words('可接受值', 'acceptable') : words('平均值', 'average');
  return Object.freeze({
    code: `standard.${id}`,
    label: words(`标准值（${name.zh}，${kind.zh}）`, `standard (${name.en}, ${kind.en})`),
    value: standard.value,
    source: industry === undefined ? policy.standards.source : policy.standards.byIndustry.source,
  });
};

const standardNode = (
  policy: ScoringPolicy,
  { standards }: Told,
  id: string,
  standard: NonNullable<RatioResult['standard']>,
): ExplanationNode => {
  const key = `${standard.industry} ${standard.kind}`;
  const known = standards.get(key);
  if (known?.value === standard.value) return known;
  const node = newStandardNode(policy, id, standard);
  standards.set(key, node);
  return node;
};

/** A ratio from its two figures, as it can be worked out again. */
export const ratioFormula = (policy: ScoringPolicy, ratio: RatioResult | undefined): string | undefined => {
  if (ratio?.numerator === undefined || ratio.denominator === undefined) return undefined;
  const quotient = `${term(ratio.numerator)}${ratio.unit === 'percent' ? ' × 100' : ''} ÷ ${ratio.denominator}`;
  return `round(${quotient}, ${policy.rounding.ratioDecimals})`;
};

const besides = (policy: ScoringPolicy, told: Told, ratio: RatioResult): ExplanationNode[] => {
  const { id, level, standard, lastYear } = ratio;
  const nodes: ExplanationNode[] = [];
  if (level !== undefined) nodes.push(levelNode(policy, told, ratio, level));
  if (standard !== undefined) nodes.push(standardNode(policy, told, id, standard));
  if (lastYear !== undefined) nodes.push({ code: `last-year.${id}`, label: LAST_YEAR, value: lastYear });
  return nodes;
};

const CLOSING_ONLY = words('无期初数，以期末数代', 'closing figure, for want of an opening one');

const ratioNode = (policy: ScoringPolicy, ratio: RatioResult): ExplanationNode => {
  const { id, value, unavailable, basis } = ratio;
  const told = toldBy(policy).get(id) ?? { label: words(id, id), formulas: new Map(), standards: new Map() };
  const { label } = told;
  if (unavailable !== undefined) return { code: `ratio.${id}`, label, note: unavailableNote(unavailable) };
  return {
    code: `ratio.${id}`,
    label,
    value,
    formula: ratioFormula(policy, ratio),
    note: basis === 'closing-only' ? CLOSING_ONLY : undefined,
    children: besides(policy, told, ratio),
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
  formula: ratioScore === undefined ? undefined : scoreFormula(ratios, policy.rounding.scoreDecimals),
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
  if (unavailable !== undefined) return Object.assign(node, { note: unavailableNote(unavailable) });
  return Object.assign(node, {
    value,
    sum: true,
    note: zone && zoneWords[zone],
    children: inputs.map((input) => ({
      code: `cross-check.${code}.${input.code}`,
      label: words(input.code.toUpperCase(), input.code.toUpperCase()),
      value: exact(input.value).times(input.coefficient).toFixed(),
      formula: `${term(input.coefficient)} × round(${term(input.numerator)} ÷ ${input.denominator}, 6)`,
    })),
  });
};

export const explainCrossChecks = (policy: ScoringPolicy, { crossChecks }: Assessment): ExplanationNode => ({
  code: 'cross-checks',
  label: words('旁证模型', 'Cross-check models'),
  note: words('列于等级之旁，从不平均计入', 'beside the grade, never averaged into it'),
  children: crossChecks.map((check) => crossCheckNode(policy, check)),
});
