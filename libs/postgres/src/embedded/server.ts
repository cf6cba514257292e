import { Problem } from '@app/kernel/problem';
import { binariesFor } from './binaries';
import { prepareCluster } from './cluster';
import type { Log, Place } from './place';
import { livingPostmaster, type Postmaster, signal, within } from './postmaster';
import { startPostgres } from './start';
import { identityOf, isAlive, type ProcessIdentity } from '../folder/process-identity';

export type EmbeddedServer = Readonly<{
  port: number;
  /** `fast` cuts every session off; `smart` first lets other programs finish, for a while. */
  stop(manner: 'fast' | 'smart'): Promise<void>;
  /** Leaves Postgres running for others who use it. */
  leaveRunning(): Promise<void>;
}>;

const SMART_WITHIN_MS = 10_000;
const FAST_WITHIN_MS = 30_000;
const IMMEDIATE_WITHIN_MS = 5_000;
const STOPPING_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 500;
/** Between a start that failed, or did not live long, and the next one; twice as long each time. */
const PAUSE_FIRST_MS = 500;
const PAUSE_MAX_MS = 10_000;
const LIVED_LONG_MS = PAUSE_MAX_MS;

const ENDING_SIGNALS: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/**
 * Stops Postgres when the process ends, also by a signal that nobody else listens to: such a signal would end the process
 * without a word to those who wait for its exit. Answers with how to stop caring.
 */
const stopWithProcess = (stop: () => void): (() => void) => {
  const endUnlessOthersDo = (name: NodeJS.Signals): void => {
    if (process.listenerCount(name) === 1) process.exit(ENDING_SIGNALS[name]);
  };
  const names = Object.keys(ENDING_SIGNALS) as NodeJS.Signals[];
  process.once('exit', stop);
  for (const name of names) process.on(name, endUnlessOthersDo);
  return () => {
    process.removeListener('exit', stop);
    for (const name of names) process.removeListener(name, endUnlessOthersDo);
  };
};

const identified = ({ pid }: Postmaster): ProcessIdentity => identityOf(pid) ?? { pid, start: 'gone' };

export const stopPostgres = async (server: ProcessIdentity, manner: 'fast' | 'smart'): Promise<void> => {
  const gone = (): boolean => !isAlive(server);
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', FAST_WITHIN_MS],
    ['SIGQUIT', IMMEDIATE_WITHIN_MS],
  ];
  if (manner === 'smart') steps.unshift(['SIGTERM', SMART_WITHIN_MS]);
  for (const [name, patienceMs] of steps) {
    if (gone()) return;
    signal(server.pid, name);
    if (await within(patienceMs, gone)) return;
  }
};

/** A Postgres that a killed run left behind is as good as a new one; one that is about to end is let end. */
const adopted = async (place: Place, log: Log): Promise<Postmaster | undefined> => {
  await within(STOPPING_WITHIN_MS, () => {
    const found = livingPostmaster(place);
    return found === undefined || found.status === 'ready';
  });
  const found = livingPostmaster(place);
  if (found !== undefined) log(`Postgres of an earlier run still works in ${place.cluster}; going on with it.`);
  return found;
};

/** Postgres dates its lines and signs them with a number, which makes the same cause look like another one each time. */
const causeIn = (reason: string): string => (/(?:FATAL|PANIC):.*/.exec(reason)?.[0] ?? reason).replaceAll(/\d+/g, '');

const reasonOf = (error: unknown): string => {
  if (error instanceof Problem) return String(error.facts['reason'] ?? error.message);
  return error instanceof Error ? error.message : String(error);
};

/**
 * Starts Postgres again on its port whenever it dies, so that those who are connected find it where it was. It never gives
 * up: a disk that is full now may have room in an hour, and nobody should have to start the application again for that.
 */
const watchOver = (place: Place, native: string, first: Postmaster, log: Log) => {
  let server = identified(first);
  let startedAt = performance.now();
  let pauseMs = PAUSE_FIRST_MS;
  let nextTryAt = 0;
  let isKnownDown = false;
  const causes = new Set<string>();
  let work: Promise<void> = Promise.resolve();
  const stopCaring = stopWithProcess(() => signal(server.pid, 'SIGINT'));
  const noteEnd = (): void => {
    isKnownDown = true;
    causes.clear();
    if (performance.now() - startedAt > LIVED_LONG_MS) [pauseMs, nextTryAt] = [PAUSE_FIRST_MS, 0];
    log('Postgres has ended unexpectedly; starting it again.');
  };
  const restart = async (): Promise<void> => {
    try {
      server = identified(await startPostgres(place, native, first.port));
      startedAt = performance.now();
      isKnownDown = false;
      log('Postgres works again.');
    } catch (error) {
      const reason = reasonOf(error);
      if (!causes.has(causeIn(reason))) log(`Postgres does not start again, and is tried on and on: ${reason}`);
      causes.add(causeIn(reason));
    }
    nextTryAt = performance.now() + pauseMs;
    pauseMs = Math.min(pauseMs * 2, PAUSE_MAX_MS);
  };
  let busy = false;
  const timer = setInterval(() => {
    if (busy || isAlive(server)) return;
    if (!isKnownDown) noteEnd();
    if (performance.now() < nextTryAt) return;
    busy = true;
    work = restart().finally(() => (busy = false));
  }, LOOK_EVERY_MS).unref();
  const letGo = async (): Promise<ProcessIdentity> => {
    clearInterval(timer);
    await work;
    stopCaring();
    return server;
  };
  return { letGo };
};

/** Postgres on the data of this place, for the owner of its folder. */
export const ownServer = async (place: Place, log: Log): Promise<EmbeddedServer> => {
  const native = binariesFor(place.runAs, place.home);
  await prepareCluster(place, native);
  const postmaster = (await adopted(place, log)) ?? (await startPostgres(place, native));
  const watch = watchOver(place, native, postmaster, log);
  return {
    port: postmaster.port,
    stop: async (manner) => stopPostgres(await watch.letGo(), manner),
    leaveRunning: async () => {
      await watch.letGo();
    },
  };
};
