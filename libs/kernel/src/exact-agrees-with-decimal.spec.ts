import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { exact, Exact } from './exact';

// What it has to agree with, digit for digit: the library that its rarer operations are left to.
const Reference = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, defaults: true });

const digits = (most: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: most })
    .map((all) => all.join('').replace(/^0+(?=\d)/, ''));
const amount = fc
  .tuple(fc.boolean(), digits(16), fc.option(digits(10)))
  .map(([isNegative, whole, rest]) => `${isNegative ? '-' : ''}${whole}${rest === null ? '' : `.${rest}`}`);
const plain = (value: Decimal): string => {
  const text = value.toFixed();
  return text === '-0' ? '0' : text;
};

describe('an exact decimal', () => {
  test('adds, takes away, multiplies and compares as decimal.js does', () =>
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [x, y] = [new Reference(a), new Reference(b)];
        expect(exact(a).plus(b).toFixed()).toBe(plain(x.plus(y)));
        expect(exact(a).minus(b).toFixed()).toBe(plain(x.minus(y)));
        expect(exact(a).times(b).toFixed()).toBe(plain(x.times(y)));
        expect(Math.sign(exact(a).cmp(b))).toBe(x.cmp(y));
        expect(exact(a).abs().toFixed()).toBe(plain(x.abs()));
        expect(exact(a).isNegative() && !exact(a).isZero()).toBe(x.isNegative() && !x.isZero());
      }),
      { numRuns: 500 },
    ));

  test('adds up many at once as one after the other', () =>
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 12 }), (all) => {
        const sum = all.reduce((total, one) => total.plus(one), new Reference(0));
        expect(Exact.sum(...all).toFixed()).toBe(plain(sum));
        expect(Exact.sum(...all.map(exact)).toFixed()).toBe(plain(sum));
      }),
      { numRuns: 300 },
    ));

  test('divides to forty digits, and rounds, as decimal.js does', () =>
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 12 }), (a, b, decimals) => {
        fc.pre(!new Reference(b).isZero());
        const quotient = new Reference(a).div(b);
        expect(exact(a).div(b).toFixed()).toBe(plain(quotient));
        expect(exact(a).div(b).plus('1.5').toFixed()).toBe(plain(quotient.plus('1.5')));
        expect(exact(a).div(b).times(a).toFixed()).toBe(plain(quotient.times(a)));
        expect(exact(a).div(b).toDecimalPlaces(decimals).toFixed()).toBe(plain(quotient.toDecimalPlaces(decimals)));
        const cut = quotient.toDecimalPlaces(decimals, Decimal.ROUND_DOWN);
        expect(exact(a).div(b).toDecimalPlaces(decimals, Exact.ROUND_DOWN).toFixed()).toBe(plain(cut));
        expect(exact(a).divTo(b, decimals).toFixed()).toBe(plain(quotient.toDecimalPlaces(decimals)));
        expect(exact(a).divTo(b, decimals, Exact.ROUND_DOWN).toFixed()).toBe(plain(cut));
        expect(exact(a).divToInt(b).toFixed()).toBe(plain(new Reference(a).divToInt(b)));
      }),
      { numRuns: 500 },
    ));

  test('rounds half up on both sides of nought, and writes what it is asked for', () => {
    const cases = [
      '0.005',
      '-0.005',
      '0.0049999',
      '2.675',
      '-2.675',
      '999999999999999.995',
      '0',
      '-0.001',
      '12',
      '1e3',
    ];
    for (const text of cases) {
      const wanted = new Reference(text).toFixed(2).replace(/^-0\.00$/, '0.00');
      expect([text, exact(text).toFixed(2)]).toEqual([text, wanted]);
    }
    expect(exact('1.50').toFixed()).toBe('1.5');
    expect(exact('-0').isZero()).toBe(true);
    expect(() => exact(1).div(0)).toThrow('division by zero');
    expect(() => exact(1).divTo(0, 2)).toThrow('division by zero');
    for (const none of ['NaN', 'Infinity', NaN, '', 'abc']) expect(() => exact(none)).toThrow(/decimal/i);
  });

  test('is right to the last digit with the largest numbers that a double holds', () => {
    const nearly = ['9007199254740991', '9007199254740990', '8999999999999999', '4503599627370497', '6004799503160661'];
    for (const a of nearly)
      for (const b of [...nearly, '2', '3', '7', '10', '999999999', '1000000000000000'])
        for (const decimals of [0, 1, 4]) {
          const wanted = new Reference(a).div(b);
          expect(exact(a).divTo(b, decimals).toFixed()).toBe(plain(wanted.toDecimalPlaces(decimals)));
          const cut = plain(wanted.toDecimalPlaces(decimals, Decimal.ROUND_DOWN));
          expect(exact(a).divTo(b, decimals, Exact.ROUND_DOWN).toFixed()).toBe(cut);
        }
    const tiny = ['8.999999999999999', '0.000000000000001', '-9.00719925474099', '-0.1', '900719925474.0991', '0.10'];
    for (const text of tiny) expect(exact(text).toFixed()).toBe(plain(new Reference(text)));
  });

  test('chains of operations stay true to the last digit', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('plus', 'minus', 'times', 'div'), amount), { maxLength: 8 }),
        (steps) => {
          let mine = exact('100');
          let theirs = new Reference('100');
          for (const [step, by] of steps) {
            if (step === 'div' && new Reference(by).isZero()) continue;
            mine = mine[step](by);
            theirs = theirs[step](by);
          }
          fc.pre(theirs.isZero() || (theirs.e > -60 && theirs.e < 60));
          expect(mine.toDecimalPlaces(10).toFixed()).toBe(plain(theirs.toDecimalPlaces(10)));
        },
      ),
      { numRuns: 500 },
    ));
});
