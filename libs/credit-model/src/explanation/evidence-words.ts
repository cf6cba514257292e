import type { Bilingual } from '@app/kernel/language';
import type { OwnFigure } from '../policy/measure';
import type { SourceFigure } from '../system-answers/system-answer';
import { words } from './explanation-node';

/** What an aspect is measured by, beside the ratios, and what that is worked out from. */
export const evidenceWords: Readonly<Record<OwnFigure | SourceFigure, Bilingual>> = {
  yearsEstablished: words('成立年数', 'years established'),
  yearsAsCustomer: words('合作年数', 'years as a customer'),
  marginToTargetPercent: words('毛利率占目标 %', 'gross margin as a share of its target %'),
  marginAfterCarryingPercent: words('扣除资金占用后利润率 %', 'margin after carrying cost %'),
  monthsWithOrders: words('近12月有发货的月数', 'months with a dispatch, of twelve'),
  termToStandard: words('账期为标准的倍数', 'credit period as a multiple of our standard'),
  returnsPercent: words('退货率 %', 'returns %'),
  shareOfOurSalesPercent: words('占我方销售份额 %', 'share of our sales %'),
  onTimePercent: words('按期付款率 %', 'paid on time %'),
  averageDaysLate: words('加权平均逾期天数', 'days late, weighted by amount'),
  longestDaysOverdue: words('最长逾期天数', 'longest overdue, days'),
  disputesAndBrokenPromises: words('争议、退票、失约次数', 'disputes, bounced bills and broken promises'),
  guaranteesToNetWorthPercent: words('对外担保占净资产 %', 'guarantees given as a share of net worth %'),
  netWorthToAsked: words('净资产为申请额度的倍数', 'net worth as a multiple of the amount asked for'),
  paidInPercent: words('实收资本到位率 %', 'paid-in share of registered capital %'),
  tangibleNetWorthPercent: words('有形净值占总资产 %', 'tangible net worth as a share of total assets %'),
  netWorth: words('净资产（元）', 'net worth (yuan)'),
  intangibles: words('无形资产（元）', 'intangibles (yuan)'),
  totalAssets: words('资产总计（元）', 'total assets (yuan)'),
  paidInCapital: words('实收资本（元）', 'paid-in capital (yuan)'),
  registeredCapital: words('注册资本（元）', 'registered capital (yuan)'),
  guaranteesGiven: words('对外担保（元）', 'guarantees given (yuan)'),
  asked: words('申请额度（元）', 'asked for (yuan)'),
  termDays: words('账期（天）', 'credit period (days)'),
  standardTermDays: words('我方标准账期（天）', 'our standard credit period (days)'),
  grossMarginPercent: words('对该客户毛利率 %', 'our gross margin on the customer %'),
  targetMarginPercent: words('目标毛利率 %', 'target margin %'),
  months: words('足月数', 'full months'),
  foundedOn: words('成立日期', 'founded on'),
  customerSince: words('合作起始日', 'customer since'),
  assessedOn: words('评估日', 'assessed on'),
};
