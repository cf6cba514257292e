import { allocated, owed, paid, settled } from '@test/support/account-events';
import { pay } from '@test/support/account-commands';
import { allocateBy, takeBack } from '@test/support/correcting-commands';
import { allocatedOn, invoiced, paidOn, reopened, reversed, takenBack } from '@test/support/correcting-events';
import { specFor } from '@test/support/given-when-then';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { paymentOf, receivableOf } from './items';

const given = specFor(creditAccount);
const receivable = owed('R-1', '100.00', '2026-04-30');
const part = [receivable, paid('P-1', '60.00'), allocated('P-1', 'R-1', '60.00')];
const whole = [receivable, paid('P-1', '150.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1')];
const state = (...events: readonly CreditAccountEvent[]) => after(creditAccount.initial, events);

describe('taking an allocation back', () => {
  test('makes the money unallocated again and the receivable owed, as if it had never been', () => {
    given(...part)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { on: '2026-03-20' }))
      .then(takenBack('P-1', 'R-1', '60.00', { valueDate: '2026-03-01', on: '2026-03-20' }));
    const then = state(...part, takenBack('P-1', 'R-1', '60.00'));
    expect(then.sums).toMatchObject({ receivables: '100.00', unallocatedCash: '60.00' });
    expect(paymentOf(then, 'P-1')?.allocations).toEqual([]);
  });

  test('may be of a part, and from a day on', () =>
    given(...part)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { amount: '20.00', valueDate: '2026-03-10', on: '2026-03-20' }))
      .then(takenBack('P-1', 'R-1', '20.00', { valueDate: '2026-03-10', on: '2026-03-20' })));

  test('opens a settled receivable again, to the last fen of the last one', () => {
    given(...whole)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { amount: '0.01' }))
      .then(takenBack('P-1', 'R-1', '0.01'), reopened('R-1', '0.01'));
    const then = state(...whole, takenBack('P-1', 'R-1', '0.01'), reopened('R-1', '0.01'));
    expect(receivableOf(then, 'R-1')).toMatchObject({ open: '0.01', dueDate: '2026-04-30' });
    expect(then.due).toMatchObject([{ dueDate: '2026-04-30', open: '0.01', receivableIds: ['R-1'] }]);
  });

  test('finds a spent payment and a settled receivable among what has ended', () => {
    const spent = [receivable, paid('P-1', '100.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1')];
    given(...spent)
      .when(takeBack('DA-1', ['P-1', 'R-1']))
      .then(takenBack('P-1', 'R-1', '100.00'), reopened('R-1', '100.00'));
  });

  test('takes what went there last first', () => {
    const twice = [
      invoiced('R-1', '100.00', ['2026-03-01', '2026-04-30']),
      paidOn('P-1', '60.00', '2026-03-01'),
      allocatedOn('P-1', 'R-1', '40.00', { valueDate: '2026-03-01' }),
      allocatedOn('P-1', 'R-1', '20.00', { valueDate: '2026-03-15', on: '2026-03-15' }),
    ];
    const back = takenBack('P-1', 'R-1', '30.00', { valueDate: '2026-03-15', on: '2026-03-20' });
    given(...twice)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { amount: '30.00', on: '2026-03-20' }))
      .then(back);
    expect(paymentOf(state(...twice, back), 'P-1')?.allocations).toEqual([{ receivableId: 'R-1', amount: '30.00' }]);
  });

  test('does nothing when it is asked again, whatever is left out the second time', () => {
    const back = [...part, takenBack('P-1', 'R-1', '20.00', { valueDate: '2026-03-10', on: '2026-03-20' })];
    given(...back)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { amount: '20.00', valueDate: '2026-03-10', on: '2026-03-20' }))
      .thenNothing();
    given(...back)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { on: '2026-03-25' }))
      .thenNothing();
    given(...back)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { amount: '20.01', on: '2026-03-25' }))
      .thenProblem('same-id-other-content');
    given(...back)
      .when(takeBack('DA-2', ['P-1', 'R-1'], { amount: '20.00', on: '2026-03-25' }))
      .then(takenBack('P-1', 'R-1', '20.00', { id: 'DA-2', valueDate: '2026-03-01', on: '2026-03-25' }));
  });

  test('takes no more than went there, and nothing of what is not there', () => {
    given(...part)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { amount: '60.01' }))
      .thenProblem('deallocation-above-allocated');
    given(...part)
      .when(takeBack('DA-1', ['P-1', 'R-2']))
      .thenProblem('deallocation-above-allocated');
    given(...part)
      .when(takeBack('DA-1', ['P-2', 'R-1']))
      .thenProblem('unknown-payment');
    given(...part, takenBack('P-1', 'R-1', '60.00', { id: 'DA-0' }), reversed('P-1', '60.00', 'mistake'))
      .when(takeBack('DA-1', ['P-1', 'R-1']))
      .thenProblem('payment-reversed');
  });

  test('counts from a day between that of the allocation and today', () => {
    const late = [
      receivable,
      paidOn('P-1', '60.00', '2026-03-10'),
      allocatedOn('P-1', 'R-1', '60.00', { valueDate: '2026-03-10' }),
    ];
    given(...late)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { valueDate: '2026-03-09', on: '2026-03-20' }))
      .thenProblem('value-date-too-early');
    given(...late)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { valueDate: '2026-03-21', on: '2026-03-20' }))
      .thenProblem('date-order');
    given(...late)
      .when(takeBack('DA-1', ['P-1', 'R-1'], { valueDate: '2026-03-10', on: '2026-03-20' }))
      .then(takenBack('P-1', 'R-1', '60.00', { valueDate: '2026-03-10', on: '2026-03-20' }));
  });

  test('leaves the payment recorded: sending it again, with its names, does nothing', () => {
    const moved = [
      receivable,
      owed('R-2', '60.00', '2026-05-30'),
      paid('P-1', '60.00'),
      allocated('P-1', 'R-1', '60.00'),
    ];
    const then = [...moved, takenBack('P-1', 'R-1', '60.00'), allocated('P-1', 'R-2', '60.00'), settled('R-2')];
    given(...then)
      .when(pay('P-1', '60.00', { named: [['R-1', '60.00']] }))
      .thenNothing();
    given(...moved, takenBack('P-1', 'R-1', '60.00'))
      .when(allocateBy('P-1', { invoices: ['R-2'] }))
      .then(allocated('P-1', 'R-2', '60.00'), settled('R-2'));
  });
});
