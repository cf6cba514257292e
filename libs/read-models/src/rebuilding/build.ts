import type { Sql } from '@app/postgres/connect';
import type { StoredEvent } from '../event-source';
import type { ReadModel } from '../follower';
import { textOf } from '../following/passing-faults';
import type { Stopped } from '../sharing/checkpoints';
import { partOf } from '../sharing/partition';
import { byPosition } from '../sharing/standing';
import { RowWriter } from './row-writer';

/** A part of a read model that an event keeps from going on; `before` is as far as it has come. */
export type Poisoned = Readonly<{ before: string | null; stopped: Stopped }>;

/** One read model on its way into its fresh table. */
export class Build {
  readonly poisoned = new Map<number, Poisoned>();
  readonly writer: RowWriter;
  events = 0;

  constructor(
    readonly model: ReadModel,
    sql: Sql,
    schema: string,
  ) {
    this.writer = new RowWriter(sql, schema, model.rebuildable.table);
  }

  isPastPoison({ stream, position }: StoredEvent): boolean {
    if (this.poisoned.size === 0) return false;
    const poisoned = this.poisoned.get(partOf(stream));
    return poisoned !== undefined && byPosition(position, poisoned.stopped.position) >= 0;
  }

  poison(event: StoredEvent, before: string | null, error: unknown): void {
    if (this.isPastPoison(event)) return;
    const { position, stream, revision } = event;
    this.poisoned.set(partOf(stream), { before, stopped: { position, stream, revision, error: textOf(error) } });
  }
}
