import { measuringPolicy } from '@test/support/scoring-policy';
import { scoringPolicy } from '../policy';

type Json = { [key: string]: unknown };
const ASPECT = ['items', 'list', 0, 'aspects', 1] as const;

/** Where and by which problem the policy is refused with one value replaced or, for `undefined`, taken out. */
const objections = (path: readonly (string | number)[], value: unknown): string[] => {
  const document: unknown = structuredClone(measuringPolicy);
  let at = document as Json;
  for (const key of path.slice(0, -1)) at = at[key] as Json;
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
  return (scoringPolicy.safeParse(document).error?.issues ?? []).map(
    (issue) => `${issue.path.join('.')} ${issue.message}`,
  );
};
const years = { figure: 'yearsEstablished', better: 'higher', good: { from: '10' }, fair: { from: '3' } };

describe('a measure of a policy', () => {
  test('may change its edges', () => {
    expect(objections([...ASPECT, 'measure', 'good'], { from: '12' })).toEqual([]);
    expect(objections([...ASPECT, 'measure', 'good'], { over: '12' })).toEqual([]);
    expect(objections([...ASPECT, 'measure'], undefined)).toEqual([]);
  });

  test.each<[string, readonly (string | number)[], unknown, string]>([
    ['an unknown figure', ['measure', 'figure'], 'shoeSize', 'items.list.0.aspects.1.measure.figure '],
    [
      'a good edge that fair does not reach',
      ['measure', 'good'],
      { from: '3' },
      'items.list.0.aspects.1.measure.good policy-measure-order',
    ],
    [
      'edges the wrong way round',
      ['measure'],
      { ...years, better: 'lower', good: { upTo: '10' }, fair: { upTo: '3' } },
      'items.list.0.aspects.1.measure.good policy-measure-order',
    ],
    [
      'an upper edge where higher is better',
      ['measure', 'fair'],
      { upTo: '3' },
      'items.list.0.aspects.1.measure.fair policy-measure-lower-edge',
    ],
    [
      'two edges in one',
      ['measure', 'fair'],
      { from: '3', over: '3' },
      'items.list.0.aspects.1.measure.fair policy-measure-lower-edge',
    ],
    [
      'a measure of what the analyst answers',
      ['answeredBy'],
      'analyst',
      'items.list.0.aspects.1.measure policy-measure-of-analyst',
    ],
  ])('with %s names the path', (_, path, value, message) =>
    expect(objections([...ASPECT, ...path], value)).toContainEqual(expect.stringContaining(message)),
  );

  test('needs a ratio that the policy works out, and the section that says where its edges come from', () => {
    const without = measuringPolicy.ratios.list.filter(({ id }) => id !== 'cashRatio');
    expect(objections(['ratios', 'list'], without)).toEqual([
      'items.list.14.aspects.2.measure.figure policy-measure-ratio',
    ]);
    expect(objections(['measures'], undefined)).toEqual(['measures policy-measures-missing']);
  });
});
