import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What is objected to in an invoice, its terms, tax and currency, in interest on arrears, and in a month that is closed. */
export const receivableProblems = {
  'due-date-missing': {
    zh: '请给出到期日（dueDate）、付款条件（terms）或分期（instalments）之一。',
    en: 'Say when it is due: a day (dueDate), payment terms (terms) or instalments.',
  },
  'due-date-two-ways': {
    zh: '到期日（dueDate）、付款条件（terms）、分期（instalments）只能给出一种。',
    en: 'Say when it is due in one way only: dueDate, terms or instalments.',
  },
  'unknown-terms': {
    zh: '没有付款条件 {terms}；现有：{known}。',
    en: 'There are no payment terms {terms}; there are: {known}.',
  },
  'terms-percent-sum': {
    zh: '各期百分比之和须为 100。',
    en: 'The percentages of the instalments have to add up to 100.',
  },
  'instalments-sum': {
    zh: '发票 {invoice} 各期合计 {sum}，与发票金额 {amount} 不符。',
    en: 'The instalments of invoice {invoice} add up to {sum}, and not to its amount {amount}.',
  },
  'instalments-too-many': {
    zh: '共 {count} 期，至多 {most} 期。',
    en: 'There are {count} instalments, and at most {most} are possible.',
  },
  'tax-unfit': {
    zh: '税额 {tax} 与税率 {rate}% 不符：含税金额 {amount} 中的税额为 {computed}。',
    en: 'A tax of {tax} does not fit its rate of {rate}%: an amount of {amount} contains {computed}.',
  },
  'debit-note-corrects': {
    zh: '借项通知单（debit-note）须注明所补的应收账款（corrects），其他单据不得注明；单据 {invoice}。',
    en: 'A debit note names the receivable that it adds to (corrects), and nothing else does; document {invoice}.',
  },
  'unknown-currency': {
    zh: '没有币种 {currency}；现有：{known}。',
    en: 'There is no currency {currency} here; there are: {known}.',
  },
  'rate-missing': {
    zh: '缺少 {currency} 在 {day} 的汇率；请先登记该日或之前不久的汇率。',
    en: 'There is no rate of {currency} for {day}, nor a recent one before it: set one first.',
  },
  'rate-not-positive': { zh: '汇率 {rate} 须大于零。', en: 'The rate {rate} has to be more than zero.' },
  'rate-too-fine': {
    zh: '汇率的整数和小数各至多 10 位。',
    en: 'A rate has at most 10 digits before and after its point.',
  },
  'currency-differs': {
    zh: '回款币种为 {paid}，应收账款 {receivable} 的币种为 {owed}；请按应收账款的币种和约定金额登记回款。',
    en: 'The payment is in {paid}, and receivable {receivable} in {owed}: record it in the currency of the receivable, with the amount agreed.',
  },
  'amount-too-small': {
    zh: '{amount} {currency} 折合不足一分，无法入账。',
    en: '{amount} {currency} comes to less than one fen and cannot be booked.',
  },
  'deallocation-in-part': {
    zh: '外币核销只能全部撤销：{payment} 对应收账款 {receivable} 共核销 {allocated}，而非 {amount}。',
    en: 'An allocation in another currency is taken back whole: {payment} has paid {allocated} of receivable {receivable}, not {amount}.',
  },
  'period-closed': {
    zh: '{month} 已由 {closedBy} 于 {closedOn} 结账，不能记入日期 {date}；可记入 {first} 起的日期，或由 {wanted} 办理。',
    en: '{month} was closed by {closedBy} on {closedOn}, so nothing is posted into {date}: post from {first} on, or let {wanted} do it.',
  },
  'period-not-over': {
    zh: '{month} 尚未结束（今天 {today}），不能结账。',
    en: '{month} is not over (today is {today}) and cannot be closed.',
  },
  'period-order': {
    zh: '须按月份顺序办理：轮到 {next}，而非 {month}。',
    en: 'Months go in order: it is the turn of {next}, not of {month}.',
  },
  'period-not-closed': { zh: '{month} 并未结账。', en: '{month} is not closed.' },
  'no-interest-due': {
    zh: '客户 {customer} 截至 {to} 没有可计收的逾期利息。',
    en: 'No interest on arrears of customer {customer} is to be charged up to {to}.',
  },
  'interest-moved': {
    zh: '计息期间客户 {customer} 的账户有变动，请重试。',
    en: 'The account of customer {customer} moved while interest was worked out: ask again.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
