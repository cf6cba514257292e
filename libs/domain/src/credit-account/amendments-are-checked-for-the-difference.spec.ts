import { ofYuan } from '@app/kernel/yuan';
import { accountAfter, figuresOn, outcomeOf, policyOf, reasonsFor, story } from '@test/support/account-story';
import { specFor } from '@test/support/given-when-then';
import { sign } from '@test/support/limit-commands';
import { amend, endOn, order, ship } from '@test/support/order-commands';
import { creditAccount } from './decider';
import { reservationOf } from './items';

const given = specFor(creditAccount);
const signed = sign('HT-1', '1000.00');
const past = [signed, order('S-1', '600.00'), order('S-2', '300.00')];
const amended = ['ReservationAmended'];

describe('an order that becomes more', () => {
  test('needs room for the difference, to the last fen', () => {
    expect(outcomeOf(past, amend('S-1', 'M-1', '700.00'))).toEqual(amended);
    expect(reasonsFor(past, amend('S-1', 'M-1', '700.01'))).toEqual(['free-limit']);
  });

  test('keeps what it had when it is refused', () => {
    const account = accountAfter(...past, amend('S-1', 'M-1', '700.01'));
    expect(account.sums).toEqual(accountAfter(...past).sums);
    expect(outcomeOf([...past, amend('S-1', 'M-1', '700.01')], amend('S-1', 'M-1', '700.01'))).toEqual([]);
  });

  test('is measured whole against the largest document', () => {
    const policy = policyOf([{ rule: 'single-document-maximum', reaction: 'block', maximum: ofYuan('650.00') }]);
    const asked = (amount: string) => amend('S-1', 'M-1', amount, { policy });
    expect(outcomeOf(past, asked('650.00'))).toEqual(amended);
    expect(reasonsFor(past, asked('650.01'))).toEqual(['single-document-maximum']);
  });

  test('after a part was dispatched keeps the rest free', () => {
    const parts = [...past, ship('S-1', 'D-1', '250.00'), amend('S-1', 'M-1', '650.00')];
    expect(reservationOf(accountAfter(...parts), 'S-1')).toMatchObject({ open: '400.00', uninvoiced: '250.00' });
  });
});

describe('an order that becomes less', () => {
  test('gives back the difference at once', () => {
    const less = [...past, amend('S-1', 'M-1', '100.00')];
    expect(figuresOn('2026-03-01', accountAfter(...less)).available).toBe('600.00');
  });

  test('cannot fall below what was dispatched', () => {
    const parts = [...past, ship('S-1', 'D-1', '250.00')];
    expect(outcomeOf(parts, amend('S-1', 'M-1', '250.00'))).toEqual(amended);
    given(...story(...parts))
      .when(amend('S-1', 'M-1', '249.99'))
      .thenProblem('amend-below-dispatched');
  });

  test('needs no check, on hold or not, over the limit or not', () => {
    const lapsed = { on: '2026-03-10', expiresOn: '2026-03-12' };
    const ended = [sign('HT-1', '1000.00', { to: '2026-03-05' }), order('S-1', '600.00')];
    expect(outcomeOf(ended, amend('S-1', 'M-1', '599.99', lapsed))).toEqual(amended);
  });
});

describe('a tolerance', () => {
  const policy = policyOf(
    [
      { rule: 'free-limit', reaction: 'block' },
      { rule: 'single-document-maximum', reaction: 'block', maximum: ofYuan('100.00') },
    ],
    { deviationPercent: '5' },
  );
  const full = [sign('HT-1', '100.00'), order('S-1', '100.00', { policy })];
  const more = (amendmentId: string, amount: string) => amend('S-1', amendmentId, amount, { policy });

  test('lets an order grow without another check, to the last fen of it', () => {
    expect(outcomeOf(full, more('M-1', '105.00'))).toEqual(amended);
    expect(reasonsFor(full, more('M-1', '105.01'))).toEqual(['free-limit', 'single-document-maximum']);
  });

  test('does not creep: it is measured on what was checked, however often it is used', () => {
    const grown = [...full, more('M-1', '103.00'), more('M-2', '105.00')];
    expect(outcomeOf(grown, more('M-3', '105.00'))).toEqual(amended);
    expect(outcomeOf(grown, more('M-3', '105.01'))).toEqual(['AmendmentRefused']);
  });

  test('is measured anew on an order that has become less', () => {
    const less = [...full, more('M-1', '40.00'), order('S-2', '60.00', { policy })];
    expect(outcomeOf(less, more('M-2', '42.00'))).toEqual(amended);
    expect(reasonsFor(less, more('M-2', '42.01'))).toEqual(['free-limit']);
  });

  test('holds for what leaves the yard, in parts as in one', () => {
    const parts = [...full, ship('S-1', 'D-1', '60.00', { policy })];
    expect(outcomeOf(parts, ship('S-1', 'D-2', '45.00', { policy }))).toEqual(['ShipmentDispatched']);
    given(...story(...parts))
      .when(ship('S-1', 'D-2', '45.01', { policy }))
      .thenProblem('dispatch-above-authorised');
  });

  test('rounds down to the fen', () => {
    const odd = [sign('HT-1', '0.30'), order('S-1', '0.30', { policy })];
    expect(outcomeOf(odd, more('M-1', '0.31'))).toEqual(amended);
    expect(outcomeOf(odd, more('M-1', '0.32'))).toEqual(['AmendmentRefused']);
  });
});

describe('an amendment', () => {
  const once = [...past, amend('S-1', 'M-1', '650.00', { expiresOn: '2026-03-10' })];

  test('happens once under its number, also when it is sent again after its last day', () => {
    given(...story(...once))
      .when(amend('S-1', 'M-1', '650.00', { expiresOn: '2026-03-10', on: '2026-05-01' }))
      .thenNothing();
    given(...story(...once))
      .when(amend('S-1', 'M-1', '650.01', { expiresOn: '2026-03-10' }))
      .thenProblem('same-id-other-content');
    given(...story(...once))
      .when(amend('S-1', 'M-1', '650.00', { expiresOn: '2026-03-11' }))
      .thenProblem('same-id-other-content');
  });

  test('moves the last day within what the policy allows, and never into the past', () => {
    const until = (expiresOn: string) => given(...story(...past)).when(amend('S-1', 'M-1', '600.00', { expiresOn }));
    expect(until('2026-03-15').decided()).toMatchObject([{ data: { expiresOn: '2026-03-15' } }]);
    until('2026-03-16').thenProblem('expiry-too-far');
    until('2026-02-28').thenProblem('expiry-in-the-past');
  });

  test('is for a reservation that runs', () => {
    given(...story(...past, endOn('S-1', '2026-03-01', 'released')))
      .when(amend('S-1', 'M-1', '1.00'))
      .thenProblem('reservation-ended');
    given(...story(...past))
      .when(amend('S-9', 'M-1', '1.00'))
      .thenProblem('unknown-shipment');
  });
});
