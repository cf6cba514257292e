import type { Sql } from '@app/postgres/connect';
import { LOG_CHANNEL } from './schema';

const GATHER_MS = 5;

/**
 * Tells other processes that the log has grown: soon after an append instead of within its transaction, where NOTIFY costs
 * each append about a tenth of its time. One call for all that was appended meanwhile; if it is lost, their slow poll sees it.
 */
export class Herald {
  private timer: NodeJS.Timeout | undefined;
  private calling: Promise<unknown> = Promise.resolve();

  constructor(private readonly sql: Sql) {}

  announce(): void {
    this.timer ??= setTimeout(() => this.call(), GATHER_MS);
  }

  /** Says what is still to be said. */
  async close(): Promise<void> {
    if (this.timer !== undefined) this.call();
    await this.calling;
  }

  private call(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.calling = this.sql`select pg_notify(${LOG_CHANNEL}, '')`.catch(() => undefined);
  }
}
