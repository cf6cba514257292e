import { connect } from '@app/postgres/connect';
import { migrate } from '@app/postgres/migrate';
import { READ_SCHEMA, readMigrations } from '@app/read-models/read-schema';
import { readParts } from '@app/read-models/sharing/checkpoints';
import { PARTITIONS } from '@app/read-models/sharing/partition';
import { scratchDatabase } from '@test/support/scratch-database';

describe('a database from before there were parts', () => {
  test('keeps the place of those who act on the world, and has its read models built again', async () => {
    const { url, drop } = await scratchDatabase();
    const sql = connect(url);
    await migrate(sql, READ_SCHEMA, readMigrations.slice(0, 1));
    await sql`insert into read.checkpoint (name, version, position) values ('reactions', 1, '42'), ('ledger-entry', 1, '42')`;
    await sql`
      insert into read.ledger_entry
      values ('42', 0, 1, 'C-1', 'paid', null, 'P-1', '2026-01-01', '2026-01-01', '2026-01-01', '0', '1.00')`;
    await migrate(sql, READ_SCHEMA, readMigrations);
    const parts = await readParts(sql, 'reactions');
    expect(parts).toHaveLength(PARTITIONS);
    expect(new Set(parts.map(({ position }) => position))).toEqual(new Set(['0000000000000042']));
    expect(parts.every(({ members }) => members[0] === 'reactions')).toBe(true);
    expect(await readParts(sql, 'read-models')).toEqual([]);
    expect(await sql`select 1 from read.ledger_entry`).toHaveLength(0);
    await sql.end({ timeout: 1 });
    await drop();
  });
});
