/**
 * A map that is never changed where it lies, and is cheap to change all the same: its entries stand on shelves by a hash of
 * their key, and a change copies one shelf. Plain data through and through, so that a snapshot can hold it.
 */
export type Book<Value> = Readonly<{ size: number; shelves: readonly ReadonlyMap<string, Value>[] }>;

export const emptyBook: Book<never> = { size: 0, shelves: [] };

const PER_SHELF = 16;
const SHELVES_AT_FIRST = 4;
// FNV-1a, 32 bits: the offset basis and the prime.
const HASH_START = 0x811c9dc5;
const HASH_PRIME = 0x01000193;

export const hashOf = (key: string): number => {
  let hash = HASH_START;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), HASH_PRIME);
  return (hash ^ (hash >>> 15)) >>> 0;
};

/** The number of shelves is a power of two. */
const shelfOf = (key: string, shelves: number): number => hashOf(key) & (shelves - 1);

export const entryOf = <Value>({ shelves }: Book<Value>, key: string): Value | undefined =>
  shelves.length === 0 ? undefined : shelves[shelfOf(key, shelves.length)]?.get(key);

/** In no order that means anything: sort what is shown. */
export function* entriesOf<Value>({ shelves }: Book<Value>): Generator<readonly [string, Value]> {
  for (const shelf of shelves) yield* shelf;
}

export const valuesOf = <Value>(book: Book<Value>): Value[] => [...entriesOf(book)].map(([, value]) => value);

const shelved = <Value>(entries: Iterable<readonly [string, Value]>, count: number): Map<string, Value>[] => {
  const shelves = Array.from({ length: count }, () => new Map<string, Value>());
  for (const [key, value] of entries) shelves[shelfOf(key, count)]?.set(key, value);
  return shelves;
};

/** With one entry more, or another one in its place. */
export const withEntryIn = <Value>(book: Book<Value>, key: string, value: Value): Book<Value> => {
  const isNew = entryOf(book, key) === undefined;
  const size = isNew ? book.size + 1 : book.size;
  const count = book.shelves.length;
  if (size > count * PER_SHELF) {
    const shelves = shelved(entriesOf(book), Math.max(SHELVES_AT_FIRST, count * 2));
    shelves[shelfOf(key, shelves.length)]?.set(key, value);
    return { size, shelves };
  }
  const shelves = book.shelves.slice();
  const at = shelfOf(key, count);
  shelves[at] = new Map(shelves[at]).set(key, value);
  return { size, shelves };
};

export const withoutEntryIn = <Value>(book: Book<Value>, key: string): Book<Value> => {
  if (entryOf(book, key) === undefined) return book;
  const shelves = book.shelves.slice();
  const at = shelfOf(key, shelves.length);
  const left = new Map(shelves[at]);
  left.delete(key);
  shelves[at] = left;
  return { size: book.size - 1, shelves };
};
