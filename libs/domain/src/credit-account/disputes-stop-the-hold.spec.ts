import { closeDispute, dispute } from '@test/support/account-commands';
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
import { specFor } from '@test/support/given-when-then';
import { disputedOf, hasNonCreditReason } from './items';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';

const given = specFor(creditAccount);
const debt = owed('R-1', '100.00', '2026-03-31');
const accountAfter = (...events: CreditAccountEvent[]) => after(creditAccount.initial, events);

describe('raising a dispute', () => {
  test('over all that is open is possible, over one fen more is not', () => {
    given(debt)
      .when(dispute('D-1', 'R-1', '100.00'))
      .then(disputed('D-1', 'R-1', '100.00'));
    given(debt)
      .when(dispute('D-1', 'R-1', '100.01'))
      .thenProblem('dispute-above-open');
  });

  test('counts what has been paid and what is in dispute already', () => {
    const past = [debt, paid('P-1', '30.00'), allocated('P-1', 'R-1', '30.00'), disputed('D-1', 'R-1', '50.00')];
    given(...past)
      .when(dispute('D-2', 'R-1', '20.00'))
      .then(disputed('D-2', 'R-1', '20.00'));
    given(...past)
      .when(dispute('D-2', 'R-1', '20.01'))
      .thenProblem('dispute-above-open');
    given(...past, disputeClosed('D-1', 'R-1'))
      .when(dispute('D-2', 'R-1', '70.00'))
      .then(disputed('D-2', 'R-1', '70.00'));
  });

  test('does nothing when it comes again, even after it was closed', () => {
    const once = [debt, disputed('D-1', 'R-1', '100.00')];
    given(...once)
      .when(dispute('D-1', 'R-1', '100.00'))
      .thenNothing();
    given(...once, disputeClosed('D-1', 'R-1'))
      .when(dispute('D-1', 'R-1', '100.00'))
      .thenNothing();
  });

  test.each([
    ['amount', dispute('D-1', 'R-1', '99.99')],
    ['receivable', dispute('D-1', 'R-2', '50.00')],
    ['reason to lift a hold', dispute('D-1', 'R-1', '50.00', true)],
  ])('makes no sense under a known number with another %s', (_, command) =>
    given(debt, owed('R-2', '100.00', '2026-03-31'), disputed('D-1', 'R-1', '50.00'))
      .when(command)
      .thenProblem('same-id-other-content'),
  );

  test('needs a receivable that is open', () => {
    given(debt)
      .when(dispute('D-1', 'R-9', '1.00'))
      .thenProblem('unknown-receivable');
    given(debt, paid('P-1', '100.00'), allocated('P-1', 'R-1', '100.00'), settled('R-1'))
      .when(dispute('D-1', 'R-1', '0.01'))
      .thenProblem('receivable-settled');
  });
});

describe('a dispute over our own fault', () => {
  test('lifts the hold of its receivable, and says for what', () =>
    given(debt, held('R-1'))
      .when(dispute('D-1', 'R-1', '1.00', true))
      .then(disputed('D-1', 'R-1', '1.00', true), holdLifted('R-1', 'disputed', 'approver-wang', { note: 'damaged' })));

  test('leaves the hold of another receivable', () =>
    given(debt, owed('R-2', '5.00', '2026-03-31'), held('R-2'))
      .when(dispute('D-1', 'R-1', '1.00', true))
      .then(disputed('D-1', 'R-1', '1.00', true)));

  test('is a non-credit reason until it is closed', () => {
    const open = [debt, disputed('D-1', 'R-1', '1.00', true)];
    expect(hasNonCreditReason(accountAfter(...open), 'R-1')).toBe(true);
    expect(hasNonCreditReason(accountAfter(...open), 'R-2')).toBe(false);
    expect(hasNonCreditReason(accountAfter(...open, disputeClosed('D-1', 'R-1')), 'R-1')).toBe(false);
  });
});

test('a dispute over anything else leaves the hold, even over the whole amount', () =>
  given(debt, held('R-1'))
    .when(dispute('D-1', 'R-1', '100.00'))
    .then(disputed('D-1', 'R-1', '100.00')));

test('what is in dispute is never more than is open', () => {
  const past = [debt, disputed('D-1', 'R-1', '80.00'), paid('P-1', '50.00'), allocated('P-1', 'R-1', '50.00')];
  expect(disputedOf(accountAfter(...past), 'R-1')).toBe('50.00');
  expect(disputedOf(accountAfter(...past, disputeClosed('D-1', 'R-1')), 'R-1')).toBe('0.00');
});

describe('closing a dispute', () => {
  const open = [debt, owed('R-2', '5.00', '2026-03-31'), disputed('D-1', 'R-1', '100.00')];

  test('happens once', () => {
    given(...open)
      .when(closeDispute('D-1', 'R-1'))
      .then(disputeClosed('D-1', 'R-1'));
    given(...open, disputeClosed('D-1', 'R-1'))
      .when(closeDispute('D-1', 'R-1'))
      .thenNothing();
  });

  test('brings back the hold that it had lifted, for what is still late', () => {
    const past = [debt, held('R-1'), disputed('D-1', 'R-1', '100.00', true), holdLifted('R-1', 'disputed', 'li')];
    given(...past)
      .when(closeDispute('D-1', 'R-1', '2026-04-20'))
      .then(disputeClosed('D-1', 'R-1', '2026-04-20'), held('R-1', '2026-04-20'));
    given(...past, paid('P-1', '100.00'), allocated('P-1', 'R-1', '100.00'))
      .when(closeDispute('D-1', 'R-1', '2026-04-20'))
      .then(disputeClosed('D-1', 'R-1', '2026-04-20'));
    given(...past)
      .when(closeDispute('D-1', 'R-1', '2026-03-31'))
      .then(disputeClosed('D-1', 'R-1', '2026-03-31'));
    given(...past, disputed('D-2', 'R-1', '1.00', true))
      .when(closeDispute('D-1', 'R-1', '2026-04-20'))
      .then(disputeClosed('D-1', 'R-1', '2026-04-20'));
  });

  test('needs that dispute of that receivable', () => {
    given(...open)
      .when(closeDispute('D-2', 'R-1'))
      .thenProblem('unknown-dispute');
    given(...open)
      .when(closeDispute('D-1', 'R-2'))
      .thenProblem('unknown-dispute');
  });
});
