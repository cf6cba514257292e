import type { EventStore } from '@app/event-store/event-store';
import type { EventStoreDbOptions } from '@app/event-store/eventstoredb-store';
import { EventStoreDbDouble } from '@test/support/eventstoredb-double/double';
import type { Open } from './contract-material';

/** Stores over doubles of the server, which is never empty: it writes for itself before anybody else does. */
export const overDoubles =
  (open: (options: EventStoreDbOptions) => EventStore): Open =>
  async (now = () => new Date()) => {
    const doubles: EventStoreDbDouble[] = [];
    const stores: EventStore[] = [];
    const started = async (): Promise<EventStoreDbDouble> => {
      const double = await new EventStoreDbDouble().start();
      for (let n = 0; n < 40; n++) double.log.writeStatistics();
      doubles.push(double);
      return double;
    };
    const opened = async ({ port }: EventStoreDbDouble): Promise<EventStore> => {
      const store = open({ url: `esdb://127.0.0.1:${port}?tls=false`, now });
      stores.push(store);
      return store;
    };
    const double = await started();
    const close = async () => {
      await Promise.all(stores.map((store) => store.close()));
      for (const each of doubles) each.crash();
    };
    return {
      store: await opened(double),
      another: () => opened(double),
      elsewhere: async () => opened(await started()),
      close,
    };
  };
