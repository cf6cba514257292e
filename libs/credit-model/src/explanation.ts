import type { AssessmentInput } from './assessment-input';
import type { Assessment } from './assessment-result';
import { explainCharacteristic } from './explanation/explain-characteristic';
import { explainLimit } from './explanation/explain-limit';
import { explainCrossChecks, explainRatios } from './explanation/explain-ratios';
import { words, type ExplanationNode } from './explanation/explanation-node';
import { answerWords, outcomeWords } from './explanation/explanation-words';
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

const changeNode = (policy: ScoringPolicy, change: SmallestChange | undefined): ExplanationNode[] => {
  if (change === undefined) return [];
  const { aspect, from, to, percent, grade } = change;
  const name = policy.items.list.flatMap(({ aspects }) => aspects).find(({ code }) => code === aspect)?.name;
  return [
    {
      code: 'smallest-change',
      label: words('能使等级上升的最小单项变化', 'Smallest single change that would raise the grade'),
      value: grade,
      note: words(
        `${aspect} ${name?.zh ?? ''}：${answerWords[from].zh} → ${answerWords[to].zh}，百分比 ${percent}`,
        `${aspect} ${name?.en ?? ''}: ${answerWords[from].en} → ${answerWords[to].en}, percent ${percent}`,
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
 * assessment holds. With `change` (found by `smallestChange`) it also says what would move the grade.
 */
export const explain = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  assessment: Assessment,
  change?: SmallestChange,
): ExplanationNode => ({
  code: 'grade',
  label: words('信用等级', 'Credit grade'),
  value: assessment.grade ?? '—',
  note: outcomeWords[assessment.outcome],
  children: [
    explainCharacteristic(policy, assessment),
    explainLimit(policy, input, assessment),
    ...tierNode(policy, assessment),
    ...secondApproverNode(policy, assessment),
    ...distanceNodes(assessment),
    ...changeNode(policy, change),
    explainRatios(policy, assessment),
    explainCrossChecks(policy, assessment),
  ],
});
