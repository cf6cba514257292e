import { Exact } from '@app/kernel/exact';
import type { AssessmentInput } from '../assessment-input';
import type { Assessment, Cap } from '../assessment-result';
import { yearsOf } from '../figures';
import type { ScoringPolicy } from '../policy';
import { bandText } from '../policy/bands';
import { stance } from '../policy/policy-shape';
import { itemNode } from './explain-item';
import type { Explained } from './explain-system-answer';
import { words, type ExplanationNode } from './explanation-node';
import { capWords, stanceWords } from './explanation-words';

const weightedNode = (policy: ScoringPolicy, explained: Explained, total: string): ExplanationNode => ({
  code: 'characteristic.weighted',
  label: words('加权得分合计（权重 × 项目得分）', 'weighted scores (weight × item score)'),
  value: total,
  sum: true,
  note: stanceWords[explained.assessment.characteristic.stance],
  source: policy.weights.source,
  children: explained.assessment.characteristic.groups.map(({ code, weighted }) => {
    const name = policy.groups.list.find((group) => group.code === code)?.name;
    return {
      code: `group.${code}`,
      label: words(`${code} ${name?.zh ?? ''}`, `${code} ${name?.en ?? ''}`),
      value: weighted,
      sum: true,
      children: explained.assessment.characteristic.items
        .filter(({ group }) => group === code)
        .map((scored) => itemNode(policy, explained, scored)),
    };
  }),
});

const groupPercents = (policy: ScoringPolicy, { characteristic }: Assessment): ExplanationNode[] =>
  characteristic.groups.map(({ code, weighted, maximum, percent }) => ({
    code: `group-percent.${code}`,
    label: words(`${code} 组百分比`, `group ${code} percent`),
    value: percent,
    formula:
      percent === undefined ? undefined : `round(${weighted} × 100 ÷ ${maximum}, ${policy.rounding.scoreDecimals})`,
  }));

const capNode = (source: string, { code, atMost, lowered, figure, edge }: Cap): ExplanationNode => {
  const why = figure === undefined ? '' : ` ${figure}${edge === undefined ? '' : ` / ${edge}`}`;
  return {
    code: `cap.${code}`,
    label: words(`封顶：${capWords[code].zh}${why}`, `cap: ${capWords[code].en}${why}`),
    value: atMost,
    note: lowered ? words('等级因此下调', 'lowered the grade') : words('未影响等级', 'did not lower the grade'),
    source,
  };
};

const otherStances = ({ characteristic }: Assessment): ExplanationNode[] =>
  stance.options
    .filter((which) => which !== characteristic.stance)
    .map((which) => ({
      code: `stance.${which}`,
      label: words(`另按“${stanceWords[which].zh}”权重`, `beside it, under ${stanceWords[which].en} weights`),
      value: characteristic.percents[which],
    }));

/** From the answers to the characteristic grade: every aspect's points, every weight, every cap. */
export const explainCharacteristic = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  assessment: Assessment,
): ExplanationNode => {
  const { characteristic, percent, characteristicGrade: grade } = assessment;
  const band = policy.grades.bands.find((candidate) => candidate.grade === characteristic.uncappedGrade);
  const { maximum } = policy.itemScore;
  const { systemAnswers: said } = characteristic;
  const systemAnswers = said && new Map(said.map((one) => [one.aspect, one]));
  const explained = { assessment, systemAnswers, years: said && yearsOf(input) };
  const total = Exact.sum(...characteristic.groups.map(({ weighted }) => weighted)).toFixed();
  return {
    code: 'characteristic',
    label: words('特征信用等级', 'Characteristic grade'),
    value: grade,
    rule: band && bandText(band, percent),
    source: policy.grades.source,
    note:
      grade === characteristic.uncappedGrade
        ? undefined
        : words(`未封顶时为 ${characteristic.uncappedGrade}`, `${characteristic.uncappedGrade} before caps`),
    children: [
      {
        code: 'characteristic.percent',
        label: words('特征百分比', 'Characteristic percent'),
        value: percent,
        formula: `${total} ÷ (100 × ${maximum}) × 100`,
        source: policy.itemScore.source,
        children: [weightedNode(policy, explained, total)],
      },
      ...groupPercents(policy, assessment),
      {
        code: 'coverage',
        label: words('信息覆盖率', 'Coverage'),
        value: assessment.coverage,
        formula: `round(${characteristic.answered} × 100 ÷ ${characteristic.aspects}, ${policy.rounding.scoreDecimals})`,
      },
      ...otherStances(assessment),
      ...characteristic.caps.map((cap) => capNode(policy.caps.source, cap)),
    ],
  };
};
