import type { Bilingual } from '@app/kernel/language';
import type { Assessment, Cap, Combination, NoGradeReason, RatioResult } from '../assessment-result';
import type { FigureName } from '../figures';
import type { Answer, Stance, Strategy } from '../policy/policy-shape';
import type { SecurityKind } from '../security';
import type { Unavailable } from '../unavailable';
import { evidenceWords } from './evidence-words';
import { words } from './explanation-node';

export const answerWords: Readonly<Record<Answer, Bilingual>> = {
  good: words('好', 'good'),
  fair: words('中', 'fair'),
  poor: words('差', 'poor'),
  none: words('无信息', 'no information'),
};

export const stanceWords: Readonly<Record<Stance, Bilingual>> = {
  balanced: words('平衡', 'balanced'),
  sales: words('销售导向', 'sales'),
  conservative: words('保守', 'conservative'),
};

export const strategyWords: Readonly<Record<Strategy, Bilingual>> = {
  stepped: words('阶梯', 'stepped'),
  proportional: words('比例', 'proportional'),
};

export const outcomeWords: Readonly<Record<Assessment['outcome'], Bilingual>> = {
  graded: words('评出等级', 'graded'),
  declined: words('不予授信', 'declined'),
  'refer-to-analyst': words('转分析员处理', 'refer to an analyst'),
};

export const noGradeWords: Readonly<Record<NoGradeReason, Bilingual>> = {
  'grade-not-allowed': words('该特征信用等级不得赊购', 'this characteristic grade may not buy on credit'),
  'needs-security': words(
    '该等级只能在足额担保下赊购，而没有担保',
    'this grade buys only fully secured, and there is no security',
  ),
  'net-worth-not-positive': words('净资产不为正', 'net worth is not above zero'),
  'working-assets-not-positive': words('营运资产不为正', 'working assets are not above zero'),
  'no-current-liabilities': words(
    '没有流动负债，评估值无法计算',
    'no current liabilities, so there is no evaluation value',
  ),
  'no-share-of-working-assets': words(
    '评估值过低，营运资产比例为零',
    'the evaluation value earns no share of the working assets',
  ),
  'characteristic-too-low': words(
    '特征百分比过低，额度系数为零',
    'the characteristic percent is too low: the factor is zero',
  ),
  'need-cap-zero': words(
    '预计月销售额为零，没有信用需求',
    'expected monthly sales are zero: there is no need for credit',
  ),
  'below-smallest-step': words('取整后额度为零', 'rounded down, nothing is left'),
};

export const capWords: Readonly<Record<Cap['code'], Bilingual>> = {
  blacklisted: words('已列入黑名单', 'blacklisted'),
  'sued-by-supplier': words('被其他供应商起诉追讨货款', 'sued by another supplier for payment'),
  'low-coverage': words('信息覆盖率不足', 'too little is known'),
  'new-customer': words('合作不满一年', 'a customer of less than a year'),
  'weak-group': words('信用及财务特征偏低', 'credit and finance group is weak'),
};

export const candidateWords: Readonly<Record<Combination['candidates'][number]['code'], Bilingual>> = {
  combined: words('模型额度', 'by the models'),
  asked: words('申请额度', 'asked for'),
  'need-cap': words('信用需求上限', 'need cap'),
  security: words('担保覆盖部分', 'security-backed part'),
};

export const securityWords: Readonly<Record<SecurityKind, Bilingual>> = {
  mortgage: words('抵押', 'mortgage'),
  pledge: words('质押', 'pledge'),
  guarantee: words('保证', 'guarantee'),
  insurance: words('信用保险', 'credit insurance'),
};

const unavailableWords: Readonly<Record<Unavailable['reason'], Bilingual>> = {
  'missing-figure': words('缺少数据', 'figure missing'),
  'zero-denominator': words('分母为零', 'denominator is zero'),
  'negative-denominator': words('分母为负', 'denominator is negative'),
  'no-earlier-statement': words('没有上年报表', 'no statement of the year before'),
};

export const levelWords: Readonly<Record<NonNullable<RatioResult['level']>, Bilingual>> = {
  excellent: words('优秀', 'excellent'),
  good: words('良好', 'good'),
  average: words('平均', 'average'),
  low: words('较低', 'low'),
  poor: words('较差', 'poor'),
  beyond: words('低于较差', 'beyond poor'),
};

export const zoneWords: Readonly<Record<'distress' | 'grey' | 'safe' | 'no-distress', Bilingual>> = {
  distress: words('困境区', 'distress'),
  grey: words('灰色区', 'grey'),
  safe: words('安全区', 'safe'),
  'no-distress': words('未示困境', 'no distress'),
};

export const figureWords: Readonly<Record<FigureName, Bilingual>> = {
  cash: words('货币资金', 'cash'),
  tradingSecurities: words('交易性金融资产', 'trading securities'),
  receivables: words('应收账款', 'receivables'),
  inventory: words('存货', 'inventory'),
  otherCurrentAssets: words('其他流动资产', 'other current assets'),
  currentAssets: words('流动资产', 'current assets'),
  fixedAssets: words('固定资产', 'fixed assets'),
  intangibles: words('无形资产', 'intangibles'),
  totalAssets: words('资产总计', 'total assets'),
  currentLiabilities: words('流动负债', 'current liabilities'),
  totalLiabilities: words('负债合计', 'total liabilities'),
  paidInCapital: words('实收资本', 'paid-in capital'),
  retainedEarnings: words('未分配利润', 'retained earnings'),
  equity: words('所有者权益', 'equity'),
  revenue: words('营业收入', 'revenue'),
  costOfSales: words('营业成本', 'cost of sales'),
  expenses: words('期间费用', 'expenses'),
  interest: words('利息费用', 'interest'),
  operatingProfit: words('营业利润', 'operating profit'),
  totalProfit: words('利润总额', 'total profit'),
  netProfit: words('净利润', 'net profit'),
  operatingCash: words('经营活动现金流量净额', 'operating cash flow'),
};

const named: Readonly<Record<string, Bilingual>> = { ...evidenceWords, ...figureWords };
const figure = (name: string): Bilingual => named[name] ?? words(name, name);

/** `not available: figure missing (interest)` */
export const unavailableNote = ({ reason, figures }: Unavailable): Bilingual => {
  const named = figures.map(figure);
  const { zh, en } = unavailableWords[reason];
  return words(
    `无法计算：${zh}（${named.map((name) => name.zh).join('、')}）`,
    `not available: ${en} (${named.map((name) => name.en).join(', ')})`,
  );
};
