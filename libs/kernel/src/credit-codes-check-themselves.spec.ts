import { checkCharacter, creditCode } from './credit-code';

// Codes of registered companies, as they stand on their licences.
const real = [
  '91350100M000100Y43', // the example of GB 32100
  '91110000600037341L',
  '914403001922038216',
  '9144030071526726XG',
  '91330100799655058B',
  '91110108551385082Q',
];
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('a unified social credit code', () => {
  test.each(real)('%s is in order', (code) => {
    expect(creditCode.parse(code)).toBe(code);
    expect(checkCharacter(code.slice(0, 17))).toBe(code.charAt(17));
  });

  test.each(real)('%s with any one character mistyped is not', (code) => {
    const mistyped = Array.from(code).flatMap((right, index) =>
      Array.from(ALPHABET)
        .filter((wrong) => wrong !== right)
        .map((wrong) => code.slice(0, index) + wrong + code.slice(index + 1)),
    );
    expect(mistyped).toHaveLength(18 * 30);
    expect(mistyped.filter((wrong) => creditCode.safeParse(wrong).success)).toEqual([]);
  });

  test.each(real)('%s with two unlike neighbours swapped is not', (code) => {
    const swapped = Array.from(code)
      .map((_, index) => code.slice(0, index) + code.charAt(index + 1) + code.charAt(index) + code.slice(index + 2))
      .filter((other) => other !== code && other.length === 18);
    expect(swapped.length).toBeGreaterThan(0);
    expect(swapped.filter((wrong) => creditCode.safeParse(wrong).success)).toEqual([]);
  });

  test.each([
    '91350100M000100Y4', // 17 characters
    '91350100M000100Y433',
    '91350100m000100y43', // small letters
    '91350100I000100Y43', // I, O, S, V and Z are not in the alphabet
    '91350100O000100Y43',
    '91350100S000100Y43',
    '91350100V000100Y43',
    '91350100Z000100Y43',
    ' 91350100M000100Y43',
    '91350100M000100Y43\n',
    '９1350100M000100Y43',
    '',
  ])('cannot be %j, for its shape', (code) => {
    const [first] = creditCode.safeParse(code).error?.issues ?? [];
    expect(first?.message).toBe('credit-code-shape');
  });

  test('with a wrong check character is told so by that code', () =>
    expect(creditCode.safeParse('91350100M000100Y44').error?.issues).toMatchObject([
      { params: { problem: 'credit-code-check' } },
    ]));
});
