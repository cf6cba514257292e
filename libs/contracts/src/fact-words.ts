import { evidenceWords } from '@app/credit-model/explanation/evidence-words';
import { figureWords } from '@app/credit-model/explanation/explanation-words';
import type { Bilingual, Language } from '@app/kernel/language';
import type { ApplicationStage } from './credit-application';

const stages: Record<ApplicationStage, Bilingual> = {
  filed: { zh: '待初审', en: 'filed' },
  'refused-at-review': { zh: '初审拒绝', en: 'refused at review' },
  'in-assessment': { zh: '评估中', en: 'in assessment' },
  assessed: { zh: '待写报告', en: 'assessed' },
  reported: { zh: '待审批', en: 'reported' },
  approved: { zh: '已批准', en: 'approved' },
  returned: { zh: '退回补充', en: 'returned' },
  refused: { zh: '已拒绝', en: 'refused' },
  'agreement-signed': { zh: '协议已签', en: 'agreement signed' },
};

const extensionStates: Readonly<Record<string, Bilingual>> = {
  granted: { zh: '已批准', en: 'granted' },
  refused: { zh: '已拒绝', en: 'refused' },
};

const reversalCauses: Readonly<Record<string, Bilingual>> = {
  bounced: { zh: '退票', en: 'bounced' },
  mistake: { zh: '记账错误', en: 'entered by mistake' },
};

export const stepWords: Readonly<Record<string, Bilingual>> = {
  'confirm-shipment': { zh: '发货确认', en: 'confirm shipment' },
  'check-in': { zh: '不定期了解', en: 'check in' },
  remind: { zh: '临期提醒', en: 'reminder' },
  warn: { zh: '信用警告', en: 'credit warning' },
  hold: { zh: '停止发货', en: 'shipment hold' },
  'special-case': { zh: '专案处理', en: 'special case' },
};

const statementLines: Readonly<Record<string, Bilingual>> = {
  ...figureWords,
  operating: { zh: '经营活动现金流量净额', en: 'operating cash flow' },
  investing: { zh: '投资活动现金流量净额', en: 'investing cash flow' },
  financing: { zh: '筹资活动现金流量净额', en: 'financing cash flow' },
  exchangeEffect: { zh: '汇率变动影响', en: 'effect of exchange rates' },
  net: { zh: '现金净增加额', en: 'net change in cash' },
};

/** What a machine says of a file, in words. */
const fileFaults: Readonly<Record<string, Bilingual>> = {
  ENOENT: { zh: '没有这个文件', en: 'there is no such file' },
  EISDIR: { zh: '这是文件夹', en: 'it is a folder' },
  ENOTDIR: { zh: '路径中有一段不是文件夹', en: 'part of its path is no folder' },
  EACCES: { zh: '没有读取权限', en: 'reading it is not allowed' },
  NOT_TEXT: { zh: '不是 UTF-8 文本', en: 'it is not text in UTF-8' },
  NO_ENCODING: {
    zh: '既不是 UTF-8、UTF-16，也不是 GB18030 文本',
    en: 'it is text neither in UTF-8 nor in UTF-16 nor in GB18030',
  },
  CSV_QUOTE_NOT_CLOSED: { zh: '引号没有闭合', en: 'a quotation mark is never closed' },
  CSV_INVALID_CLOSING_QUOTE: { zh: '引号之后多出内容', en: 'something follows a closing quotation mark' },
  INVALID_OPENING_QUOTE: { zh: '引号出现在内容中间', en: 'a quotation mark stands inside a value' },
  CSV_MAX_RECORD_SIZE: { zh: '此行过长', en: 'the line is too long' },
};

const answers: Readonly<Record<string, Bilingual>> = {
  good: { zh: '好', en: 'good' },
  fair: { zh: '中', en: 'fair' },
  poor: { zh: '差', en: 'poor' },
  none: { zh: '无资料', en: 'no information' },
  withdrawn: { zh: '撤回', en: 'nothing (withdrawn)' },
};

/** What may stand at a place of a customer file. */
const forms: Readonly<Record<string, Bilingual>> = {
  amount: { zh: '写成文本的金额（元），例如 "900000.00"', en: 'an amount in yuan as text, such as "900000.00"' },
  figure: {
    zh: '写成文本的金额，单位同该报表，例如 "260"',
    en: 'an amount as text in the unit of the statement, such as "260"',
  },
  decimal: { zh: '写成文本的十进制数，例如 "12.5"', en: 'a decimal number as text, such as "12.5"' },
  whole: { zh: '不小于零的整数，例如 90', en: 'a whole number, zero or more, such as 90' },
  date: { zh: '日期，写作 YYYY-MM-DD', en: 'a date, written YYYY-MM-DD' },
  'yes-no': { zh: 'true 或 false', en: 'true or false' },
  text: { zh: '不超过 200 个字符的文本', en: 'text of at most 200 characters' },
  'file-form': { zh: '客户文件允许的内容', en: 'what a customer file may hold there' },
};

/** The facts that carry code names, each with what people call them. */
const vocabularies = new Map<string, Readonly<Record<string, Bilingual>>>([
  ['stage', stages],
  ['wanted', stages],
  ['state', extensionStates],
  ['step', stepWords],
  ['cause', reversalCauses],
  ['answer', answers],
  ['what', fileFaults],
  ['left', statementLines],
  ['line', statementLines],
  ['right', statementLines],
  ['figures', { ...statementLines, ...evidenceWords }],
  ['form', forms],
]);

/** A fact as it is shown: `assessed, returned` → `待审批、退回补充`; `totalLiabilities + equity` → `负债合计 + 所有者权益`. */
export const factInWords = (name: string, fact: string | number, language: Language): string => {
  const words = vocabularies.get(name);
  const text = String(fact);
  if (words === undefined) return text;
  const said = text.replace(/[a-z][\w-]*/gi, (code) => words[code]?.[language] ?? code);
  return language === 'zh' ? said.replaceAll(', ', '、') : said;
};
