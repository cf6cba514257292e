import { authorise, expire, release } from '@test/support/account-commands';
import { authorised, dispatched, opened, released } from '@test/support/account-events';
import { specFor } from '@test/support/given-when-then';
import { creditAccount } from './decider';

const given = specFor(creditAccount);
const reserved = [opened('100.00'), authorised('S-1', '100.00', '2026-03-15')];

describe('releasing a reservation', () => {
  test('gives back all that was not dispatched', () => {
    given(...reserved)
      .when(release('S-1'))
      .then(released('S-1', '100.00', 'released'));
    given(...reserved, dispatched('S-1', 'D-1', '99.99'))
      .when(release('S-1'))
      .then(released('S-1', '0.01', 'released'));
  });

  test('does nothing the second time', () => {
    given(...reserved, released('S-1', '100.00', 'released'))
      .when(release('S-1'))
      .thenNothing();
  });

  test('makes no sense once all of it was dispatched', () =>
    given(...reserved, dispatched('S-1', 'D-1', '100.00'))
      .when(release('S-1'))
      .thenProblem('already-dispatched'));

  test('needs a reservation', () =>
    given(...reserved)
      .when(release('S-2'))
      .thenProblem('unknown-shipment'));
});

describe('a reservation', () => {
  test('lives through its last day and expires on the next', () => {
    given(...reserved)
      .when(expire('S-1', '2026-03-15'))
      .thenNothing();
    given(...reserved)
      .when(expire('S-1', '2026-03-16'))
      .then(released('S-1', '100.00', 'expired', '2026-03-16'));
  });

  test('expires once, and only for what was not dispatched', () => {
    given(...reserved, released('S-1', '100.00', 'expired'))
      .when(expire('S-1', '2026-04-01'))
      .thenNothing();
    given(...reserved, dispatched('S-1', 'D-1', '60.00'))
      .when(expire('S-1', '2026-04-01'))
      .then(released('S-1', '40.00', 'expired', '2026-04-01'));
  });

  test('that has ended frees the limit to the last fen', () =>
    given(...reserved, released('S-1', '100.00', 'expired'))
      .when(authorise('S-2', '100.00'))
      .then(authorised('S-2', '100.00')));
});
