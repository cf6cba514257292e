import type { Transaction } from '@app/postgres/connect';
import type { StoredEvent } from './event-source';
import type { RowPlan } from './row-plan';

/**
 * Whoever follows the log. `apply` gets the events of a part in order, each once as far as the transaction goes: what it
 * writes there stands or falls with the checkpoint. What it does elsewhere must be idempotent.
 */
export type Follower = Readonly<{
  name: string;
  version: number;
  /** Streams it wants to hear of, by the start of their names. */
  prefixes: readonly string[];
  apply(events: readonly StoredEvent[], tx: Transaction): Promise<void>;
  /** Only where everything that `apply` does is rows. */
  rebuildable?: RowPlan;
}>;

export type ReadModel = Follower & Required<Pick<Follower, 'rebuildable'>>;

export const isReadModel = (follower: Follower): follower is ReadModel => follower.rebuildable !== undefined;
