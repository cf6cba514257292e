import { pay } from '@test/support/account-commands';
import { accountAfter, figuresOn, outcomeOf, story } from '@test/support/account-story';
import { specFor } from '@test/support/given-when-then';
import { sign } from '@test/support/limit-commands';
import { bill, order } from '@test/support/order-commands';
import { acceptBill, dishonour, honour } from '@test/support/security-commands';
import { creditAccount } from './decider';
import { receivableOf } from './items';

const given = specFor(creditAccount);
const past = [sign('HT-1', '1000.00'), bill('R-1', '600.00', { dueDate: '2026-04-30' })];
const figures = (...commands: Parameters<typeof accountAfter>) => {
  const { receivables, bills, unallocatedCash, exposure } = figuresOn('2026-03-01', accountAfter(...commands));
  return { receivables, bills, unallocatedCash, exposure };
};
const accepted = [...past, acceptBill('B-1', '600.00')];

describe('an acceptance bill', () => {
  test('settles what it pays, and is owed itself until the money is there', () => {
    expect(outcomeOf(past, acceptBill('B-1', '600.00'))).toEqual([
      ...['BillReceived', 'PaymentRecorded', 'PaymentAllocated', 'ReceivableSettled'],
    ]);
    expect(figures(...accepted)).toEqual({
      ...{ receivables: '0.00', bills: '600.00', unallocatedCash: '0.00', exposure: '600.00' },
    });
  });

  test('makes no room before it is honoured, and all of it then', () => {
    expect(outcomeOf(accepted, order('S-1', '400.00'))).toEqual(['ShipmentAuthorised']);
    expect(outcomeOf(accepted, order('S-1', '400.01'))).toEqual(['ShipmentRefused']);
    expect(outcomeOf([...accepted, honour('B-1')], order('S-1', '1000.00'))).toEqual(['ShipmentAuthorised']);
  });

  test('above what is owed leaves the rest as cash, which the bill itself outweighs', () =>
    expect(figures(...past, acceptBill('B-1', '700.00'))).toEqual({
      ...{ receivables: '0.00', bills: '700.00', unallocatedCash: '100.00', exposure: '600.00' },
    }));

  test('pays what it is said to pay', () => {
    const two = [...past, bill('R-2', '50.00')];
    expect(figures(...two, acceptBill('B-1', '50.00', { named: [['R-2', '50.00']] }))).toMatchObject({
      ...{ receivables: '600.00', bills: '50.00' },
    });
    given(...story(...two))
      .when(acceptBill('B-1', '51.00', { named: [['R-2', '50.01']] }))
      .thenProblem('allocation-above-open');
  });

  test('that is not honoured is a receivable again, due on the day on which it was', () => {
    const bounced = [...accepted, dishonour('B-1', '2026-09-02')];
    expect(figures(...bounced)).toEqual({
      ...{ receivables: '600.00', bills: '0.00', unallocatedCash: '0.00', exposure: '600.00' },
    });
    expect(receivableOf(accountAfter(...bounced), 'B-1')).toMatchObject({ open: '600.00', dueDate: '2026-09-01' });
    expect(receivableOf(accountAfter(...bounced), 'R-1')).toMatchObject({ open: '0.00' });
  });

  test('that is not honoured before its day falls due on that day all the same', () =>
    expect(receivableOf(accountAfter(...accepted, dishonour('B-1', '2026-05-01')), 'B-1')).toMatchObject({
      ...{ invoiceDate: '2026-05-01', dueDate: '2026-09-01' },
    }));

  test('ends one way or the other, once', () => {
    expect(outcomeOf([...accepted, honour('B-1')], honour('B-1'))).toEqual([]);
    expect(outcomeOf([...accepted, dishonour('B-1')], dishonour('B-1'))).toEqual([]);
    given(...story(...accepted, honour('B-1')))
      .when(dishonour('B-1'))
      .thenProblem('bill-ended');
    given(...story(...accepted, dishonour('B-1')))
      .when(honour('B-1'))
      .thenProblem('bill-ended');
    given(...story(...accepted))
      .when(honour('B-9'))
      .thenProblem('unknown-bill');
  });

  test('is accepted once under its number, on its last day and not after it', () => {
    expect(outcomeOf(accepted, acceptBill('B-1', '600.00', { on: '2026-04-01' }))).toEqual([]);
    given(...story(...accepted))
      .when(acceptBill('B-1', '600.01'))
      .thenProblem('same-id-other-content');
    given(...story(...past, pay('B-1', '5.00')))
      .when(acceptBill('B-1', '5.00'))
      .thenProblem('same-id-other-content');
    expect(outcomeOf(past, acceptBill('B-2', '1.00', { maturesOn: '2026-03-01' }))).toContain('BillReceived');
    given(...story(...past))
      .when(acceptBill('B-2', '1.00', { maturesOn: '2026-02-28' }))
      .thenProblem('expiry-in-the-past');
  });
});
