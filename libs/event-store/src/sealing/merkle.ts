import { hash } from 'node:crypto';

const LEAF = 0x00;
const NODE = 0x01;
const HASH_BYTES = 32;

// One buffer for all: each is hashed at once, and nothing in between can write into it.
const leafBytes = Buffer.alloc(1 + HASH_BYTES, LEAF);
const nodeBytes = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

export const leafOf = (eventHash: string): string => {
  leafBytes.write(eventHash, 1, 'hex');
  return hash('sha256', leafBytes);
};

const nodeOf = (left: string, right: string): string => {
  nodeBytes.write(left, 1, 'hex');
  nodeBytes.write(right, 1 + HASH_BYTES, 'hex');
  return hash('sha256', nodeBytes);
};

/**
 * A Merkle tree (RFC 6962) that only grows and keeps no leaves: of n leaves it holds the roots of the full subtrees that n is
 * made of, largest first, like the ones in n written in binary. Hashes are hexadecimal, because that is how they arrive.
 */
export class MerkleTree {
  private readonly peaks: string[] = [];
  private leaves = 0;

  get size(): number {
    return this.leaves;
  }

  /** Adds a leaf, or the root of 2^level of them when as many whole subtrees stand before it. */
  add(root: string, level = 0): void {
    const size = 2 ** level;
    if (this.leaves % size !== 0) throw new Error(`a subtree of ${size} leaves cannot follow ${this.leaves}`);
    let joined = root;
    for (let full = this.leaves / size; full % 2 === 1; full = (full - 1) / 2)
      joined = nodeOf(this.peaks.pop() ?? '', joined);
    this.peaks.push(joined);
    this.leaves += size;
  }

  /** The root over everything so far, and over what stands in a smaller tree behind it. */
  root(behind?: MerkleTree): string {
    const peaks = behind === undefined ? this.peaks : [...this.peaks, ...behind.peaks];
    return peaks.length === 0 ? hash('sha256', '') : peaks.reduceRight((right, left) => nodeOf(left, right));
  }
}
