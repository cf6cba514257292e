import type { Bilingual, Language } from '@app/kernel/language';
import type { WayOutView } from './shipment';

type Way = WayOutView['way'];

const words: Readonly<Record<Way, Bilingual>> = {
  pay: { zh: '付款 {amount}。', en: 'Pay {amount}.' },
  'pay-receivable': {
    zh: '付清应收账款 {receivableId}（{amount}，逾期 {daysLate} 天）。',
    en: 'Pay receivable {receivableId} ({amount}, {daysLate} days late).',
  },
  'ship-less': { zh: '改为发货 {amount} 以内。', en: 'Ship {amount} at the most.' },
  'special-approval': {
    zh: '由权限不低于该金额者（{roles}）特批 {amount}。',
    en: 'A special approval over {amount} by anyone with authority over it ({roles}).',
  },
  'lift-hold': { zh: '由 {roles} 解除停发 {holdId}。', en: 'Lifting the hold {holdId}, by {roles}.' },
  'lift-blacklist': { zh: '由 {roles} 移出黑名单。', en: 'Taking the customer off the blacklist, by {roles}.' },
  agreement: { zh: '签订或续签信用销售协议。', en: 'Sign an agreement, or renew it.' },
  security: { zh: '补充或续展担保。', en: 'Bring new security, or renew it.' },
  statement: { zh: '补充最近年度的财务报表。', en: 'Record the statement of the last year.' },
  'customer-file': { zh: '补全客户档案。', en: 'Complete the customer file.' },
  'agreed-terms': { zh: '按协议账期 {termDays} 天下单。', en: 'Order on the agreed terms of {termDays} days.' },
};

const grouped = (value: string): string =>
  /^-?\d+\.\d{2}$/.test(value) ? value.replace(/\B(?=(\d{3})+(?=\.))/g, ',') : value;

const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join(' / ') : grouped(String(value));

/** A way out as a sentence with its figures. */
export const wayOutSentence = (way: Readonly<{ way: Way }>, language: Language): string => {
  const facts = new Map<string, unknown>(Object.entries(way));
  return words[way.way][language].replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    facts.has(name) ? textOf(facts.get(name)) : placeholder,
  );
};
