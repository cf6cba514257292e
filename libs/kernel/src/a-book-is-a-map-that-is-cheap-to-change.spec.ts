import { deserialize, serialize } from 'node:v8';
import { array, assert, boolean, integer, property, record } from 'fast-check';
import { emptyBook, entriesOf, entryOf, withEntryIn, withoutEntryIn, type Book } from './book';
import { leavesOf } from './hash-tree';

const bookOf = (count: number): Book<number> =>
  Array.from({ length: count }, (_, nth) => nth).reduce<Book<number>>(
    (book, nth) => withEntryIn(book, `S-${nth}`, nth),
    emptyBook,
  );
const contentOf = (book: Book<number>) => [...entriesOf(book)].sort(([a], [b]) => (a < b ? -1 : 1));

describe('a book', () => {
  test('is what a plain map would be after the same changes, and leaves every one of before as it was', () => {
    const change = record({ key: integer({ min: 0, max: 150 }), value: integer(), puts: boolean() });
    const changes = array(change, { minLength: 200, maxLength: 300 });
    assert(
      property(changes, (all) => {
        let book: Book<number> = emptyBook;
        const map = new Map<string, number>();
        for (const { key, value, puts } of all) {
          const before = book;
          const was = contentOf(before);
          const id = `R-${key}`;
          book = puts ? withEntryIn(book, id, value) : withoutEntryIn(book, id);
          if (puts) map.set(id, value);
          else map.delete(id);
          expect([entryOf(book, id), book.size]).toEqual([map.get(id), map.size]);
          expect(contentOf(before)).toEqual(was);
        }
        expect(contentOf(book)).toEqual([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
      }),
      { numRuns: 20, seed: 20260303 },
    );
  });

  test('of nothing has nothing in it', () => {
    expect([entryOf(emptyBook, 'S-1'), contentOf(emptyBook)]).toEqual([undefined, []]);
    expect(withoutEntryIn(emptyBook, 'S-1')).toBe(emptyBook);
  });

  test('finds every one of ten thousand, and nothing that it does not have', () => {
    const large = bookOf(10_000);
    expect(large.size).toBe(10_000);
    for (let nth = 0; nth < 10_000; nth++) expect(entryOf(large, `S-${nth}`) === nth).toBe(true);
    expect(entryOf(large, 'S-10000')).toBeUndefined();
  });

  test('keeps its shelves short as it grows', () => {
    const sizes = [...leavesOf(bookOf(10_000).tree)].map(({ size }) => size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16);
  });

  test('copies one shelf for a change, and shares all the others', () => {
    const before = bookOf(10_000);
    const shelves = new Set(leavesOf(before.tree));
    for (const now of [withEntryIn(before, 'S-5', -5), withoutEntryIn(before, 'S-7')]) {
      const copied = [...leavesOf(now.tree)].filter((shelf) => !shelves.has(shelf));
      expect([copied.length, [...leavesOf(now.tree)].length]).toEqual([1, shelves.size]);
    }
    expect(withoutEntryIn(before, 'S-none')).toBe(before);
  });

  test('splits a full shelf and no other', () => {
    let book = bookOf(16);
    expect([...leavesOf(book.tree)]).toHaveLength(1);
    book = withEntryIn(book, 'S-16', 16);
    expect([...leavesOf(book.tree)].length).toBeGreaterThan(1);
    expect(contentOf(book)).toEqual(contentOf(bookOf(17)));
  });

  test('is plain data: written down and read back it goes on like the one that was written', () => {
    const back = deserialize(serialize(bookOf(100))) as Book<number>;
    expect(back).toEqual(bookOf(100));
    expect(withEntryIn(back, 'S-100', 100)).toEqual(bookOf(101));
    expect(contentOf(withoutEntryIn(back, 'S-99'))).toEqual(contentOf(bookOf(99)));
  });
});
