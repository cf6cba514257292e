import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@app/kernel/problem';
import { connect } from './connect';
import type { Log } from './embedded/place';
import type { OpenedDatabase } from './opened-database';

const VERSION_MIN = 15;
const VERSION_FACTOR = 10_000;
const TRY_EVERY_MS = 500;
const SAY_EVERY_MS = 10_000;
const MS_PER_S = 1000;

/** What waiting cannot mend: a wrong password or user, a database that does not exist, an address that is none. */
const REFUSALS = ['28P01', '28000', '3D000', 'ERR_INVALID_URL'];

/** Host and port only; the address also holds the password. */
const hostOf = (url: string): string => {
  try {
    return new URL(url).host || 'localhost';
  } catch {
    return '?';
  }
};

const versionAt = async (url: string): Promise<number> => {
  const sql = connect(url, { connectionsMax: 1, applicationName: 'xay-start' });
  try {
    const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    return row?.version ?? 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
};

/** Takes the number that Postgres gives itself, 150004 for 15.4. */
export const refuseOld = (version: number): void => {
  const major = Math.floor(version / VERSION_FACTOR);
  if (major < VERSION_MIN) throw new Problem('database-too-old', { version: `${major}.${version % VERSION_FACTOR}` });
};

const errorCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown';

/** Waits until the server of an installation answers; somebody else starts it, perhaps at the same moment as us. */
export const openExternal = async (url: string, waitMs: number, log: Log): Promise<OpenedDatabase> => {
  const host = hostOf(url);
  const begun = performance.now();
  let said = begun - SAY_EVERY_MS;
  for (;;) {
    try {
      refuseOld(await versionAt(url));
      return { url, embedded: false, owner: false, close: () => Promise.resolve() };
    } catch (error) {
      if (error instanceof Problem) throw error;
      const code = errorCode(error);
      if (REFUSALS.includes(code)) throw new Problem('database-refuses', { host, reason: code });
      const waited = performance.now() - begun;
      if (waited + TRY_EVERY_MS > waitMs)
        throw new Problem('database-down', { host, seconds: Math.round(waitMs / MS_PER_S) });
      if (performance.now() - said >= SAY_EVERY_MS) {
        said = performance.now();
        const left = Math.ceil((waitMs - waited) / MS_PER_S);
        log(`The database at ${host} does not answer yet (${code}); waiting up to ${left} s more.`);
      }
      await sleep(TRY_EVERY_MS);
    }
  }
};
