import { leafOf, leavesOf, withLeaf, type HashTree, type LeafKind } from './hash-tree';

type Shelf<Value> = ReadonlyMap<string, Value>;

/**
 * A map that is never changed where it lies, and is cheap to change all the same. Plain data through and through, so that
 * a snapshot can hold it.
 */
export type Book<Value> = Readonly<{ size: number; tree: HashTree<Shelf<Value>> }>;

export const emptyBook: Book<never> = { size: 0, tree: undefined };

const PER_SHELF = 16;

const shelves = <Value>(): LeafKind<Shelf<Value>> => ({
  isFull: ({ size }) => size > PER_SHELF,
  split: (shelf, branchOf, branches) => {
    const parts = Array.from({ length: branches }, (): Map<string, Value> | undefined => undefined);
    for (const [key, value] of shelf) {
      const at = branchOf(key);
      parts[at] = (parts[at] ?? new Map<string, Value>()).set(key, value);
    }
    return parts;
  },
});

export const entryOf = <Value>({ tree }: Book<Value>, key: string): Value | undefined => leafOf(tree, key)?.get(key);

/** In no order that means anything: sort what is shown. */
export function* entriesOf<Value>({ tree }: Book<Value>): Generator<readonly [string, Value]> {
  for (const shelf of leavesOf(tree)) yield* shelf;
}

/** With one entry more, or another one in its place. */
export const withEntryIn = <Value>({ size, tree }: Book<Value>, key: string, value: Value): Book<Value> => {
  let more = 0;
  const changed = withLeaf(tree, key, shelves<Value>(), (shelf) => {
    more = shelf?.has(key) === true ? 0 : 1;
    return new Map(shelf).set(key, value);
  });
  return { size: size + more, tree: changed };
};

export const withoutEntryIn = <Value>(book: Book<Value>, key: string): Book<Value> => {
  if (entryOf(book, key) === undefined) return book;
  const tree = withLeaf(book.tree, key, shelves<Value>(), (shelf) => {
    const left = new Map(shelf);
    left.delete(key);
    return left;
  });
  return { size: book.size - 1, tree };
};
