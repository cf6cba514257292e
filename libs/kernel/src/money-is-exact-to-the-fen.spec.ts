import { array, assert, integer, property } from 'fast-check';
import {
  exceeds,
  isNil,
  isPositive,
  minus,
  nil,
  nonNegativeYuan,
  ofYuan,
  percentOf,
  plus,
  positiveYuan,
  smaller,
  total,
  yuan,
} from './yuan';

const money = (text: string) => yuan.parse(text);
const ofFen = (fen: number) => {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return money(`${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
};

describe('an amount as text', () => {
  test.each(['0.00', '0.01', '-0.01', '600000.00', '999999999999999.99'])('can be %s', (text) =>
    expect(yuan.parse(text)).toBe(text),
  );

  test.each([
    '1.005', // three decimals
    '1.0',
    '1',
    '1.',
    '.50',
    '1,000.00',
    '1e3',
    '+1.00',
    ' 1.00',
    '1.00\n',
    '007.00', // one amount has one text
    '00.00',
    '-0.00',
    '--1.00',
    '1000000000000000.00',
    '１.00',
    'NaN',
    'abc',
    '',
  ])('cannot be %j', (text) => expect(yuan.safeParse(text).success).toBe(false));

  test.each([1, 1.5, null, undefined, {}, ['1.00'], 10n])('cannot be other than text: %p', (value) =>
    expect(yuan.safeParse(value).success).toBe(false),
  );

  test.each(['abc', '', '1', '1e3', 'Infinity', '0x10.00'])(
    'that is no amount is refused where it has to be positive, not thrown at: %j',
    (text) => {
      expect(positiveYuan.safeParse(text).success).toBe(false);
      expect(nonNegativeYuan.safeParse(text).success).toBe(false);
    },
  );

  test.each([
    ['-0.01', false, false],
    ['0.00', false, true],
    ['0.01', true, true],
  ])('%s is positive: %p, not negative: %p', (text, positive, notNegative) => {
    expect(positiveYuan.safeParse(text).success).toBe(positive);
    expect(nonNegativeYuan.safeParse(text).success).toBe(notNegative);
  });

  test('says what is wrong with it by its code', () => {
    expect(positiveYuan.safeParse('0.00').error?.issues).toMatchObject([
      { params: { problem: 'amount-not-positive' } },
    ]);
    expect(nonNegativeYuan.safeParse('-1.00').error?.issues).toMatchObject([
      { params: { problem: 'amount-negative' } },
    ]);
  });
});

describe('rounding', () => {
  test.each([
    ['0.005', '0.01'],
    ['0.00499999999999999999', '0.00'],
    ['1.005', '1.01'], // where binary fractions give 1.00
    ['-1.005', '-1.01'],
    ['-0.001', '0.00'], // no minus zero
    ['2.675', '2.68'],
    ['999999999999999.994', '999999999999999.99'],
  ])('%s to the fen is %s', (from, to) => expect(ofYuan(from)).toBe(to));

  test('never leaves the range of amounts quietly', () => expect(() => ofYuan('999999999999999.995')).toThrow());
});

describe('reckoning', () => {
  test('keeps the last fen of the largest amount', () => {
    const most = money('999999999999999.99');
    expect(minus(most, money('0.01'))).toBe('999999999999999.98');
    expect(plus(money('999999999999999.98'), money('0.01'))).toBe(most);
    expect(exceeds(most, money('999999999999999.98'))).toBe(true);
    expect(exceeds(most, most)).toBe(false);
  });

  test('does not fall for binary fractions', () => {
    expect(plus(money('0.10'), money('0.20'))).toBe('0.30');
    expect(minus(money('0.30'), money('0.10'))).toBe('0.20');
    expect(total(Array.from({ length: 1000 }, () => money('0.01')))).toBe('10.00');
  });

  test('compares by value, not by text', () => {
    expect(exceeds(money('10.00'), money('9.00'))).toBe(true);
    expect(exceeds(money('-10.00'), money('-9.00'))).toBe(false);
    expect(smaller(money('10.00'), money('9.00'))).toBe('9.00');
    expect(smaller(money('-1.00'), nil)).toBe('-1.00');
  });

  test('knows zero, which is not positive', () => {
    expect(isNil(minus(money('5.00'), money('5.00')))).toBe(true);
    expect(isPositive(nil)).toBe(false);
    expect(isPositive(money('0.01'))).toBe(true);
    expect(isPositive(money('-0.01'))).toBe(false);
    expect(total([])).toBe('0.00');
  });

  test('is the arithmetic of whole fen', () => {
    const fen = integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 });
    assert(
      property(array(fen, { maxLength: 20 }), fen, fen, (many, a, b) => {
        expect(total(many.map(ofFen))).toBe(ofFen(many.reduce((sum, one) => sum + one, 0)));
        expect(plus(ofFen(a), ofFen(b))).toBe(ofFen(a + b));
        expect(minus(ofFen(a), ofFen(b))).toBe(ofFen(a - b));
        expect(exceeds(ofFen(a), ofFen(b))).toBe(a > b);
        expect(smaller(ofFen(a), ofFen(b))).toBe(ofFen(Math.min(a, b)));
      }),
      { numRuns: 300, seed: 20260301 },
    );
  });
});

describe('a share in percent', () => {
  test.each([
    ['1.00', '3.00', '33.3'],
    ['2.00', '3.00', '66.7'],
    ['0.05', '100.00', '0.1'],
    ['150.00', '100.00', '150.0'],
    ['0.00', '5.00', '0.0'],
  ])('of %s in %s is %s', (a, b, percent) => expect(percentOf(money(a), money(b))).toBe(percent));

  test('of nothing is not a number', () => expect(percentOf(money('1.00'), nil)).toBeUndefined());
});
