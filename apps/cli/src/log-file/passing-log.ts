import type { SealedEvent } from '@app/event-store/event-store';
import { LogTree } from '@app/event-store/sealing/log-tree';
import { StreamChains } from '@app/event-store/sealing/stream-chains';

/** Follows the hashes of events that pass by, in their order. */
export class PassingLog {
  private readonly tree = new LogTree();
  private isBroken = false;
  private readonly chains = new StreamChains(() => (this.isBroken = true));

  get events(): number {
    return this.tree.events;
  }

  head(): string {
    return this.tree.head();
  }

  /** False for the first event that does not fit its hash or its place in its stream. */
  take(event: SealedEvent): boolean {
    this.tree.add(event.hash);
    this.chains.check(event, this.tree.events);
    return !this.isBroken;
  }
}
