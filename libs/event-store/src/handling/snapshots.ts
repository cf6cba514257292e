import { deserialize, serialize } from 'node:v8';
import type { Folded } from './state-cache';

/** A state as it lies in the cache of snapshots, under the revision and the id of the last event in it. */
export type Snapshot = Readonly<{ revision: number; id: string; position: string; state: Uint8Array }>;

/** Where snapshots lie. All of it may be lost at any time, and nothing in it is believed before the log confirms it. */
export interface Snapshots {
  load(stream: string): Promise<Snapshot | undefined>;
  save(stream: string, snapshot: Snapshot): Promise<void>;
}

/** A short stream is folded anew from so many events at most, give or take what is under way. */
const SNAPSHOT_EVERY = 100;
/** A state grows with its stream and is written whole each time, so a long one is written less often: each 200th to 400th part. */
const PARTS = 200;

const eventsIn = ({ revision = -1 }: Folded<unknown>): number => revision + 1;

const stepAt = (events: number): number =>
  SNAPSHOT_EVERY * 2 ** Math.max(0, Math.floor(Math.log2(events / (SNAPSHOT_EVERY * PARTS))));

/** Whether a snapshot falls due on the way from one state to a later one. */
export const isDue = (before: Folded<unknown>, after: Folded<unknown>): boolean => {
  const step = stepAt(eventsIn(after));
  return Math.floor(eventsIn(before) / step) !== Math.floor(eventsIn(after) / step);
};

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
