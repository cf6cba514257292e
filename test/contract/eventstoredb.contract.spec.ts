import type { EventStore } from '@app/event-store/event-store';
import { openEventStoreDb } from '@app/event-store/eventstoredb-store';
import { EventStoreDbDouble } from '@test/support/eventstoredb-double/double';
import { eventStoreContract } from './event-store.contract';

describe('over EventStoreDB', () => {
  eventStoreContract(
    'the EventStoreDB store',
    async (now = () => new Date()) => {
      const doubles: EventStoreDbDouble[] = [];
      const stores: EventStore[] = [];
      const started = async (): Promise<EventStoreDbDouble> => {
        const double = await new EventStoreDbDouble().start();
        // A server is never empty: it writes for itself before anybody else does.
        for (let n = 0; n < 40; n++) double.log.writeStatistics();
        doubles.push(double);
        return double;
      };
      const opened = async ({ port }: EventStoreDbDouble): Promise<EventStore> => {
        const store = openEventStoreDb({ url: `esdb://127.0.0.1:${port}?tls=false`, now });
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
    },
    ['ids are unique over the whole log'],
  );
});
