import { accountAfter, figuresOn, outcomeOf, reasonsFor, story } from '@test/support/account-story';
import { specFor } from '@test/support/given-when-then';
import { sign } from '@test/support/limit-commands';
import { amend, bill, callOff, endOn, order, ship } from '@test/support/order-commands';
import { creditAccount } from './decider';
import { reservationOf } from './items';

// The policy in force looks sixty days ahead: from the first of March to the thirtieth of April.
const given = specFor(creditAccount);
const signed = sign('HT-1', '1000.00');
const far = order('S-1', '900.00', { deliverOn: '2026-05-01' });

describe('an order', () => {
  test('within the horizon takes its room at once, and the last day of the horizon is within', () => {
    const near = order('S-1', '1000.01', { deliverOn: '2026-04-30' });
    expect(reasonsFor([signed], near)).toEqual(['free-limit']);
    expect(outcomeOf([signed], order('S-1', '1000.01', { deliverOn: '2026-05-01' }))).toEqual(['ShipmentAuthorised']);
  });

  test('beyond the horizon takes no room, and stands beside what does', () => {
    const figures = figuresOn('2026-03-01', accountAfter(signed, far));
    expect(figures).toMatchObject({ planned: '900.00', reserved: '0.00', exposure: '0.00', available: '1000.00' });
  });

  test('beyond the horizon is stopped by whatever else stops it', () =>
    expect(reasonsFor([], far)).toEqual(['agreement-valid']));

  test('beyond the horizon becomes more or less without a check', () => {
    const past = [signed, bill('R-1', '1000.00'), far];
    expect(outcomeOf(past, amend('S-1', 'M-1', '5000.00'))).toEqual(['ReservationAmended']);
    expect(figuresOn('2026-03-01', accountAfter(...past, amend('S-1', 'M-1', '5000.00'))).planned).toBe('5000.00');
  });

  test('ends so many days after it was to be delivered, called off or not', () => {
    expect(outcomeOf([signed, far], endOn('S-1', '2026-05-15', 'expired'))).toEqual([]);
    expect(outcomeOf([signed, far], endOn('S-1', '2026-05-16', 'expired'))).toEqual(['ReservationReleased']);
    const gone = accountAfter(signed, far, endOn('S-1', '2026-05-16', 'expired'));
    expect(gone.sums.planned).toBe('0.00');
  });
});

describe('calling off', () => {
  const later = { on: '2026-03-20' };

  test('takes the room that there is then, to the last fen', () => {
    const past = (owed: string) => [signed, far, bill('R-1', owed)];
    expect(outcomeOf(past('100.00'), callOff('S-1', later))).toEqual(['ShipmentCalledOff']);
    expect(reasonsFor(past('100.01'), callOff('S-1', later))).toEqual(['free-limit']);
    const figures = figuresOn('2026-03-20', accountAfter(...past('100.00'), callOff('S-1', later)));
    expect(figures).toMatchObject({ planned: '0.00', reserved: '900.00', available: '0.00' });
  });

  test('gives it the time that any order has from then on', () => {
    const account = accountAfter(signed, far, callOff('S-1', later));
    expect(reservationOf(account, 'S-1')).toMatchObject({ expiresOn: '2026-04-03' });
  });

  test('comes before dispatching', () => {
    given(...story(signed, far))
      .when(ship('S-1', 'D-1', '1.00'))
      .thenProblem('call-off-first');
    expect(outcomeOf([signed, far, callOff('S-1', later)], ship('S-1', 'D-1', '900.00', later))).toEqual([
      'ShipmentDispatched',
    ]);
  });

  test('does nothing the second time, even after all of it was dispatched', () => {
    const done = [signed, far, callOff('S-1', later)];
    expect(outcomeOf(done, callOff('S-1', later))).toEqual([]);
    expect(outcomeOf([...done, ship('S-1', 'D-1', '900.00', later)], callOff('S-1', later))).toEqual([]);
  });

  test('is for an order that still runs', () => {
    given(...story(signed, far, endOn('S-1', '2026-03-02', 'released')))
      .when(callOff('S-1', later))
      .thenProblem('reservation-ended');
    given(...story(signed))
      .when(callOff('S-1', later))
      .thenProblem('unknown-shipment');
  });
});
