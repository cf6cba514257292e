import type { Bilingual, Language } from '@app/kernel/language';
import type { RuleName, RuleOutcome } from '@app/kernel/rule-outcome';

/** The facts that each rule's outcome brings, all as text; those in `sometimes` only when there is such a thing. */
export const ruleFacts = {
  'agreement-valid': { always: [], sometimes: ['agreementId', 'validFrom', 'validTo'] },
  'not-on-hold': { always: [], sometimes: ['receivables'] },
  'not-blacklisted': { always: [], sometimes: ['receivable'] },
  'free-limit': { always: ['limit', 'exposure', 'available', 'amount', 'missing'], sometimes: [] },
  'single-document-maximum': { always: ['amount', 'maximum'], sometimes: [] },
  'oldest-overdue': { always: ['days', 'maximumDays'], sometimes: ['receivable'] },
} as const satisfies Record<RuleName, Readonly<Record<'always' | 'sometimes', readonly string[]>>>;

type Words = Readonly<{
  pass: Bilingual;
  breach: Bilingual;
  /** Instead of these, where the facts named in `sometimes` are left out. */
  bare?: Readonly<{ pass?: Bilingual; breach?: Bilingual }>;
}>;

export const ruleSentences: Record<RuleName, Words> = {
  'agreement-valid': {
    pass: {
      zh: '信用销售协议有效（{validFrom} 至 {validTo}）。',
      en: 'The agreement is in force ({validFrom} to {validTo}).',
    },
    breach: {
      zh: '今天不在信用销售协议的有效期内（{validFrom} 至 {validTo}）。',
      en: 'The agreement is not in force today (it runs from {validFrom} to {validTo}).',
    },
    bare: { breach: { zh: '尚未签订信用销售协议。', en: 'No agreement has been signed.' } },
  },
  'not-on-hold': {
    pass: { zh: '未停止发货。', en: 'Shipments are not on hold.' },
    breach: {
      zh: '已停止发货，因应收账款 {receivables} 逾期。',
      en: 'Shipments are on hold over receivable {receivables}.',
    },
  },
  'not-blacklisted': {
    pass: { zh: '不在黑名单上。', en: 'Not blacklisted.' },
    breach: {
      zh: '客户在黑名单上（应收账款 {receivable}）。',
      en: 'The customer is blacklisted (receivable {receivable}).',
    },
  },
  'free-limit': {
    pass: { zh: '可用额度 {available}，足够本次 {amount}。', en: '{available} is free, enough for {amount}.' },
    breach: {
      zh: '可用额度 {available}，本次 {amount}，还差 {missing}（额度 {limit}，已占用 {exposure}）。',
      en: '{available} is free, {amount} was asked for: {missing} too much (limit {limit}, exposure {exposure}).',
    },
  },
  'single-document-maximum': {
    pass: {
      zh: '本次 {amount}，不超过单笔上限 {maximum}。',
      en: '{amount} is within the {maximum} allowed for one document.',
    },
    breach: {
      zh: '本次 {amount}，超过单笔上限 {maximum}。',
      en: '{amount} is more than the {maximum} allowed for one document.',
    },
  },
  'oldest-overdue': {
    pass: {
      zh: '应收账款 {receivable} 逾期最久，已 {days} 天，不超过允许的 {maximumDays} 天。',
      en: 'Receivable {receivable} is the longest overdue: {days} days, {maximumDays} are allowed.',
    },
    breach: {
      zh: '应收账款 {receivable} 已逾期 {days} 天，超过允许的 {maximumDays} 天。',
      en: 'Receivable {receivable} is {days} days overdue, {maximumDays} are allowed.',
    },
    bare: { pass: { zh: '没有逾期的应收账款。', en: 'Nothing is overdue.' } },
  },
};

const grouped = (fact: string): string =>
  /^-?\d+\.\d{2}$/.test(fact) ? fact.replace(/\B(?=(\d{3})+(?=\.))/g, ',') : fact;

/** What a rule said, as a sentence with its figures; a warning says the same as a block, only its outcome differs. */
export const ruleSentence = ({ rule, outcome, facts }: RuleOutcome, language: Language): string => {
  const side = outcome === 'pass' ? 'pass' : 'breach';
  const words = ruleSentences[rule];
  const isBare = ruleFacts[rule].sometimes.every((name) => facts[name] === undefined);
  const text = ((isBare ? words.bare?.[side] : undefined) ?? words[side])[language];
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => grouped(facts[name] ?? placeholder));
};
