import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { connect, type Sql } from './connect';

describe('an array', () => {
  let scratch: ScratchDatabase;
  let sql: Sql;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    sql = connect(scratch.url, { connectionsMax: 1 });
  });
  afterAll(async () => {
    await sql.end();
    await scratch.drop();
  });

  const awkward = ['', 'NULL', 'null', 'a,b', '{c}', 'say "hi"', 'back\\slash', ' space ', '东方', 'line\nbreak'];

  it('of text comes back as it went in, whatever is in it', async () => {
    const [row] = await sql`select ${[...awkward, null]}::text[] as items, ${[]}::text[] as none`;
    expect(row).toEqual({ items: [...awkward, null], none: [] });
  });

  it('of other types comes back like single values of them', async () => {
    const [row] = await sql`
      select ${[1, -2]}::int[] as ints, ${['2026-03-01']}::date[] as days,
             ${['1.50']}::numeric[] as amounts, ${['9007199254740993']}::bigint[] as positions`;
    expect(row).toEqual({
      ints: [1, -2],
      days: ['2026-03-01'],
      amounts: ['1.50'],
      positions: ['9007199254740993'],
    });
  });

  it('selects and unnests without a cast where Postgres knows the type', async () => {
    const rows =
      await sql`select name from unnest(${awkward}::text[]) as given(name) where name = any(${['a,b', '东方']})`;
    expect(rows).toEqual([{ name: 'a,b' }, { name: '东方' }]);
  });
});
