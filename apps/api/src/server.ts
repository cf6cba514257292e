import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { businessClock } from '@app/cqrs/business-clock';
import { openDesk } from '@app/cqrs/open-desk';
import { EVENT_STORE, FOLLOWERS, SQL } from '@app/cqrs/tokens';
import { PostOffice } from '@app/cqrs/webhooks/post-office';
import { startWebhooks } from '@app/cqrs/webhooks/start-webhooks';
import type { EventStore } from '@app/event-store/event-store';
import type { SealKeys } from '@app/event-store/sealing/seal-keys';
import { startSealing } from '@app/event-store/sealing/start-sealing';
import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import { openDatabase } from '@app/postgres/open-database';
import type { Followers } from '@app/read-models/runner';
import { complaint } from '@worker/complaint';
import { startDayWorker } from '@worker/day-worker';
import { startRoomWorker } from '@worker/room-worker';
import { DemoLoader } from '@worker/demo/demo-loader';
import { readEnvironment, terminalLanguage, type Environment } from '@worker/environment';
import { readSealKeys } from '@worker/seal-keys';
import { createApi } from './bootstrap';
import { said } from './terminal-words';

/** Until people can sign in, only this machine is listened to, whatever anybody asks for. */
const HOST = '127.0.0.1';

type Stop = () => Promise<void>;

const listen = async (app: NestFastifyApplication, port: number): Promise<number> => {
  try {
    await app.listen(port, HOST);
  } catch (error) {
    const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE' || code === 'EACCES') throw new Problem('port-in-use', { port });
    throw error;
  }
  const address = app.getHttpServer().address();
  return typeof address === 'object' && address !== null ? address.port : port;
};

const startWork = async (
  app: NestFastifyApplication,
  settings: Environment,
  keys: SealKeys,
  log: (line: string) => void,
): Promise<Stop> => {
  const clock = businessClock(() => new Date(), settings.XAY_TIME_ZONE);
  await app.get<Followers>(FOLLOWERS).start();
  const demo = app.get(DemoLoader);
  if (settings.XAY_DEMO) await demo.begin();
  await demo.finished();
  const bus = app.get(CommandBus);
  const worker = startDayWorker(bus, clock, log);
  const rooms = startRoomWorker(bus, clock, log);
  const [store, sql] = [app.get<EventStore>(EVENT_STORE), app.get<Sql>(SQL)];
  const sealing = startSealing({ store, sql, keys, now: clock.now, log });
  const webhooks = startWebhooks({ sql, store, bus, clock, log, office: app.get(PostOffice) });
  return async () => {
    await worker.stop();
    await webhooks.stop();
    await rooms.stop();
    await sealing.stop();
  };
};

/** Opens the database, the desk, the API and the work of the day; what was opened is closed in reverse, also after a fault. */
export const openServer = async (settings: Environment, log: (line: string) => void, language: 'zh' | 'en') => {
  const closing: Stop[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const { DATABASE_URL: url, EVENTSTORE_URL: eventStoreUrl, XAY_DATA_DIR: dataDir } = settings;
    const keys = readSealKeys(settings);
    const database = await openDatabase({ url, dataDir, role: 'server', log });
    closing.push(() => database.close());
    const clock = businessClock(() => new Date(), settings.XAY_TIME_ZONE);
    const webhooksPrivate = settings.XAY_WEBHOOKS_PRIVATE;
    const wish = { databaseUrl: database.url, eventStoreUrl, clock, log, webhooksPrivate };
    const app = await createApi(await openDesk(wish));
    closing.push(() => app.close());
    const port = await listen(app, settings.PORT);
    const address = `http://${HOST}:${port}`;
    log(said('ready', { address }, language));
    const isEmpty = (await app.get<EventStore>(EVENT_STORE).head()) === undefined;
    if (isEmpty && !settings.XAY_DEMO) log(said('empty', {}, language));
    let stopWork: Stop = async () => undefined;
    const working = startWork(app, settings, keys, log).then((stop) => void (stopWork = stop));
    working.catch((error: unknown) => log(complaint(error, language)));
    closing.push(async () => {
      app.get(DemoLoader).interrupt();
      await working.catch(() => undefined);
      await stopWork();
    });
    return { address, close };
  } catch (error) {
    await close();
    throw error;
  }
};

export const startServer = async (variables: NodeJS.ProcessEnv): Promise<void> => {
  const language = terminalLanguage(variables);
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  try {
    const { close } = await openServer(readEnvironment(variables), log, language);
    let stopping = false;
    const stop = () => {
      if (stopping) return;
      stopping = true;
      log(said('stopping', {}, language));
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          log(complaint(error, language));
          process.exit(1);
        },
      );
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  } catch (error) {
    log(complaint(error, language));
    process.exitCode = 1;
  }
};
