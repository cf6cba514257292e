import { connectBeside, type Sql } from '@app/postgres/connect';

const END_WITHIN_S = 5;

/**
 * The one connection that all appends of a process go through, one batch after another: a batch that finds another
 * backend each time, with cold plans and caches, takes a seventh longer. One that hangs is replaced, for nothing else
 * could be appended behind it.
 */
export class AppendLine {
  private line: Sql;

  constructor(private readonly sql: Sql) {
    this.line = connectBeside(sql);
  }

  get current(): Sql {
    return this.line;
  }

  replace(): void {
    const hanging = this.line;
    this.line = connectBeside(this.sql);
    hanging.end({ timeout: 0 }).catch(() => undefined);
  }

  async end(): Promise<void> {
    await this.line.end({ timeout: END_WITHIN_S });
  }
}
