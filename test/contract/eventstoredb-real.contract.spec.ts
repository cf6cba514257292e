import type { EventStore } from '@app/event-store/event-store';
import { openEventStoreDb } from '@app/event-store/eventstoredb-store';
import { EventStoreDbDouble } from '@test/support/eventstoredb-double/double';
import { IsolatedStore } from '@test/support/isolated-store';
import { made } from './contract-material';
import { eventStoreContract } from './event-store.contract';

const real = process.env['EVENTSTORE_URL'];

const leftOut = [
  '13, the part about ids of other streams: EventStoreDB does not know them',
  '36 to 44, 46, 47 (cut off), 49, 53: they need a server that fails as told; the double does',
  '45, the part about a crash; 54: it fills a log for nothing',
  '51: it is about the read models',
  '56, 57: hashes are over the true names of streams, and this run gives its streams names of their own',
];

// Without EVENTSTORE_URL the run is rehearsed, on a double whose log others have written to.
describe(`over a server that others use too (${real === undefined ? 'a double' : 'EVENTSTORE_URL'})`, () => {
  let double: EventStoreDbDouble | undefined;
  const url = (): string => real ?? `esdb://127.0.0.1:${double?.port ?? 0}?tls=false`;

  beforeAll(async () => {
    if (real === undefined) {
      double = await new EventStoreDbDouble().start();
      for (let n = 0; n < 50; n++) double.log.writeStatistics();
      const other = openEventStoreDb({ url: url(), now: () => new Date() });
      for (let n = 0; n < 30; n++) await other.append(`credit-${n % 3}`, [made({ n })], { expected: 'any' });
      await other.close();
    } else process.stdout.write(`Left out against a real server:\n${leftOut.map((line) => `  ${line}\n`).join('')}`);
  });
  afterAll(() => double?.crash());

  eventStoreContract(
    'the EventStoreDB store',
    async (now = () => new Date()) => {
      const stores: EventStore[] = [];
      const opened = (): EventStore => {
        const store = openEventStoreDb({ url: url(), now });
        stores.push(store);
        return store;
      };
      const store = await IsolatedStore.over(opened());
      return {
        store,
        another: async () => store.through(opened()),
        elsewhere: () => IsolatedStore.over(opened()),
        close: async () => {
          await Promise.all(stores.map((each) => each.close()));
        },
      };
    },
    ['ids are unique over the whole log', 'streams have the names that they are given'],
  );
});
