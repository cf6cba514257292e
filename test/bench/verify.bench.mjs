// npm run bench -- verify [--json]: the whole log held against its hashes and its signed roots, beside reading it only, and
// how fast a log is taken over from another one.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { built, onBenchDatabase } from './bench-server.mjs';
import { alternate, median, ratioOf, report, spread } from './measuring.mjs';

const { connect } = built('postgres/src/connect');
const { openPostgresStore } = built('event-store/src/postgres-store');
const { NO_HASH, sealOf } = built('event-store/src/seal');
const { sealKeysFrom } = built('event-store/src/sealing/seal-keys');
const { sealedPages } = built('event-store/src/sealing/sealed-pages');
const { Sealer } = built('event-store/src/sealing/sealer');
const { migrateSeals } = built('event-store/src/sealing/start-sealing');
const { verifyLog } = built('event-store/src/sealing/verify-log');

const EVENTS = Number(process.env.BENCH_EVENTS ?? 200_000);
const STREAMS = 5_000;
const PER_RESTORE = 1_000;

/** A log as another store would hand it over. */
function* sealedLog() {
  const ends = new Map();
  for (let n = 0; n < EVENTS; n += PER_RESTORE)
    yield Array.from({ length: Math.min(PER_RESTORE, EVENTS - n) }, (_, index) => {
      const stream = `creditAccount-C${(n + index) % STREAMS}`;
      const { revision, hash } = ends.get(stream) ?? { revision: -1, hash: NO_HASH };
      const event = {
        id: randomUUID(),
        stream,
        revision: revision + 1,
        type: 'ShipmentAuthorised',
        data: `{"amount":"12345.67","dueDate":"2026-12-31","note":"客户已签收","shipmentId":"SH-${n + index}","warehouse":"华东一号仓"}`,
        metadata: `{"by":"bench","correlation":"c-${n + index}"}`,
        recordedAt: new Date(1_780_000_000_000 + n).toISOString(),
        position: '',
      };
      const sealed = { ...event, hash: sealOf(hash, event) };
      ends.set(stream, sealed);
      return sealed;
    });
}

const rate = (began) => (EVENTS * 1000) / (performance.now() - began);

const restored = async (store) => {
  let taken = 0;
  for (const events of sealedLog()) {
    const began = performance.now();
    await store.restore(events);
    taken += performance.now() - began;
  }
  return (EVENTS * 1000) / taken;
};

await onBenchDatabase(async ({ url, sql, settings }) => {
  const pool = connect(url);
  const store = await openPostgresStore({ sql: pool, now: () => new Date() });
  const restorePerSecond = await restored(store);
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const keys = sealKeysFrom(pem, undefined);
  await migrateSeals(sql);
  const began = performance.now();
  await new Sealer({ store, sql: pool, keys, now: () => new Date() }).seal();
  const sealPerSecond = rate(began);
  await sql.unsafe('vacuum (analyze)');

  const values = await alternate({
    verify: async () => {
      const start = performance.now();
      const { events, faults } = await verifyLog(store, { seals: pool, publicKey: keys.publicKey });
      if (events !== EVENTS || faults.length > 0) throw new Error(`${events} events, ${JSON.stringify(faults[0])}`);
      return rate(start);
    },
    read: async () => {
      const start = performance.now();
      for await (const page of sealedPages(store)) void page;
      return rate(start);
    },
  });
  await store.close();
  await pool.end({ timeout: 1 });
  const line = (what, perSecond) => ({ what, 'events/s, median (smallest–largest)': perSecond });
  report({
    bench: 'verify',
    settings: { ...settings, events: EVENTS, streams: STREAMS },
    figures: { verifyPerSecond: median(values.verify), sealPerSecond, restorePerSecond },
    ratios: { verifyToRead: ratioOf(values.verify, values.read) },
    lines: [
      line('hashes, streams, roots and signatures checked', spread(values.verify)),
      line('only read', spread(values.read)),
      line('sealed, once', Math.round(sealPerSecond).toLocaleString('en')),
      line('taken over from another log, once', Math.round(restorePerSecond).toLocaleString('en')),
    ],
  });
});
