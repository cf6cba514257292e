import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What is wrong with a bank statement, or with what is asked of one of its lines; see `sentences`. */
export const bankSentences = {
  'unknown-bank-line': { zh: '没有银行流水 {line}。', en: 'There is no bank line {line}.' },
  'unknown-bank-mapping': {
    zh: 'config/mappings 中没有名为 {mapping} 的银行流水对应表；现有：{known}。',
    en: 'There is no mapping {mapping} for bank statements in config/mappings; there are: {known}.',
  },
  'bank-account-missing': {
    zh: '文件没有写明是哪个账户的流水；请指定本方账户（现有：{ours}）。',
    en: 'The file does not say whose account it is of; name one of our own: {ours}.',
  },
  'bank-account-not-ours': {
    zh: '这是账户 {account} 的流水，不是本公司的账户；本方账户为：{ours}。',
    en: 'This statement is of account {account}, which is not ours; our own are: {ours}.',
  },
  'bank-balance-differs': {
    zh: '余额不符：期初 {opening} 加发生额 {entries} 应为 {expected}，文件写的期末是 {closing}，相差 {difference}；文件可能不完整。',
    en: 'The balances do not tie: opening {opening} and entries {entries} make {expected}, the file closes with {closing}, a difference of {difference}; it may not be whole.',
  },
  'bank-running-balance': {
    zh: '余额不连续：此行之后应为 {expected}，文件写的是 {balance}；中间可能缺行。',
    en: 'The balance breaks off: after this row it should be {expected}, the file says {balance}; a row may be missing.',
  },
  'bank-both-sides': {
    zh: '借方（{debit}）和贷方（{credit}）同时有金额，无法判断收付。',
    en: 'Both sides have an amount, credit {credit} and debit {debit}: nobody can tell which counts.',
  },
  'bank-side-missing': {
    zh: '“{value}” 看不出是收入还是支出。',
    en: '"{value}" does not say whether money came or went.',
  },
  'bank-currency': {
    zh: '币种为 {currency}（{value}）；银行导入目前只收人民币，请按外币回款登记。',
    en: 'This is in {currency} ({value}); the bank import takes CNY only: record it as a payment in that currency.',
  },
  'bank-debit': { zh: '付款（借方），不是客户回款。', en: 'Money that went out (a debit): no payment of a customer.' },
  'bank-pending': {
    zh: '尚未入账（{status}），入账后再导入。',
    en: 'Not booked yet ({status}): it is taken once it is.',
  },
  'bank-information': {
    zh: '仅供参考（{status}），没有入账。',
    en: 'For information only ({status}): nothing was booked.',
  },
  'bank-credit-reversal': {
    zh: '本方付款被退回（冲正的借方），不是客户回款。',
    en: 'A payment of our own that came back (a debit reversed): no payment of a customer.',
  },
  'bank-summary-row': { zh: '合计行。', en: 'A row of sums.' },
  'bank-file-doctype': {
    zh: '文件 {file} 含有 DOCTYPE 或 ENTITY 声明，银行对账单不该有，出于安全不予读取。',
    en: 'The file {file} declares a DOCTYPE or an ENTITY, as no bank statement does: for safety it is not read.',
  },
  'bank-file-xml': {
    zh: '文件 {file} 不是完整的 XML，第 {line} 行：{what}。',
    en: 'The file {file} is no well-formed XML, line {line}: {what}.',
  },
  'bank-file-kind': {
    zh: '文件 {file} 是 {what}，不能作为银行对账单读取；请提供 camt.053（XML）、CSV 或 XLSX。',
    en: 'The file {file} is {what} and cannot be read as a bank statement; send camt.053 (XML), CSV or XLSX.',
  },
  'bank-mapping-amount': {
    zh: '对应表须给出 amount（一列金额），或者 credit（贷方一列），二者取一。',
    en: 'The mapping names either amount, one column, or credit, the column of that side.',
  },
  'bank-line-accepted': {
    zh: '银行流水 {line} 已认领给客户 {customer}；要改请先撤销认领。',
    en: 'Bank line {line} has been accepted for customer {customer}; release it first to change that.',
  },
  'bank-line-returned': {
    zh: '银行流水 {line} 的款项已退回付款人。',
    en: 'The money of bank line {line} has been returned to its sender.',
  },
  'bank-line-bounced': { zh: '银行流水 {line} 已作退票处理。', en: 'Bank line {line} has been taken as a bounce.' },
  'bank-line-is-bounce': {
    zh: '银行流水 {line} 是银行收回的款项（退票、退汇），不能作为回款认领。',
    en: 'Bank line {line} is money that the bank took back: it cannot be accepted as a payment.',
  },
  'bank-line-no-bounce': {
    zh: '银行流水 {line} 是收到的款项，不是退票或退汇。',
    en: 'Bank line {line} is money that came in, no bounce.',
  },
  'bank-line-not-accepted': {
    zh: '银行流水 {line} 没有认领成回款 {payment}。',
    en: 'Bank line {line} has not been accepted as payment {payment}.',
  },
  'bank-line-unsure': {
    zh: '银行流水 {line} 没有足够可靠的建议；请指明客户。',
    en: 'Nothing sure enough is suggested for bank line {line}: name the customer.',
  },
  'bank-line-like-another': {
    zh: '与已导入的 {line} 同日、同额、同付款人，可能是同一笔换了格式；如确为两笔，请只导入无误的部分并核对。',
    en: 'The same day, amount and payer as {line}, which is here already: perhaps the same entry in another format.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
