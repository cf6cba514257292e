import type { FileContradiction } from '@app/credit-model/customer-file/file-contradiction';
import type { Bilingual, Language } from '@app/kernel/language';
import { factInWords } from '../fact-words';
import { sentence } from '../sentences';

/** What cannot both be right, and what to look at; `{left}` and `{right}` stand for both sides as they were given. */
const words: Readonly<Record<FileContradiction['code'], Bilingual | 'as-a-problem'>> = {
  'assets-are-liabilities-and-equity': 'as-a-problem',
  'current-assets-within-total': 'as-a-problem',
  'current-assets-are-their-parts': 'as-a-problem',
  'fixed-assets-within-non-current': 'as-a-problem',
  'current-liabilities-within-total': 'as-a-problem',
  'cash-flow-is-its-parts': 'as-a-problem',
  'retained-earnings-roll-forward': 'as-a-problem',
  'comparative-differs': {
    zh: '{year} 年报表所列上年数与上年报表不符：{left} 此处为 {leftValue}，上年报表为 {rightValue}。',
    en: 'The {year} statement tells another figure of the year before than that year’s own: {left} = {leftValue} here, {rightValue} there.',
  },
  'paid-in-above-registered': {
    zh: '{year} 年报表的实收资本 {leftValue} 元高于注册资本 {rightValue} 元。',
    en: 'The paid-in capital of {year}, CNY {leftValue}, is more than the registered capital, CNY {rightValue}.',
  },
  'licence-name-differs': {
    zh: '协议与档案所用名称“{leftValue}”与营业执照上的“{rightValue}”不同。',
    en: 'The file and the agreement are made out to "{leftValue}", but the licence says "{rightValue}".',
  },
  'owners-above-hundred': {
    zh: '各股东持股合计 {leftValue}%，超过 {rightValue}%。',
    en: 'The owners’ shares add up to {leftValue}%, which is more than {rightValue}%.',
  },
  'facility-overused': {
    zh: '已用授信 {leftValue} 元超过授信额度 {rightValue} 元。',
    en: 'Of a bank’s facility of CNY {rightValue}, CNY {leftValue} is said to be used.',
  },
  'customer-before-founding': {
    zh: '成为客户的日期 {leftValue} 早于成立日期 {rightValue}。',
    en: 'A customer since {leftValue}, but founded on {rightValue}.',
  },
  'statement-before-founding': {
    zh: '有 {leftValue} 年的报表，而成立日期为 {rightValue}。',
    en: 'There is a statement of {leftValue}, but the customer was founded on {rightValue}.',
  },
};

const inOneLanguage = ({ code, year, left, right }: FileContradiction, language: Language): string => {
  const facts: Readonly<Record<string, string | number>> = {
    year: year ?? '',
    left: left.name,
    leftValue: left.value,
    right: right.name,
    rightValue: right.value,
  };
  const own = words[code];
  if (own === 'as-a-problem') return sentence('statement-contradicts-itself', facts, language);
  return own[language].replace(/\{(\w+)\}/g, (_, fact: string) => factInWords(fact, facts[fact] ?? '', language));
};

/** A contradiction in a sentence, for the file and for the terminal. */
export const contradictionInWords = (contradiction: FileContradiction): Bilingual => ({
  zh: inOneLanguage(contradiction, 'zh'),
  en: inOneLanguage(contradiction, 'en'),
});
