import 'reflect-metadata';
import { handMovedClock } from '@app/cqrs/business-clock';
import { policiesFolder } from '@app/cqrs/home';
import { openDeskOver } from '@app/cqrs/open-desk';
import { loadPolicies } from '@app/cqrs/policies';
import { LookAtDesk, LookAtWorklist } from '@app/cqrs/reports.query';
import { startDesk } from '@app/cqrs/start-desk';
import { dateOf } from '@app/kernel/business-date';
import postgres from 'postgres';
import { arrayTypes } from '@app/postgres/array-types';
const counts = new Map<string, number>();
import { playYear, storyEnding } from '@worker/demo/demo-year';
import { scratchDatabase } from '@test/support/scratch-database';

it('measures', async () => {
  const scratch = await scratchDatabase();
  const sql: any = postgres(scratch.url, { max: 10, onnotice: () => undefined, debug: (_c: any, q: string) => { const k = q.replace(/\s+/g, ' ').slice(0, 90); counts.set(k, (counts.get(k) ?? 0) + 1); }, types: { ...arrayTypes, date: { to: 1082, from: [1082], serialize: (v: string) => v, parse: (v: string) => v } } as any });
  const clock = handMovedClock();
  const desk = await startDesk(
    await openDeskOver({ sql, clock, log: (l) => console.log(l), policies: loadPolicies(policiesFolder) }),
  );
  const last = dateOf(process.env['END'] ?? '2026-11-23');
  const year = storyEnding(last, { dealers: Number(process.env['DEALERS'] ?? 120) });
  const t = performance.now();
  try {
    await playYear(year, {
      desk,
      moveTo: clock.moveTo,
      onDay: (day, done) => {
        if (done % 60 === 0) process.stderr.write(`${day} ${((performance.now() - t) / 1000).toFixed(1)}\n`);
        return true;
      },
    });
  } finally {
    process.stderr.write([...counts].sort((a, b) => b[1] - a[1]).slice(0, 40).map(([k, n]) => n + ' ' + k).join('\n') + '\n');
    const q = async (s: string) => process.stderr.write(`${s}\n  ${JSON.stringify(await sql.unsafe(s))}\n`);
    process.stderr.write(JSON.stringify((globalThis as any).T) + '\n');
    process.stderr.write(
      JSON.stringify(process.cpuUsage()) +
        JSON.stringify(await sql.unsafe('select xact_commit from pg_stat_database where datname=current_database()')) +
        '\n',
    );
    process.stderr.write(`took ${((performance.now() - t) / 1000).toFixed(1)} s\n`);
    await q('select count(*) from log.event');
    await q(
      `select string_agg(type||' '||n, ', ') from (select type, count(*) n from log.event group by 1 order by 2 desc) t`,
    );
    await q(`select stage, count(*) from read.application group by 1`);
    await q(
      `select data->'result'->>'characteristicGrade' ca, count(*) from log.event where type='AssessmentCompleted' group by 1 order by 1`,
    );
    await q(
      `select data->'result'->>'grade' g, count(*) from log.event where type='AssessmentCompleted' group by 1 order by 1`,
    );
    await q(
      `select data->>'limit' l, data->>'grade' g from log.event where type='AccountOpened' order by (data->>'limit')::numeric`,
    );
    await q(
      `select data->>'customerId' c, data->>'receivableId' r, data->>'on' o from log.event where type='CustomerBlacklisted' order by 3`,
    );
    await q(`select customer_id, held_for, blacklisted from read.account_position where blacklisted or held_for<>'{}'`);
    await q(
      `select r->>'rule' rule, count(*) from log.event, jsonb_array_elements(data->'rules') r where type='ShipmentRefused' and r->>'outcome'='block' group by 1`,
    );
    await q(`select data->>'reason', count(*) from log.event where type='HoldLifted' group by 1`);
    await q(`select data->>'step', count(*) from log.event where type='StepDone' group by 1`);
    await q(`select min(recorded_at), max(recorded_at) from log.event`);
    const d = await desk.queries.execute(new LookAtDesk(last));
    process.stderr.write(JSON.stringify(d, null, 1) + '\n');
    const w = await desk.queries.execute(new LookAtWorklist({ page: 1, size: 200 }, last, 'zh'));
    process.stderr.write(
      `worklist ${w.total}: ${JSON.stringify(Object.entries(Object.groupBy ? Object.groupBy(w.rows, (r) => r.step) : {}).map(([k, v]) => [k, v?.length]))}\n`,
    );
    await desk.close();
    await sql.end();
    await scratch.drop();
  }
}, 300_000);
