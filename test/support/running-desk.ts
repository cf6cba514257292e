import { businessClock } from '@app/cqrs/business-clock';
import { openDesk } from '@app/cqrs/open-desk';
import { EVENT_STORE, FOLLOWERS } from '@app/cqrs/tokens';
import type { EventStore } from '@app/event-store/event-store';
import type { Followers } from '@app/read-models/runner';
import { createApi } from '@api/bootstrap';
import { DemoLoader } from '@worker/demo/demo-loader';
import { scratchDatabase } from './scratch-database';

export type RunningDesk = Readonly<{
  url: string;
  databaseUrl: string;
  store: EventStore;
  app: Awaited<ReturnType<typeof createApi>>;
  settle(): Promise<void>;
  stop(): Promise<void>;
}>;
export type RunningOptions = Readonly<{
  demo?: boolean;
  now?: () => Date;
  /** The database of a desk that runs already: this is then another process over it, and leaves the database when it stops. */
  databaseUrl?: string;
  eventStoreUrl?: string;
}>;

/** The whole server over a database of its own, on a free port of this machine. */
export const startDesk = async ({
  demo = false,
  now = () => new Date(),
  databaseUrl,
  eventStoreUrl,
}: RunningOptions = {}): Promise<RunningDesk> => {
  const database =
    databaseUrl === undefined ? await scratchDatabase() : { url: databaseUrl, drop: async () => undefined };
  const clock = businessClock(now);
  const parts = await openDesk({ databaseUrl: database.url, eventStoreUrl, clock, log: () => undefined });
  const app = await createApi(parts);
  await app.listen(0, '127.0.0.1');
  const followers = app.get<Followers>(FOLLOWERS);
  await followers.start();
  if (demo) {
    const loader = app.get(DemoLoader);
    await loader.begin();
    await loader.finished();
  }
  return {
    url: await app.getUrl(),
    databaseUrl: database.url,
    store: app.get<EventStore>(EVENT_STORE),
    app,
    settle: () => followers.settle(),
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
};
