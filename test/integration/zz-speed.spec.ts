import { randomUUID } from 'node:crypto';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect } from '@app/postgres/connect';
import { migrate } from '@app/postgres/migrate';
import { projections } from '@app/read-models/projections';
import { READ_SCHEMA, readMigrations } from '@app/read-models/read-schema';
import { openFollowers } from '@app/read-models/runner';
import { aging } from '@app/read-models/queries/aging';
import { owed, paid, allocated } from '@test/support/account-events';
import { scratchDatabase } from '@test/support/scratch-database';
import { readFileSync } from 'node:fs';
import { dateOf } from '@app/kernel/business-date';

it('speed', async () => {
  const { url, drop } = await scratchDatabase();
  const sql = connect(url);
  await migrate(sql, READ_SCHEMA, readMigrations);
  const store = await openPostgresStore({ sql, now: () => new Date() });
  const followers = openFollowers({ sql, store, followers: projections(store), log: (l) => console.log(l) });
  await followers.settle();
  const out: string[] = [];
  let t = 0, e = 0;
  for (const n of [0, 1]) {
  if (n === 1) await followers.start();
  const from = Date.now(); let appended = 0;
  for (let i = 0; i < 150; i++) {
    const c = `C${i % 100}`; const r = `R-${n}-${i}`;
    const evs = [owed(r, '10.00', '2026-04-01'), paid(`P-${n}-${i}`, '10.00'), allocated(`P-${n}-${i}`, r, '4.00')].map((x) => ({ id: randomUUID(), type: x.type, data: { ...x.data, customerId: c }, metadata: { by: 'x' } }));
    const a = Date.now();
    await store.append(`creditAccount-${c}`, evs, { expected: 'any' });
    appended += Date.now() - a;
    await followers.settle();
  }
  const all = Date.now() - from;
  out.push(`mode ${n}: settle ${(all - appended) / 150} ms, append ${appended / 150} ms`);
  }
  await followers.stop();
  const big: any[] = [];
  for (let c = 0; c < 60; c++) {
    const evs = Array.from({ length: 300 }, (_, i) => { const x = i % 2 ? paid(`PP-${i}`, '1.00') : owed(`RR-${i}`, '10.00', '2026-04-01'); return { id: randomUUID(), type: x.type, data: { ...x.data, customerId: `B${c}` }, metadata: { by: 'x' } }; });
    await store.append(`creditAccount-B${c}`, evs, { expected: 'any' }); e += 300;
  }
  t = Date.now();
  await followers.settle(undefined, 300000);
  out.push(`catch up ${e} events: ${Date.now() - t} ms = ${(e / (Date.now() - t)) * 1000}/s`);
  t = Date.now();
  const rb = await followers.rebuild('all');
  out.push(`rebuild all: ${Date.now() - t} ms; same ${rb.every((r) => r.digestAfter === r.digestBefore)} rows ${rb.map((r) => `${r.name}:${r.rows}`)}`);
  t = Date.now();
  const policy = JSON.parse(readFileSync('config/policies/aging/standard.json', 'utf8'));
  const rep = await aging(sql, { asOf: dateOf('2026-05-01'), policy, by: 'customer', page: 1, size: 50 });
  out.push(`aging over ${e}: ${Date.now() - t} ms ${rep.invoices}`);
  console.log(out.join('\n'));
  await store.close(); await sql.end({ timeout: 1 }); await drop();
}, 600000);
