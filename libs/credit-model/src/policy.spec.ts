import { policyDocument, standardPolicy } from '@test/support/scoring-policy';
import { questionnaire } from './answers';
import { scoringPolicy } from './policy';

type Json = { [key: string]: unknown };
/** The shipped document with one value replaced or, for `undefined`, taken out. */
const changed = (path: readonly (string | number)[], value: unknown): unknown => {
  const document = policyDocument();
  let at = document as Json;
  for (const key of path.slice(0, -1)) at = at[key] as Json;
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
  return document;
};
const objections = (path: readonly (string | number)[], value: unknown): string[] =>
  (scoringPolicy.safeParse(changed(path, value)).error?.issues ?? []).map(
    (issue) => `${issue.path.join('.')}: ${issue.message}`,
  );

describe('a scoring policy', () => {
  test('as it ships has 18 items, 72 aspects, 31 of them for the system, and 17 ratios', () => {
    const aspects = standardPolicy.items.list.flatMap((item) => item.aspects);
    expect([standardPolicy.items.list.length, aspects.length, standardPolicy.ratios.list.length]).toEqual([18, 72, 17]);
    expect(aspects.filter(({ answeredBy }) => answeredBy === 'system')).toHaveLength(31);
    expect(questionnaire(standardPolicy).map(({ groupName }) => groupName.en)).toContain('Credit and finance');
  });

  test.each<[string, (string | number)[], unknown, string]>([
    [
      'weights that do not sum to 100',
      ['weights', 'sets', 'sales', 'A1'],
      '3',
      'weights.sets.sales: weights sum to 101, not to 100',
    ],
    [
      'an item without a weight',
      ['weights', 'sets', 'sales', 'C6'],
      undefined,
      'weights.sets.sales.C6: item C6 has no weight',
    ],
    ['a weight without an item', ['weights', 'sets', 'sales', 'C7'], '0', 'weights.sets.sales.C7: there is no item C7'],
    [
      'bands with a gap',
      ['grades', 'bands', 1, 'over'],
      '16',
      'grades.bands.1: bands overlap or leave a gap: this one has to start with "over": "15"',
    ],
    [
      'bands that overlap',
      ['evaluation', 'bands', 9, 'from'],
      '0.9',
      'evaluation.bands.9: bands overlap or leave a gap: this one has to start with "from": "1.0"',
    ],
    [
      'an edge that neither band holds',
      ['tiers', 'bands', 0],
      { below: '300000', tier: '1A' },
      'tiers.bands.1: bands overlap or leave a gap: this one has to start with "from": "300000"',
    ],
    ['bands that end', ['tiers', 'bands', 4, 'upTo'], '9000000', 'tiers.bands.4: the last band has no upper edge'],
    [
      'a grade named twice',
      ['grades', 'bands', 0, 'grade'],
      'CA5',
      'grades.bands: the bands run CA6 to CA1, lowest first, each once; found CA5 CA5 CA4 CA3 CA2 CA1',
    ],
    ['a number instead of text', ['points', 'good'], 5, 'points.good: a decimal number as text'],
    [
      'points that do not fall',
      ['points', 'fair'],
      '0.5',
      'points: good has to be above fair, fair above poor, poor above none',
    ],
    [
      'a cap on an item that is not there',
      ['caps', 'customerClass', 'C', 'item'],
      'C9',
      'caps.customerClass.C.item: there is no item C9',
    ],
    ['an unknown stance', ['stance'], 'bold', 'stance: '],
    ['a section without its source', ['tiers', 'source'], 'a friend', 'tiers.source: starts with [seed]'],
    [
      'levels out of order',
      ['standards', 'allIndustries', 'debtRatio', 'good'],
      '40',
      'standards.allIndustries.debtRatio: the five levels',
    ],
    [
      'an aspect in the wrong place',
      ['items', 'list', 2, 'aspects', 1, 'code'],
      'A3.3',
      'items.list.2.aspects.1.code: this aspect is A3.2',
    ],
    ['a field that it does not have', ['colour'], 'red', ': Unrecognized key'],
  ])('with %s names the path', (_, path, value, message) =>
    expect(objections(path, value)).toContainEqual(expect.stringContaining(message)),
  );
});
