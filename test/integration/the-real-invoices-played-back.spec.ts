import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { xay } from '@test/support/cli';
import { bucketOf, DAY, inYuan, invoicesOf, type Invoice } from '@test/support/real-invoices';
import { sharedData } from '@test/support/shared-data';

// Plays 2,466 real invoices through the built command line, and compares what it says with a computation from the
// CSV that shares nothing with the product.

const file = sharedData('ibm_accounts_receivable_mdy.csv');
const describeWithData = file === undefined ? describe.skip : describe;

const agingAt = (invoices: readonly Invoice[], day: number) => {
  const open = invoices.filter(({ invoiced, settled }) => invoiced <= day && settled > day);
  const fen: Record<string, number> = {};
  for (const { due, fen: amount } of open) fen[bucketOf(day - due)] = (fen[bucketOf(day - due)] ?? 0) + amount;
  return { invoices: open.length, fen, total: open.reduce((sum, { fen: amount }) => sum + amount, 0) };
};
const nextMonth = (day: number): number => {
  const date = new Date(day * DAY);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 2, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, Math.min(date.getUTCDate(), last)) / DAY;
};

const simulated = z.object({
  invoices: z.int(),
  invoicesAmount: z.string(),
  payments: z.int(),
  paymentsAmount: z.string(),
  steps: z.record(z.string(), z.int()),
  held: z.array(z.string()),
  heldAtEnd: z.array(z.string()),
  blacklisted: z.array(z.string()),
  late: z.int(),
  monthEnds: z.array(
    z.object({
      asOf: z.string(),
      invoices: z.int(),
      receivables: z.string(),
      buckets: z.array(z.object({ bucket: z.string(), amount: z.string(), invoices: z.int() })),
    }),
  ),
});

describeWithData('the real invoices, played day by day', () => {
  const invoices = invoicesOf(file === undefined ? '' : readFileSync(file, 'utf8'));
  let played: z.infer<typeof simulated>;

  beforeAll(async () => {
    const { code, out, err } = await xay(
      [
        ...['--json', 'simulate', '--invoices', file!, '--mapping', 'config/mappings/ibm-accounts-receivable.json'],
        ...['--date-format', 'M/D/YYYY', '--from', '2012-01-01', '--to', '2014-01-31'],
      ],
      { DATABASE_URL: process.env['XAY_TEST_DATABASE_URL']! },
    );
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    played = simulated.parse(JSON.parse(out));
  }, 300_000);

  test('record every invoice and every payment', () => {
    const total = inYuan(invoices.reduce((sum, { fen }) => sum + fen, 0));
    expect(invoices).toHaveLength(2_466);
    expect(played).toMatchObject({ invoices: 2_466, payments: 2_466, invoicesAmount: total, paymentsAmount: total });
    expect(total).toBe('147703.18');
  });

  test('age at every month end as the file says, bucket by bucket', () => {
    expect(played.monthEnds).toHaveLength(25);
    for (const { asOf, ...reported } of played.monthEnds) {
      const expected = agingAt(invoices, Date.parse(asOf) / DAY);
      expect({ asOf, invoices: reported.invoices, total: reported.receivables }).toEqual({
        asOf,
        invoices: expected.invoices,
        total: inYuan(expected.total),
      });
      for (const { bucket, amount } of reported.buckets)
        expect({ asOf, bucket, amount }).toEqual({ asOf, bucket, amount: inYuan(expected.fen[bucket] ?? 0) });
    }
    const yearEnd = played.monthEnds.find(({ asOf }) => asOf === '2012-12-31');
    expect(yearEnd).toMatchObject({ invoices: 99, receivables: '5725.06' });
  });

  test('are followed up as the file says, step by step', () => {
    // A step is done at the start of its day for what is open then: what is settled on that very day is still open.
    const reaching = (dayOf: (invoice: Invoice) => number) =>
      invoices.filter((invoice) => invoice.settled >= dayOf(invoice)).length;
    expect(played.steps).toEqual({
      'confirm-shipment': invoices.length,
      remind: reaching(({ due }) => due - 7),
      warn: reaching(({ due }) => due + 7),
      hold: reaching(({ due }) => due + 14),
      'special-case': reaching(({ due }) => nextMonth(due)),
    });
    expect(played.steps['warn']).toBe(513);
    expect(played.late).toBe(0);
  });

  test('hold and blacklist the customers that the file says', () => {
    const customers = (dayOf: (invoice: Invoice) => number) =>
      [
        ...new Set(invoices.filter((invoice) => invoice.settled >= dayOf(invoice)).map(({ customer }) => customer)),
      ].sort();
    expect(played.held).toEqual(customers(({ due }) => due + 14));
    expect(played.heldAtEnd).toEqual([]);
    expect(played.blacklisted).toEqual(customers(({ due }) => nextMonth(due)));
  });
});
