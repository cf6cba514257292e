import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { matchingPolicy } from './matching-policy';
import { NameIndex } from './name-index';
import type { OpenItem } from './placing';
import { documentOf, referencesIn } from './references';
import { hintsOf, suggestionsFor, type Books } from './suggesting';

const file = join(__dirname, '../../../../config/policies/bank-matching/standard.json');
const policy = matchingPolicy.parse(JSON.parse(readFileSync(file, 'utf8')));

const item = (customerId: string, receivableId: string, open: string, due = '2026-03-31'): OpenItem => ({
  ...{ customerId, receivableId, open: ofYuan(open), dueDate: dateOf(due) },
  ...(receivableId.includes('.') && { document: receivableId.split('.')[0] }),
});
const customers = [
  { customerId: 'C-1', name: '临沂鑫旺农机有限公司' },
  { customerId: 'C-2', name: '丰收车业' },
  { customerId: 'C-3', name: '长春兴达农机有限公司' },
  { customerId: 'C-4', name: '长春兴达机械有限公司' },
  { customerId: 'C-5', name: '四平兴达农机有限公司' },
];
const books = (open: readonly OpenItem[]): Books => ({
  openOf: (customerId) => open.filter((each) => each.customerId === customerId),
  numbered: (reference) =>
    open.filter((each) => [each.receivableId, documentOf(each)].some((number) => number.toLowerCase() === reference)),
  ofAmount: (amount) => open.filter((each) => each.open === amount).slice(0, 3),
});
const open = [
  item('C-1', 'F-1', '100.00', '2026-01-31'),
  item('C-1', 'F-2', '250.50', '2026-02-28'),
  item('C-1', 'F-3', '40.00', '2026-03-31'),
  item('C-2', 'F-4', '999.00'),
  item('C-3', 'F-5', '70.00'),
  item('C-4', 'F-6', '70.01'),
  item('C-2', 'K-9.1', '10.00'),
  item('C-2', 'K-9.2', '20.00', '2026-04-30'),
];
type Said = Readonly<{ amount: string; payer?: string; text?: string; knownFor?: string[] }>;
const suggested = ({ amount, payer, text = '', knownFor = [] }: Said) => {
  const index = new NameIndex(customers);
  const line = { amount: ofYuan(amount), payerName: payer, remittance: text, knownPayerOf: knownFor };
  return suggestionsFor(line, { hints: hintsOf(line, index, policy), books: books(open), index, policy });
};
const shown = (said: Said) =>
  suggested(said).map(({ customerId, isSure, reasons, placing }) => [
    `${customerId}${isSure ? ' sure' : ''}`,
    reasons.map(({ rule }) => rule).join(' '),
    `${placing.by} ${placing.parts.map((part) => `${part.item.receivableId}:${part.amount}`).join(' ')}`.trim(),
  ]);
const xinwang = '临沂鑫旺农机有限公司';

describe('a suggestion', () => {
  test.each<[string, Said, string[][]]>([
    [
      'is sure of a payer by name who pays one invoice exactly',
      { amount: '250.50', payer: xinwang },
      [['C-1 sure', 'name-equal amount-one-invoice', 'one-invoice F-2:250.50']],
    ],
    [
      'is sure of an invoice that the text names, whatever the payer is called',
      { amount: '250.50', payer: '王建国', text: '付Ｆ-2 货款' },
      [['C-1 sure', 'invoice-reference amount-of-references', 'reference F-2:250.50']],
    ],
    [
      'takes several named invoices together',
      { amount: '350.50', payer: xinwang, text: 'F-1/F-2' },
      [['C-1 sure', 'invoice-reference name-equal amount-of-references', 'reference F-1:100.00 F-2:250.50']],
    ],
    [
      'takes what is too much for the named invoices to nothing',
      { amount: '120.00', payer: xinwang, text: 'F-1' },
      [['C-1 sure', 'invoice-reference name-equal', 'reference F-1:100.00']],
    ],
    [
      'finds the instalments of a named invoice, the first due first',
      { amount: '15.00', payer: '丰收车业', text: '发票 K-9 分期款' },
      [['C-2 sure', 'invoice-reference name-equal', 'reference K-9.1:10.00 K-9.2:5.00']],
    ],
    [
      'finds several invoices that make the amount together',
      { amount: '290.50', payer: xinwang },
      [['C-1', 'name-equal amount-several', 'exact-sum F-2:250.50 F-3:40.00']],
    ],
    [
      'finds two that are no neighbours by due date',
      { amount: '140.00', payer: xinwang },
      [['C-1', 'name-equal amount-several', 'exact-sum F-1:100.00 F-3:40.00']],
    ],
    [
      'is sure when all that is open is paid',
      { amount: '390.50', payer: xinwang },
      [['C-1 sure', 'name-equal amount-all-open', 'all-open F-1:100.00 F-2:250.50 F-3:40.00']],
    ],
    [
      'goes to the oldest first when no sum fits, and is not sure',
      { amount: '110.00', payer: xinwang },
      [['C-1', 'name-equal amount-below-open', 'oldest-first F-1:100.00 F-2:10.00']],
    ],
    [
      'leaves an advance payment to nothing',
      { amount: '500.00', payer: '四平兴达农机' },
      [['C-5', 'name-core', 'nothing-open']],
    ],
    [
      'knows a payer who has paid for the customer before',
      { amount: '40.00', payer: '王建国', knownFor: ['C-1'] },
      [['C-1 sure', 'known-payer amount-one-invoice', 'one-invoice F-3:40.00']],
    ],
    [
      'finds a customer whose name stands in the text',
      { amount: '999.00', payer: '王建国', text: '代丰收车业付款' },
      [['C-2', 'name-in-text amount-one-invoice', 'one-invoice F-4:999.00']],
    ],
    [
      'finds a customer whose id stands in the text',
      { amount: '999.00', payer: '王建国', text: '客户C-2' },
      [['C-2', 'customer-in-text amount-one-invoice', 'one-invoice F-4:999.00']],
    ],
    ['says nothing of a stranger', { amount: '1.00', payer: '王建国', text: '转账' }, []],
  ])('%s', (_, said, expected) => expect(shown(said)).toEqual(expected));

  test('of an amount alone is offered and not sure', () =>
    expect(shown({ amount: '999.00' })).toEqual([['C-2', 'amount-one-invoice', 'one-invoice F-4:999.00']]));

  test.each([
    ['a name that is only alike, with the amount to the fen', { amount: '70.01', payer: '长春兴达机械设备有限公司' }],
    ['another company of the same trade and place', { amount: '70.00', payer: '长春兴旺农机有限公司' }],
    ['a company of the same name in another province', { amount: '250.50', payer: '河南鑫旺农机有限公司' }],
    ['a branch of another company', { amount: '250.50', payer: '济南鑫旺农机有限公司' }],
    ['a name that two customers have', { amount: '70.00', payer: '兴达农机' }],
    ['an invoice of one customer that another one pays', { amount: '250.50', payer: '丰收车业', text: 'F-2' }],
  ])('is never sure of %s', (_, said) => expect(suggested(said).filter(({ isSure }) => isSure)).toEqual([]));

  test('has no more than a hundred points, and each point from a rule of the policy', () => {
    const [best] = suggested({ amount: '250.50', payer: xinwang, text: 'F-2' });
    expect(best?.confidence).toBe(100);
    for (const { rule, points } of best?.reasons ?? []) expect(points).toBe(policy.weights[rule]);
  });
});

test('references are runs with a figure, in one width and case', () =>
  expect(referencesIn('货款：Ｆ－2026-0001、F-2026-0014；合同HT/2026-7，12元 ab')).toEqual([
    'f-2026-0001',
    'f-2026-0014',
    'ht/2026-7',
    '2026-7',
  ]));

describe('the policy', () => {
  const with_ = (more: object) => matchingPolicy.safeParse({ ...policy, ...more }).success;
  test('accepts nothing by itself as it is delivered', () => expect(policy.acceptFrom).toBe('never'));
  test('cannot accept by itself what it is not sure of', () => {
    expect(with_({ acceptFrom: policy.sureFrom })).toBe(true);
    expect(with_({ acceptFrom: policy.sureFrom - 1 })).toBe(false);
    expect(with_({ sureFrom: policy.offerFrom - 1 })).toBe(false);
  });
  test('names every account once, however its number is printed', () => {
    const [account] = policy.ownAccounts;
    expect(with_({ ownAccounts: [account, { ...account, id: 'other', number: '1610 0203 0902 2013 388' }] })).toBe(
      false,
    );
  });
});
