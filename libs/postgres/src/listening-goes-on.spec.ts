import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { until } from '@test/support/until';
import { connect, type Sql } from './connect';
import { listen } from './listen';

describe('listening', () => {
  let scratch: ScratchDatabase;
  let sql: Sql;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    sql = connect(scratch.url, { connectionsMax: 2, applicationName: 'xay-listening' });
  });
  afterAll(async () => {
    await sql.end();
    await scratch.drop();
  });

  const listeners = () => sql<{ pid: number }[]>`
    select pid from pg_stat_activity
    where application_name = 'xay-listening' and datname = current_database() and query ilike 'listen %'`;

  it('goes on after its connection is cut, says so, and ends when it is told to', async () => {
    let noticed = 0;
    const listening = listen(sql, 'xay_trial', () => {
      noticed += 1;
    });
    await until(() => noticed === 1);
    await sql`select pg_notify('xay_trial', '')`;
    await until(() => noticed === 2);

    const [before] = await listeners();
    await sql`select pg_terminate_backend(${before!.pid})`;
    await until(async () => (await listeners()).some(({ pid }) => pid !== before!.pid));
    await until(() => noticed === 3);
    await sql`select pg_notify('xay_trial', '')`;
    await until(() => noticed === 4);

    await listening.stop();
    await until(async () => (await listeners()).length === 0);
    await sql`select pg_notify('xay_trial', '')`;
    expect(noticed).toBe(4);
  });
});
