import { deserialize, serialize } from 'node:v8';
import type { Folded } from './state-cache';

/** A state as it lies in the cache of snapshots, under the revision and the id of the last event in it. */
export type Snapshot = Readonly<{ revision: number; id: string; position: string; state: Uint8Array }>;

/** Where snapshots lie. All of it may be lost at any time, and nothing in it is believed before the log confirms it. */
export interface Snapshots {
  load(stream: string): Promise<Snapshot | undefined>;
  save(stream: string, snapshot: Snapshot): Promise<void>;
}

/** A stream is folded anew from so many events at most, give or take what is under way. */
export const SNAPSHOT_EVERY = 100;

export const snapshotOf = <State>({ state, revision, id, position }: Folded<State>): Snapshot | undefined =>
  revision === undefined || id === undefined || position === undefined
    ? undefined
    : { revision, id, position, state: serialize(state) };

/** Undefined when it cannot be read, for instance because a newer Node wrote it: then the log tells all. */
export const foldedFrom = <State>({ state, ...place }: Snapshot): Folded<State> | undefined => {
  try {
    return { ...place, state: deserialize(state) as State };
  } catch {
    return undefined;
  }
};
