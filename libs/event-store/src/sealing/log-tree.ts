import { leafOf, MerkleTree } from './merkle';

const BLOCK_LEVEL = 10;
/** Events that one root covers. Counted, not told by positions: those have gaps in other stores, and the log can move. */
export const BLOCK_EVENTS = 2 ** BLOCK_LEVEL;

/** The tree over the hashes of all events in the order of the log, cut into blocks that are full subtrees of it. */
export class LogTree {
  private readonly whole = new MerkleTree();
  private block = new MerkleTree();

  /** Goes on behind whole blocks of which only the roots are known. */
  static behind(blockRoots: readonly string[]): LogTree {
    const tree = new LogTree();
    for (const root of blockRoots) tree.whole.add(root, BLOCK_LEVEL);
    return tree;
  }

  get events(): number {
    return this.whole.size + this.block.size;
  }

  add(eventHash: string): void {
    if (this.block.size === BLOCK_EVENTS) this.closeBlock();
    this.block.add(leafOf(eventHash));
  }

  /** The root over the events since the last full block; over that block while nothing has followed it. */
  blockRoot(): string {
    return this.block.root();
  }

  /** The root over everything. A full block that has not been joined to the others yet is joined by taking the root. */
  head(): string {
    return this.whole.root(this.block);
  }

  private closeBlock(): void {
    this.whole.add(this.block.root(), BLOCK_LEVEL);
    this.block = new MerkleTree();
  }
}

/** The root over a list of event hashes. */
export const rootOfList = (hashes: readonly string[]): string => {
  const tree = new MerkleTree();
  for (const hash of hashes) tree.add(leafOf(hash));
  return tree.root();
};
