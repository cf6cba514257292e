import { allocated, owed, paid, settled } from '@test/support/account-events';
import { allocate, pay } from '@test/support/account-commands';
import { cancelNote, credit, reverse, takeBack } from '@test/support/correcting-commands';
import {
  allocatedOn,
  credited,
  invoiced,
  noteCancelled,
  reopened,
  settledBy,
  takenBack,
} from '@test/support/correcting-events';
import { specFor } from '@test/support/given-when-then';
import { currentCheck } from '@test/support/policies-on-disk';
import { dateOf } from '@app/kernel/business-date';
import { checkPolicy } from './check-policy';
import { itemsOf } from './component-items';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { exposureOn, positionOf } from './exposure';

const given = specFor(creditAccount);
const state = (...events: readonly CreditAccountEvent[]) => after(creditAccount.initial, events);
const receivable = owed('R-1', '100.00', '2026-04-30');
const note = (amount: string, more = {}) => credited('CN-1', amount, { corrects: 'R-1', ...more });
const applied = (amount: string, more = {}) => allocatedOn('CN-1', 'R-1', amount, { credit: true, ...more });

describe('a credit note', () => {
  test('comes off the invoice that it corrects at once, and settles it with the last fen', () => {
    given(receivable)
      .when(credit('CN-1', '99.99', { corrects: 'R-1' }))
      .then(note('99.99'), applied('99.99'));
    given(receivable)
      .when(credit('CN-1', '100.00', { corrects: 'R-1' }))
      .then(note('100.00'), applied('100.00'), settledBy('R-1', { with: 'credit-note' }));
  });

  test('stays unapplied as far as nothing is open, in a column of its own, and pays others like money', () => {
    const part = [
      receivable,
      owed('R-2', '50.00', '2026-05-30'),
      paid('P-1', '80.00'),
      allocated('P-1', 'R-1', '80.00'),
    ];
    given(...part)
      .when(credit('CN-1', '30.00', { corrects: 'R-1' }))
      .then(note('30.00'), applied('20.00'), settledBy('R-1', { with: 'credit-note' }));
    const then = [...part, note('30.00'), applied('20.00'), settledBy('R-1', { with: 'credit-note' })];
    expect(state(...then).sums).toMatchObject({ creditNotes: '10.00', unallocatedCash: '0.00' });
    expect(itemsOf(state(...then), 'creditNotes')).toMatchObject([{ id: 'CN-1', amount: '10.00' }]);
    given(...then)
      .when(allocate('CN-1'))
      .then(allocatedOn('CN-1', 'R-2', '10.00', { credit: true }));
  });

  test('that corrects nothing waits, unless it is said where it goes', () => {
    given(receivable).when(credit('CN-1', '30.00')).then(credited('CN-1', '30.00'));
    given(receivable)
      .when(credit('CN-1', '30.00', { rule: 'oldest-first' }))
      .then(credited('CN-1', '30.00'), applied('30.00'));
  });

  test('is never larger than its invoice less the credit notes of it before, to the fen', () => {
    given(receivable)
      .when(credit('CN-1', '100.01', { corrects: 'R-1' }))
      .thenProblem('credit-note-above-invoice');
    const before = [receivable, note('60.00'), applied('60.00')];
    given(...before)
      .when(credit('CN-2', '40.01', { corrects: 'R-1' }))
      .thenProblem('credit-note-above-invoice');
    given(...before)
      .when(credit('CN-2', '40.00', { corrects: 'R-1' }))
      .then(
        credited('CN-2', '40.00', { corrects: 'R-1' }),
        allocatedOn('CN-2', 'R-1', '40.00', { credit: true }),
        settledBy('R-1', { with: 'credit-note' }),
      );
    // What was cancelled does not count.
    given(...before, takenBack('CN-1', 'R-1', '60.00', { credit: true }), noteCancelled('CN-1', '60.00'))
      .when(credit('CN-2', '100.00', { corrects: 'R-1' }))
      .then(
        credited('CN-2', '100.00', { corrects: 'R-1' }),
        allocatedOn('CN-2', 'R-1', '100.00', { credit: true }),
        settledBy('R-1', { with: 'credit-note' }),
      );
  });

  test('corrects what is there, from the day of the invoice on and not from tomorrow', () => {
    given(receivable)
      .when(credit('CN-1', '1.00', { corrects: 'R-9' }))
      .thenProblem('unknown-receivable');
    const later = invoiced('R-1', '100.00', ['2026-03-05', '2026-04-30']);
    given(later)
      .when(credit('CN-1', '1.00', { corrects: 'R-1', issueDate: '2026-03-04', on: '2026-03-10' }))
      .thenProblem('value-date-too-early');
    given(later)
      .when(credit('CN-1', '1.00', { corrects: 'R-1', issueDate: '2026-03-11', on: '2026-03-10' }))
      .thenProblem('date-order');
  });

  test('does nothing when it comes again, and is no other under the same number', () => {
    const before = [receivable, note('60.00'), applied('60.00'), paid('P-1', '5.00')];
    given(...before)
      .when(credit('CN-1', '60.00', { corrects: 'R-1', on: '2026-03-09' }))
      .thenNothing();
    given(...before)
      .when(credit('CN-1', '60.00', { on: '2026-03-09' }))
      .thenProblem('same-id-other-content');
    given(...before)
      .when(credit('P-1', '5.00'))
      .thenProblem('same-id-other-content');
    given(...before)
      .when(pay('CN-1', '60.00'))
      .thenProblem('same-id-other-content');
    given(...before)
      .when(reverse('CN-1', 'bounced'))
      .thenProblem('unknown-payment');
  });

  test('is taken back from an invoice like money, and is unapplied again', () => {
    const whole = [receivable, note('100.00'), applied('100.00'), settledBy('R-1', { with: 'credit-note' })];
    given(...whole)
      .when(takeBack('DA-1', ['CN-1', 'R-1'], { amount: '30.00' }))
      .then(takenBack('CN-1', 'R-1', '30.00', { credit: true }), reopened('R-1', '30.00'));
  });
});

describe('cancelling a credit note', () => {
  const whole = [receivable, note('100.00'), applied('100.00'), settledBy('R-1', { with: 'credit-note' })];
  const back = (days: { valueDate?: string; on: string }) =>
    takenBack('CN-1', 'R-1', '100.00', { credit: true, id: 'cancelled-1', reason: 'issued twice', ...days });

  test('makes what it went to owed again, as if it had never been issued', () => {
    given(...whole)
      .when(cancelNote('CN-1', { on: '2026-03-20' }))
      .then(
        back({ valueDate: '2026-03-01', on: '2026-03-20' }),
        noteCancelled('CN-1', '100.00', { valueDate: '2026-03-01', on: '2026-03-20' }),
        reopened('R-1', '100.00', '2026-03-20'),
      );
    const events = given(...whole)
      .when(cancelNote('CN-1'))
      .decided();
    expect(state(...whole, ...events)).toMatchObject({ ledger: '100.00', sums: { creditNotes: '0.00' } });
  });

  test('may count from a later day', () =>
    given(...whole)
      .when(cancelNote('CN-1', { valueDate: '2026-03-15', on: '2026-03-20' }))
      .then(
        back({ valueDate: '2026-03-15', on: '2026-03-20' }),
        noteCancelled('CN-1', '100.00', { valueDate: '2026-03-15', on: '2026-03-20' }),
        reopened('R-1', '100.00', '2026-03-20'),
      ));

  test('happens once, to what is a credit note', () => {
    const gone = [...whole, back({ on: '2026-03-20' }), noteCancelled('CN-1', '100.00', { on: '2026-03-20' })];
    given(...gone)
      .when(cancelNote('CN-1', { on: '2026-03-25' }))
      .thenNothing();
    given(...gone)
      .when(cancelNote('CN-1', { valueDate: '2026-03-21', on: '2026-03-25' }))
      .thenProblem('credit-note-cancelled');
    given(receivable, paid('P-1', '5.00')).when(cancelNote('P-1')).thenProblem('unknown-credit-note');
    given(...gone)
      .when(allocate('CN-1'))
      .thenProblem('payment-reversed');
  });
});

describe('unapplied credit', () => {
  const account = state(receivable, credited('CN-1', '30.00'), paid('P-1', '5.00'), settled('R-0'));
  const exposed = (rules: object) =>
    exposureOn(positionOf(account), dateOf('2026-03-01'), checkPolicy.parse({ ...currentCheck, ...rules })).exposure;

  test('counts like unallocated cash, unless the policy says it otherwise', () => {
    expect(exposed({})).toBe('65.00');
    expect(exposed({ countUnallocatedCash: false })).toBe('100.00');
    expect(exposed({ countUnallocatedCash: false, countCreditNotes: true })).toBe('70.00');
    expect(exposed({ countCreditNotes: false })).toBe('95.00');
    expect(exposed({ uncounted: ['creditNotes'] })).toBe('95.00');
  });

  test('is not both counted and left out', () =>
    expect(checkPolicy.safeParse({ ...currentCheck, countCreditNotes: true, uncounted: ['creditNotes'] }).success).toBe(
      false,
    ));
});
