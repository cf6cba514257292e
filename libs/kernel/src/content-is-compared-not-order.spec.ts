import { canonicalJson, firstDifference, sameContent } from './same-content';

describe('two plain JSON values', () => {
  test('say the same whatever the order of their keys', () => {
    expect(sameContent({ a: 1, b: { c: [1, 2], d: 'x' } }, { b: { d: 'x', c: [1, 2] }, a: 1 })).toBe(true);
    expect(canonicalJson({ b: 1, a: 2 })).toBe('{"a":2,"b":1}');
  });

  test('say the same when a key is undefined in one and left out of the other', () =>
    expect(sameContent({ a: 1, b: undefined }, { a: 1 })).toBe(true));

  test.each<[unknown, unknown]>([
    [
      [1, 2],
      [2, 1],
    ],
    [1, '1'],
    [null, undefined],
    [{ a: null }, {}],
    [{ a: 1 }, { a: 1, b: 2 }],
    ['1.0', '1.00'],
  ])('differ: %j and %j', (a, b) => expect(sameContent(a, b)).toBe(false));
});

describe('the first difference', () => {
  test('is named by its path, with what stands there in each', () => {
    const before = { statements: [{ year: 2025, balance: { inventory: '260' } }], termDays: 90 };
    const now = { statements: [{ year: 2025, balance: { inventory: '270' } }], termDays: 60 };
    expect(firstDifference(before, now)).toEqual({
      before: 'statements.0.balance.inventory 260',
      now: 'statements.0.balance.inventory 270',
    });
  });

  test('shows what is left out as a dash', () =>
    expect(firstDifference({ a: 1, b: 'x' }, { a: 1 })).toEqual({ before: 'b x', now: 'b –' }));

  test('cuts what is long', () => {
    const { now } = firstDifference({ reason: '' }, { reason: '长'.repeat(500) });
    expect(now).toBe(`reason ${'长'.repeat(60)}`);
  });
});
