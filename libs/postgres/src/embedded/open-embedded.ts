import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@app/kernel/problem';
import { connect } from '../connect';
import { urlOf } from './cluster';
import { type Log, placeFor, placeFound, writableFolder } from './place';
import { livingPostmaster, type Postmaster } from './postmaster';
import { ownServer, stopPostgres } from './server';
import { announceGuest, livingGuests, type Presence } from '../folder/guests';
import { claimFolder, type Holder, type Ownership, ownerOf, type Role } from '../folder/owner';
import type { OpenedDatabase } from '../opened-database';
import { identityOf } from '../folder/process-identity';

const DATABASE = 'xay';
/** How long a newcomer waits for an owner that is just starting or just ending. */
const TURN_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;

const ensureDatabase = async (serverUrl: string): Promise<void> => {
  const sql = connect(serverUrl, { connectionsMax: 1, applicationName: 'xay-start' });
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql.unsafe(`create database ${DATABASE}`);
  } finally {
    await sql.end();
  }
};

const asOwner = async (folder: string, role: Role, ownership: Ownership, log: Log): Promise<OpenedDatabase> => {
  try {
    const place = placeFor(folder, log);
    const server = await ownServer(place, log);
    try {
      await ensureDatabase(urlOf(place, server.port, 'postgres'));
    } catch (error) {
      await server.stop('fast');
      throw error;
    }
    const close = async (): Promise<void> => {
      ownership.announceClosing();
      // A command goes on undisturbed when the command that started Postgres for both is done first.
      if (role === 'cli' && livingGuests(folder) > 0) await server.leaveRunning();
      else await server.stop(role === 'cli' ? 'smart' : 'fast');
      ownership.release();
    };
    return { url: urlOf(place, server.port, DATABASE), embedded: true, owner: true, close };
  } catch (error) {
    ownership.release();
    throw error;
  }
};

/** The last guest of an owner that has gone meanwhile turns off the light. */
const leave = async (folder: string, presence: Presence): Promise<void> => {
  presence.leave();
  const claimed = claimFolder(folder, 'cli');
  if (!claimed.won) return;
  claimed.ownership.announceClosing();
  const postmaster = livingPostmaster(placeFound(folder));
  const server = postmaster && identityOf(postmaster.pid);
  if (server !== undefined && livingGuests(folder) === 0) await stopPostgres(server, 'smart');
  claimed.ownership.release();
};

const readyFor = async (folder: string, holder: Holder): Promise<Postmaster | undefined> => {
  const stays = (): boolean => {
    const owner = ownerOf(folder);
    return owner?.pid === holder.pid && owner.start === holder.start && owner.state === 'held';
  };
  const until = performance.now() + TURN_WITHIN_MS;
  while (stays() && performance.now() < until) {
    const postmaster = livingPostmaster(placeFound(folder));
    if (postmaster?.status === 'ready' && (await hasDatabase(folder, postmaster))) return postmaster;
    await sleep(LOOK_EVERY_MS);
  }
  return undefined;
};

const hasDatabase = async (folder: string, { port }: Postmaster): Promise<boolean> => {
  const sql = connect(urlOf(placeFound(folder), port, DATABASE), { connectionsMax: 1, applicationName: 'xay-guest' });
  return sql`select 1`
    .then(
      () => true,
      () => false,
    )
    .finally(() => sql.end());
};

const asGuest = async (folder: string, holder: Holder): Promise<OpenedDatabase | undefined> => {
  const presence = announceGuest(folder);
  const postmaster = await readyFor(folder, holder);
  if (postmaster === undefined) {
    presence.leave();
    return undefined;
  }
  const url = urlOf(placeFound(folder), postmaster.port, DATABASE);
  return { url, embedded: true, owner: false, close: () => leave(folder, presence) };
};

/**
 * Our own Postgres on a data folder. One process owns it: a server refuses a folder that is taken, a command comes along as
 * a guest, or as the owner when there is none.
 */
export const openEmbedded = async (dataDir: string, role: 'server' | 'guest', log: Log): Promise<OpenedDatabase> => {
  const folder = writableFolder(dataDir);
  const until = performance.now() + TURN_WITHIN_MS;
  for (;;) {
    const claimed = claimFolder(folder, role === 'server' ? 'server' : 'cli');
    if (claimed.won) return asOwner(folder, role === 'server' ? 'server' : 'cli', claimed.ownership, log);
    const { holder } = claimed;
    const opened = role === 'guest' && holder.state === 'held' ? await asGuest(folder, holder) : undefined;
    if (opened !== undefined) return opened;
    const waits = role === 'guest' || holder.state === 'closing';
    if (!waits || performance.now() > until) throw new Problem('folder-in-use', { folder, pid: holder.pid });
    await sleep(LOOK_EVERY_MS);
  }
};
