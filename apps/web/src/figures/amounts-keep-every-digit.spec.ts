import { yuan } from '@app/kernel/yuan';
import { readAmount } from './amount-input';
import { decimal, grouped } from './decimal-text';
import { bigMoney, moneyText, shortMoney } from './money-text';

const y = (text: string) => yuan.parse(text);

describe('An amount on the screen', () => {
  it.each([
    ['0.00', '0.00'],
    ['0.05', '0.05'],
    ['-0.05', '\u22120.05'],
    ['999.99', '999.99'],
    ['1000.00', '1,000.00'],
    ['-1234567.80', '\u22121,234,567.80'],
    ['999999999999999.99', '999,999,999,999,999.99'],
  ])('shows %s as %s, beyond what a float could hold', (amount, text) => expect(moneyText(y(amount))).toBe(text));

  it.each([
    ['9999.99', 'zh', '9,999.99', ''],
    ['10000.00', 'zh', '1.00', '万'],
    ['12345678.90', 'zh', '1,234.57', '万'],
    ['-12345650.00', 'zh', '\u22121,234.57', '万'],
    ['123450000.00', 'zh', '1.23', '亿'],
    ['123500000.00', 'zh', '1.24', '亿'],
    ['12345678.90', 'en', '12.35', 'M'],
    ['999999.99', 'en', '999,999.99', ''],
  ] as const)('shortens %s in %s to %s %s, half up', (amount, language, figure, unit) =>
    expect(bigMoney(y(amount), language)).toEqual({ figure, unit }),
  );
});

describe('A label over a bar', () => {
  it.each([
    ['749825.72', 'en', '749.83k'],
    ['749825.72', 'zh', '74.98万'],
    ['5000000.00', 'en', '5M'],
    ['0.00', 'zh', '0'],
  ] as const)('shortens %s in %s to %s', (amount, language, text) =>
    expect(shortMoney(y(amount), language)).toBe(text),
  );
});

describe('A decimal of the model', () => {
  it.each([
    ['0.755952', 4, '0.756'],
    ['-0.7560', 2, '\u22120.76'],
    ['-0.001', 2, '0'],
    ['1293520.00', 2, '1,293,520'],
    ['99.95', 1, '100'],
    ['7', 0, '7'],
  ])('shows %s with at most %i decimals as %s', (text, places, shown) => expect(decimal(text, places)).toBe(shown));
});

describe('A formula', () => {
  it('groups its long numbers and leaves years, decimals and names alone', () =>
    expect(grouped('(2800000.00 + 4800000.00)/2 = 0.755952 in 2025, INV12345678')).toBe(
      '(2,800,000.00 + 4,800,000.00)/2 = 0.755952 in 2025, INV12345678',
    ));
});

describe('A typed amount', () => {
  it.each([
    ['120000', '120000.00'],
    ['120,000.5', '120000.50'],
    [' ¥ 0.10 ', '0.10'],
    ['１２０，０００。５０', '120000.50'],
    ['12万', '120000.00'],
    ['12.34565万元', '123456.50'],
    ['0001.20', '1.20'],
    ['900719925474.09', '900719925474.09'],
    ['1.2000', '1.20'],
  ])('reads %s as %s', (typed, amount) => expect(readAmount(typed)).toEqual({ kind: 'amount', amount }));

  it.each([
    ['0', 'not-positive'],
    ['-5', 'not-positive'],
    ['1.234', 'decimals'],
    ['1.2345678万', 'decimals'],
    ['12a', 'not-a-number'],
    ['.', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['1e5', 'not-a-number'],
    ['12345678901234', 'too-large'],
  ])('refuses %s as %s', (typed, why) => expect(readAmount(typed)).toEqual({ kind: 'wrong', why }));

  it('is empty when nothing was typed', () => expect(readAmount('  ')).toEqual({ kind: 'empty' }));
});
