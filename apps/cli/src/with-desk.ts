import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { businessClock, type BusinessClock } from '@app/cqrs/business-clock';
import { type DeskWish, openDesk } from '@app/cqrs/open-desk';
import { startDesk, type Desk } from '@app/cqrs/start-desk';
import { discardData } from '@app/postgres/embedded/place';
import { openDatabase } from '@app/postgres/open-database';
import { createDatabase } from '@app/postgres/create-database';
import { readEnvironment } from '@worker/environment';
import { interruptible } from './interruption';
import type { Terminal } from './terminal';

type Use<Result> = (desk: Desk) => Promise<Result>;

const useDesk = async <Result>(wish: DeskWish, use: Use<Result>): Promise<Result> => {
  const desk = await startDesk(await openDesk(wish));
  try {
    return await use(desk);
  } finally {
    await desk.close();
  }
};

/** The desk of this installation: beside a running server as its guest, or opened for this command alone. */
export const withDesk = async <Result>({ remark }: Terminal, use: Use<Result>): Promise<Result> => {
  const { DATABASE_URL: url, EVENTSTORE_URL: eventStoreUrl, ...settings } = readEnvironment(process.env);
  const { XAY_DATA_DIR: dataDir, XAY_TIME_ZONE, XAY_WEBHOOKS_PRIVATE: webhooksPrivate } = settings;
  const database = await openDatabase({ url, dataDir, role: 'guest', log: remark });
  try {
    const clock = businessClock(() => new Date(), XAY_TIME_ZONE);
    const wish = { databaseUrl: database.url, eventStoreUrl, clock, log: remark, webhooksPrivate };
    return await useDesk(wish, use);
  } finally {
    await database.close();
  }
};

type Scratch = Readonly<{ url: string; drop(): Promise<void> }>;

const scratchBeside = async (url: string, remark: Terminal['remark']): Promise<Scratch> => {
  const database = await openDatabase({ url, dataDir: '', role: 'guest', log: remark });
  return createDatabase(database.url, `xay_simulation_${randomUUID().replaceAll('-', '')}`);
};

const scratchOfItsOwn = async (): Promise<Scratch> => {
  const folder = mkdtempSync(join(tmpdir(), 'xay-simulation-'));
  chmodSync(folder, 0o755);
  const remove = () => discardData(folder);
  try {
    const { url, close } = await openDatabase({ dataDir: folder, role: 'server', log: () => undefined });
    return { url, drop: () => close().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
};

/**
 * A desk of its own that leaves nothing behind, also when it is stopped half way: a database beside the configured one, or
 * a Postgres in a temporary folder.
 */
export const withScratchDesk = async <Result>(
  { remark }: Terminal,
  clock: BusinessClock,
  use: Use<Result>,
): Promise<Result> => {
  const { DATABASE_URL: url } = readEnvironment(process.env);
  const { unlessStopped, forget } = interruptible();
  try {
    const scratch = await (url === undefined ? scratchOfItsOwn() : scratchBeside(url, remark));
    try {
      // A made-up world never writes into the log of the real one, wherever that lies.
      const wish = { databaseUrl: scratch.url, clock, log: remark };
      return await useDesk(wish, (desk) => unlessStopped(() => use(desk)));
    } finally {
      await scratch.drop();
    }
  } finally {
    forget();
  }
};
