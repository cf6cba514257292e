import { dispatch } from '@test/support/account-commands';
import { authorised, customerId, dispatched, opened, owed, paid, released } from '@test/support/account-events';
import { specFor } from '@test/support/given-when-then';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { standardCheck } from '@test/support/policies-on-disk';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { exposureOn, positionOf } from './exposure';

const given = specFor(creditAccount);
const reserved = [opened('600000.00'), authorised('S-1', '100.00')];
const half = [dispatched('S-1', 'D-1', '50.00'), owed('R-1', '50.00', '2026-04-30', 'S-1')];
const dueDatesOf = (events: readonly CreditAccountEvent[]) =>
  events.flatMap(({ type, data }) => (type === 'ReceivableOpened' ? [data.dueDate] : []));

describe('dispatching a shipment', () => {
  test('opens a receivable that falls due after the term of the agreement', () =>
    given(...reserved)
      .when(dispatch('S-1', 'D-1', '100.00'))
      .then(dispatched('S-1', 'D-1', '100.00'), owed('R-1', '100.00', '2026-04-30', 'S-1')));

  test('counts the term from the date of the invoice', () => {
    const command = dispatch('S-1', 'D-1', '100.00', { invoiceDate: '2026-03-11' });
    expect(
      dueDatesOf(
        given(...reserved)
          .when(command)
          .decided(),
      ),
    ).toEqual(['2026-05-10']);
  });

  test('takes the due date that it is told, even the day of the invoice, and none before it', () => {
    const due = (dueDate: string) => given(...reserved).when(dispatch('S-1', 'D-1', '100.00', { dueDate }));
    expect(dueDatesOf(due('2026-03-01').decided())).toEqual(['2026-03-01']);
    due('2026-02-28').thenProblem('due-before-invoice');
  });

  test('through a green channel, without an agreement, falls due at once', () =>
    expect(
      dueDatesOf(
        given(authorised('S-1', '1.00'))
          .when(dispatch('S-1', 'D-1', '1.00'))
          .decided(),
      ),
    ).toEqual(['2026-03-01']));

  test('goes in parts, down to the last fen and not one fen over', () => {
    const rest = given(...reserved, ...half);
    rest
      .when(dispatch('S-1', 'D-2', '50.00', { receivableId: 'R-2' }))
      .then(dispatched('S-1', 'D-2', '50.00'), owed('R-2', '50.00', '2026-04-30', 'S-1'));
    rest.when(dispatch('S-1', 'D-2', '50.01', { receivableId: 'R-2' })).thenProblem('dispatch-above-authorised');
    given(...reserved)
      .when(dispatch('S-1', 'D-1', '100.01'))
      .thenProblem('dispatch-above-authorised');
  });

  test('leaves the exposure as it was: what was reserved is now owed', () => {
    const exposureAfter = (...events: CreditAccountEvent[]) =>
      exposureOn(positionOf(after(creditAccount.initial, events)), dateOf('2026-03-01'), standardCheck);
    expect(exposureAfter(...reserved)).toMatchObject({ reserved: '100.00', receivables: '0.00', exposure: '100.00' });
    expect(exposureAfter(...reserved, ...half)).toMatchObject({
      reserved: '50.00',
      receivables: '50.00',
      exposure: '100.00',
    });
  });

  test('does nothing when the same dispatch comes again, even when nothing is left or it has been released', () => {
    const again = dispatch('S-1', 'D-1', '50.00');
    const whole = dispatch('S-1', 'D-1', '100.00');
    given(...reserved, ...half)
      .when(again)
      .thenNothing();
    given(...reserved, ...half, released('S-1', '50.00', 'released'))
      .when(again)
      .thenNothing();
    given(...reserved, dispatched('S-1', 'D-1', '100.00'), owed('R-1', '100.00', '2026-04-30', 'S-1'))
      .when(whole)
      .thenNothing();
  });

  test.each([
    ['amount', dispatch('S-1', 'D-1', '49.99')],
    ['receivable', dispatch('S-1', 'D-1', '50.00', { receivableId: 'R-9' })],
    ['receivable, one of another shipment', dispatch('S-1', 'D-1', '50.00', { receivableId: 'R-8' })],
    ['due date', dispatch('S-1', 'D-1', '50.00', { dueDate: '2026-05-01' })],
    ['date of invoice', dispatch('S-1', 'D-1', '50.00', { invoiceDate: '2026-03-02' })],
  ])('makes no sense when the same dispatch comes back with another %s', (_, command) =>
    given(...reserved, ...half, owed('R-8', '50.00', '2026-04-30'))
      .when(command)
      .thenProblem('same-id-other-content'),
  );

  test('does not write over a receivable that is there', () =>
    given(...reserved, owed('R-1', '7.00', '2026-04-30'))
      .when(dispatch('S-1', 'D-1', '100.00'))
      .thenProblem('same-id-other-content'));

  test.each(['released', 'expired'] as const)('makes no sense after the reservation was %s', (reason) =>
    given(...reserved, released('S-1', '100.00', reason))
      .when(dispatch('S-1', 'D-1', '0.01'))
      .thenProblem('reservation-ended'),
  );

  test('is possible on the last day of the reservation and not on the next, whether the calendar has come round or not', () => {
    const types = given(...reserved)
      .when(dispatch('S-1', 'D-1', '100.00', { on: '2026-03-15' }))
      .decided()
      .map(({ type }) => type);
    expect(types).toEqual(['ShipmentDispatched', 'ReceivableOpened']);
    given(...reserved)
      .when(dispatch('S-1', 'D-1', '100.00', { on: '2026-03-16' }))
      .thenProblem('reservation-ended');
  });

  test('needs an authorisation', () =>
    given(opened('600000.00'), paid('P-1', '5.00'))
      .when(dispatch('S-9', 'D-1', '1.00'))
      .thenProblem('unknown-shipment'));

  test('says whose it is', () => {
    const [, receivable] = given(...reserved)
      .when(dispatch('S-1', 'D-1', '1.00'))
      .decided();
    expect(receivable?.data).toMatchObject({ customerId, shipmentId: 'S-1', amount: ofYuan('1.00') });
  });
});
