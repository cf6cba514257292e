import { changeLimit, raise, sign, withdrawRaise } from '@test/support/limit-commands';
import { accountAfter, figuresOn, outcomeOf, reasonsFor, story } from '@test/support/account-story';
import { specFor } from '@test/support/given-when-then';
import { bill, order } from '@test/support/order-commands';
import { creditAccount } from './decider';

const given = specFor(creditAccount);
const signed = sign('HT-1', '1000.00');
const shipped = ['ShipmentAuthorised'];

describe('a limit that is changed', () => {
  const lowered = changeLimit('L-1', '400.00', { from: '2026-03-10', to: '2026-03-20' });

  test.each([
    ['2026-03-09', '1000.00'],
    ['2026-03-10', '400.00'],
    ['2026-03-20', '400.00'],
    ['2026-03-21', '1000.00'],
  ])('is on %s as it was dated: %s', (on, limit) => {
    expect(figuresOn(on, accountAfter(signed, lowered)).limit).toBe(limit);
    expect(outcomeOf([signed, lowered], order('S-1', limit, { on }))).toEqual(shipped);
    const oneFenOver = limit.replace('.00', '.01');
    expect(reasonsFor([signed, lowered], order('S-1', oneFenOver, { on }))).toEqual(['free-limit']);
  });

  test('goes by what was recorded last where two are dated alike', () => {
    const again = changeLimit('L-2', '500.00', { from: '2026-03-15' });
    expect(figuresOn('2026-03-14', accountAfter(signed, lowered, again)).limit).toBe('400.00');
    expect(figuresOn('2026-03-15', accountAfter(signed, lowered, again)).limit).toBe('500.00');
    expect(figuresOn('2026-03-21', accountAfter(signed, lowered, again)).limit).toBe('500.00');
  });

  test('may fall below what is owed, and then nothing ships until that is paid', () => {
    const over = [signed, bill('R-1', '900.00'), changeLimit('L-1', '400.00')];
    expect(figuresOn('2026-03-01', accountAfter(...over)).available).toBe('-500.00');
    expect(reasonsFor(over, order('S-1', '0.01'))).toEqual(['free-limit']);
  });

  test('of zero is no credit at all, and not as much as one likes', () =>
    expect(reasonsFor([signed, changeLimit('L-1', '0.00')], order('S-1', '0.01'))).toEqual(['free-limit']));

  test('has no end when that is said in so many words, by somebody who may say it', () => {
    const endless = changeLimit('L-1', 'unlimited');
    const past = [signed, bill('R-1', '999999999.99'), endless];
    expect(outcomeOf(past, order('S-1', '999999999999.99'))).toEqual(shipped);
    expect(figuresOn('2026-03-01', accountAfter(...past))).toMatchObject({ limitKind: 'unlimited', limit: '0.00' });
    given(...story(signed))
      .when(changeLimit('L-1', 'unlimited', { by: 'approver-wang' }))
      .thenProblem('role-may-not');
  });

  test('takes the authority over all of it, to the last fen', () => {
    const by = { by: 'approver-wang' };
    expect(outcomeOf([signed], changeLimit('L-1', '1000000.00', by))).toEqual(['LimitChanged']);
    given(...story(signed))
      .when(changeLimit('L-1', '1000000.01', by))
      .thenProblem('above-authority');
    given(...story(signed))
      .when(changeLimit('L-1', '1.00', { by: 'sales-li' }))
      .thenProblem('role-may-not');
  });

  test('is lowered by any approver, however large it was', () => {
    const large = [signed, changeLimit('L-1', '5000000.00', { by: 'director-qin' })];
    const by = { by: 'approver-wang' };
    expect(outcomeOf(large, changeLimit('L-2', '4999999.99', by))).toEqual(['LimitChanged']);
    given(...story(...large))
      .when(changeLimit('L-2', '5000000.00', by))
      .thenProblem('above-authority');
    const endless = [signed, changeLimit('L-1', 'unlimited')];
    expect(outcomeOf(endless, changeLimit('L-2', '4999999.99', by))).toEqual(['LimitChanged']);
    given(...story(...large))
      .when(changeLimit('L-2', '1.00', { by: 'sales-li' }))
      .thenProblem('role-may-not');
  });

  test('needs an agreement, a day that is not past, and an end that is not before its beginning', () => {
    given().when(changeLimit('L-1', '1.00')).thenProblem('no-agreement');
    const when = (how: { from: string; to?: string }) =>
      given(...story(signed)).when(changeLimit('L-1', '1.00', { ...how, on: '2026-03-05' }));
    when({ from: '2026-03-04' }).thenProblem('date-order');
    expect(when({ from: '2026-03-05', to: '2026-03-05' }).decided()).toHaveLength(1);
    when({ from: '2026-03-05', to: '2026-03-04' }).thenProblem('date-order');
  });

  test('is changed once under its number, also when it is sent again on a later day', () => {
    const past = story(signed, changeLimit('L-1', '400.00'));
    given(...past)
      .when(changeLimit('L-1', '400.00', { on: '2026-04-01' }))
      .thenNothing();
    given(...past)
      .when(changeLimit('L-1', '400.01'))
      .thenProblem('same-id-other-content');
  });
});

describe('a temporary raise', () => {
  const more = raise('T-1', '50.00', { from: '2026-03-10', to: '2026-03-12' });

  test.each([
    ['2026-03-09', '1000.00'],
    ['2026-03-10', '1050.00'],
    ['2026-03-12', '1050.00'],
    ['2026-03-13', '1000.00'],
  ])('comes on top of the limit from its first day to its last: on %s, %s', (on, room) => {
    expect(outcomeOf([signed, more], order('S-1', room, { on }))).toEqual(shipped);
    expect(reasonsFor([signed, more], order('S-1', room.replace('.00', '.01'), { on }))).toEqual(['free-limit']);
  });

  test('adds to another one, and ends at once when it is withdrawn, which is no business of what was shipped', () => {
    const two = [signed, raise('T-1', '50.00'), raise('T-2', '7.00'), order('S-1', '1057.00')];
    expect(figuresOn('2026-03-01', accountAfter(...two)).available).toBe('0.00');
    expect(figuresOn('2026-03-01', accountAfter(...two, withdrawRaise('T-1'))).available).toBe('-50.00');
    given(...story(...two, withdrawRaise('T-1')))
      .when(withdrawRaise('T-1'))
      .thenNothing();
    given(...story(...two))
      .when(withdrawRaise('T-9'))
      .thenProblem('unknown-temporary-limit');
  });

  test('is nothing without an agreement in force', () => {
    const ended = sign('HT-1', '1000.00', { to: '2026-03-10' });
    expect(figuresOn('2026-03-11', accountAfter(ended, more))).toMatchObject({ limit: '0.00', temporary: '0.00' });
  });

  test('takes the authority over everything that may be owed with it', () => {
    const large = sign('HT-1', '999000.00');
    const asked = (amount: string) => raise('T-1', amount, { by: 'approver-wang' });
    expect(outcomeOf([large], asked('1000.00'))).toEqual(['TemporaryLimitGranted']);
    given(...story(large))
      .when(asked('1000.01'))
      .thenProblem('above-authority');
  });

  test('makes no sense when it is over already, or ends before it begins', () => {
    const when = (from: string, to: string) =>
      given(...story(signed)).when(raise('T-1', '1.00', { from, to, on: '2026-03-05' }));
    expect(when('2026-03-05', '2026-03-05').decided()).toHaveLength(1);
    when('2026-03-01', '2026-03-04').thenProblem('expiry-in-the-past');
    when('2026-03-07', '2026-03-06').thenProblem('date-order');
  });
});

describe('an agreement', () => {
  const later = sign('HT-2', '2000.00', { from: '2026-04-01', to: '2026-04-30' });

  test.each([
    ['2026-03-31', ['agreement-valid', 'free-limit']],
    ['2026-04-01', []],
    ['2026-04-30', []],
    ['2026-05-01', ['agreement-valid', 'free-limit']],
  ])('gives room from its first day to its last: on %s %j stop a shipment', (on, reasons) =>
    expect(reasonsFor([later], order('S-1', '2000.00', { on }))).toEqual(reasons),
  );

  test('that has lapsed leaves what is owed above nothing', () => {
    const past = [sign('HT-1', '1000.00', { to: '2026-03-31' }), bill('R-1', '300.00')];
    expect(figuresOn('2026-03-31', accountAfter(...past)).available).toBe('700.00');
    expect(figuresOn('2026-04-01', accountAfter(...past)).available).toBe('-300.00');
  });
});
