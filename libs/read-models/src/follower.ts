import type { Sql, Transaction } from '@app/postgres/connect';
import type { StoredEvent } from './event-source';

/**
 * Whoever follows the log. `apply` gets events in order, each once as far as the transaction goes: what it writes
 * there stands or falls with the checkpoint. What it does elsewhere must be idempotent.
 */
export type Follower = Readonly<{
  name: string;
  version: number;
  /** Streams it wants to hear of, by the start of their names. */
  prefixes: readonly string[];
  apply(events: readonly StoredEvent[], tx: Transaction): Promise<void>;
  /** Only where everything that `apply` does is rows. */
  rebuildable?: Readonly<{
    reset(tx: Transaction): Promise<void>;
    /** SHA-256 over all rows in the order of their key. */
    digest(sql: Sql | Transaction): Promise<string>;
    rows(sql: Sql | Transaction): Promise<number>;
  }>;
}>;
