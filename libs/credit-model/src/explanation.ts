import type { Bilingual } from '@app/kernel/language';
import type { AssessmentInput } from './assessment-input';
import type { Assessment } from './assessment-result';
import type { SingleChange } from './changes/single-change';
import { explainCharacteristic } from './explanation/explain-characteristic';
import { explainLimit } from './explanation/explain-limit';
import { explainCrossChecks, explainRatios } from './explanation/explain-ratios';
import { words, type ExplanationNode } from './explanation/explanation-node';
import { answerWords, outcomeWords } from './explanation/explanation-words';
import { pathWords } from './explanation/path-words';
import type { ScoringPolicy } from './policy';
import { bandText } from './policy/bands';
import type { SmallestChange } from './smallest-change';

const tierNode = (policy: ScoringPolicy, { tier, limit }: Assessment): ExplanationNode[] => {
  const band = policy.tiers.bands.find((candidate) => candidate.tier === tier);
  if (tier === undefined || band === undefined) return [];
  const label = words('额度分级', 'Limit tier');
  return [{ code: 'tier', label, value: tier, rule: bandText(band, limit), source: policy.tiers.source }];
};

const distanceNodes = ({ distances: { nextGrade, nextTier } }: Assessment): ExplanationNode[] => [
  ...(nextGrade === undefined
    ? []
    : [
        {
          code: 'distance.grade',
          label: words(`距 ${nextGrade.grade} 的百分点（须超过）`, `points to ${nextGrade.grade} (more than)`),
          value: nextGrade.points,
        },
      ]),
  ...(nextTier === undefined
    ? []
    : [
        {
          code: 'distance.tier',
          label: words(`距 ${nextTier.tier} 的额度（元，须超过）`, `yuan to ${nextTier.tier} (more than)`),
          value: nextTier.amount,
        },
      ]),
];

/** What would be changed, from what to what. */
const changed = (policy: ScoringPolicy, change: SmallestChange | SingleChange): Bilingual => {
  switch (change.kind) {
    case 'answer': {
      const { zh, en } = pathWords(policy, `answers.${change.aspect}`);
      const [from, to] = [answerWords[change.from], answerWords[change.to]];
      return words(`${zh}：${from.zh} → ${to.zh}`, `${en}: ${from.en} → ${to.en}`);
    }
    case 'figure': {
      const { zh, en } = pathWords(policy, change.path);
      const moved = `${change.from} → ${change.to}`;
      return words(`${zh}：${moved}（变动 ${change.sizePercent} %）`, `${en}: ${moved} (by ${change.sizePercent} %)`);
    }
  }
};

const changeNode = (
  policy: ScoringPolicy,
  { grade: before = '—', limit: limitBefore }: Assessment,
  change: SmallestChange | SingleChange | undefined,
): ExplanationNode[] => {
  if (change === undefined) return [];
  const { percent, grade, limit } = change;
  const { zh, en } = changed(policy, change);
  return [
    {
      code: 'smallest-change',
      label: words('能使等级上升的最小单项变化', 'Smallest single change that would raise the grade'),
      value: grade,
      note: words(
        `${zh}；等级 ${before} → ${grade}，额度 ${limitBefore} → ${limit}，百分比 ${percent}`,
        `${en}; grade ${before} → ${grade}, limit ${limitBefore} → ${limit}, percent ${percent}`,
      ),
    },
  ];
};

const secondApproverNode = (policy: ScoringPolicy, { secondApprover, percent }: Assessment): ExplanationNode[] => {
  if (!secondApprover) return [];
  const { nearEdgePoints, source, bands } = policy.stepped;
  const edges = bands.flatMap(({ upTo }) => (upTo === undefined ? [] : [upTo])).join(', ');
  return [
    {
      code: 'second-approver',
      label: words('需第二审批人', 'A second approver is needed'),
      value: percent,
      note: words(
        `距阶梯 ${edges} 不超过 ${nearEdgePoints} 点`,
        `within ${nearEdgePoints} points of a step (${edges})`,
      ),
      source,
    },
  ];
};

/**
 * The tree of reasons of one assessment, from each source figure to the grade, written from the figures that the
 * assessment holds. With `change` (found by `smallestSingleChange`) it also says what would move the grade.
 */
export const explain = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  assessment: Assessment,
  change?: SmallestChange | SingleChange,
): ExplanationNode => ({
  code: 'grade',
  label: words('信用等级', 'Credit grade'),
  value: assessment.grade ?? '—',
  note: outcomeWords[assessment.outcome],
  children: [
    explainCharacteristic(policy, input, assessment),
    explainLimit(policy, input, assessment),
    ...tierNode(policy, assessment),
    ...secondApproverNode(policy, assessment),
    ...distanceNodes(assessment),
    ...changeNode(policy, assessment, change),
    explainRatios(policy, assessment),
    explainCrossChecks(policy, assessment),
  ],
});
