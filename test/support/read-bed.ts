import { randomUUID } from 'node:crypto';
import { MemoryStore } from '@app/event-store/memory-store';
import type { EventStore } from '@app/event-store/event-store';
import { connect, type Sql } from '@app/postgres/connect';
import { migrate } from '@app/postgres/migrate';
import type { Follower } from '@app/read-models/follower';
import { projections } from '@app/read-models/projections';
import { READ_SCHEMA, readMigrations } from '@app/read-models/read-schema';
import { openFollowers, type Followers } from '@app/read-models/runner';
import { scratchDatabase } from './scratch-database';

type Told = Readonly<{ type: string; data: unknown }>;

/** Read models on a database of their own, over a log in memory. */
export type ReadBed = Readonly<{
  url: string;
  sql: Sql;
  store: EventStore;
  followers: Followers;
  /** What the runner said. */
  lines: string[];
  record(stream: string, ...events: Told[]): Promise<string>;
  /** Another process on the same database. */
  another(followers?: readonly Follower[]): Promise<Readonly<{ followers: Followers; end(): Promise<void> }>>;
  close(): Promise<void>;
}>;

export const recordIn = async (store: EventStore, stream: string, events: readonly Told[]): Promise<string> => {
  const drafts = events.map(({ type, data }) => ({ id: randomUUID(), type, data, metadata: { by: 'spec' } }));
  return (await store.append(stream, drafts, { expected: 'any' })).position;
};

export const readBed = async (
  followersOver: (store: EventStore, sql: Sql) => readonly Follower[] = projections,
): Promise<ReadBed> => {
  const { url, drop } = await scratchDatabase();
  const sql = connect(url);
  await migrate(sql, READ_SCHEMA, readMigrations);
  const store = new MemoryStore({ now: () => new Date() });
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const followers = openFollowers({ sql, store, followers: followersOver(store, sql), log });
  return {
    url,
    sql,
    store,
    followers,
    lines,
    record: (stream, ...events) => recordIn(store, stream, events),
    another: async (others = projections(store)) => {
      const pool = connect(url);
      const opened = openFollowers({ sql: pool, store, followers: others, log });
      return { followers: opened, end: () => opened.stop().then(() => pool.end({ timeout: 1 })) };
    },
    close: async () => {
      await followers.stop();
      // The client waits for ever for a connection that was cut off, unless told how long.
      await sql.end({ timeout: 1 });
      await store.close();
      await drop();
    },
  };
};
