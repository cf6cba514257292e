import type { Log } from './embedded/place';
import { openEmbedded } from './embedded/open-embedded';
import { openExternal } from './open-external';
import type { OpenedDatabase } from './opened-database';

export type DatabaseWish = Readonly<{
  /** DATABASE_URL: a server that others run. Without it, our own in the data folder. */
  url?: string | undefined;
  dataDir: string;
  /** A server owns the data folder or refuses; a guest (a command) comes along when a server is there. */
  role: 'server' | 'guest';
  /** How long to wait for a server that others run. */
  waitMs?: number;
  log: Log;
}>;

export const DATABASE_WAIT_MS = 60_000;

/** Finds or starts the database. Throws a Problem that says what is wrong with the address, the server or the folder. */
export const openDatabase = ({
  url,
  dataDir,
  role,
  waitMs = DATABASE_WAIT_MS,
  log,
}: DatabaseWish): Promise<OpenedDatabase> =>
  url === undefined || url === '' ? openEmbedded(dataDir, role, log) : openExternal(url, waitMs, log);
