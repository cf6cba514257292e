import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Sql } from '@app/postgres/connect';
import { type Migration, migrate } from '@app/postgres/migrate';
import type { Snapshots } from '../handling/snapshots';

export const SNAPSHOT_SCHEMA = 'snapshot';
/** A state that takes more is folded from its events instead. */
const STATE_BYTES_MAX = 32 * 1_048_576;
/** What has to travel, and it travels as text of twice the length: four megabytes as they are took 90 ms. */
const PACKED_BYTES_MAX = 8 * 1_048_576;
/** Five times as quick as the usual one, and hardly larger. */
const LEVEL = 1;

const deflated = promisify<Uint8Array, { level: number }, Buffer>(deflateRaw);
const inflated = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflateRaw);

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
  {
    version: 2,
    name: 'states are packed before they travel',
    sql: `
      truncate snapshot.state;
      alter table snapshot.state alter column state set storage external;`,
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
      if (row === undefined) return undefined;
      return { ...row, state: await inflated(row.state, { maxOutputLength: STATE_BYTES_MAX }) };
    },
    save: async (stream, { revision, id, position, state }) => {
      if (state.length > STATE_BYTES_MAX) return;
      const packed = await deflated(state, { level: LEVEL });
      if (packed.length > PACKED_BYTES_MAX) return;
      await sql`
        insert into snapshot.state (stream, code, revision, id, position, state)
        values (${stream}, ${code}, ${revision}, ${id}, ${position}, ${packed})
        on conflict (stream) do update set code = excluded.code, revision = excluded.revision, id = excluded.id,
          position = excluded.position, state = excluded.state
        where snapshot.state.code <> excluded.code or snapshot.state.revision < excluded.revision`;
    },
  };
};
