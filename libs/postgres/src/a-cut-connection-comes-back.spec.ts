import { setTimeout as sleep } from 'node:timers/promises';
import { FaultyWay } from '@test/support/faulty-way';
import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { connect, type Sql } from './connect';
import { transaction } from './transaction';

const CUTS = 60;
const ASKING_AT_ONCE = 4;
/** With the client as it is published some of these are never answered, see docs/decisions/0015. */
const ANSWERED_WITHIN_MS = 2_000;

const within = <Result>(asked: Promise<Result>, ms: number): Promise<Result | 'nothing'> =>
  Promise.race([asked, sleep(ms, 'nothing' as const, { ref: false })]);

describe('a connection that is cut while it is being written to', () => {
  let scratch: ScratchDatabase;
  let way: FaultyWay;
  let sql: Sql;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    const { hostname: host, port } = new URL(scratch.url);
    way = new FaultyWay({ host, port: Number(port) });
    sql = connect(await way.open(scratch.url), { connectionsMax: 2 });
  });
  afterAll(async () => {
    await sql.end({ timeout: 1 });
    await way.down();
    await scratch.drop();
  });

  it('rejects what was asked, and answers the next question', async () => {
    let rejected = 0;
    let asking = true;
    // Small questions wait in the client for the end of the turn before they are written: that is where a cut hurts.
    const ask = async (): Promise<void> => {
      while (asking) {
        await sql`select ${1}::int`.catch(() => {
          rejected += 1;
        });
        await transaction(sql, async (tx) => {
          await tx`select 1`;
          await tx`select 2`;
        }).catch(() => {
          rejected += 1;
        });
      }
    };
    const questions = Array.from({ length: ASKING_AT_ONCE }, ask);
    const unanswered: number[] = [];
    for (let cut = 0; cut < CUTS; cut += 1) {
      await sleep(cut % 7);
      way.cut();
      const answer = await within(
        sql`select ${cut}::int as n`.catch(() => 'rejected'),
        ANSWERED_WITHIN_MS,
      );
      if (answer === 'nothing') unanswered.push(cut);
    }
    asking = false;
    expect(await within(Promise.all(questions), ANSWERED_WITHIN_MS)).not.toBe('nothing');
    expect(unanswered).toEqual([]);
    expect(rejected).toBeGreaterThan(CUTS / 2);
  }, 30_000);
});
