import { addDays, dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { authorise } from '@test/support/account-commands';
import {
  authorised,
  blacklisted,
  blacklistLifted,
  customerId,
  greenChannel,
  held,
  holdLifted,
  opened,
  owed,
} from '@test/support/account-events';
import { specFor } from '@test/support/given-when-then';
import { standardCheck, stampOf } from '@test/support/policies-on-disk';
import { blocking, refusalOf, refusedBy } from '@test/support/refusals';
import type { CreditAccountCommand } from './commands';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';

const given = specFor(creditAccount);
const account = opened('600000.00');

describe('an agreement', () => {
  test('ships on its last day', () =>
    given(opened('100.00', 'HT-1', '2026-03-31'))
      .when(authorise('S-1', '100.00', '2026-03-31'))
      .then({
        type: 'ShipmentAuthorised',
        data: {
          customerId,
          shipmentId: 'S-1',
          amount: ofYuan('100.00'),
          expiresOn: addDays(dateOf('2026-03-31'), 14),
          policy: stampOf(standardCheck),
          on: dateOf('2026-03-31'),
        },
      }));

  test.each(['2026-02-28', '2027-01-01'])('ships nothing on %s, outside its time', (day) => {
    const { rules, available } = refusalOf([account], authorise('S-1', '0.01', day)).data;
    expect(blocking(rules)).toEqual(['agreement-valid', 'free-limit']);
    expect(available).toBe('0.00');
  });

  test('that is renewed puts its own limit in the place of the old one', () =>
    given(opened('100.00'), opened('40.00', 'HT-2')).when(authorise('S-1', '40.00')).then(authorised('S-1', '40.00')));

  test('that was replaced does not come back with a request delivered again', () =>
    given(opened('100.00'), opened('40.00', 'HT-2'))
      .when({ type: 'OpenAccount', data: openingOf(opened('100.00')) })
      .thenNothing());

  test('cannot change its limit under its own number', () =>
    given(opened('100.00'))
      .when({ type: 'OpenAccount', data: openingOf(opened('100.01')) })
      .thenProblem('same-id-other-content'));
});

describe('a green channel', () => {
  const allowance = greenChannel('5000.00', '2026-03-10');

  test('ships its last fen without an agreement, and the missing agreement is a warning', () => {
    given(allowance).when(authorise('S-1', '5000.00')).then(authorised('S-1', '5000.00'));
    const { rules } = refusalOf([allowance], authorise('S-1', '5000.01')).data;
    expect(blocking(rules)).toEqual(['free-limit']);
    expect(rules.find(({ rule }) => rule === 'agreement-valid')?.outcome).toBe('warn');
  });

  test('ships on the day of its expiry and not on the day after', () => {
    expect(
      given(allowance)
        .when(authorise('S-1', '5000.00', '2026-03-10'))
        .decided()
        .map(({ type }) => type),
    ).toEqual(['ShipmentAuthorised']);
    expect(refusedBy([allowance], authorise('S-1', '0.01', '2026-03-11'))).toEqual(['agreement-valid', 'free-limit']);
  });

  test('is used up by what it let through', () =>
    expect(refusedBy([allowance, authorised('S-1', '5000.00')], authorise('S-2', '0.01'))).toEqual(['free-limit']));

  test('adds to the limit of an agreement', () =>
    given(opened('100.00'), allowance).when(authorise('S-1', '5100.00')).then(authorised('S-1', '5100.00')));

  test('excuses neither hold nor blacklist', () =>
    expect(
      refusedBy(
        [allowance, owed('R-1', '1.00', '2026-03-01'), held('R-1'), blacklisted('R-1')],
        authorise('S-1', '1.00'),
      ),
    ).toEqual(['not-on-hold', 'not-blacklisted']));

  test('is allowed once, and not with another amount or expiry under its number', () => {
    const again = (event: CreditAccountEvent): CreditAccountCommand => {
      if (event.type !== 'GreenChannelAllowed') throw new Error(event.type);
      return { type: 'AllowGreenChannel', data: event.data };
    };
    given().when(again(allowance)).then(allowance);
    given(allowance).when(again(allowance)).thenNothing();
    given(allowance)
      .when(again(greenChannel('5000.01', '2026-03-10')))
      .thenProblem('same-id-other-content');
    given(allowance)
      .when(again(greenChannel('5000.00', '2026-03-11')))
      .thenProblem('same-id-other-content');
  });
});

describe('a hold or a blacklisting', () => {
  const debt = owed('R-1', '1.00', '2026-04-30');

  test('stops the smallest shipment', () => {
    expect(refusedBy([account, debt, held('R-1')], authorise('S-1', '0.01'))).toEqual(['not-on-hold']);
    expect(refusedBy([account, debt, blacklisted('R-1')], authorise('S-1', '0.01'))).toEqual(['not-blacklisted']);
  });

  test('stops it until the last of several holds is lifted', () => {
    const two = [account, debt, owed('R-2', '1.00', '2026-04-30'), held('R-1'), held('R-2')];
    const one = holdLifted('R-1', 'by-hand', 'approver-zhao');
    expect(refusedBy([...two, one], authorise('S-1', '1.00'))).toEqual(['not-on-hold']);
    given(...two, one, holdLifted('R-2', 'by-hand', 'approver-zhao'))
      .when(authorise('S-1', '1.00'))
      .then(authorised('S-1', '1.00'));
  });

  test('stops nothing any more once it is lifted', () =>
    given(account, debt, blacklisted('R-1'), blacklistLifted)
      .when(authorise('S-1', '1.00'))
      .then(authorised('S-1', '1.00')));
});

function openingOf(event: CreditAccountEvent) {
  if (event.type !== 'AccountOpened') throw new Error(event.type);
  return event.data;
}
