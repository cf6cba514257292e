import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from './place';
import { worksIn } from '../folder/process-identity';

export type Postmaster = Readonly<{ pid: number; port: number; status: 'starting' | 'ready' | 'stopping' }>;

const LOOK_EVERY_MS = 25;
const PORT_LINE = 3;
const STATUS_LINE = 7;
/** Above what any system gives out, so that it is nobody's number. */
const NO_PID = 2_000_000_000;

const pidFile = ({ cluster }: Place): string => join(cluster, 'postmaster.pid');

const pidLines = (place: Place): string[] => {
  try {
    return readFileSync(pidFile(place), 'utf8').split('\n');
  } catch {
    return [];
  }
};

const statusFrom = (line: string): Postmaster['status'] => {
  if (line.startsWith('ready')) return 'ready';
  return line.startsWith('stopping') ? 'stopping' : 'starting';
};

/** The Postgres that lives on this data, whoever started it; what a dead one wrote about itself does not count. */
export const livingPostmaster = (place: Place): Postmaster | undefined => {
  const lines = pidLines(place);
  const pid = Number(lines[0] ?? '');
  if (!(pid > 0) || !worksIn(pid, place.cluster)) return undefined;
  return { pid, port: Number(lines[PORT_LINE] ?? ''), status: statusFrom(lines[STATUS_LINE] ?? '') };
};

/**
 * A dead server's file may name a number that a stranger has by now, and Postgres would not start for fear of it. Only the
 * number goes: from the rest Postgres sees whether sessions of the dead server still hold its memory, and then waits.
 */
export const clearDeadPostmaster = (place: Place): void => {
  const lines = pidLines(place);
  if (lines.length === 0 || livingPostmaster(place) !== undefined) return;
  writeFileSync(pidFile(place), [String(NO_PID), ...lines.slice(1)].join('\n'));
};

/** Looks until the condition holds; false when it did not within the time. */
export const within = async (patienceMs: number, holds: () => boolean): Promise<boolean> => {
  const until = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > until) return false;
    await sleep(LOOK_EVERY_MS);
  }
  return true;
};

export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile, which is what a signal is sent for.
  }
};
