import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agingPolicy } from '@app/domain/aging/aging-policy';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { dateOf, type BusinessDate } from '@app/kernel/business-date';
import { canonicalJson } from '@app/kernel/same-content';
import { ofYuan } from '@app/kernel/yuan';
import { aging } from '@app/read-models/queries/aging';
import { agingDifference } from '@app/read-models/queries/aging-difference';
import { readBed, type ReadBed } from '@test/support/read-bed';

const policy = agingPolicy.parse(
  JSON.parse(readFileSync(join(__dirname, '../../config/policies/aging/standard.json'), 'utf8')),
);
const monthEnd = dateOf('2026-03-31');
const on = dateOf('2026-04-20');
const A = 'A';

const invoice = (receivableId: string, amount: string, invoiceDate: string, dueDate: string): CreditAccountEvent => ({
  type: 'ReceivableOpened',
  data: {
    ...{ customerId: A, receivableId, amount: ofYuan(amount), on },
    ...{ invoiceDate: dateOf(invoiceDate), dueDate: dateOf(dueDate) },
  },
});
const payment = (paymentId: string, amount: string, valueDate: string): CreditAccountEvent => ({
  type: 'PaymentRecorded',
  data: { customerId: A, paymentId, amount: ofYuan(amount), valueDate: dateOf(valueDate), reference: '', on },
});
const moved = (paymentId: string, receivableId: string, amount: string, valueDate: string) => ({
  ...{ customerId: A, paymentId, receivableId, amount: ofYuan(amount), valueDate: dateOf(valueDate), on },
});
const allocated = (...moving: Parameters<typeof moved>): CreditAccountEvent => ({
  type: 'PaymentAllocated',
  data: moved(...moving),
});
const takenBack = (...moving: Parameters<typeof moved>): CreditAccountEvent => ({
  type: 'PaymentDeallocated',
  data: { ...moved(...moving), deallocationId: 'D-1', reason: 'wrong customer', deallocatedBy: 'li' },
});

// What a running Tryton could not do (peers.md): the first answer again, the new one right, and why.
describe('a month end that was printed', () => {
  let bed: ReadBed;
  beforeEach(async () => {
    bed = await readBed();
  });
  afterEach(() => bed.close());

  const tell = async (...events: CreditAccountEvent[]): Promise<void> => {
    for (const event of events) await bed.record(`creditAccount-${A}`, event);
    await bed.followers.settle();
  };
  type Known = Readonly<{ position: string }> | undefined;
  const question = { policy, policyHash: 'h', basis: 'due' as const };
  const pages = { page: 1, size: 10 };
  const print = async (asOf: BusinessDate = monthEnd, knownAt?: Known) =>
    aging(bed.sql, { ...question, ...pages, asOf, by: 'customer', knownAt });
  const figures = ({ buckets, unallocatedCash }: Awaited<ReturnType<typeof print>>) => ({
    ...Object.fromEntries(buckets.flatMap(({ bucket, amount }) => (amount === '0.00' ? [] : [[bucket, amount]]))),
    ...(unallocatedCash !== '0.00' && { cash: unallocatedCash }),
  });
  const whatHasChanged = async (since: Known) => {
    const from = { ...question, asOf: monthEnd, knownAt: since };
    const { rows } = await agingDifference(bed.sql, { from, to: { ...from, knownAt: undefined }, ...pages });
    return rows.map(({ customerId, changes, events, passing }) => ({
      ...{ customerId, passing },
      changes: Object.fromEntries(changes.map(({ column, amount }) => [column, amount])),
      events: events.map(({ receivableId, paymentId, businessDate, effects }) => [
        receivableId ?? paymentId,
        businessDate,
        Object.fromEntries(effects.map(({ column, amount }) => [column, amount])),
      ]),
    }));
  };
  /** Prints, lets happen what happens, and expects the first print to be had again to the byte. */
  const printedBefore = async (...later: CreditAccountEvent[]): Promise<Known> => {
    const first = await print();
    const known = { position: first.knownAt.position };
    const bytes = canonicalJson(await print(monthEnd, known));
    await tell(...later);
    expect(canonicalJson(await print(monthEnd, known))).toBe(bytes);
    expect(canonicalJson(first)).toBe(bytes);
    return known;
  };

  test('stays as it was when an invoice is dated back into it', async () => {
    await tell(invoice('R-1', '1000.00', '2026-01-10', '2026-02-10'));
    const known = await printedBefore(invoice('R-2', '250.00', '2026-03-05', '2026-03-28'));
    expect(figures(await print())).toEqual({ '1-7': '250.00', '31-60': '1000.00' });
    expect(await whatHasChanged(known)).toEqual([
      {
        ...{ customerId: A, passing: [], changes: { '1-7': '250.00' } },
        events: [['R-2', '2026-03-05', { '1-7': '250.00' }]],
      },
    ]);
  });

  test('stays as it was when a payment is dated back into it', async () => {
    await tell(invoice('R-1', '1000.00', '2026-01-10', '2026-02-10'));
    const known = await printedBefore(
      payment('P-1', '1200.00', '2026-03-30'),
      allocated('P-1', 'R-1', '1000.00', '2026-03-30'),
    );
    expect(figures(await print())).toEqual({ cash: '200.00' });
    expect(await whatHasChanged(known)).toEqual([
      {
        ...{ customerId: A, passing: [], changes: { '31-60': '-1000.00', 'unallocated-cash': '200.00' } },
        events: [
          ['P-1', '2026-03-30', { 'unallocated-cash': '1200.00' }],
          ['R-1', '2026-03-30', { '31-60': '-1000.00', 'unallocated-cash': '-1000.00' }],
        ],
      },
    ]);
  });

  test('stays as it was when an allocation is undone', async () => {
    await tell(
      invoice('R-1', '1000.00', '2026-01-10', '2026-02-10'),
      payment('P-1', '1000.00', '2026-03-30'),
      allocated('P-1', 'R-1', '1000.00', '2026-03-30'),
    );
    expect(figures(await print())).toEqual({});
    const known = await printedBefore(takenBack('P-1', 'R-1', '1000.00', '2026-03-30'));
    expect(figures(await print())).toEqual({ '31-60': '1000.00', cash: '1000.00' });
    expect(await whatHasChanged(known)).toEqual([
      {
        ...{ customerId: A, passing: [], changes: { '31-60': '1000.00', 'unallocated-cash': '1000.00' } },
        events: [['R-1', '2026-03-30', { '31-60': '1000.00', 'unallocated-cash': '1000.00' }]],
      },
    ]);
  });

  test('drops nothing over the close of a year', async () => {
    const yearEnd = dateOf('2025-12-31');
    await tell(
      invoice('R-1', '4400.00', '2025-06-10', '2025-08-10'),
      invoice('R-2', '5400.00', '2025-12-01', '2026-01-31'),
    );
    const known = { position: (await print(yearEnd)).knownAt.position };
    const before = canonicalJson(await print(yearEnd, known));
    await tell(invoice('R-3', '10.00', '2026-01-02', '2026-02-02'), payment('P-1', '1.00', '2026-01-05'));
    expect(figures(await print(yearEnd))).toEqual({ 'not-due': '5400.00', '91-180': '4400.00' });
    expect(canonicalJson(await print(yearEnd, known))).toBe(before);
    expect(figures(await print(dateOf('2026-01-05')))).toEqual({
      ...{ 'not-due': '5410.00', '91-180': '4400.00', cash: '1.00' },
    });
  });

  test('shows a part payment on a late invoice as less in its bucket, and in no other', async () => {
    await tell(
      invoice('R-1', '1000.00', '2025-11-20', '2025-12-21'),
      payment('P-1', '400.00', '2026-03-31'),
      allocated('P-1', 'R-1', '400.00', '2026-03-31'),
    );
    expect(figures(await print(dateOf('2026-03-30')))).toEqual({ '91-180': '1000.00' });
    expect(figures(await print())).toEqual({ '91-180': '600.00' });
  });

  test('names an extension as what moved a receivable, and no event for what only grew older', async () => {
    await tell(
      invoice('R-1', '1000.00', '2026-02-10', '2026-03-10'),
      invoice('R-2', '70.00', '2026-02-10', '2026-03-10'),
    );
    const from = { ...question, asOf: monthEnd, knownAt: undefined };
    const extended = {
      type: 'ExtensionGranted' as const,
      data: {
        ...{ customerId: A, receivableId: 'R-1', extensionId: 'E-1', decidedBy: 'zhao', on: dateOf('2026-04-02') },
        ...{ dueDateBefore: dateOf('2026-03-10'), dueDate: dateOf('2026-04-30') },
      },
    };
    await tell(extended);
    const to = { ...from, asOf: dateOf('2026-04-12') };
    const { rows } = await agingDifference(bed.sql, { from, to, ...pages });
    expect(rows).toMatchObject([
      {
        events: [
          {
            type: 'ExtensionGranted',
            by: 'spec',
            receivableId: 'R-1',
            effects: [{ column: '15-30' }, { column: 'not-due' }],
          },
        ],
        passing: [{ from: '15-30', to: '31-60', amount: '70.00', receivables: 1 }],
      },
    ]);
  });

  test('has no change where an invoice came and was paid between the two', async () => {
    await tell(invoice('R-1', '1000.00', '2026-01-10', '2026-02-10'));
    const known = await printedBefore(
      invoice('R-2', '250.00', '2026-03-05', '2026-03-28'),
      payment('P-1', '250.00', '2026-03-30'),
      allocated('P-1', 'R-2', '250.00', '2026-03-30'),
      payment('P-2', '1.00', '2026-03-30'),
    );
    expect(await whatHasChanged(known)).toMatchObject([
      { events: [['P-2', '2026-03-30', { 'unallocated-cash': '1.00' }]] },
    ]);
  });

  test('is the same to the byte when the read models were built again', async () => {
    await tell(
      invoice('R-1', '1000.00', '2026-01-10', '2026-02-10'),
      payment('P-1', '400.00', '2026-03-30'),
      allocated('P-1', 'R-1', '300.00', '2026-03-30'),
      takenBack('P-1', 'R-1', '50.00', '2026-04-02'),
    );
    const days = ['2026-03-29', '2026-03-30', '2026-04-02'].map(dateOf);
    const [early] = [await print()].map(({ knownAt }) => ({ position: knownAt.position }));
    await tell(invoice('R-2', '1.00', '2026-03-30', '2026-04-30'));
    const reports = async () =>
      canonicalJson(await Promise.all(days.flatMap((day) => [print(day), print(day, early)])));
    const before = await reports();
    const rebuilt = await bed.followers.rebuild('all');
    expect(rebuilt.filter(({ digestBefore, digestAfter }) => digestBefore !== digestAfter)).toEqual([]);
    expect(await reports()).toBe(before);
  });
});
