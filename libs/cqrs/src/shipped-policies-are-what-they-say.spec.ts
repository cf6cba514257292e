import { mkdtempSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scoringPolicy } from '@app/credit-model/policy';
import { differencesBetween } from '@app/kernel/differences';
import { Problem } from '@app/kernel/problem';
import { policiesFolder } from './home';
import { contentHash, loadPolicies } from './policies';

type Json = { [key: string]: unknown };
const folder = join(policiesFolder, 'scoring');
const files = readdirSync(folder);
const documentIn = (file: string): Json => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Json;
const hashOfVersion1 = '7bf0a3915b2607ae4036f989a2c8d224bb01120ccb3b96b56064359a1ca32d39';

describe('the scoring policies that XAY is delivered with', () => {
  test('are the three stances and both strategies', () => {
    const { scoringShipped } = loadPolicies(policiesFolder);
    const said = scoringShipped.map(({ policy: { id, version, stance, strategy } }) => [id, version, stance, strategy]);
    expect(said.sort()).toEqual([
      ['scoring-conservative', 1, 'conservative', 'stepped'],
      ['scoring-proportional', 1, 'balanced', 'proportional'],
      ['scoring-sales', 1, 'sales', 'stepped'],
      ['scoring-standard', 1, 'balanced', 'stepped'],
      ['scoring-standard', 2, 'balanced', 'stepped'],
    ]);
  });

  test('count by the highest version of the standard one', () =>
    expect(loadPolicies(policiesFolder).scoring.stamp).toMatchObject({ id: 'scoring-standard', version: 2 }));

  test('never change once they were shipped: version 1 has the hash that assessments name', () =>
    expect(contentHash(documentIn('standard.json'))).toBe(hashOfVersion1));

  test.each(['sales.json', 'conservative.json', 'proportional.json'])(
    'differ in nothing but their stance: %s',
    (file) => {
      const paths = differencesBetween(documentIn('standard-v2.json'), documentIn(file)).map(({ path }) => path);
      const about = ['id', 'version', 'name.zh', 'name.en'];
      expect(paths.filter((path) => !about.includes(path))).toEqual([
        file === 'proportional.json' ? 'strategy' : 'stance',
      ]);
    },
  );

  test.each(files)('are read as they stand, so that their hash is that of what was read: %s', (file) => {
    const document = documentIn(file);
    expect(contentHash(scoringPolicy.parse(document))).toBe(contentHash(document));
  });
});

describe('the hash of a document', () => {
  const document = documentIn('sales.json');
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, part]) => [key, turned(part)]),
    );
  };

  test('does not know the order of keys, nor white space', () => {
    expect(JSON.stringify(turned(document))).not.toBe(JSON.stringify(document));
    expect(contentHash(turned(document))).toBe(contentHash(document));
    expect(contentHash(JSON.parse(JSON.stringify(document, null, 9)))).toBe(contentHash(document));
  });

  test('knows every figure and the order of lists', () => {
    const points = { ...(document['points'] as Json), good: '5.0' };
    expect(contentHash({ ...document, points })).not.toBe(contentHash(document));
    const { list } = document['items'] as { list: unknown[] };
    const items = { ...(document['items'] as Json), list: [...list].reverse() };
    expect(contentHash({ ...document, items })).not.toBe(contentHash(document));
  });
});

test('a folder with a wrong document is refused with file, place and problem', () => {
  const copy = mkdtempSync(join(tmpdir(), 'xay-policies-'));
  try {
    cpSync(policiesFolder, copy, { recursive: true });
    const wrong = documentIn('sales.json');
    (wrong['points'] as Json)['good'] = 5;
    writeFileSync(join(copy, 'scoring', 'sales.json'), JSON.stringify(wrong));
    const load = () => loadPolicies(copy);
    expect(load).toThrow(Problem);
    expect(load).toThrow(
      expect.objectContaining({
        details: [{ code: 'policy-number', facts: {}, where: `${join(copy, 'scoring', 'sales.json')} points.good` }],
      }) as Error,
    );
  } finally {
    rmSync(copy, { recursive: true });
  }
});
