import { policyDocument } from '@test/support/scoring-policy';
import { proposePolicy } from './policy';
import { problemSentences } from './sentences';
import { policySentences } from './policy-sentences';
import { problemsOf } from './zod-problems';

type Json = { [key: string]: unknown };
const told = (change: (document: Json) => unknown, language: 'zh' | 'en') => {
  const document = policyDocument();
  change(document);
  const { error } = proposePolicy.safeParse({ document, why: 'x' }, { reportInput: true });
  return problemsOf(error?.issues ?? [], language).map(({ where, text }) => `${where ?? ''}: ${text}`);
};

const tooMuch = (document: Json): void => {
  const { sets } = document['weights'] as { sets: { sales: Json } };
  sets.sales['A1'] = '3';
  (document['points'] as Json)['good'] = 5;
  const { bands } = document['tiers'] as { bands: Json[] };
  bands[1]!['over'] = '1';
  Reflect.deleteProperty(document, 'stepped');
};

describe('what is wrong with a policy', () => {
  test('is told all at once, with where it is and what would be right', () => {
    expect(told(tooMuch, 'en')).toEqual([
      'document.points.good: This has to be a decimal number as text, such as "0.5": at most 12 digits, and 4 after the point.',
      'document.stepped: This must not be empty.',
      'document.tiers.bands[1]: It overlaps the band before or leaves a gap: it has to start with "over": "300000", not with "over": "1".',
      'document.weights.sets.sales: The weights add up to 101; they have to add up to 100 (off by 1).',
    ]);
    expect(told(tooMuch, 'zh')).toEqual([
      'document.points.good: 此处须为写成文本的十进制数，例如 "0.5"（整数至多 12 位，小数至多 4 位）。',
      'document.stepped: 此处不能为空。',
      'document.tiers.bands[1]: 与上一档重叠或有空隙：此档须以 "over": "300000" 开始，现为 "over": "1"。',
      'document.weights.sets.sales: 权重合计 101，须为 100（相差 1）。',
    ]);
  });

  test.each([[[]], [null], ['text'], [7]])('is told of what is no policy at all: %j', (document) => {
    const { error } = proposePolicy.safeParse({ document, why: 'x' });
    expect(problemsOf(error?.issues ?? [], 'en')).toMatchObject([
      { where: 'document', text: 'This has to be an object: { … }.' },
    ]);
  });

  test.each(['', 'abc', '1e3'])('is told by its place where an edge is no number: %j', (text) => {
    const lines = told((document) => {
      (document['tiers'] as { bands: Json[] }).bands[2]!['upTo'] = text;
      (document['grades'] as { bands: Json[] }).bands[1]!['upTo'] = text;
    }, 'en');
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'document.grades.bands[1].upTo',
      'document.tiers.bands[2].upTo',
    ]);
  });

  test.each<[string, (document: Json) => unknown]>([
    ['an unknown item', (document) => ((document['weights'] as { sets: { sales: Json } }).sets.sales['C7'] = '0')],
    [
      'a missing weight',
      (document) => Reflect.deleteProperty((document['weights'] as { sets: { sales: Json } }).sets.sales, 'C6'),
    ],
    [
      'levels out of order',
      (document) =>
        ((document['standards'] as { allIndustries: { debtRatio: Json } }).allIndustries.debtRatio['good'] = '40'),
    ],
    ['points that do not fall', (document) => ((document['points'] as Json)['fair'] = '0.5')],
    ['a step of nothing', (document) => ((document['rounding'] as Json)['limitStep'] = '0')],
    ['an empty band', (document) => ((document['grades'] as { bands: Json[] }).bands[1]!['upTo'] = '15')],
    ['an open end', (document) => ((document['tiers'] as { bands: Json[] }).bands[4]!['upTo'] = '9000000')],
    ['no source', (document) => ((document['tiers'] as Json)['source'] = 'a friend')],
  ])('has its figures in the sentence: %s', (_, change) => {
    for (const language of ['zh', 'en'] as const) {
      const lines = told(change, language);
      expect(lines).not.toEqual([]);
      expect(lines.join('\n')).not.toMatch(/\{\w+\}|policy-|undefined/);
      expect(lines.every((line) => /\p{Script=Han}/u.test(line) === (language === 'zh'))).toBe(true);
    }
  });

  test('has its words among those of all problems', () =>
    expect(Object.keys(problemSentences)).toEqual(expect.arrayContaining(Object.keys(policySentences))));
});
