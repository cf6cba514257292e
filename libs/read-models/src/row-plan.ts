import type { z } from 'zod';
import type { Recorded } from '@app/kernel/message';
import type { Sql, Transaction } from '@app/postgres/connect';
import type { StoredEvent } from './event-source';
import type { Row } from './projection';

/** How the rows of a stream come about. Read models with the same `initial` and `evolve` share one fold. */
export type StreamPlan = Readonly<{
  kind: 'rows-per-stream';
  initial: unknown;
  evolve: (state: unknown, event: unknown) => unknown;
  /** With the stream's name in them. */
  render: (state: unknown, last: Recorded<unknown>) => readonly Row[];
}>;

export type EventPlan = Readonly<{
  kind: 'rows-per-event';
  /** With their place in the log in them. */
  rowsOf: (event: Recorded<unknown>) => readonly Row[];
}>;

/** What it takes to make the rows of a read model anew; what a state or an event is, only the projection knows. */
export type RowPlan = Readonly<{
  table: string;
  /** Columns of the primary key, in its order. */
  key: readonly string[];
  schema: z.ZodType;
  rows: StreamPlan | EventPlan;
  /** Where rows are written in parts: makes one of all that have the same key, in a table that has no keys yet. */
  gather?: (sql: Sql, schema: string) => Promise<void>;
  /** What `apply` does, to the table of this name in another schema. */
  applyIn(schema: string, events: readonly StoredEvent[], tx: Transaction): Promise<void>;
}>;
