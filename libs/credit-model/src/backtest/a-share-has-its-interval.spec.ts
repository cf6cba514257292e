import fc from 'fast-check';
import { exact } from '@app/kernel/exact';
import { wilson } from './wilson';

const Z95 = '1.959963984540054';
const interval = (hits: number, of: number, digits = 4): string[] => {
  const found = wilson(hits, of, Z95);
  return found === undefined ? [] : [found.low.toFixed(digits), found.high.toFixed(digits)];
};

describe('the interval of a share', () => {
  // R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I.
  test.each([
    [81, 263, '0.2553', '0.3662'],
    [15, 148, '0.0624', '0.1605'],
    [0, 20, '0.0000', '0.1611'],
    [1, 29, '0.0061', '0.1718'],
  ])('of %i in %i is the published one: %s to %s', (hits, of, low, high) =>
    expect(interval(hits, of)).toEqual([low, high]),
  );

  test('solves the equation that it comes from to twenty places: |p − π| = z·√(π(1−π)/n)', () => {
    const { low, high } = wilson(7, 50, Z95)!;
    for (const end of [low, high]) {
      const left = exact(7).div(50).minus(end).abs();
      const right = end.times(exact(1).minus(end)).div(50).sqrt().times(Z95);
      expect(left.minus(right).abs().lt('1e-20')).toBe(true);
    }
  });

  test('is nothing where nothing was seen, and refuses what is no share', () => {
    expect(wilson(0, 0, Z95)).toBeUndefined();
    for (const [hits, of] of [
      [-1, 5],
      [6, 5],
      [0.5, 5],
    ] as const)
      expect(() => wilson(hits, of, Z95)).toThrow('is no share');
  });

  test('lies within 0 and 1, holds the share, and is the mirror image for what is left', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const hits = Math.round(of * part);
        const { low, high } = wilson(hits, of, Z95)!;
        const share = exact(hits).div(of);
        const other = wilson(of - hits, of, Z95)!;
        expect(low.gte(0) && low.lte(share) && high.gte(share) && high.lte(1)).toBe(true);
        expect(exact(1).minus(other.high).minus(low).abs().lt('1e-30')).toBe(true);
      }),
      { numRuns: 200 },
    ));
});
