// Sales at work over the built event store, for specs that kill it: see database-child.cjs. What was asked is a function of
// its number alone, so whoever begins at an earlier number again asks the same again, as a client without an answer does.
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const CLIENTS = 12;
const HOT_SHARE = 3;
const HOT_FOR = 300;
const QUIET_ACCOUNTS = 20;
const TWICE_EVERY = 5;
const ASK_AGAIN_MS = 50;
const PAUSE_MAX_MS = 12;
const LIMIT = '1500000.00';
const AMOUNT = '10000.00';
const on = '2026-03-01';
const metadata = { by: 'sales' };

/** Two of three commands want the same account, until the next one is the one that everybody wants. */
const customerOf = (n) =>
  n % HOT_SHARE === 0 ? `Q-${(n / HOT_SHARE) % QUIET_ACCOUNTS}` : `H-${Math.floor(n / HOT_FOR)}`;

const opening = (customerId) => {
  const terms = { limit: LIMIT, grade: '3A2', termDays: 60, validFrom: on, validTo: '2026-12-31' };
  return { type: 'OpenAccount', data: { customerId, agreementId: `HT-${customerId}`, ...terms, on } };
};

const commandOf = (n, policy) => {
  const customerId = customerOf(n);
  if (n % (2 * HOT_SHARE) === 0) {
    const dates = { invoiceDate: on, dueDate: '2026-04-30' };
    return { type: 'RecordInvoice', data: { customerId, receivableId: `N-${n}`, amount: AMOUNT, ...dates, on } };
  }
  const stamp = { id: policy.id, version: policy.version, hash: 'ab'.repeat(32) };
  return { type: 'AuthoriseShipment', data: { customerId, shipmentId: `N-${n}`, amount: AMOUNT, policy, stamp, on } };
};

const sell = (n, { ask, say, policy, items }) => {
  const command = commandOf(n, policy);
  const { customerId } = command.data;
  const answerOf = (account) => {
    if (command.type === 'RecordInvoice') return items.receivableOf(account, `N-${n}`) ? 'ReceivableOpened' : 'nothing';
    return items.reservationOf(account, `N-${n}`) ? 'ShipmentAuthorised' : 'ShipmentRefused';
  };
  const asked = async () =>
    say({ answered: { n, customerId, type: answerOf((await ask(customerId, command)).state) } });
  return Promise.all(n % TWICE_EVERY === 0 ? [asked(), asked()] : [asked()]);
};

/** Asks until it has an answer, whatever happens to the database meanwhile; an objection is nothing that may happen here. */
const patientAsk = (required, handler, say) => {
  const { creditAccount } = required('domain/src/credit-account/decider');
  const { creditAccountEvent } = required('domain/src/credit-account/events');
  const { EventStoreError } = required('event-store/src/event-store');
  return async (id, command) => {
    for (;;) {
      try {
        return await handler.handle({ decider: creditAccount, schema: creditAccountEvent, id, command, metadata });
      } catch (error) {
        if (!(error instanceof EventStoreError)) say({ problem: String(error) });
        await sleep(ASK_AGAIN_MS);
      }
    }
  };
};

/** Opens the log and the read models as the desk does, and trades from the number on; answers with how to stop. */
exports.trade = async ({ root, sql, say, from }) => {
  const required = (file) => require(path.join(root, 'dist/libs', `${file}.js`));
  const { READ_SCHEMA, readMigrations } = required('read-models/src/read-schema');
  const store = await required('event-store/src/postgres-store').openPostgresStore({ sql, now: () => new Date() });
  await required('postgres/src/migrate').migrate(sql, READ_SCHEMA, readMigrations);
  const log = (line) => say({ log: line });
  const followers = required('read-models/src/projections').projections(store);
  const followed = required('read-models/src/runner').openFollowers({ sql, store, followers, log });
  await followed.start();
  const handler = required('event-store/src/handle').createHandler({ store });
  const written = require(path.join(root, 'config/policies/credit-check/standard.json'));
  const policy = required('domain/src/credit-account/check-policy').checkPolicy.parse(written);
  const items = required('domain/src/credit-account/items');
  const ask = patientAsk(required, handler, say);
  const opened = new Map();
  let next = from;
  let stopped = false;
  const client = async () => {
    while (!stopped) {
      const n = next++;
      const customerId = customerOf(n);
      if (!opened.has(customerId)) opened.set(customerId, ask(customerId, opening(customerId)));
      await opened.get(customerId);
      await sell(n, { ask, say, policy, items });
      await sleep((n * 7) % PAUSE_MAX_MS);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  return async () => {
    stopped = true;
    await Promise.all(clients);
    await followed.stop();
    await store.close();
  };
};
