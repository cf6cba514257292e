import type { CreditApplicationEvent } from '@app/domain/credit-application/events';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import type { FollowUpEvent } from '@app/domain/follow-up/events';
import type { StepName, TaskKind } from '@app/domain/follow-up/ladder-policy';
import type { Bilingual } from '@app/kernel/language';
import type { DataOf } from '@app/kernel/message';
import type { RuleName } from '@app/kernel/rule-outcome';

type Words<Key extends string> = Readonly<Record<Key, Bilingual>>;

export const stepWords: Words<StepName> = {
  'confirm-shipment': { zh: '发货确认', en: 'Confirm shipment' },
  'check-in': { zh: '不定期了解', en: 'Check in' },
  remind: { zh: '临期提醒', en: 'Reminder' },
  warn: { zh: '信用警告', en: 'Credit warning' },
  hold: { zh: '停止发货', en: 'Shipment hold' },
  'special-case': { zh: '专案处理', en: 'Special case' },
};

export const taskWords: Words<TaskKind> = {
  call: { zh: '电话', en: 'call' },
  letter: { zh: '函件', en: 'letter' },
  visit: { zh: '走访', en: 'visit' },
};

export const outcomeWords: Words<DataOf<FollowUpEvent, 'StepOutcomeRecorded'>['outcome']> = {
  confirmed: { zh: '已确认', en: 'confirmed' },
  complaint: { zh: '有异议', en: 'a complaint' },
  'will-pay': { zh: '答应付款', en: 'will pay' },
  'not-reached': { zh: '未联系上', en: 'not reached' },
  visited: { zh: '已走访', en: 'visited' },
  other: { zh: '其他', en: 'other' },
};

export const ruleWords: Words<RuleName> = {
  'agreement-valid': { zh: '无有效协议', en: 'no valid agreement' },
  'not-on-hold': { zh: '已停止发货', en: 'shipments on hold' },
  'not-blacklisted': { zh: '在黑名单中', en: 'blacklisted' },
  'free-limit': { zh: '可用额度不足', en: 'not enough available limit' },
  'single-document-maximum': { zh: '超过单笔上限', en: 'above the maximum for one document' },
  'oldest-overdue': { zh: '逾期过久', en: 'too long overdue' },
  'component-maximum': { zh: '单项占用超过上限', en: 'a part of the exposure above its maximum' },
  'group-limit': { zh: '集团额度不足', en: 'not enough group limit' },
  'overdue-share': { zh: '逾期占比过高', en: 'too large a share overdue' },
  'overdue-amount': { zh: '逾期金额过高', en: 'too much overdue' },
  'follow-up-step': { zh: '催收节点过后', en: 'too far in the follow-up' },
  'prior-batch': { zh: '压批：前批未结清', en: 'an earlier batch not paid' },
  'security-valid': { zh: '担保失效', en: 'security lapsed' },
  'grade-allowed': { zh: '等级不可赊销', en: 'grade not allowed on credit' },
  'terms-not-worsened': { zh: '账期超过协议', en: 'terms worse than agreed' },
  'statement-fresh': { zh: '报表过旧', en: 'statement too old' },
  'data-complete': { zh: '档案不完整', en: 'customer file incomplete' },
};

export const liftWords: Words<DataOf<CreditAccountEvent, 'HoldLifted'>['reason']> = {
  settled: { zh: '款项已收回', en: 'paid' },
  extended: { zh: '已延期', en: 'extended' },
  disputed: { zh: '非信用原因的异议', en: 'disputed for a reason that is not the customer’s' },
  'by-hand': { zh: '人工解除', en: 'by hand' },
};

export const causeWords: Words<DataOf<CreditAccountEvent, 'HoldPlaced'>['cause']> = {
  manual: { zh: '人工停发', en: 'by hand' },
  'agreement-suspended': { zh: '协议中止', en: 'agreement suspended' },
  'over-limit': { zh: '超过额度', en: 'over its limit' },
  'agreement-lapsed': { zh: '协议到期', en: 'agreement lapsed' },
  'security-lapsed': { zh: '担保失效', en: 'security lapsed' },
};

export const billWords: Words<DataOf<CreditAccountEvent, 'BillReceived'>['kind']> = {
  bank: { zh: '银行承兑汇票', en: 'bank acceptance bill' },
  commercial: { zh: '商业承兑汇票', en: 'commercial acceptance bill' },
};

export const checkpointWords: Words<DataOf<CreditAccountEvent, 'CheckpointPassed'>['checkpoint']> = {
  delivery: { zh: '交货检查', en: 'the delivery checkpoint' },
  'goods-issue': { zh: '出库检查', en: 'the goods-issue checkpoint' },
};

export const outcomeOfAssessment: Words<DataOf<CreditApplicationEvent, 'AssessmentCompleted'>['result']['outcome']> = {
  graded: { zh: '已评级', en: 'graded' },
  declined: { zh: '不予授信', en: 'declined' },
  'refer-to-analyst': { zh: '转人工研判', en: 'referred to an analyst' },
};

export const recommendationWords: Words<DataOf<CreditApplicationEvent, 'ReportWritten'>['recommendation']> = {
  approve: { zh: '建议批准', en: 'approval recommended' },
  'approve-with-conditions': { zh: '建议有条件批准', en: 'approval on conditions recommended' },
  refuse: { zh: '建议拒绝', en: 'refusal recommended' },
};

export const answerWords: Words<DataOf<CreditApplicationEvent, 'OverruleGiven'>['answer']> = {
  good: { zh: '好', en: 'good' },
  fair: { zh: '中', en: 'fair' },
  poor: { zh: '差', en: 'poor' },
  none: { zh: '无资料', en: 'no information' },
};

export const letterWords: Words<DataOf<CreditApplicationEvent, 'LetterIssued'>['about']> = {
  'refused-at-review': { zh: '初审不通过函', en: 'the letter of refusal' },
  refused: { zh: '拒绝函', en: 'the letter of refusal' },
  'approved-with-conditions': { zh: '附条件批准函', en: 'the letter of approval on conditions' },
};

export const reassessmentWords: Words<DataOf<CreditApplicationEvent, 'ReassessmentDue'>['because']> = {
  calendar: { zh: '距上次评估已满期', en: 'the last assessment is as old as it may become' },
  'bad-credit': { zh: '出现不良信用记录', en: 'a bad credit record' },
  'statement-old': { zh: '财务报表已过期', en: 'the newest statement is too old' },
  'agreement-ends': { zh: '协议即将到期', en: 'the agreement is about to end' },
};
