import type { Assessment } from '@app/credit-model/assessment-result';
import type { SingleChange } from '@app/credit-model/changes/single-change';
import {
  answerWords,
  candidateWords,
  capWords,
  noGradeWords,
  outcomeWords,
  stanceWords,
} from '@app/credit-model/explanation/explanation-words';
import { bandText } from '@app/credit-model/policy/bands';
import { withCommas, type Yuan } from '@app/kernel/yuan';
import { inThrees, type Writing } from './report-material';

const amount = ({ say }: Writing, yuan: Yuan): string => say(`${withCommas(yuan)} 元`, `CNY ${withCommas(yuan)}`);

/** From the 72 answers to the characteristic grade. */
const characteristicProse = (writing: Writing): string => {
  const { assessed, policy, say, told } = writing;
  const { characteristic, characteristicGrade: grade } = assessed.result;
  const byWeight = [...characteristic.groups].flatMap(({ code, percent }) => {
    const name = policy.groups.list.find((group) => group.code === code)?.name;
    return name === undefined || percent === undefined
      ? []
      : [say(`${told(name)} ${percent}%`, `${told(name)} ${percent} %`)];
  });
  const band = policy.grades.bands.find((one) => one.grade === characteristic.uncappedGrade);
  const range = band === undefined ? '' : bandText(band, characteristic.percent);
  const where = range === '' ? '' : say(`（${range}）`, ` (${range})`);
  const held = characteristic.caps
    .filter(({ lowered }) => lowered)
    .map(({ code, atMost }) => `${told(capWords[code])} → ${atMost}`);
  const base = say(
    `在 ${characteristic.aspects} 项特征中已知 ${characteristic.answered} 项（覆盖率 ${characteristic.coverage}%）。按${stanceWords[characteristic.stance].zh}权重，加权得分为满分的 ${characteristic.percent}%（${byWeight.join('，')}），属 ${characteristic.uncappedGrade}${where}。`,
    `Of ${characteristic.aspects} aspects ${characteristic.answered} are known (coverage ${characteristic.coverage} %). Under the ${stanceWords[characteristic.stance].en} weights they earn ${characteristic.percent} % of the maximum (${byWeight.join(', ')}), which is ${characteristic.uncappedGrade}${where}.`,
  );
  if (held.length === 0) return base;
  return (
    base +
    say(
      ` 因 ${held.join('；')}，特征信用等级定为 ${grade}。`,
      ` Held down by: ${held.join('; ')}; the characteristic grade is ${grade}.`,
    )
  );
};

/** From the balance sheet to the base limit. */
const workingAssetsProse = (writing: Writing): string => {
  const { assessed, say } = writing;
  const { workingAssets: view } = assessed.result;
  const parts = say(
    `${view.year} 年末流动资产 ${amount(writing, view.currentAssets)}、流动负债 ${amount(writing, view.currentLiabilities)}，营运资本 ${amount(writing, view.workingCapital)}；资产 ${amount(writing, view.totalAssets)}、负债 ${amount(writing, view.totalLiabilities)}，净资产 ${amount(writing, view.netWorth)}。两者平均，营运资产为 ${inThrees(view.workingAssets)} 元。`,
    `At the end of ${view.year} current assets were ${amount(writing, view.currentAssets)} and current liabilities ${amount(writing, view.currentLiabilities)}, so working capital was ${amount(writing, view.workingCapital)}; assets of ${amount(writing, view.totalAssets)} less liabilities of ${amount(writing, view.totalLiabilities)} leave a net worth of ${amount(writing, view.netWorth)}. The mean of the two, working assets, is CNY ${inThrees(view.workingAssets)}.`,
  );
  if (view.evaluationValue === undefined || view.percent === undefined) return parts;
  return (
    parts +
    say(
      ` 评估值 ${view.evaluationValue}，可用营运资产的 ${view.percent}%，基础额度 ${inThrees(view.baseLimit)} 元。`,
      ` The evaluation value of ${view.evaluationValue} allows ${view.percent} % of them: a base limit of CNY ${inThrees(view.baseLimit)}.`,
    )
  );
};

/** From the base limit to the grade, or to why there is none. */
const limitProse = (writing: Writing): string => {
  const { assessed, say, told } = writing;
  const { combination, limit, tier, grade, outcome, noGradeReasons } = assessed.result;
  const candidates = combination.candidates.map(
    ({ code, amount: one }) => `${told(candidateWords[code])} ${withCommas(one)}`,
  );
  const smallest = told(candidateWords[combination.smallest]);
  const found = say(
    `特征系数 ${combination.factor}。候选额度（元）：${candidates.join('、')}；取最小者（${smallest}），按 ${inThrees(combination.step)} 元向下取整。`,
    `The factor is ${combination.factor}. Candidates (CNY): ${candidates.join(', ')}; the smallest (${smallest}) counts, rounded down to steps of CNY ${inThrees(combination.step)}.`,
  );
  if (outcome === 'graded' && grade !== undefined && tier !== undefined)
    return (
      found +
      say(
        ` 建议额度 ${amount(writing, limit)}，属 ${tier}，信用等级 ${grade}。`,
        ` The suggested limit is ${amount(writing, limit)}, tier ${tier}: credit grade ${grade}.`,
      )
    );
  const because = noGradeReasons.map((reason) => told(noGradeWords[reason])).join(say('；', '; '));
  return (
    found +
    say(
      ` 结论：${outcomeWords[outcome].zh}，因为${because}。`,
      ` Outcome: ${outcomeWords[outcome].en}, because ${because}.`,
    )
  );
};

const changeWords = ({ policy, say, told }: Writing, change: SingleChange): string => {
  if (change.kind === 'figure') return `${change.path}: ${inThrees(change.from)} → ${inThrees(change.to)}`;
  const name = policy.items.list.flatMap(({ aspects }) => aspects).find(({ code }) => code === change.aspect)?.name;
  const label = name === undefined ? change.aspect : `${change.aspect} ${told(name)}`;
  return say(
    `${label} 由“${answerWords[change.from].zh}”到“${answerWords[change.to].zh}”`,
    `${label} from "${answerWords[change.from].en}" to "${answerWords[change.to].en}"`,
  );
};

const distanceProse = (writing: Writing): string | undefined => {
  const { assessed, change, say } = writing;
  const { nextGrade, nextTier }: Assessment['distances'] = assessed.result.distances;
  const said = [
    nextGrade === undefined
      ? []
      : [
          say(
            `距 ${nextGrade.grade} 尚差 ${nextGrade.points} 个百分点`,
            `${nextGrade.grade} is more than ${nextGrade.points} points away`,
          ),
        ],
    nextTier === undefined
      ? []
      : [
          say(
            `距 ${nextTier.tier} 尚差 ${amount(writing, nextTier.amount)}`,
            `${nextTier.tier} more than ${amount(writing, nextTier.amount)}`,
          ),
        ],
    change === undefined
      ? []
      : [
          say(
            `能使等级上升的最小单项变化：${changeWords(writing, change)}，届时为 ${change.grade}`,
            `the smallest single change that would raise the grade: ${changeWords(writing, change)}, which gives ${change.grade}`,
          ),
        ],
  ].flat();
  return said.length === 0 ? undefined : `${said.join(say('；', '; '))}${say('。', '.')}`;
};

/** The tree of reasons as an analyst would tell it: every figure is one that the assessment's event holds. */
export const proseOf = (writing: Writing): string[] => {
  const { assessed, say } = writing;
  const second = assessed.result.secondApprover
    ? say(
        '结果接近分档边界，需第二审批人。',
        'The result lies near a step of the strategy, so a second approver looks at it.',
      )
    : undefined;
  return [
    characteristicProse(writing),
    workingAssetsProse(writing),
    limitProse(writing),
    distanceProse(writing),
    second,
  ].filter((text) => text !== undefined);
};
