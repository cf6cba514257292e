// Ours, as an application process has it: a pool, a store, a handler.
import { built } from './bench-server.mjs';
import { account, metadata, schema } from './reservations.mjs';

const { connect } = built('postgres/src/connect');
const { createHandler } = built('event-store/src/handle');
const { openPostgresStore } = built('event-store/src/postgres-store');

export const connectedStore = async (url) => {
  const sql = connect(url, { applicationName: 'xay-bench' });
  const store = await openPostgresStore({ sql, now: () => new Date() });
  const close = async () => {
    await store.close();
    await sql.end({ timeout: 1 });
  };
  return { store, close };
};

export const connectedHandler = async (url) => {
  const { store, close } = await connectedStore(url);
  const handler = createHandler({ store });
  const handle = (id, command) => handler.handle({ decider: account, schema, id, command, metadata });
  return { handle, close };
};
