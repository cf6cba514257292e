import { businessClock } from '@app/cqrs/business-clock';
import { openDesk } from '@app/cqrs/open-desk';
import { FOLLOWERS } from '@app/cqrs/tokens';
import type { Followers } from '@app/read-models/runner';
import { createApi } from '@api/bootstrap';
import { DemoLoader } from '@worker/demo/demo-loader';
import { scratchDatabase } from './scratch-database';

export type RunningDesk = Readonly<{ url: string; settle(): Promise<void>; stop(): Promise<void> }>;
export type RunningOptions = Readonly<{ demo?: boolean; now?: () => Date }>;

/** The whole server over a database of its own, on a free port of this machine. */
export const startDesk = async ({
  demo = false,
  now = () => new Date(),
}: RunningOptions = {}): Promise<RunningDesk> => {
  const database = await scratchDatabase();
  const parts = await openDesk({ databaseUrl: database.url, clock: businessClock(now), log: () => undefined });
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
    settle: () => followers.settle(),
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
};
