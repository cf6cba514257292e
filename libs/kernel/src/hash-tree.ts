// FNV-1a, 32 bits: the offset basis and the prime.
const HASH_START = 0x811c9dc5;
const HASH_PRIME = 0x01000193;
const HASH_BITS = 32;
const MIX = 15;

const BITS = 4;
const BRANCHES = 1 << BITS;

/** Small texts spread evenly; nothing secret hangs on it. */
export const hashOf = (key: string): number => {
  let hash = HASH_START;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), HASH_PRIME);
  return (hash ^ (hash >>> MIX)) >>> 0;
};

/**
 * A tree of plain data that is never changed where it lies: a change copies the few branches that lead to its leaf. A leaf
 * holds several entries, and is anything but an array.
 */
export type HashTree<Leaf> = Leaf | readonly (HashTree<Leaf> | undefined)[] | undefined;

/** How leaves of one kind grow: full ones are split by the next bits of their keys' hashes. */
export type LeafKind<Leaf> = Readonly<{
  isFull: (leaf: Leaf) => boolean;
  split: (leaf: Leaf, branchOf: (key: string) => number, branches: number) => (Leaf | undefined)[];
}>;

const isBranches = <Leaf>(tree: HashTree<Leaf>): tree is readonly (HashTree<Leaf> | undefined)[] => Array.isArray(tree);

const branchAt = (hash: number, depth: number): number => (hash >>> depth) & (BRANCHES - 1);

export const leafOf = <Leaf>(tree: HashTree<Leaf>, key: string): Leaf | undefined => {
  const hash = hashOf(key);
  let node = tree;
  for (let depth = 0; isBranches(node); depth += BITS) node = node[branchAt(hash, depth)];
  return node;
};

/** In no order that means anything. */
export function* leavesOf<Leaf>(tree: HashTree<Leaf>): Generator<Leaf> {
  if (tree === undefined) return;
  if (!isBranches(tree)) yield tree;
  else for (const branch of tree) yield* leavesOf(branch);
}

/** With another leaf where the key belongs: `change` is given the one that is there. */
export const withLeaf = <Leaf>(
  tree: HashTree<Leaf>,
  key: string,
  kind: LeafKind<Leaf>,
  change: (leaf: Leaf | undefined) => Leaf,
): HashTree<Leaf> => {
  const hash = hashOf(key);
  const changed = (node: HashTree<Leaf>, depth: number): HashTree<Leaf> => {
    if (isBranches(node)) {
      const branches = node.slice();
      const at = branchAt(hash, depth);
      branches[at] = changed(node[at], depth + BITS);
      return branches;
    }
    const leaf = change(node);
    if (depth >= HASH_BITS || !kind.isFull(leaf)) return leaf;
    return kind.split(leaf, (other) => branchAt(hashOf(other), depth), BRANCHES);
  };
  return changed(tree, 0);
};
