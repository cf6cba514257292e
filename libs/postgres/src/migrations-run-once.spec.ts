import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { connect } from './connect';
import { migrate, type Migration } from './migrate';

const first: Migration = { version: 1, name: 'names', sql: 'create table trial.name (name text primary key)' };
const second: Migration = { version: 2, name: 'one name', sql: `insert into trial.name values ('阿明')` };
const broken: Migration = { version: 3, name: 'broken', sql: `insert into trial.name values ('李'); select nonsense` };

describe('migrations', () => {
  let scratch: ScratchDatabase;
  beforeEach(async () => {
    scratch = await scratchDatabase();
  });
  afterEach(() => scratch.drop());

  it('run once, in order, however often and from however many processes they are asked for', async () => {
    const pools = [1, 2, 3, 4].map(() => connect(scratch.url, { connectionsMax: 2 }));
    await Promise.all(pools.map((sql) => migrate(sql, 'trial', [first])));
    await Promise.all(pools.map((sql) => migrate(sql, 'trial', [first, second])));
    const [sql] = pools;
    expect(await sql!`select name from trial.name`).toEqual([{ name: '阿明' }]);
    expect(await sql!`select version from trial.migration order by version`).toEqual([{ version: 1 }, { version: 2 }]);
    await Promise.all(pools.map((pool) => pool.end()));
  });

  it('leave nothing of a migration that fails, nor of those that ran with it', async () => {
    const sql = connect(scratch.url, { connectionsMax: 1 });
    await migrate(sql, 'trial', [first]);
    await expect(migrate(sql, 'trial', [first, second, broken])).rejects.toThrow('nonsense');
    expect(await sql`select name from trial.name`).toEqual([]);
    expect(await sql`select version from trial.migration`).toEqual([{ version: 1 }]);
    await sql.end();
  });
});
