import { allocate, closeDispute, hold, pay } from '@test/support/account-commands';
import {
  allocated,
  disputeClosed,
  disputed,
  held,
  holdLifted,
  owed,
  paid,
  settled,
} from '@test/support/account-events';
import { reverse } from '@test/support/correcting-commands';
import { allocatedOn, invoiced, paidOn, reopened, reversed, takenBack } from '@test/support/correcting-events';
import { specFor } from '@test/support/given-when-then';
import { acceptBill, note } from '@test/support/security-commands';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { receivableOf } from './items';

const given = specFor(creditAccount);
const state = (...events: readonly CreditAccountEvent[]) => after(creditAccount.initial, events);
const [first, second] = [owed('R-1', '100.00', '2026-03-31'), owed('R-2', '100.00', '2026-04-30')];
const cheque = [
  ...[first, second, paid('P-1', '170.00')],
  ...[allocated('P-1', 'R-1', '100.00'), settled('R-1'), allocated('P-1', 'R-2', '60.00')],
];
const back = (nth: number, receivableId: string, amount: string, on: string, valueDate = on) =>
  takenBack('P-1', receivableId, amount, { id: `reversal-${nth}`, reason: 'no cover', valueDate, on });

describe('a payment that bounces', () => {
  test('is taken back from everything that it paid on that day, and what it settled is owed again', () => {
    const on = '2026-03-20';
    given(...cheque)
      .when(reverse('P-1', 'bounced', { on }))
      .then(
        back(1, 'R-2', '60.00', on),
        back(2, 'R-1', '100.00', on),
        reversed('P-1', '170.00', 'bounced', { on }),
        reopened('R-1', '100.00', on),
      );
  });

  test('leaves nothing that could be allocated, and the ledger as if it had not come', () => {
    const events = given(...cheque)
      .when(reverse('P-1', 'bounced', { on: '2026-03-20' }))
      .decided();
    const then = state(...cheque, ...events);
    expect(then).toMatchObject({ ledger: '200.00', sums: { receivables: '200.00', unallocatedCash: '0.00' } });
    given(...cheque, ...events)
      .when(allocate('P-1'))
      .thenProblem('payment-reversed');
  });

  test('is reversed once: the same again does nothing, another reversal makes no sense', () => {
    const gone = [
      ...[...cheque, back(1, 'R-2', '60.00', '2026-03-20'), back(2, 'R-1', '100.00', '2026-03-20')],
      ...[reversed('P-1', '170.00', 'bounced', { on: '2026-03-20' }), reopened('R-1', '100.00', '2026-03-20')],
    ];
    given(...gone)
      .when(reverse('P-1', 'bounced', { on: '2026-03-25' }))
      .thenNothing();
    given(...gone)
      .when(reverse('P-1', 'bounced', { valueDate: '2026-03-21', on: '2026-03-25' }))
      .thenProblem('payment-reversed-otherwise');
    given(...gone)
      .when(reverse('P-1', 'mistake', { on: '2026-03-25' }))
      .thenProblem('payment-reversed-otherwise');
    given(...gone)
      .when(pay('P-1', '170.00'))
      .thenNothing();
  });

  test('bounces on a day that has come, and not before it was there', () => {
    given(...cheque)
      .when(reverse('P-1', 'bounced', { valueDate: '2026-02-28', on: '2026-03-20' }))
      .thenProblem('value-date-too-early');
    given(...cheque)
      .when(reverse('P-1', 'bounced', { valueDate: '2026-03-21', on: '2026-03-20' }))
      .thenProblem('date-order');
  });

  test('has to be one: a bill is dishonoured, and nobody reverses what is not there', () => {
    const accepted = given(first).when(acceptBill('B-1', '50.00')).decided();
    given(first, ...accepted)
      .when(reverse('B-1', 'bounced'))
      .thenProblem('bill-is-dishonoured');
    given(first).when(reverse('P-9', 'bounced')).thenProblem('unknown-payment');
  });
});

describe('a payment that was entered by mistake', () => {
  test('was never there: everything counts from its own day, an advance from that of its invoice', () => {
    const on = '2026-03-20';
    const advance = [
      ...[paidOn('P-1', '60.00', '2026-03-01'), invoiced('R-1', '60.00', ['2026-03-05', '2026-04-30'])],
      ...[allocatedOn('P-1', 'R-1', '60.00', { valueDate: '2026-03-01', on: '2026-03-05' }), settled('R-1')],
    ];
    given(...advance)
      .when(reverse('P-1', 'mistake', { on }))
      .then(
        back(1, 'R-1', '60.00', on, '2026-03-05'),
        reversed('P-1', '60.00', 'mistake', { valueDate: '2026-03-01', on }),
        reopened('R-1', '60.00', on),
      );
  });
});

describe('the hold that a payment lifted', () => {
  const late = '2026-04-20';
  const step = (name: 'hold') =>
    given(first)
      .when(note('R-1', name, late))
      .decided();
  const paidUp = [
    ...[first, ...step('hold'), held('R-1', late), paid('P-1', '100.00', late)],
    ...[allocated('P-1', 'R-1', '100.00', late), settled('R-1', late)],
    holdLifted('R-1', 'settled', 'credit-account', { day: late }),
  ];
  const bounce = reverse('P-1', 'bounced', { on: '2026-04-25' });
  const gone = [back(1, 'R-1', '100.00', '2026-04-25'), reversed('P-1', '100.00', 'bounced', { on: '2026-04-25' })];

  test('is back with the receivable, and so is the step that its follow-up had come to', () => {
    given(...paidUp)
      .when(bounce)
      .then(...gone, reopened('R-1', '100.00', '2026-04-25'), held('R-1', '2026-04-25'));
    const then = state(...paidUp, ...gone, reopened('R-1', '100.00', '2026-04-25'), held('R-1', '2026-04-25'));
    expect([...then.holds]).toEqual(['R-1']);
    expect([...then.steps]).toEqual([['R-1', 'hold']]);
    expect([...state(...paidUp).steps]).toEqual([]);
  });

  test('lifts with the next payment, and comes back with the next bounce', () => {
    const again = [...paidUp, ...gone, reopened('R-1', '100.00', '2026-04-25'), held('R-1', '2026-04-25')];
    const events = given(...again)
      .when(pay('P-2', '100.00', { on: '2026-04-26' }))
      .decided();
    expect(events.map(({ type }) => type)).toEqual([
      ...['PaymentRecorded', 'PaymentAllocated', 'ReceivableSettled', 'HoldLifted'],
    ]);
    const second = given(...again, ...events)
      .when(reverse('P-2', 'bounced', { on: '2026-04-27' }))
      .decided();
    expect(second.at(-1)).toEqual(held('R-1', '2026-04-27'));
  });

  test('waits for the end of a dispute over a fault of ours, and no longer', () => {
    const inDispute = [
      ...[first, held('R-1', late), disputed('D-1', 'R-1', '10.00', true)],
      holdLifted('R-1', 'disputed', 'approver-wang', { note: 'damaged' }),
      ...[paid('P-1', '100.00', late), allocated('P-1', 'R-1', '100.00', late), settled('R-1', late)],
    ];
    const reopen = reopened('R-1', '100.00', '2026-04-25');
    given(...inDispute)
      .when(bounce)
      .then(...gone, reopen);
    given(...inDispute, ...gone, reopen)
      .when(closeDispute('D-1', 'R-1', '2026-04-28'))
      .then(disputeClosed('D-1', 'R-1', '2026-04-28'), held('R-1', '2026-04-28'));
    given(...inDispute, disputeClosed('D-1', 'R-1', '2026-04-22'))
      .when(bounce)
      .then(...gone, reopen, held('R-1', '2026-04-25'));
  });

  test('does not come back where somebody had lifted it by hand before', () => {
    const byHand = [
      ...[first, held('R-1', late), holdLifted('R-1', 'by-hand', 'approver-zhao', { day: late })],
      ...[paid('P-1', '100.00', late), allocated('P-1', 'R-1', '100.00', late), settled('R-1', late)],
    ];
    given(...byHand)
      .when(bounce)
      .then(...gone, reopened('R-1', '100.00', '2026-04-25'));
    given(...byHand, ...gone, reopened('R-1', '100.00', '2026-04-25'))
      .when(hold('R-1'))
      .thenNothing();
  });
});

test('what settled a receivable and bounced leaves its due date where it was', () => {
  const events = given(...cheque)
    .when(reverse('P-1', 'bounced', { on: '2026-03-20' }))
    .decided();
  expect(receivableOf(state(...cheque, ...events), 'R-1')).toMatchObject({ dueDate: '2026-03-31', open: '100.00' });
});
