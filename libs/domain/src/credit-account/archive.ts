import { hashOf } from '@app/kernel/book';

/**
 * Lines of text by key, for what has ended and is hardly ever asked for again: a shelf is one text, so that a hundred
 * thousand lines are read back in a few milliseconds. Neither keys nor lines hold a tab or a line break.
 */
export type Archive = Readonly<{ size: number; shelves: readonly string[] }>;

export const emptyArchive: Archive = { size: 0, shelves: [] };

const PER_SHELF = 32;
const SHELVES_AT_FIRST = 4;

const shelfOf = (key: string, shelves: number): number => hashOf(key) & (shelves - 1);

export const lineOf = ({ shelves }: Archive, key: string): string | undefined => {
  if (shelves.length === 0) return undefined;
  const shelf = shelves[shelfOf(key, shelves.length)] ?? '';
  const head = `\n${key}\t`;
  const at = shelf.indexOf(head);
  if (at < 0) return undefined;
  const end = shelf.indexOf('\n', at + head.length);
  return shelf.slice(at + head.length, end < 0 ? undefined : end);
};

const shelved = ({ shelves }: Archive, count: number): string[] => {
  const texts = Array.from({ length: count }, (): string[] => []);
  for (const shelf of shelves)
    for (const entry of shelf.split('\n').slice(1))
      texts[shelfOf(entry.slice(0, entry.indexOf('\t')), count)]?.push(`\n${entry}`);
  return texts.map((lines) => lines.join(''));
};

const without = (shelf: string, key: string, line: string): string => shelf.replace(`\n${key}\t${line}`, () => '');

/** With this line under the key, and no other. */
export const withLine = (archive: Archive, key: string, line: string): Archive => {
  const before = lineOf(archive, key);
  const size = archive.size + (before === undefined ? 1 : 0);
  const count = archive.shelves.length;
  const isFull = size > count * PER_SHELF;
  const shelves = isFull ? shelved(archive, Math.max(SHELVES_AT_FIRST, count * 2)) : archive.shelves.slice();
  const at = shelfOf(key, shelves.length);
  const shelf = shelves[at] ?? '';
  shelves[at] = `${before === undefined ? shelf : without(shelf, key, before)}\n${key}\t${line}`;
  return { size, shelves };
};

export const withoutLine = (archive: Archive, key: string): Archive => {
  const before = lineOf(archive, key);
  if (before === undefined) return archive;
  const shelves = archive.shelves.slice();
  const at = shelfOf(key, shelves.length);
  shelves[at] = without(shelves[at] ?? '', key, before);
  return { size: archive.size - 1, shelves };
};
