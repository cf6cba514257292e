import type { BankReasonView, BankSuggestionView } from '@app/contracts/bank-line';
import type { MatchingRule } from '@app/domain/bank-matching/matching-policy';
import type { Reason, Suggestion } from '@app/domain/bank-matching/suggesting';
import type { Bilingual, Language } from '@app/kernel/language';

/** What speaks for a customer, in words; `{name}` is a fact of the reason. */
const reasonWords: Readonly<Record<MatchingRule | 'bounce-amount' | 'bounce-payer' | 'bounce-reference', Bilingual>> = {
  'invoice-reference': { zh: '附言写明发票 {invoices}', en: 'The text names invoice {invoices}' },
  'customer-in-text': { zh: '附言写明客户编号 {customer}', en: 'The text names customer {customer}' },
  'known-payer': { zh: '“{payer}” 以前为该客户付过款', en: '"{payer}" has paid for this customer before' },
  'name-equal': { zh: '付款人与客户同名（{payer}）', en: 'The payer has the name of the customer ({payer})' },
  'name-core': {
    zh: '付款人 “{payer}” 与客户 “{name}” 只差地名或公司类型',
    en: 'The payer "{payer}" and the customer "{name}" differ only in region or legal form',
  },
  'name-in-text': { zh: '附言写有客户名称（{name}）', en: 'The text has the name of the customer ({name})' },
  'name-similar': {
    zh: '付款人 “{payer}” 与客户 “{name}” 相似（{likeness}%）',
    en: 'The payer "{payer}" is like the customer "{name}" ({likeness}%)',
  },
  'amount-of-references': { zh: '金额正好是所写发票之和', en: 'The amount is that of the invoices named' },
  'amount-one-invoice': {
    zh: '金额正好是 {receivables} 的未收金额',
    en: 'The amount is what is open of {receivables}',
  },
  'amount-all-open': { zh: '金额正好是全部未收（{count} 笔）', en: 'The amount is all that is open ({count})' },
  'amount-several': {
    zh: '金额正好是 {count} 笔未收之和：{receivables}',
    en: 'The amount is the sum of {count} that are open: {receivables}',
  },
  'amount-below-open': { zh: '金额不超过未收总额', en: 'The amount is within what is open' },
  'bounce-amount': { zh: '金额与 {on} 的回款相同', en: 'The amount is that of the payment of {on}' },
  'bounce-payer': { zh: '对方与付款人同名（{payer}）', en: 'The other side has the name of the payer ({payer})' },
  'bounce-reference': { zh: '附言写有原流水号 {reference}', en: 'The text names its bank reference {reference}' },
};

export type Told = Readonly<{
  rule: keyof typeof reasonWords;
  points: number;
  facts: Readonly<Record<string, string>>;
}>;

export const reasonView = ({ rule, points, facts }: Told | Reason, language: Language): BankReasonView => ({
  rule,
  points,
  text: reasonWords[rule][language].replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? ''),
  facts,
});

export const suggestionView = (
  { customerId, customerName, confidence, isSure, reasons, placing }: Suggestion,
  language: Language,
): BankSuggestionView => ({
  ...{ customerId, customerName, confidence, isSure },
  reasons: reasons.map((reason) => reasonView(reason, language)),
  allocatesBy: placing.by,
  allocate: placing.parts.map(({ item: { receivableId, open, dueDate }, amount }) => ({
    receivableId,
    amount,
    open,
    dueDate,
  })),
  unallocated: placing.unallocated,
});
