import { deserialize, serialize } from 'node:v8';
import { array, assert, boolean, integer, property, record } from 'fast-check';
import { leavesOf } from '@app/kernel/hash-tree';
import { emptyArchive, lineOf, withLine, withoutLine, type Archive } from './archive';

// Keys that begin alike and lines that look like other entries: what is found is found whole.
const keyOf = (nth: number): string => `R-${nth % 7}${'0'.repeat(nth % 3)}${nth}`;
const lineFor = (nth: number): string => JSON.stringify([`R-${nth}`, `${nth}.00`, '$&', `${nth} `.repeat(nth % 40)]);

describe('an archive', () => {
  test('is what a plain map would be after the same changes', () => {
    const change = record({ key: integer({ min: 0, max: 200 }), line: integer({ min: 0, max: 999 }), puts: boolean() });
    assert(
      property(array(change, { minLength: 200, maxLength: 400 }), (changes) => {
        let archive: Archive = emptyArchive;
        const map = new Map<string, string>();
        for (const { key, line, puts } of changes) {
          archive = puts ? withLine(archive, keyOf(key), lineFor(line)) : withoutLine(archive, keyOf(key));
          if (puts) map.set(keyOf(key), lineFor(line));
          else map.delete(keyOf(key));
        }
        const back = deserialize(serialize(archive)) as Archive;
        for (let nth = 0; nth <= 201; nth++)
          expect([lineOf(archive, keyOf(nth)), lineOf(back, keyOf(nth))]).toEqual(
            Array.from({ length: 2 }, () => map.get(keyOf(nth))),
          );
      }),
      { numRuns: 20, seed: 20260304 },
    );
  });

  test('copies one text for a change, and shares all the others', () => {
    let archive: Archive = emptyArchive;
    for (let nth = 0; nth < 3000; nth++) archive = withLine(archive, keyOf(nth), lineFor(nth));
    const texts = new Set(leavesOf(archive));
    const changed = withLine(archive, keyOf(5), 'another');
    expect([...leavesOf(changed)].filter((text) => !texts.has(text))).toHaveLength(1);
    expect([lineOf(changed, keyOf(5)), lineOf(archive, keyOf(5))]).toEqual(['another', lineFor(5)]);
    expect(withoutLine(archive, 'R-none')).toBe(archive);
  });
});
