import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agingReport } from '@app/contracts/aging';
import { agingPolicy } from '@app/domain/aging/aging-policy';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { aging } from '@app/read-models/queries/aging';
import { readBed, type ReadBed } from '@test/support/read-bed';

const policy = agingPolicy.parse(
  JSON.parse(readFileSync(join(__dirname, '../../config/policies/aging/standard.json'), 'utf8')),
);
const on = dateOf('2026-06-30');

const owed = (
  customerId: string,
  receivableId: string,
  amount: string,
  dates: [string, string],
): CreditAccountEvent => {
  const [invoiceDate, dueDate] = dates.map(dateOf) as [ReturnType<typeof dateOf>, ReturnType<typeof dateOf>];
  return {
    type: 'ReceivableOpened',
    data: { customerId, receivableId, amount: ofYuan(amount), invoiceDate, dueDate, on },
  };
};
const paid = (customerId: string, paymentId: string, amount: string, valueDate: string): CreditAccountEvent => ({
  type: 'PaymentRecorded',
  data: { customerId, paymentId, amount: ofYuan(amount), valueDate: dateOf(valueDate), reference: '', on },
});
const allocated = (
  customerId: string,
  [paymentId, receivableId]: [string, string],
  amount: string,
  valueDate: string,
): CreditAccountEvent => ({
  type: 'PaymentAllocated',
  data: { customerId, paymentId, receivableId, amount: ofYuan(amount), valueDate: dateOf(valueDate), on },
});
const extended = (customerId: string, receivableId: string, day: string, dueDate: string): CreditAccountEvent => ({
  type: 'ExtensionGranted',
  data: {
    customerId,
    receivableId,
    extensionId: 'E-1',
    dueDateBefore: dateOf('2026-03-31'),
    dueDate: dateOf(dueDate),
    decidedBy: 'zhao',
    on: dateOf(day),
  },
});
const registered = (customerId: string, name: string, sellingUnit: string) => ({
  type: 'CustomerRegistered',
  data: { customerId, name, sellingUnit, on },
});

describe('aging as of a day', () => {
  let bed: ReadBed;
  beforeEach(async () => {
    bed = await readBed();
  });
  afterEach(() => bed.close());

  const tell = async (...events: CreditAccountEvent[]): Promise<void> => {
    for (const event of events) await bed.record(`creditAccount-${event.data.customerId}`, event);
  };
  const asOf = async (day: string, wish: { by?: 'customer' | 'unit'; page?: number; size?: number } = {}) => {
    await bed.followers.settle();
    const { by = 'customer', page = 1, size = 50 } = wish;
    return agingReport.parse(
      await aging(bed.sql, { asOf: dateOf(day), policy, policyHash: 'h', basis: 'due', by, page, size }),
    );
  };
  const figures = async (day: string): Promise<Record<string, string>> => {
    const { buckets } = await asOf(day);
    return Object.fromEntries(
      buckets.filter(({ invoices }) => invoices > 0).map(({ bucket, amount }) => [bucket, amount]),
    );
  };

  it('is empty where nothing was owed', async () => {
    expect(await asOf('2026-03-01')).toMatchObject({
      invoices: 0,
      receivables: '0.00',
      unallocatedCash: '0.00',
      proof: { buckets: '0.00', unallocatedCash: '0.00', ledger: '0.00' },
      rows: [],
      total: 0,
    });
  });

  it('moves from bucket to bucket with the days, on the very day', async () => {
    await tell(owed('A', 'R-1', '100.00', ['2026-03-01', '2026-03-31']));
    const days = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01', '2026-04-07', '2026-04-08', '2026-04-14'];
    const found = await Promise.all(days.map(figures));
    expect(found.map((each) => Object.keys(each)[0])).toEqual([
      undefined,
      'not-due',
      'not-due',
      '1-7',
      '1-7',
      '8-14',
      '8-14',
    ]);
    expect(Object.keys(await figures('2026-04-30'))).toEqual(['15-30']);
    expect(Object.keys(await figures('2026-09-27'))).toEqual(['91-180']);
    expect(Object.keys(await figures('2026-09-28'))).toEqual(['over-180']);
  });

  it('keeps what a part payment leaves, from its value date on, however late it was recorded', async () => {
    await tell(
      owed('A', 'R-1', '100.00', ['2026-03-01', '2026-03-31']),
      owed('A', 'R-2', '50.00', ['2026-03-15', '2026-04-15']),
      paid('A', 'P-1', '30.01', '2026-04-05'),
      allocated('A', ['P-1', 'R-1'], '30.01', '2026-04-05'),
    );
    expect(await figures('2026-04-04')).toEqual({ 'not-due': '50.00', '1-7': '100.00' });
    expect(await figures('2026-04-05')).toEqual({ 'not-due': '50.00', '1-7': '69.99' });
  });

  it('shows cash that no receivable had taken in its own column', async () => {
    await tell(
      owed('A', 'R-1', '100.00', ['2026-03-01', '2026-03-31']),
      paid('A', 'P-1', '130.00', '2026-03-10'),
      allocated('A', ['P-1', 'R-1'], '100.00', '2026-03-10'),
    );
    const report = await asOf('2026-04-30');
    expect(report).toMatchObject({ receivables: '0.00', unallocatedCash: '30.00', invoices: 0, total: 1 });
    expect(report.proof).toEqual({
      ...{ buckets: '0.00', unallocatedCash: '30.00', creditNotes: '0.00' },
      ledger: '-30.00',
    });
    expect(report.rows).toEqual([
      {
        key: 'A',
        name: 'A',
        buckets: Array(8).fill('0.00'),
        receivables: '0.00',
        disputed: '0.00',
        unallocatedCash: '30.00',
        creditNotes: '0.00',
      },
    ]);
  });

  it('holds a payment in advance as cash until the invoice that it paid exists', async () => {
    await tell(
      paid('A', 'P-1', '80.00', '2026-03-01'),
      owed('A', 'R-1', '100.00', ['2026-03-20', '2026-04-20']),
      allocated('A', ['P-1', 'R-1'], '80.00', '2026-03-01'),
    );
    expect(await asOf('2026-03-19')).toMatchObject({ receivables: '0.00', unallocatedCash: '80.00' });
    expect(await asOf('2026-03-20')).toMatchObject({ receivables: '20.00', unallocatedCash: '0.00' });
  });

  it('goes by the due date that held on that day', async () => {
    await tell(
      owed('A', 'R-1', '100.00', ['2026-03-01', '2026-03-31']),
      extended('A', 'R-1', '2026-03-25', '2026-04-30'),
      extended('A', 'R-1', '2026-04-28', '2026-05-31'),
      owed('A', 'R-2', '5.00', ['2026-03-01', '2026-03-20']),
    );
    expect(await figures('2026-03-24')).toEqual({ 'not-due': '100.00', '1-7': '5.00' });
    expect(await figures('2026-04-10')).toEqual({ 'not-due': '100.00', '15-30': '5.00' });
    expect(await figures('2026-05-10')).toEqual({ 'not-due': '100.00', '31-60': '5.00' });
    expect(await figures('2026-06-03')).toEqual({ '1-7': '100.00', '61-90': '5.00' });
  });

  it('shows what was in dispute on that day, never more than was open', async () => {
    const raised = { customerId: 'A', receivableId: 'R-1', disputeId: 'D-1' };
    await tell(
      owed('A', 'R-1', '100.00', ['2026-03-01', '2026-03-31']),
      {
        type: 'DisputeRaised',
        data: {
          ...raised,
          amount: ofYuan('40.00'),
          reason: 'x',
          nonCredit: false,
          raisedBy: 'w',
          on: dateOf('2026-04-02'),
        },
      },
      paid('A', 'P-1', '75.00', '2026-04-10'),
      allocated('A', ['P-1', 'R-1'], '75.00', '2026-04-10'),
      { type: 'DisputeClosed', data: { ...raised, outcome: 'x', closedBy: 'w', on: dateOf('2026-04-20') } },
    );
    const disputedOn = async (day: string) => (await asOf(day)).rows[0]?.disputed;
    expect(await Promise.all(['2026-04-01', '2026-04-02', '2026-04-10', '2026-04-20'].map(disputedOn))).toEqual([
      '0.00',
      '40.00',
      '25.00',
      '0.00',
    ]);
  });

  it('adds up by customer or by unit, the largest first, and its totals do not depend on the page', async () => {
    await bed.record('customer-A', registered('A', '长春农机', '东北'));
    await bed.record('customer-B', registered('B', '德州农机', '华北'));
    await bed.record('customer-C', registered('C', '沈阳农机', '东北'));
    await tell(
      owed('A', 'R-1', '10.00', ['2026-03-01', '2026-03-31']),
      owed('B', 'R-1', '15.00', ['2026-03-01', '2026-04-30']),
      owed('C', 'R-1', '7.00', ['2026-03-01', '2026-03-31']),
    );
    const byUnit = await asOf('2026-04-05', { by: 'unit' });
    expect(byUnit.rows.map(({ name, receivables, buckets }) => [name, receivables, buckets.slice(0, 2)])).toEqual([
      ['东北', '17.00', ['0.00', '17.00']],
      ['华北', '15.00', ['15.00', '0.00']],
    ]);
    const second = await asOf('2026-04-05', { page: 2, size: 2 });
    expect(second).toMatchObject({ receivables: '32.00', invoices: 3, total: 3, page: 2 });
    expect(second.rows.map(({ name }) => name)).toEqual(['沈阳农机']);
    expect(await asOf('2026-04-05', { page: 9, size: 2 })).toMatchObject({ rows: [], total: 3, receivables: '32.00' });
  });

  it('is refused rather than wrong when the entries do not tie', async () => {
    await tell(owed('A', 'R-1', '10.00', ['2026-03-01', '2026-03-31']));
    await bed.followers.settle();
    await bed.sql`delete from read.open_receivable`;
    await expect(asOf('2026-04-05')).rejects.toMatchObject({
      code: 'report-does-not-tie',
      facts: { asOf: '2026-04-05', buckets: '0.00', ledger: '10.00', customers: 'A' },
    });
    await bed.sql`delete from read.receivable_life`;
    await expect(asOf('2026-03-02')).rejects.toMatchObject({ code: 'report-does-not-tie' });
  });
});
