// One of two application processes that reserve on the same account: its own pool, store, handler and cache. Does what its
// parent says: {warm: stream} and {run: stream} make it reserve for a while and answer with how much and what; it ends with it.
import { connectedHandler } from './our-store.mjs';
import { perSecond } from './measuring.mjs';
import { reserve, shipments } from './reservations.mjs';

const [url, number, clients] = process.argv.slice(2);
const SHARED_EVERY = 5;

const { handle, close } = await connectedHandler(url);

const drive = async (stream, forMs) => {
  // Each fifth shipment is asked for by the other process as well: a resend that went to another machine.
  const next = shipments(stream, (n) => (n % SHARED_EVERY === 0 ? `shared-${n}` : `process${number}-${n}`));
  const acknowledged = new Set();
  const rate = await perSecond(
    Number(clients),
    async () => {
      const id = next();
      await handle(stream, reserve(id));
      acknowledged.add(id);
    },
    forMs,
  );
  return { rate, acknowledged: [...acknowledged] };
};

// Ctrl-C reaches this one too; its parent ends it.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.on('message', async ({ stream, forMs, end }) => {
  if (end) {
    await close();
    process.exit(0);
  }
  process.send(await drive(stream, forMs));
});
process.send('ready');
