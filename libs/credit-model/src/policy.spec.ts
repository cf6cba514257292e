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
const issuesOf = (document: unknown) => scoringPolicy.safeParse(document).error?.issues ?? [];
/** Where, which problem, and the figures that its sentence speaks of. */
const told = (document: unknown): string[] =>
  issuesOf(document).map((issue) => {
    const { problem: _, ...facts } = issue.code === 'custom' ? (issue.params ?? {}) : {};
    const said = Object.entries(facts).map(([name, value]) => `${name}=${String(value)}`);
    return [`${issue.path.join('.')}:`, issue.message, ...said].join(' ');
  });
const objections = (path: readonly (string | number)[], value: unknown): string[] => told(changed(path, value));

describe('a scoring policy', () => {
  test('as it ships has 18 items, 72 aspects, 31 of them for the system, and 17 ratios', () => {
    const aspects = standardPolicy.items.list.flatMap((item) => item.aspects);
    expect([standardPolicy.items.list.length, aspects.length, standardPolicy.ratios.list.length]).toEqual([18, 72, 17]);
    expect(aspects.filter(({ answeredBy }) => answeredBy === 'system')).toHaveLength(31);
    expect(questionnaire(standardPolicy).map(({ groupName }) => groupName.en)).toContain('Credit and finance');
  });

  const items = 'A1 A2 A3 A4 A5 A6 B1 B2 B3 B4 B5 B6 C1 C2 C3 C4 C5 C6';
  test.each<[string, (string | number)[], unknown, string]>([
    [
      'weights that do not sum to 100',
      ['weights', 'sets', 'sales', 'A1'],
      '3',
      'weights.sets.sales: policy-weights-sum sum=101 difference=1',
    ],
    [
      'an item without a weight',
      ['weights', 'sets', 'sales', 'C6'],
      undefined,
      'weights.sets.sales.C6: policy-weight-missing item=C6',
    ],
    [
      'a weight without an item',
      ['weights', 'sets', 'sales', 'C7'],
      '0',
      `weights.sets.sales.C7: policy-unknown-item item=C7 items=${items}`,
    ],
    ['a weight below zero', ['weights', 'sets', 'sales', 'C6'], '-1', 'weights.sets.sales.C6: policy-below-zero'],
    [
      'ratio weights that do not sum to 100',
      ['ratios', 'list', 1, 'weights', 'short'],
      '0',
      'ratios.list: policy-ratio-weights-sum term=short sum=70 difference=-30',
    ],
    [
      'bands with a gap',
      ['grades', 'bands', 1, 'over'],
      '16',
      'grades.bands.1: policy-bands-gap edge=over value=15 found="over": "16"',
    ],
    [
      'bands that overlap',
      ['evaluation', 'bands', 9, 'from'],
      '0.9',
      'evaluation.bands.9: policy-bands-gap edge=from value=1.0 found="from": "0.9"',
    ],
    [
      'an edge that neither band holds',
      ['tiers', 'bands', 0],
      { below: '300000', tier: '1A' },
      'tiers.bands.1: policy-bands-gap edge=from value=300000 found="over": "300000"',
    ],
    [
      'a band without a lower edge',
      ['grades', 'bands', 1, 'over'],
      undefined,
      'grades.bands.1: policy-bands-gap edge=over value=15 found=—',
    ],
    ['a band with two lower edges', ['grades', 'bands', 1, 'from'], '15', 'grades.bands.1: policy-lower-edge'],
    ['a band with two upper edges', ['grades', 'bands', 1, 'below'], '30', 'grades.bands.1: policy-upper-edge'],
    [
      'a band that is empty',
      ['grades', 'bands', 1, 'upTo'],
      '15',
      'grades.bands.1: policy-band-empty lower=15 upper=15',
    ],
    ['bands that begin', ['tiers', 'bands', 0, 'from'], '0', 'tiers.bands.0: policy-first-band-open edge="from": "0"'],
    [
      'bands that end',
      ['tiers', 'bands', 4, 'upTo'],
      '9000000',
      'tiers.bands.4: policy-last-band-open edge="upTo": "9000000"',
    ],
    [
      'a grade named twice',
      ['grades', 'bands', 0, 'grade'],
      'CA5',
      'grades.bands: policy-bands-order expected=CA6 CA5 CA4 CA3 CA2 CA1 found=CA5 CA5 CA4 CA3 CA2 CA1',
    ],
    [
      'a tier named twice',
      ['tiers', 'bands', 0, 'tier'],
      '2A',
      'tiers.bands: policy-bands-order expected=1A 2A 3A 4A 5A found=2A 2A 3A 4A 5A',
    ],
    ['a number instead of text', ['points', 'good'], 5, 'points.good: policy-number'],
    ['a number that is too fine', ['points', 'good'], '5.00001', 'points.good: policy-number'],
    ['points that do not fall', ['points', 'fair'], '0.5', 'points: policy-points-order good=5 fair=0.5 poor=1 none=0'],
    [
      'an item that cannot reach its maximum',
      ['itemScore', 'divisor'],
      '2.5',
      'items.list.0: policy-item-maximum item=A1 reached=8 maximum=10',
    ],
    [
      'a divisor that leaves a percent without an end',
      ['itemScore', 'divisor'],
      '3',
      'itemScore.divisor: policy-division-endless figure=3',
    ],
    ['a step of nothing', ['rounding', 'limitStep'], '0', 'rounding.limitStep: policy-not-above-zero figure=0'],
    [
      'a reference of nothing',
      ['proportional', 'reference'],
      '0',
      'proportional.reference: policy-not-above-zero figure=0',
    ],
    [
      'a cap on an item that is not there',
      ['caps', 'customerClass', 'C', 'item'],
      'C9',
      `caps.customerClass.C.item: policy-unknown-item item=C9 items=${items}`,
    ],
    ['an item that comes twice', ['items', 'list', 1, 'code'], 'A1', 'items.list.1.code: policy-item-twice item=A1'],
    ['an unknown stance', ['stance'], 'bold', 'stance: '],
    ['a section without its source', ['tiers', 'source'], 'a friend', 'tiers.source: policy-source'],
    [
      'levels out of order',
      ['standards', 'allIndustries', 'debtRatio', 'good'],
      '40',
      'standards.allIndustries.debtRatio: policy-levels-order better=lower found=',
    ],
    [
      'an aspect in the wrong place',
      ['items', 'list', 2, 'aspects', 1, 'code'],
      'A3.3',
      'items.list.2.aspects.1.code: policy-aspect-place expected=A3.2 found=A3.3',
    ],
    ['a field that it does not have', ['colour'], 'red', ': Unrecognized key'],
  ])('with %s names the path', (_, path, value, message) =>
    expect(objections(path, value)).toContainEqual(expect.stringContaining(message)),
  );

  test('with a group that is not there names the groups that are', () => {
    const document = changed(['groups', 'list', 2, 'code'], 'B');
    expect(told(document)).toEqual(
      expect.arrayContaining([
        'items.list.12.group: policy-unknown-group group=C groups=A B B',
        'caps.weakGroup.group: policy-unknown-group group=C groups=A B B',
      ]),
    );
  });

  test('is told everything that is wrong with it at once, also where one section has lost its shape', () => {
    const document = changed(['points', 'good'], 5) as Json;
    const { weights, tiers } = document as { weights: { sets: { sales: Json } }; tiers: { bands: Json[] } };
    weights.sets.sales['A1'] = '3';
    tiers.bands[1]!['over'] = '1';
    expect(told(document)).toEqual([
      'points.good: policy-number',
      'tiers.bands.1: policy-bands-gap edge=over value=300000 found="over": "1"',
      'weights.sets.sales: policy-weights-sum sum=101 difference=1',
    ]);
  });
});
