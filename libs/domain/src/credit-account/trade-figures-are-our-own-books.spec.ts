import { array, assert, constantFrom, integer, property, record, boolean, type Arbitrary } from 'fast-check';
import { addDays, addMonths, dateOf, daysBetween, type BusinessDate } from '@app/kernel/business-date';
import { customerId, disputed, owed, paid } from '@test/support/account-events';
import { fenOf } from '@test/support/fen';
import { ofYuan } from '@app/kernel/yuan';
import type { CreditAccountEvent } from './events';
import { tradeFiguresOf } from './trade-figures-of';

const asOf = dateOf('2026-06-30');
const firstDay = dateOf('2024-12-01');

const invoiced = (receivableId: string, amount: string, dueDate: BusinessDate): CreditAccountEvent => {
  const invoiceDate = addDays(dueDate, -30);
  const data = { customerId, receivableId, amount: ofYuan(amount), invoiceDate, dueDate, on: firstDay };
  return { type: 'ReceivableOpened', data };
};
const settledBy = (receivableId: string, amount: string, valueDate: BusinessDate): CreditAccountEvent => ({
  type: 'PaymentAllocated',
  data: { customerId, receivableId, paymentId: 'P-1', amount: ofYuan(amount), valueDate, on: firstDay },
});
const shipped = (on: BusinessDate): CreditAccountEvent => ({
  type: 'ShipmentDispatched',
  data: { customerId, shipmentId: 'S-1', dispatchId: `D-${on}`, amount: ofYuan(1), on },
});
const moved = (receivableId: string, dueDateBefore: BusinessDate, dueDate: BusinessDate): CreditAccountEvent => ({
  type: 'ExtensionGranted',
  data: {
    customerId,
    receivableId,
    extensionId: 'E-1',
    dueDateBefore,
    dueDate,
    decidedBy: 'approver-zhao',
    on: firstDay,
  },
});
const day = (text: string): BusinessDate => dateOf(text);

describe('what our books say of trading with a customer', () => {
  test('is nothing when nothing was ever shipped or invoiced', () => {
    expect(tradeFiguresOf([], asOf)).toBeUndefined();
    expect(tradeFiguresOf([paid('P-1', '5.00', '2026-01-01')], asOf)).toBeUndefined();
  });

  test('weighs by amount what was paid in time, and how late the rest was', () => {
    const events = [
      invoiced('R-1', '300.00', day('2026-01-10')),
      settledBy('R-1', '200.00', day('2026-01-10')),
      settledBy('R-1', '100.00', day('2026-01-20')),
      invoiced('R-2', '100.00', day('2026-06-20')),
    ];
    // 200 in time, 100 ten days late, and 100 open for ten days.
    expect(tradeFiguresOf(events, asOf)).toMatchObject({
      onTimePercent: '50.00',
      averageDaysLate: '5.00',
      longestDaysOverdue: 10,
    });
  });

  test('takes what is due on the day itself as not fallen due, and twelve months back to the day', () => {
    const figures = (dueDate: string) => tradeFiguresOf([invoiced('R-1', '1.00', day(dueDate))], asOf);
    expect(figures('2026-06-30')).not.toHaveProperty('onTimePercent');
    expect(figures('2026-06-29')).toMatchObject({ onTimePercent: '0.00', averageDaysLate: '1.00' });
    expect(figures('2025-06-30')).toMatchObject({ onTimePercent: '0.00' });
    expect(figures('2025-06-29')).not.toHaveProperty('onTimePercent');
  });

  test('counts from the due date as extended', () => {
    const late = [invoiced('R-1', '1.00', day('2026-03-01')), settledBy('R-1', '1.00', day('2026-03-31'))];
    expect(tradeFiguresOf(late, asOf)).toMatchObject({ averageDaysLate: '30.00' });
    const extension = moved('R-1', day('2026-03-01'), day('2026-03-31'));
    expect(tradeFiguresOf([...late, extension], asOf)).toMatchObject({
      onTimePercent: '100.00',
      longestDaysOverdue: 0,
    });
  });

  test('remembers an old debt only as long as it was open within the twelve months', () => {
    const old = invoiced('R-1', '1.00', day('2025-01-01'));
    expect(tradeFiguresOf([old, settledBy('R-1', '1.00', day('2025-06-29'))], asOf)?.longestDaysOverdue).toBe(0);
    expect(tradeFiguresOf([old, settledBy('R-1', '1.00', day('2025-06-30'))], asOf)?.longestDaysOverdue).toBe(180);
  });

  test('counts the months with goods sent, by dispatch, or by invoice where no dispatch is told', () => {
    const events = [shipped(day('2026-06-30')), shipped(day('2026-06-01')), shipped(day('2026-05-30'))];
    expect(tradeFiguresOf(events, asOf)?.monthsWithOrders).toBe(2);
    expect(tradeFiguresOf([owed('R-1', '1.00', '2026-04-01')], asOf)?.monthsWithOrders).toBe(1);
    expect(tradeFiguresOf([owed('R-1', '1.00', '2026-04-01', 'S-1')], asOf)?.monthsWithOrders).toBe(0);
    expect(tradeFiguresOf([shipped(day('2025-06-30'))], asOf)?.monthsWithOrders).toBe(0);
  });

  test('counts disputes, but not those that are our own fault', () => {
    const debt = owed('R-1', '100.00', '2026-04-01');
    const figures = tradeFiguresOf([debt, disputed('D-1', 'R-1', '1.00'), disputed('D-2', 'R-1', '1.00', true)], asOf);
    expect(figures?.disputesAndBrokenPromises).toBe(1);
  });

  test('knows nothing of what was recorded after the day', () =>
    expect(tradeFiguresOf([shipped(day('2026-07-01'))], asOf)).toBeUndefined());
});

// A second set of books, kept day by day and fen by fen: whose money is out at the end of each day of the twelve months.
const draw = record({
  fen: integer({ min: 1, max: 1_000_000 }),
  due: integer({ min: -500, max: 20 }),
  parts: array(record({ share: integer({ min: 1, max: 60 }), late: integer({ min: -40, max: 200 }) }), {
    maxLength: 3,
  }),
  later: constantFrom(0, 0, 0, 30),
  disputes: boolean(),
});
type Draw = typeof draw extends Arbitrary<infer Drawn> ? Drawn : never;
const moneyOf = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

const eventsOf = (draws: readonly Draw[]): CreditAccountEvent[] =>
  draws.flatMap(({ fen, due, parts, later, disputes }, nth) => {
    const id = `R-${nth}`;
    const dueDate = addDays(asOf, due);
    let left = fen;
    const payments = parts.flatMap(({ share, late }) => {
      const part = Math.min(left, Math.floor((fen * share) / 100));
      left -= part;
      return part === 0 ? [] : [settledBy(id, moneyOf(part), addDays(dueDate, late))];
    });
    return [
      invoiced(id, moneyOf(fen), dueDate),
      ...payments,
      ...(later === 0 ? [] : [moved(id, dueDate, addDays(dueDate, later))]),
      ...(disputes ? [disputed(`D-${nth}`, id, '0.01')] : []),
    ];
  });

const plainFigures = (events: readonly CreditAccountEvent[]) => {
  const from = addMonths(asOf, -12);
  const debts = new Map<string, { due: BusinessDate; fen: number; paid: [BusinessDate, number][] }>();
  for (const { type, data } of events) {
    if (type === 'ReceivableOpened')
      debts.set(data.receivableId, { due: data.dueDate, fen: fenOf(data.amount), paid: [] });
    if (type === 'PaymentAllocated') debts.get(data.receivableId)?.paid.push([data.valueDate, fenOf(data.amount)]);
    if (type === 'ExtensionGranted')
      debts.set(data.receivableId, { ...debts.get(data.receivableId)!, due: data.dueDate });
  }
  let [whole, inTime, fenDays, longest] = [0, 0, 0, 0];
  for (const { due, fen, paid: parts } of debts.values()) {
    const openAfter = (on: BusinessDate) => parts.reduce((sum, [when, part]) => (when <= on ? sum - part : sum), fen);
    const counts = from <= due && due < asOf;
    if (counts) [whole, inTime] = [whole + fen, inTime + fen - openAfter(due)];
    for (let on = due; on < asOf; on = addDays(on, 1)) {
      const open = openAfter(on);
      if (open === 0) break;
      // Open at the end of a day: one day later still, on the next.
      if (counts) fenDays += open;
      if (addDays(on, 1) >= from) longest = Math.max(longest, daysBetween(due, on) + 1);
    }
  }
  const share = (part: number) => Math.round((part * 100) / whole) / 100;
  return { whole, onTime: share(inTime * 100), late: share(fenDays), longest };
};

test('whatever was invoiced and however it was paid, a second set of books says the same', () => {
  let seen = 0;
  assert(
    property(array(draw, { minLength: 1, maxLength: 6 }), (draws) => {
      const events = eventsOf(draws);
      const figures = tradeFiguresOf(events, asOf);
      const plain = plainFigures(events);
      expect(figures?.longestDaysOverdue).toBe(plain.longest);
      if (plain.whole === 0) {
        expect(figures).not.toHaveProperty('onTimePercent');
        return;
      }
      seen += 1;
      expect(Number(figures?.onTimePercent)).toBeCloseTo(plain.onTime, 1);
      expect(Number(figures?.averageDaysLate)).toBeCloseTo(plain.late, 1);
    }),
    { numRuns: 100, seed: 20261123 },
  );
  expect(seen).toBeGreaterThan(50);
});
