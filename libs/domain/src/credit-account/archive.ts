import { leafOf, withLeaf, type HashTree, type LeafKind } from '@app/kernel/hash-tree';

/**
 * Lines of text by key, for what has ended and is hardly ever asked for again: many lines are one text, so that a hundred
 * thousand are read back in a few milliseconds. Neither keys nor lines hold a tab or a line break.
 */
export type Archive = HashTree<string>;

export const emptyArchive: Archive = undefined;

const LENGTH_MAX = 4_000;

const headOf = (key: string): string => `\n${key}\t`;

const texts: LeafKind<string> = {
  isFull: ({ length }) => length > LENGTH_MAX,
  split: (text, branchOf, branches) => {
    const parts = Array.from({ length: branches }, (): string[] => []);
    for (const entry of text.split('\n').slice(1))
      parts[branchOf(entry.slice(0, entry.indexOf('\t')))]?.push(`\n${entry}`);
    return parts.map((lines) => (lines.length === 0 ? undefined : lines.join('')));
  },
};

const lineIn = (text: string, key: string): string | undefined => {
  const head = headOf(key);
  const at = text.indexOf(head);
  if (at < 0) return undefined;
  const end = text.indexOf('\n', at + head.length);
  return text.slice(at + head.length, end < 0 ? undefined : end);
};

const without = (text: string, key: string): string => {
  const line = lineIn(text, key);
  return line === undefined ? text : text.replace(`${headOf(key)}${line}`, () => '');
};

export const lineOf = (archive: Archive, key: string): string | undefined => lineIn(leafOf(archive, key) ?? '', key);

/** With this line under the key, and no other. */
export const withLine = (archive: Archive, key: string, line: string): Archive =>
  withLeaf(archive, key, texts, (text = '') => `${without(text, key)}${headOf(key)}${line}`);

export const withoutLine = (archive: Archive, key: string): Archive =>
  lineOf(archive, key) === undefined ? archive : withLeaf(archive, key, texts, (text = '') => without(text, key));
