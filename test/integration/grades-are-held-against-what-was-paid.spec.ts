import { backtestPolicy } from '@app/domain/backtest/backtest-policy';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { calibration } from '@app/read-models/queries/calibration';
import { onDisk } from '@test/support/policies-on-disk';
import { readBed, type ReadBed } from '@test/support/read-bed';

const policy = backtestPolicy.parse(onDisk('backtest/standard.json'));
const day = (text: string) => dateOf(text);

describe('the calibration of grades', () => {
  let bed: ReadBed;
  beforeAll(async () => (bed = await readBed()));
  afterAll(() => bed.close());

  const account = (customerId: string, agreementId: string, grade: string) =>
    bed.record(`creditAccount-${customerId}`, {
      type: 'AccountOpened',
      data: {
        ...{ customerId, agreementId, limit: '100000.00', grade, termDays: 30 },
        ...{ validFrom: '2026-01-01', validTo: '2026-12-31', on: '2026-01-01' },
      },
    });
  const receivable = (customerId: string, receivableId: string, amount: string, dueDate: string) =>
    bed.record(`creditAccount-${customerId}`, {
      type: 'ReceivableOpened',
      data: { customerId, receivableId, amount, invoiceDate: '2026-02-01', dueDate, on: '2026-02-01' },
    });
  const paid = (customerId: string, receivableId: string, amount: string, valueDate: string) => {
    const paymentId = `P-${receivableId}-${valueDate}`;
    return bed.record(
      `creditAccount-${customerId}`,
      { type: 'PaymentRecorded', data: { customerId, paymentId, amount, valueDate, reference: '', on: valueDate } },
      { type: 'PaymentAllocated', data: { customerId, receivableId, paymentId, amount, valueDate, on: valueDate } },
    );
  };
  const found = async (asOf: string, by: 'characteristic' | 'credit' = 'characteristic') => {
    await bed.followers.settle();
    return (await calibration(bed.sql, { asOf: day(asOf), by, policy })).rows;
  };

  test('counts what was paid by its last payment, and what is open once it is late', async () => {
    await account('C-1', 'HT-1', '3A2');
    await receivable('C-1', 'R-1', '1000.00', '2026-03-01');
    await paid('C-1', 'R-1', '400.00', '2026-02-20');
    await paid('C-1', 'R-1', '600.00', '2026-03-01'); // the last day in time
    await receivable('C-1', 'R-2', '2000.00', '2026-03-01');
    await paid('C-1', 'R-2', '2000.00', '2026-03-02'); // one day late
    await receivable('C-1', 'R-3', '4000.00', '2026-03-01'); // never paid
    await receivable('C-1', 'R-4', '8000.00', '2026-06-01'); // not due yet
    expect(await found('2026-03-31')).toEqual([
      {
        grade: 'CA2',
        receivables: 3,
        late: 2,
        latePercent: '66.67',
        low: '20.77',
        high: '93.85',
        meanDaysLate: '10.3',
        worstDaysLate: 30,
        amount: '7000.00',
        lateAmount: '6000.00',
      },
    ]);
  });

  test('says what was known of a day, whatever came afterwards', async () => {
    expect(await found('2026-02-28')).toEqual([]);
    // On the day after the due date R-2 is paid and R-3 is open: both are one day late.
    expect(await found('2026-03-02')).toMatchObject([
      { receivables: 3, late: 2, meanDaysLate: '0.7', worstDaysLate: 1 },
    ]);
  });

  test('goes by the grade that the customer had when the goods went out', async () => {
    await account('C-1', 'HT-2', '2A3');
    await receivable('C-1', 'R-5', '100.00', '2026-03-01');
    await paid('C-1', 'R-5', '100.00', '2026-02-10');
    await receivable('C-2', 'R-6', '100.00', '2026-03-01');
    expect(await found('2026-03-31', 'credit')).toMatchObject([
      { grade: '2A3', receivables: 1, late: 0, latePercent: '0.00', low: '0.00', high: '79.35' },
      { grade: '3A2', receivables: 3, late: 2 },
      { receivables: 1, late: 1, latePercent: '100.00', low: '20.65', high: '100.00' },
    ]);
    expect((await found('2026-03-31')).map(({ grade }) => grade)).toEqual(['CA2', 'CA3', undefined]);
  });

  test('leaves out what is late through our fault, and moves due dates that were extended', async () => {
    const about = { customerId: 'C-1', receivableId: 'R-3', on: '2026-03-10' };
    await bed.record('creditAccount-C-1', {
      type: 'ExtensionGranted',
      data: { ...about, extensionId: 'E-1', dueDateBefore: '2026-03-01', dueDate: '2026-03-21', decidedBy: 'w' },
    });
    expect((await found('2026-03-31'))[0]).toMatchObject({ late: 2, worstDaysLate: 10 });
    expect((await found('2026-03-09'))[0]).toMatchObject({ late: 2, worstDaysLate: 8 });
    const dispute = { disputeId: 'D-1', amount: ofYuan(1), reason: '配件漏发', nonCredit: true, raisedBy: 's' };
    await bed.record('creditAccount-C-1', { type: 'DisputeRaised', data: { ...about, ...dispute } });
    expect((await found('2026-03-31'))[0]).toMatchObject({ receivables: 2, late: 1, worstDaysLate: 1 });
  });
});
