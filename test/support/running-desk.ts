import { CommandBus } from '@nestjs/cqrs';
import { businessClock } from '@app/cqrs/business-clock';
import { openDesk } from '@app/cqrs/open-desk';
import { EVENT_STORE, FOLLOWERS } from '@app/cqrs/tokens';
import { PostOffice } from '@app/cqrs/webhooks/post-office';
import { startWebhooks } from '@app/cqrs/webhooks/start-webhooks';
import type { WebhookLimits } from '@app/cqrs/webhooks/webhook-limits';
import type { EventStore } from '@app/event-store/event-store';
import type { Followers } from '@app/read-models/runner';
import { createApi } from '@api/bootstrap';
import { DemoLoader } from '@worker/demo/demo-loader';
import type { Size } from '@worker/demo/demo-year';
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
  /** The demo year, or as much of it as is asked for. */
  demo?: boolean | Size;
  now?: () => Date;
  /** The database of a desk that runs already: this is then another process over it, and leaves the database when it stops. */
  databaseUrl?: string;
  eventStoreUrl?: string;
  /** Webhooks are sent as well, to addresses of this machine too. */
  webhooks?: WebhookLimits;
}>;

/** The whole server over a database of its own, on a free port of this machine. */
export const startDesk = async ({
  demo = false,
  now = () => new Date(),
  databaseUrl,
  eventStoreUrl,
  webhooks: limits,
}: RunningOptions = {}): Promise<RunningDesk> => {
  const database =
    databaseUrl === undefined ? await scratchDatabase() : { url: databaseUrl, drop: async () => undefined };
  const clock = businessClock(now);
  const log = () => undefined;
  const webhooksPrivate = limits !== undefined;
  const parts = await openDesk({ databaseUrl: database.url, eventStoreUrl, clock, log, webhooksPrivate });
  const app = await createApi(parts);
  await app.listen(0, '127.0.0.1');
  const followers = app.get<Followers>(FOLLOWERS);
  await followers.start();
  const work = { ...parts, bus: app.get(CommandBus), office: app.get(PostOffice), log };
  const webhooks = limits === undefined ? undefined : startWebhooks({ ...work, limits });
  if (demo !== false) {
    const loader = app.get(DemoLoader);
    await loader.begin(demo === true ? {} : demo);
    await loader.finished();
  }
  return {
    url: await app.getUrl(),
    databaseUrl: database.url,
    store: app.get<EventStore>(EVENT_STORE),
    app,
    settle: () => followers.settle(),
    stop: async () => {
      await webhooks?.stop();
      await app.close();
      await database.drop();
    },
  };
};
