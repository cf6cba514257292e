import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { BLOCK_EVENTS, LogTree, rootOfList } from './log-tree';
import { MerkleTree } from './merkle';

const sha256 = (...parts: readonly (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** RFC 6962, section 2.1, word for word. */
const plainRoot = (hashes: readonly string[]): Buffer => {
  if (hashes.length === 0) return sha256('');
  if (hashes.length === 1) return sha256(Buffer.of(0), Buffer.from(hashes[0]!, 'hex'));
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return sha256(Buffer.of(1), plainRoot(hashes.slice(0, split)), plainRoot(hashes.slice(split)));
};
const plainText = (hashes: readonly string[]): string => plainRoot(hashes).toString('hex');
const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => sha256(`event ${n}`).toString('hex'));

const all = numbered(4 * BLOCK_EVENTS + 3);
const treeOver = (count: number): LogTree => {
  const tree = new LogTree();
  for (const hash of all.slice(0, count)) tree.add(hash);
  return tree;
};

describe('the tree over a log', () => {
  test.each([0, 1, 2, 3, 7, 1023, 1024, 1025, 2048, 2049, 3072, 4096, 4099])(
    'has the head of RFC 6962 over %i events',
    (count) => expect(treeOver(count).head()).toBe(plainText(all.slice(0, count))),
  );

  test('has it over any number of events', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: all.length }), (count) => {
        const tree = treeOver(count);
        expect(tree.events).toBe(count);
        expect(tree.head()).toBe(plainText(all.slice(0, count)));
        const inBlock = count === 0 ? 0 : ((count - 1) % BLOCK_EVENTS) + 1;
        expect(tree.blockRoot()).toBe(plainText(all.slice(count - inBlock, count)));
      }),
      { numRuns: 30 },
    ));

  test('goes on from the roots of whole blocks as if it had seen their events', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 400 }), (blocks, more) => {
        const roots = Array.from({ length: blocks }, (_, n) =>
          rootOfList(all.slice(n * BLOCK_EVENTS, (n + 1) * BLOCK_EVENTS)),
        );
        const tree = LogTree.behind(roots);
        const count = Math.min(blocks * BLOCK_EVENTS + more, all.length);
        for (const hash of all.slice(blocks * BLOCK_EVENTS, count)) tree.add(hash);
        expect(tree.head()).toBe(treeOver(count).head());
      }),
      { numRuns: 20 },
    ));

  test('has another head when any one event is another, is missing, or has changed places', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 3_000 }),
        fc.nat(),
        fc.constantFrom('other', 'missing', 'swapped'),
        (count, seed, change) => {
          const at = seed % (count - 1);
          const hashes = all.slice(0, count);
          if (change === 'other') hashes[at] = sha256('another').toString('hex');
          else if (change === 'missing') hashes.splice(at, 1);
          else [hashes[at], hashes[at + 1]] = [hashes[at + 1]!, hashes[at]!];
          expect(rootOfList(hashes)).not.toBe(treeOver(count).head());
        },
      ),
      { numRuns: 30 },
    ));

  test('tells a leaf from a node: two events are not one event with the hash of both', () => {
    const [left, right] = [all[0]!, all[1]!];
    expect(rootOfList([left, right])).not.toBe(
      sha256(Buffer.from(left, 'hex'), Buffer.from(right, 'hex')).toString('hex'),
    );
  });

  test('takes a subtree only where it stands whole', () => {
    const tree = new MerkleTree();
    tree.add(all[0]!);
    expect(() => tree.add(all[1]!, 1)).toThrow(/cannot follow/);
  });
});
