import { followUpId, id, ID_MAX } from './identity';

describe('an id', () => {
  test.each(['C-0001', '0', 'INV.2026_03-01', '沪A-客户7', 'Ünïcode', '0b6f1c1e-6a0d-4a5f-9a53-0d0c5a1f0001'])(
    'can be %s',
    (text) => expect(id.parse(text)).toBe(text),
  );

  test.each([
    '',
    ' ',
    'a b',
    ' a',
    'a\n',
    'a/b',
    '../etc',
    '.hidden',
    '-x',
    '_x',
    'a:b', // a colon parts customer and receivable in the name of a follow-up
    'a%2Fb',
    'a?b',
    'a#b',
    "a'b",
    'a\u0000',
    'a\u202Eb', // turns the writing round on the screen
    'a\u200Bb', // cannot be seen
    '😀',
  ])('cannot be %j', (text) => expect(id.safeParse(text).success).toBe(false));

  test('is at most 64 characters long', () => {
    expect(ID_MAX).toBe(64);
    expect(id.safeParse('x'.repeat(64)).success).toBe(true);
    expect(id.safeParse('x'.repeat(65)).success).toBe(false);
  });

  test('of a follow-up says whose receivable it is, and no two pairs share one', () => {
    expect(followUpId('C-1', 'R-1')).toBe('C-1:R-1');
    expect(followUpId('C', '1-R')).not.toBe(followUpId('C-1', 'R'));
  });
});
