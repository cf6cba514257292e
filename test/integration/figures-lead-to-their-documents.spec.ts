import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agingItemPage, movementPage } from '@app/contracts/aging-items';
import { agingPolicy } from '@app/domain/aging/aging-policy';
import { total } from '@app/kernel/yuan';
import { aging } from '@app/read-models/queries/aging';
import { agingItems, receivableMovements } from '@app/read-models/queries/aging-items';
import { readBed, type ReadBed } from '@test/support/read-bed';
import { dayAt, TwoClockLedger } from '@test/support/two-clock-ledger';

const policy = agingPolicy.parse(
  JSON.parse(readFileSync(join(__dirname, '../../config/policies/aging/standard.json'), 'utf8')),
);
const EVENTS = 90;
/** Numbers that look like chance, the same in every run. */
const drawOf = (n: number) => ({
  ...{ kind: (n * 7) % 15, customer: n % 3, pick: (n * 13) % 42, fen: 1 + ((n * 7919) % 30_000) },
  ...{ day: (n * 31) % 90, later: (n * 17) % 40 },
});

describe('a figure of an aging report', () => {
  let bed: ReadBed;
  const positions: string[] = [];
  beforeAll(async () => {
    bed = await readBed();
    const ledger = new TwoClockLedger('C');
    for (let n = 0; n < EVENTS; n++) ledger.play(drawOf(n));
    for (const event of ledger.events)
      positions.push(await bed.record(`creditAccount-${event.data.customerId}`, event));
    await bed.followers.settle();
  });
  afterAll(() => bed.close());

  const pages = { page: 1, size: 200 };
  const moments = [
    { asOf: dayAt(60), at: 0.5 },
    { asOf: dayAt(60), at: 1 },
    { asOf: dayAt(110), at: 0.8 },
    { asOf: dayAt(400), at: 1 },
  ];

  test.each(moments)(
    'of $asOf, $at of all known, is the sum of its documents, and each of its events',
    async (moment) => {
      const position = positions[Math.floor((positions.length - 1) * moment.at)]!;
      const question = { asOf: moment.asOf, basis: 'due' as const, policy, knownAt: { position } };
      const report = await aging(bed.sql, { ...question, ...pages, policyHash: 'h', by: 'customer' });
      expect(report.rows.length).toBeGreaterThan(0);
      for (const { key, buckets } of report.rows)
        for (const [index, amount] of buckets.entries()) {
          const bucket = policy.buckets[index]!.id;
          const cell = agingItemPage.parse(
            await agingItems(bed.sql, { ...question, ...pages, by: 'customer', key, bucket }),
          );
          expect(cell.open).toBe(amount);
          expect(total(cell.rows.map(({ open }) => open))).toBe(amount);
          expect(cell.rows.every((row) => row.bucket === bucket && row.customerId === key)).toBe(true);
        }
      const all = await agingItems(bed.sql, { ...question, ...pages, by: 'customer' });
      expect([all.open, all.total]).toEqual([report.receivables, report.invoices]);
    },
  );

  test('leads on to the events of each document, which come to what is open now', async () => {
    const question = { asOf: dayAt(400), basis: 'due' as const, policy };
    const { rows } = await agingItems(bed.sql, { ...question, ...pages, by: 'customer' });
    expect(rows.length).toBeGreaterThan(0);
    for (const { customerId, receivableId, open } of rows) {
      const told = movementPage.parse(await receivableMovements(bed.sql, { customerId, receivableId, ...pages }));
      expect(told.rows.at(-1)?.open).toBe(open);
      expect(told.rows[0]).toMatchObject({ type: 'ReceivableOpened', by: 'spec' });
    }
  });

  test('is asked for by a bucket that there is, and a document that there is', async () => {
    const question = { asOf: dayAt(60), basis: 'due' as const, policy, by: 'customer' as const };
    await expect(agingItems(bed.sql, { ...question, ...pages, bucket: '1-30' })).rejects.toMatchObject({
      code: 'unknown-bucket',
    });
    const nobody = { customerId: 'C-0', receivableId: 'R-999', ...pages };
    await expect(receivableMovements(bed.sql, nobody)).rejects.toMatchObject({ code: 'unknown-receivable' });
  });
});
