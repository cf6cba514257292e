// A small program on the built EventStoreDB store: node eventstoredb-child.cjs ROOT. It does everything once, tells what
// went wrong with all that the error holds, closes the store and has to end by itself.
const path = require('node:path');
const { randomUUID } = require('node:crypto');
const { inspect } = require('node:util');

const [root] = process.argv.slice(2);
const { openEventStoreDb } = require(path.join(root, 'dist/libs/event-store/src/eventstoredb-store.js'));

const main = async () => {
  const store = openEventStoreDb({ url: process.env.EVENTSTORE_URL, now: () => new Date() });
  const event = { id: randomUUID(), type: 'LimitReserved', data: { n: 1 }, metadata: { by: 'child' } };
  try {
    await store.append('credit-1', [event], { expected: 'no_stream', timeoutMs: 3_000 });
    await store.read('credit-1');
    await new Promise((resolve, reject) => {
      store.subscribeAll({ onEvent: async () => resolve(), onDrop: reject });
    });
    console.log('read back');
  } catch (error) {
    console.log(inspect(error, { depth: 10, showHidden: true }), error.stack);
  }
  console.log(inspect(store, { depth: 10 }));
  await store.close();
};

main().catch((error) => {
  console.log(inspect(error, { depth: 10, showHidden: true }));
});
