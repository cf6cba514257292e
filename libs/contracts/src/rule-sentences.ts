import type { Bilingual, Language } from '@app/kernel/language';
import type { RuleName, RuleOutcome } from '@app/kernel/rule-outcome';

type Words = Readonly<{ pass: Bilingual; breach: Bilingual }>;

const words: Record<RuleName, Words> = {
  'agreement-valid': {
    pass: {
      zh: '信用销售协议有效({validFrom} 至 {validTo})。',
      en: 'The agreement is in force ({validFrom} to {validTo}).',
    },
    breach: { zh: '没有在有效期内的信用销售协议。', en: 'There is no agreement in force.' },
  },
  'not-on-hold': {
    pass: { zh: '未停止发货。', en: 'Shipments are not on hold.' },
    breach: {
      zh: '已停止发货,因应收账款 {receivables} 逾期。',
      en: 'Shipments are on hold over receivable {receivables}.',
    },
  },
  'not-blacklisted': {
    pass: { zh: '不在黑名单上。', en: 'Not blacklisted.' },
    breach: {
      zh: '客户在黑名单上(应收账款 {receivable})。',
      en: 'The customer is blacklisted (receivable {receivable}).',
    },
  },
  'free-limit': {
    pass: { zh: '可用额度 {available},足够本次 {amount}。', en: '{available} is free, enough for {amount}.' },
    breach: {
      zh: '可用额度 {available},本次 {amount},还差 {missing}(额度 {limit},已占用 {exposure})。',
      en: '{available} is free, {amount} was asked for: {missing} too much (limit {limit}, exposure {exposure}).',
    },
  },
  'single-document-maximum': {
    pass: { zh: '单笔金额不超过 {maximum}。', en: 'The amount is within the {maximum} allowed for one document.' },
    breach: {
      zh: '单笔金额 {amount} 超过 {maximum}。',
      en: '{amount} is more than the {maximum} allowed for one document.',
    },
  },
  'oldest-overdue': {
    pass: {
      zh: '最久逾期 {days} 天,不超过 {maximumDays} 天。',
      en: 'The oldest receivable is {days} days overdue, {maximumDays} are allowed.',
    },
    breach: {
      zh: '应收账款 {receivable} 已逾期 {days} 天,超过 {maximumDays} 天。',
      en: 'Receivable {receivable} is {days} days overdue, {maximumDays} are allowed.',
    },
  },
};

const grouped = (fact: string): string =>
  /^-?\d+\.\d{2}$/.test(fact) ? fact.replace(/\B(?=(\d{3})+(?=\.))/g, ',') : fact;

/** What a rule said, as a sentence with its figures. */
export const ruleSentence = ({ rule, outcome, facts }: RuleOutcome, language: Language): string => {
  const { pass, breach } = words[rule];
  const text = (outcome === 'pass' ? pass : breach)[language];
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => grouped(facts[name] ?? placeholder));
};
