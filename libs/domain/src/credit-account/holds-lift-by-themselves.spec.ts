import { allocate, hold, liftHold, pay } from '@test/support/account-commands';
import { allocated, disputed, held, holdLifted, owed, paid, settled } from '@test/support/account-events';
import { specFor } from '@test/support/given-when-then';
import { creditAccount } from './decider';

const given = specFor(creditAccount);
const first = owed('R-1', '100.00', '2026-03-31');
const second = owed('R-2', '100.00', '2026-04-30');

describe('a hold', () => {
  test('is lifted by the last fen of its receivable', () =>
    given(first, held('R-1'))
      .when(pay('P-1', '100.00'))
      .then(
        paid('P-1', '100.00'),
        allocated('P-1', 'R-1', '100.00'),
        settled('R-1'),
        holdLifted('R-1', 'settled', 'credit-account'),
      ));

  test('stays for one fen', () =>
    given(first, held('R-1'))
      .when(pay('P-1', '99.99'))
      .then(paid('P-1', '99.99'), allocated('P-1', 'R-1', '99.99')));

  test('stays when another receivable is settled', () =>
    given(first, second, held('R-2'))
      .when(pay('P-1', '100.00'))
      .then(paid('P-1', '100.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1')));

  test('is lifted beside another that one payment settles too, each its own', () =>
    given(first, second, held('R-2'), held('R-1'))
      .when(pay('P-1', '200.00'))
      .then(
        paid('P-1', '200.00'),
        allocated('P-1', 'R-1', '100.00'),
        settled('R-1'),
        holdLifted('R-1', 'settled', 'credit-account'),
        allocated('P-1', 'R-2', '100.00'),
        settled('R-2'),
        holdLifted('R-2', 'settled', 'credit-account'),
      ));

  test('is lifted when cash that lay there is allocated', () =>
    given(paid('P-1', '100.00'), first, held('R-1'))
      .when(allocate('P-1'))
      .then(allocated('P-1', 'R-1', '100.00'), settled('R-1'), holdLifted('R-1', 'settled', 'credit-account')));

  test('that a person has lifted is not lifted a second time by the payment', () =>
    given(first, held('R-1'), holdLifted('R-1', 'by-hand', 'approver-zhao'))
      .when(pay('P-1', '100.00'))
      .then(paid('P-1', '100.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1')));
});

describe('asking for a hold', () => {
  test('holds the account once, and not again when the request is repeated or was lifted by a person', () => {
    given(first).when(hold('R-1')).then(held('R-1'));
    given(first, held('R-1')).when(hold('R-1')).thenNothing();
    given(first, held('R-1'), holdLifted('R-1', 'by-hand', 'approver-zhao'))
      .when(hold('R-1'))
      .thenNothing();
  });

  test('does nothing for what has been paid meanwhile, and holds for the last fen', () => {
    const before = [first, paid('P-1', '100.00')];
    given(...before, allocated('P-1', 'R-1', '100.00'), settled('R-1'))
      .when(hold('R-1'))
      .thenNothing();
    given(...before, allocated('P-1', 'R-1', '99.99'))
      .when(hold('R-1'))
      .then(held('R-1'));
  });

  test('does nothing for a receivable that nobody knows', () => given(first).when(hold('R-9')).thenNothing());

  test('does nothing while a non-credit reason is on record, however small its amount', () =>
    given(first, disputed('D-1', 'R-1', '0.01', true))
      .when(hold('R-1'))
      .thenNothing());

  test('does nothing for what is wholly disputed, and holds for one fen that is not', () => {
    given(first, disputed('D-1', 'R-1', '100.00'))
      .when(hold('R-1'))
      .thenNothing();
    given(first, disputed('D-1', 'R-1', '99.99'))
      .when(hold('R-1'))
      .then(held('R-1'));
  });
});

describe('lifting a hold by hand', () => {
  test('says who and why, once', () => {
    given(first, held('R-1'))
      .when(liftHold('R-1'))
      .then(holdLifted('R-1', 'by-hand', 'approver-zhao', { note: 'guaranteed' }));
    given(first, held('R-1'), holdLifted('R-1', 'by-hand', 'approver-zhao'))
      .when(liftHold('R-1'))
      .thenNothing();
  });

  test('is for an approver', () => {
    const lift = liftHold('R-1');
    if (lift.type !== 'LiftHold') throw new Error(lift.type);
    given(first, held('R-1'))
      .when({ ...lift, data: { ...lift.data, liftedBy: 'sales-li' } })
      .thenProblem('role-may-not');
  });

  test('makes no sense where there never was one', () => given(first).when(liftHold('R-1')).thenProblem('not-on-hold'));
});
