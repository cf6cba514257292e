import { invoice } from '@test/support/account-commands';
import {
  allocated,
  authorised,
  blacklisted,
  dispatched,
  extended,
  extensionAsked,
  held,
  opened,
  owed,
  paid,
} from '@test/support/account-events';
import { specFor } from '@test/support/given-when-then';
import { creditAccount } from './decider';

const given = specFor(creditAccount);

describe('an invoice of goods that have been shipped', () => {
  const far = owed('R-2', '999999999.99', '2026-04-30');

  test('is recorded far above the limit, on hold and blacklisted', () =>
    given(opened('1.00'), owed('R-1', '1.00', '2026-03-01'), held('R-1'), blacklisted('R-1'))
      .when(invoice('R-2', '999999999.99', '2026-04-30'))
      .then(far));

  test('is recorded without any agreement', () =>
    given()
      .when(invoice('R-2', '999999999.99', '2026-04-30'))
      .then(far));

  test('does nothing when it comes again, even when it was paid or extended meanwhile', () => {
    const again = invoice('R-1', '5.00', '2026-04-30');
    const once = owed('R-1', '5.00', '2026-04-30');
    given(once).when(again).thenNothing();
    given(once, paid('P-1', '5.00'), allocated('P-1', 'R-1', '5.00'))
      .when(again)
      .thenNothing();
    given(
      once,
      extensionAsked('E-1', 'R-1', '2026-05-31'),
      extended('E-1', 'R-1', { from: '2026-04-30', to: '2026-05-31' }),
    )
      .when(again)
      .thenNothing();
  });

  test('is the one that its dispatch opened', () =>
    given(
      opened('9.00'),
      authorised('S-1', '5.00'),
      dispatched('S-1', 'D-1', '5.00'),
      owed('R-1', '5.00', '2026-04-30', 'S-1'),
    )
      .when(invoice('R-1', '5.00', '2026-04-30'))
      .thenNothing());

  test.each([
    ['amount', invoice('R-1', '5.01', '2026-04-30')],
    ['due date', invoice('R-1', '5.00', '2026-05-01')],
  ])('makes no sense under a known number with another %s', (_, command) =>
    given(owed('R-1', '5.00', '2026-04-30'))
      .when(command)
      .thenProblem('same-id-other-content'),
  );

  test('may be due on its own day and not before it', () => {
    given()
      .when(invoice('R-1', '5.00', '2026-03-01'))
      .then(owed('R-1', '5.00', '2026-03-01'));
    given()
      .when(invoice('R-1', '5.00', '2026-02-28'))
      .thenProblem('due-before-invoice');
  });
});
