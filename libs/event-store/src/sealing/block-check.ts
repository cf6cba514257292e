import type { SealedEvent } from '../event-store';
import type { LogFault } from './log-fault';
import { BLOCK_EVENTS, type LogTree, rootOfList } from './log-tree';
import type { SealedBlock } from './seal-book';

/** The first place where the log and the sealed list part, until it is known what has become of the two hashes. */
type Parting = {
  fault: Omit<LogFault, 'kind'>;
  sealed: string;
  found: string;
  isSealedFound: boolean;
  isFoundSealed: boolean;
  /** By how many places the next event that is sealed has moved: who forges a chain leaves other streams as they are. */
  moved: number | undefined;
};

const told = ({ fault, isSealedFound, isFoundSealed, moved = 0 }: Parting): LogFault => {
  if (isSealedFound && isFoundSealed) return { ...fault, kind: 'reordered' };
  if (isSealedFound || moved > 0) return { ...fault, kind: 'inserted' };
  if (!isFoundSealed && moved === 0) return { ...fault, kind: 'edited' };
  // Who it was is not known; what stands in its place is another one.
  const { event, by, block } = fault;
  return { kind: 'deleted', event, by, ...(block !== undefined && { block }) };
};

/** Compares the events with the sealed blocks; after the first event that differs it only asks what became of it. */
export class BlockCheck {
  private block: SealedBlock | undefined;
  private parting: Parting | undefined;
  /** Events that the blocks seen so far cover. */
  covered = 0;

  constructor(private readonly report: (fault: LogFault) => void) {}

  /** To be told before the first event of each block, in order. */
  enter(block: SealedBlock | undefined, isLast: boolean): void {
    this.block = block;
    if (block === undefined) return;
    this.covered = block.events;
    // Only the last one may be short, and none says that it covers what is not on its list: that would never be compared.
    const { length } = block.hashes;
    const isSound = block.events === block.number * BLOCK_EVENTS + length && (length === BLOCK_EVENTS || isLast);
    if (!isSound) this.reportRoot(block);
    if (this.parting === undefined) return;
    if (block.hashes.includes(this.parting.found)) this.parting.isFoundSealed = true;
    this.checkList(block);
  }

  /** To be told of each event after the tree has taken it in. */
  check(event: SealedEvent, tree: LogTree): void {
    const { block } = this;
    if (this.parting !== undefined) {
      this.lookFor(event.hash, this.parting, block, tree.events);
      return;
    }
    if (block === undefined || tree.events > block.events) return;
    const sealed = block.hashes[(tree.events - 1) % BLOCK_EVENTS];
    if (sealed !== event.hash) this.part(event, block, sealed ?? '', tree.events);
    else if (tree.events === block.events && (tree.head() !== block.head || tree.blockRoot() !== block.root))
      this.reportRoot(block);
  }

  end(events: number): void {
    if (this.parting !== undefined) this.report(told(this.parting));
    else if (this.covered > events) this.report({ kind: 'cut-off', event: events + 1, by: 'root' });
  }

  private lookFor(hash: string, parting: Parting, block: SealedBlock | undefined, place: number): void {
    if (hash === parting.sealed) parting.isSealedFound = true;
    if (parting.moved !== undefined || block === undefined) return;
    const index = block.hashes.indexOf(hash);
    if (index >= 0) parting.moved = place - (block.number * BLOCK_EVENTS + index + 1);
  }

  private part(event: SealedEvent, block: SealedBlock, sealed: string, place: number): void {
    const { position, stream, revision, id, hash: found } = event;
    const fault = { event: place, position, stream, revision, id, by: 'root', block: block.number } as const;
    this.checkList(block);
    const isFoundSealed = block.hashes.includes(found);
    this.parting = { fault, sealed, found, isSealedFound: false, isFoundSealed, moved: undefined };
  }

  /** As long as log and list agree, the tree over the log answers for the list too. */
  private checkList(block: SealedBlock): void {
    if (rootOfList(block.hashes) !== block.root) this.reportRoot(block);
  }

  private reportRoot(block: SealedBlock): void {
    this.report({ kind: 'root-forged', event: block.number * BLOCK_EVENTS + 1, by: 'root', block: block.number });
  }
}
