import type { Bilingual, Language } from '@app/kernel/language';
import type { HoldCauseView } from './credit-limit';

const words: Readonly<Record<HoldCauseView['cause'], Bilingual>> = {
  overdue: { zh: '应收账款 {reason} 逾期', en: 'Receivable {reason} is overdue' },
  blacklist: { zh: '已列入黑名单（应收账款 {reason}）', en: 'Blacklisted (receivable {reason})' },
  manual: { zh: '人工停发：{reason}', en: 'By hand: {reason}' },
  'agreement-suspended': { zh: '协议中止：{reason}', en: 'The agreement is suspended: {reason}' },
  'over-limit': { zh: '超过信用额度', en: 'Over its limit' },
  'agreement-lapsed': { zh: '信用销售协议已到期', en: 'The agreement has lapsed' },
  'security-lapsed': { zh: '担保已失效', en: 'The security has lapsed' },
};

/** Why nothing ships, in a few words. */
export const causeSentence = (cause: HoldCauseView['cause'], reason: string, language: Language): string =>
  words[cause][language].replace('{reason}', reason);
