import fc from 'fast-check';
import { exact } from '@app/kernel/exact';
import { standardPolicy } from '@test/support/scoring-policy';
import { bandOf } from './bands';

type Edges = Readonly<{ over?: string; from?: string; upTo?: string; below?: string }>;
const tables: Readonly<Record<string, readonly Edges[]>> = {
  grades: standardPolicy.grades.bands,
  evaluation: standardPolicy.evaluation.bands,
  stepped: standardPolicy.stepped.bands,
  tiers: standardPolicy.tiers.bands,
};

const holds = ({ over, from, upTo, below }: Edges, text: string): boolean => {
  const value = exact(text);
  if (over !== undefined && value.lte(over)) return false;
  if (from !== undefined && value.lt(from)) return false;
  if (upTo !== undefined && value.gt(upTo)) return false;
  return below === undefined || value.lt(below);
};
const decimal = fc
  .tuple(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([whole, rest]) => `${whole}.${String(rest).padStart(9, '0')}`);

describe.each(Object.entries(tables))('the bands of %s', (_, bands) => {
  test('hold every decimal once', () =>
    fc.assert(
      fc.property(decimal, (text) => {
        expect(bands.filter((band) => holds(band, text))).toEqual([bandOf(bands, exact(text))]);
      }),
      { numRuns: 300 },
    ));

  test('hold every edge once, and the last digit on either side of it', () => {
    const edges = bands.flatMap(({ upTo, below }) => upTo ?? below ?? []);
    expect(edges.length).toBe(bands.length - 1);
    for (const edge of edges)
      for (const step of ['-0.000000000001', '0', '0.000000000001']) {
        const text = exact(edge).plus(step).toFixed();
        expect([text, bands.filter((band) => holds(band, text)).length]).toEqual([text, 1]);
        expect(bands.find((band) => holds(band, text))).toEqual(bandOf(bands, exact(text)));
      }
  });
});
