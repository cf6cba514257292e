// The program under measurement, on a core of its own: the API of the product over its own desk on the bench's database, or
// (`append`) nothing but the store. Does what its parent says and ends with it.
import { randomUUID } from 'node:crypto';
import { built } from './bench-server.mjs';
import { warmPerSecond } from './measuring.mjs';
import { connectedStore } from './our-store.mjs';

const [role, url] = process.argv.slice(2);
const STREAMS_PER_CLIENT = 50;

const cpuMicros = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const openApi = async () => {
  const app = (file) => built(`../apps/${file}`);
  const { businessClock } = built('cqrs/src/business-clock');
  const { openDesk } = built('cqrs/src/open-desk');
  const { createApi } = app('api/src/bootstrap');
  const log = (line) => process.stderr.write(`${line}\n`);
  const api = await createApi(await openDesk({ databaseUrl: url, clock: businessClock(() => new Date()), log }));
  await api.listen(0, '127.0.0.1');
  return {
    port: () => api.getHttpServer().address().port,
    close: () => api.close(),
  };
};

/** One event an append, of the shape of an authorisation, each on a stream that the client knows the end of. */
const openStore = async () => {
  const { store, close } = await connectedStore(url);
  const run = randomUUID();
  const ends = new Map();
  const append = (client, n) => {
    const id = `${run}x${client}x${n % STREAMS_PER_CLIENT}`;
    const revision = ends.get(id) ?? -1;
    ends.set(id, revision + 1);
    const data = {
      customerId: id,
      shipmentId: `SH-${n}`,
      amount: '1.00',
      expiresOn: '2026-12-31',
      policy: { id: 'credit-check-standard', version: 1, hash: 'ab'.repeat(32) },
      on: '2026-12-17',
    };
    const metadata = { by: 'bench', correlation: run };
    const event = { id: randomUUID(), type: 'ShipmentAuthorised', data, metadata };
    return store.append(`bench-${id}`, [event], { expected: revision < 0 ? 'no_stream' : revision });
  };
  const appendPerSecond = async (clients) => {
    let done = 0;
    const counted = async (client, n) => {
      await append(client, n);
      done += 1;
    };
    const began = cpuMicros();
    const rate = await warmPerSecond(clients, counted);
    return { rate, micros: (cpuMicros() - began) / done };
  };
  return { appendPerSecond, close };
};

const opened = await (role === 'append' ? openStore() : openApi());

// Ctrl-C reaches this one too; its parent ends it.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.on('message', async ({ end, append, memory, cpu }) => {
  if (end) {
    await opened.close();
    process.exit(0);
  }
  if (append !== undefined) process.send(await opened.appendPerSecond(append));
  else if (cpu) process.send({ micros: cpuMicros() });
  else if (memory) process.send({ mib: Math.round(process.memoryUsage().rss / 1_048_576) });
  else process.send({ port: opened.port() });
});
process.send('ready');
