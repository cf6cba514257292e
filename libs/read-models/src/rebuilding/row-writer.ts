import type { Sql } from '@app/postgres/connect';
import type { Row } from '../projection';
import { columnsOf, copyRows, type Column } from './copy-rows';

/** Rows that go into a table with one statement. */
const CHUNK_MAX = 5_000;

/** Collects rows and puts them into a table without keys, many at a time and one statement after the other. */
export class RowWriter {
  private rows: Row[] = [];
  private columns: Promise<readonly Column[]> | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly sql: Sql,
    private readonly schema: string,
    private readonly table: string,
  ) {}

  add(rows: readonly Row[]): void {
    for (const row of rows) this.rows.push(row);
  }

  /** Waits only for the chunk before: the next one is collected while this one is being written. */
  async flush(): Promise<void> {
    if (this.rows.length < CHUNK_MAX) return;
    await this.writing;
    this.begin();
  }

  async end(): Promise<void> {
    await this.writing;
    this.begin();
    await this.writing;
  }

  private begin(): void {
    const { rows } = this;
    this.rows = [];
    this.writing = this.write(rows);
    this.writing.catch(() => undefined);
  }

  private async write(rows: readonly Row[]): Promise<void> {
    const { sql, schema, table } = this;
    this.columns ??= columnsOf(sql, schema, table);
    await copyRows(sql, { schema, table, columns: await this.columns }, rows);
  }
}
