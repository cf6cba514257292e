import { businessClock } from '@app/cqrs/business-clock';
import { openDesk } from '@app/cqrs/open-desk';
import { LookAtDesk } from '@app/cqrs/reports.query';
import { startDesk } from '@app/cqrs/start-desk';
import { openDatabase } from '@app/postgres/open-database';
import { DemoLoader } from '@worker/demo/demo-loader';

it('embedded', async () => {
  const database = await openDatabase({ dataDir: '/tmp/demo-embedded-' + String(process.pid), role: 'server', log: (l) => void process.stderr.write(l + '\n') });
  const desk = await startDesk(await openDesk({ databaseUrl: database.url, clock: businessClock(() => new Date()), log: (l) => void process.stderr.write(l + '\n') }));
  await desk.followers.start();
  const loader = new DemoLoader(desk.sql, desk.policies, desk.clock, desk.store, desk.followers);
  const c0 = process.cpuUsage();
  await loader.begin();
  await loader.finished();
  process.stderr.write(JSON.stringify(process.cpuUsage(c0)) + JSON.stringify(await loader.state()) + '\n');
  const d = await desk.queries.execute(new LookAtDesk(desk.clock.today()));
  process.stderr.write(JSON.stringify(d) + '\n');
  process.stderr.write(JSON.stringify(await desk.sql`select pg_size_pretty(pg_database_size(current_database())) size, (select count(*) from log.event) events`) + '\n');
  process.stderr.write(JSON.stringify(await desk.sql`select type, count(*)::int n from log.event group by 1 order by 2 desc`) + JSON.stringify(await desk.sql`select customer_id, held_for, blacklisted from read.account_position where blacklisted or held_for<>'{}'`) + JSON.stringify(await desk.sql`select count(*)::int from read.follow_up_step where is_open and task is not null and outcome is null`) + '\n');
  await desk.close();
  await database.close();
}, 300_000);
