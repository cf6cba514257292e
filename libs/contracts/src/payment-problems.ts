import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What an account objects to in a payment, a correction of one, a credit note or a write-off. */
export const paymentProblems = {
  'allocation-above-open': {
    zh: '核销 {amount} 超过应收账款 {receivable} 的未收金额 {open}。',
    en: 'Allocating {amount} is more than the {open} still open of receivable {receivable}.',
  },
  'allocation-above-payment': {
    zh: '核销 {amount} 超过该笔回款的余额 {left}。',
    en: 'Allocating {amount} is more than the {left} left of the payment.',
  },
  'allocation-twice': {
    zh: '应收账款 {receivable} 在一次核销中出现两次。',
    en: 'Receivable {receivable} is named twice in one allocation.',
  },
  'allocation-two-ways': {
    zh: '请只说一种：逐笔指定金额（allocate），或按规则及发票（rule、invoices）。',
    en: 'Say it one way: by hand with amounts (allocate), or by a rule and invoices (rule, invoices).',
  },
  'shared-among-too-many': {
    zh: '未结清的应收账款有 {count} 笔，按比例核销最多 {most} 笔；请指明发票。',
    en: 'There are {count} open receivables, and at most {most} are shared among in proportion: name the invoices.',
  },
  'netting-without-reference': {
    zh: '抵销须在 reference 中注明我方所欠的单据。',
    en: 'Netting needs the document of what we owed, in its reference.',
  },
  'value-date-too-early': {
    zh: '起息日 {valueDate} 过早；最早为 {earliest}。',
    en: 'The value date {valueDate} is too early: {earliest} is the first that makes sense here.',
  },
  'deallocation-above-allocated': {
    zh: '撤销核销 {amount} 超过 {payment} 对应收账款 {receivable} 的核销额 {allocated}。',
    en: 'Taking {amount} back is more than the {allocated} that {payment} has paid of receivable {receivable}.',
  },
  'payment-reversed': {
    zh: '{payment} 已冲回或撤销，不能再核销，也不能再撤销核销。',
    en: '{payment} was reversed or cancelled: nothing of it can be allocated, or taken back, any more.',
  },
  'payment-reversed-otherwise': {
    zh: '回款 {payment} 已冲回（{cause}，{valueDate}），不能再冲回一次。',
    en: 'Payment {payment} was reversed already ({cause}, {valueDate}) and cannot be reversed a second time.',
  },
  'bill-is-dishonoured': {
    zh: '{bill} 是汇票；未获兑付时请登记拒付，不作冲回。',
    en: '{bill} is a bill: when it is not honoured, record that it was dishonoured instead of reversing it.',
  },
  'unknown-credit-note': {
    zh: '该客户没有红字单 {note}。',
    en: 'This customer has no credit note {note}.',
  },
  'credit-note-above-invoice': {
    zh: '红字单 {amount} 超过应收账款 {receivable} 尚可冲减的 {left}。',
    en: 'A credit note of {amount} is larger than the {left} of receivable {receivable} that has not been credited yet.',
  },
  'credit-note-cancelled': {
    zh: '红字单 {note} 已撤销（{valueDate}）。',
    en: 'Credit note {note} was cancelled already ({valueDate}).',
  },
  'unknown-write-off': {
    zh: '应收账款 {receivable} 没有坏账核销 {writeOff}。',
    en: 'Receivable {receivable} has no write-off {writeOff}.',
  },
  'write-off-above-open': {
    zh: '坏账核销 {amount} 超过应收账款 {receivable} 的未收金额 {open}。',
    en: 'Writing off {amount} is more than the {open} still open of receivable {receivable}.',
  },
  'recovery-above-written-off': {
    zh: '收回 {amount} 超过坏账核销 {writeOff} 尚未收回的 {left}。',
    en: 'Recovering {amount} is more than the {left} of write-off {writeOff} that has not been recovered.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
