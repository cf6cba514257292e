import type { Assessment, RatioResult } from '@app/credit-model/assessment-result';
import { exact } from '@app/kernel/exact';
import { isPositive, withCommas, type Yuan } from '@app/kernel/yuan';

type Whom = Readonly<{ name: string; termDays: number }>;
type Opinion = Readonly<{
  opinion: string;
  recommendation: 'approve' | 'approve-with-conditions' | 'refuse';
  recommendedLimit?: Yuan;
  recommendedTermDays?: number;
  conditions: string;
}>;

const inWords = (value: string | undefined, unit: 'times' | 'percent'): string =>
  value === undefined ? '无法计算' : `${exact(value).toFixed(2)}${unit === 'percent' ? '%' : ''}`;
const ratioOf = (ratios: readonly RatioResult[], id: RatioResult['id']): string => {
  const found = ratios.find((ratio) => ratio.id === id);
  return inWords(found?.value, found?.unit ?? 'times');
};

const position = ({ ratios }: Assessment, { name }: Whom): string =>
  `${name}流动比率 ${ratioOf(ratios, 'currentRatio')}，速动比率 ${ratioOf(ratios, 'quickRatio')}，资产负债率 ${ratioOf(ratios, 'debtRatio')}。`;
const character = ({ characteristic, characteristicGrade: grade, percent, coverage }: Assessment): string =>
  `特征分析得分 ${inWords(percent, 'percent')}（${grade}），72 项中 ${characteristic.answered} 项有资料，覆盖率 ${inWords(coverage, 'percent')}。`;
const assets = ({ workingAssets: { workingCapital, netWorth, evaluationValue } }: Assessment): string =>
  `营运资金 ${withCommas(workingCapital)} 元，净资产 ${withCommas(netWorth)} 元，评估值 ${inWords(evaluationValue, 'times')}。`;
const risk = ({ underCloseWatch, secondApprover }: Assessment): string =>
  `${underCloseWatch ? '该等级须从严监控。' : ''}${secondApprover ? '得分临近档位边界，建议第二人复核。' : ''}`;

/** What an analyst of the demo writes, from the figures of the assessment alone. */
export const opinionOn = (result: Assessment, whom: Whom): Opinion => {
  const found = [position(result, whom), character(result), assets(result), risk(result)].join('');
  const { grade, limit } = result;
  if (grade === undefined || !isPositive(limit))
    return { opinion: `${found}未达授信条件，建议拒绝，可现款提货。`, recommendation: 'refuse', conditions: '' };
  return {
    opinion: `${found}综合评定 ${grade}，建议给予信用额度 ${withCommas(limit)} 元，账期 ${whom.termDays} 天。`,
    recommendation: result.underCloseWatch ? 'approve-with-conditions' : 'approve',
    recommendedLimit: limit,
    recommendedTermDays: whom.termDays,
    conditions: '按月对账',
  };
};
