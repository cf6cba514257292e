import type { Sql } from '@app/postgres/connect';
import { type Migration, migrate } from '@app/postgres/migrate';
import type { Snapshots } from '../handling/snapshots';

export const SNAPSHOT_SCHEMA = 'snapshot';
/** A state that takes more is folded from its events instead. */
const STATE_BYTES_MAX = 8 * 1_048_576;

const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'states by stream',
    sql: `
      create table snapshot.state (
        stream text collate "C" primary key, code text not null, revision int not null, id uuid not null,
        position text not null, state bytea not null);
      comment on table snapshot.state is 'A cache: it may be emptied at any time.';`,
  },
];

export type SnapshotOptions = Readonly<{
  sql: Sql;
  /** Names the code that folds: what another version has left is no state for this one. */
  code: string;
}>;

/** Snapshots in a table of Postgres, wherever the log itself lies. */
export const openPostgresSnapshots = async ({ sql, code }: SnapshotOptions): Promise<Snapshots> => {
  await migrate(sql, SNAPSHOT_SCHEMA, migrations);
  return {
    load: async (stream) => {
      const [row] = await sql<{ revision: number; id: string; position: string; state: Uint8Array }[]>`
        select revision, id, position, state from snapshot.state where stream = ${stream} and code = ${code}`;
      return row;
    },
    save: async (stream, { revision, id, position, state }) => {
      if (state.length > STATE_BYTES_MAX) return;
      await sql`
        insert into snapshot.state (stream, code, revision, id, position, state)
        values (${stream}, ${code}, ${revision}, ${id}, ${position}, ${Buffer.from(state)})
        on conflict (stream) do update set code = excluded.code, revision = excluded.revision, id = excluded.id,
          position = excluded.position, state = excluded.state
        where snapshot.state.code <> excluded.code or snapshot.state.revision < excluded.revision`;
    },
  };
};
