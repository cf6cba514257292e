import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';
import type { ReceivableKind, StatementMovementKind } from './statement-of-account';

export const receivableKindWords: Readonly<Record<ReceivableKind, Bilingual>> = {
  invoice: { zh: '发票', en: 'Invoice' },
  'debit-note': { zh: '借项通知单', en: 'Debit note' },
  'opening-balance': { zh: '期初余额', en: 'Opening balance' },
  interest: { zh: '逾期利息', en: 'Interest on arrears' },
  'bill-claim': { zh: '票据追索', en: 'Claim on a bill' },
};

export const movementWords: Readonly<Record<Exclude<StatementMovementKind, 'opened'>, Bilingual>> = {
  paid: { zh: '回款', en: 'Payment' },
  credited: { zh: '红字单', en: 'Credit note' },
  'written-off': { zh: '坏账核销', en: 'Written off' },
  recovered: { zh: '核销收回', en: 'Write-off recovered' },
  reversed: { zh: '回款冲回', en: 'Payment reversed' },
  'note-cancelled': { zh: '红字单作废', en: 'Credit note cancelled' },
  difference: { zh: '汇兑损益', en: 'Exchange difference' },
};

/** What is objected to where statements of account and figures are asked for. */
export const statementSentences = {
  'unknown-statement': { zh: '没有对账单 {statement}。', en: 'There is no statement {statement}.' },
  'statement-confirmed': {
    zh: '对账单 {statement} 已由客户确认，不能再提异议；如有差错请另出对账单。',
    en: 'Statement {statement} has been confirmed by the customer and can be contested no more: issue another one if it was wrong.',
  },
  'statement-too-long': {
    zh: '该客户截至 {to} 的分录超过 {max} 条，无法列为一份对账单。',
    en: 'The customer has more than {max} entries up to {to}: that is too much for one statement.',
  },
  'statement-does-not-tie': {
    zh: '客户 {customer} 截至 {to} 的未结项目（{items}）与总账（{closing}）不符，不予出具；请重建读模型并查明原因。',
    en: 'Open items of {customer} at {to} ({items}) do not tie with the ledger ({closing}): the statement is not printed; rebuild the read models and find out why.',
  },
  'statement-differs': {
    zh: '对账单 {statement} 重新生成后与出具时不同（{recorded}，现为 {found}），不予打印。',
    en: 'Statement {statement} comes out otherwise than it was issued ({recorded}, now {found}) and is not printed.',
  },
  'period-too-long': { zh: '期间至多 {max} 天。', en: 'A period has at most {max} days.' },
  'export-too-large': {
    zh: '导出超过 {max} 行；请缩小范围。',
    en: 'The export has more than {max} rows: ask for less.',
  },
  'export-format': {
    zh: '“{file}” 的扩展名须为 .xlsx 或 .csv。',
    en: 'The name "{file}" has to end in .xlsx or .csv.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
