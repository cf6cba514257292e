import type { Bilingual } from '@app/kernel/language';
import { stepWords } from './fact-words';

/** Facts of a rule that are names, in words: by the fact, then by the name. */
export const ruleFactWords: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  step: stepWords,
  component: {
    reserved: { zh: '额度预占', en: 'What is reserved' },
    dispatched: { zh: '已出库未开票', en: 'What is dispatched and not invoiced' },
    receivables: { zh: '应收账款', en: 'What is receivable' },
    disputed: { zh: '有异议的应收账款', en: 'What is in dispute' },
    bills: { zh: '未兑付汇票', en: 'Bills not honoured yet' },
    unallocatedCash: { zh: '未核销款', en: 'Unallocated cash' },
    creditNotes: { zh: '未冲抵红字单', en: 'Unapplied credit notes' },
    deposits: { zh: '保证金', en: 'Deposits' },
  },
};
