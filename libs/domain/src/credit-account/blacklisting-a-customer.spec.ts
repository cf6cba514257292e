import { blacklist, liftBlacklist, pay } from '@test/support/account-commands';
import { allocated, blacklisted, blacklistLifted, disputed, owed, paid, settled } from '@test/support/account-events';
import { specFor } from '@test/support/given-when-then';
import { creditAccount } from './decider';

const given = specFor(creditAccount);
const debt = owed('R-1', '100.00', '2026-03-31');
const other = owed('R-2', '100.00', '2026-04-30');

describe('a blacklisting', () => {
  test('happens once for each receivable that leads to it', () => {
    given(debt).when(blacklist('R-1')).then(blacklisted('R-1'));
    given(debt, blacklisted('R-1')).when(blacklist('R-1')).thenNothing();
    given(debt, other, blacklisted('R-1')).when(blacklist('R-2')).then(blacklisted('R-2'));
  });

  test('that a person has lifted does not come back with a repeated request', () =>
    given(debt, blacklisted('R-1'), blacklistLifted).when(blacklist('R-1')).thenNothing());

  test('comes back for another receivable', () =>
    given(debt, other, blacklisted('R-1'), blacklistLifted).when(blacklist('R-2')).then(blacklisted('R-2')));

  test('is not lifted by paying', () =>
    given(debt, blacklisted('R-1'))
      .when(pay('P-1', '100.00'))
      .then(paid('P-1', '100.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1')));

  test('does not follow from what has been paid meanwhile, nor from what nobody knows', () => {
    given(debt, paid('P-1', '100.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1'))
      .when(blacklist('R-1'))
      .thenNothing();
    given(debt).when(blacklist('R-9')).thenNothing();
  });

  test('does not follow from our own fault, nor from what is wholly disputed', () => {
    given(debt, disputed('D-1', 'R-1', '0.01', true))
      .when(blacklist('R-1'))
      .thenNothing();
    given(debt, disputed('D-1', 'R-1', '100.00'))
      .when(blacklist('R-1'))
      .thenNothing();
    given(debt, disputed('D-1', 'R-1', '99.99'))
      .when(blacklist('R-1'))
      .then(blacklisted('R-1'));
  });
});

describe('lifting a blacklisting', () => {
  test('lifts all of it at once, and once', () => {
    given(debt, other, blacklisted('R-1'), blacklisted('R-2')).when(liftBlacklist).then(blacklistLifted);
    given(debt, blacklisted('R-1'), blacklistLifted).when(liftBlacklist).thenNothing();
  });

  test('is for an approver', () => {
    if (liftBlacklist.type !== 'LiftBlacklist') throw new Error(liftBlacklist.type);
    given(debt, blacklisted('R-1'))
      .when({ ...liftBlacklist, data: { ...liftBlacklist.data, liftedBy: 'sales-li' } })
      .thenProblem('role-may-not');
  });

  test('makes no sense for a customer who never was blacklisted', () =>
    given(debt).when(liftBlacklist).thenProblem('not-blacklisted'));
});
