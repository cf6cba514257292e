import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { allocate, authorise, pay } from '@test/support/account-commands';
import { authorised, blacklisted, customerId, held, opened, owed, paid, released } from '@test/support/account-events';
import { specFor } from '@test/support/given-when-then';
import { standardCheck, stampOf } from '@test/support/policies-on-disk';
import { refusalOf, refusedBy } from '@test/support/refusals';
import { creditAccount } from './decider';
import { creditAccountEvent } from './events';
import { after } from './evolve';

const given = specFor(creditAccount);
const account = opened('600000.00');

describe('authorising a shipment', () => {
  test('takes the last fen of the limit', () =>
    given(account, authorised('S-1', '400000.00'))
      .when(authorise('S-2', '200000.00'))
      .then(authorised('S-2', '200000.00')));

  test('is refused one fen over what is left, with the figures of every rule', () =>
    given(account, authorised('S-1', '400000.00'))
      .when(authorise('S-2', '200000.01'))
      .then({
        type: 'ShipmentRefused',
        data: {
          customerId,
          shipmentId: 'S-2',
          amount: ofYuan('200000.01'),
          available: ofYuan('200000.00'),
          rules: [
            {
              rule: 'agreement-valid',
              outcome: 'pass',
              facts: { agreementId: 'HT-1', validFrom: '2026-03-01', validTo: '2026-12-31' },
            },
            { rule: 'not-on-hold', outcome: 'pass', facts: {} },
            { rule: 'not-blacklisted', outcome: 'pass', facts: {} },
            {
              rule: 'free-limit',
              outcome: 'block',
              facts: {
                limit: '600000.00',
                exposure: '400000.00',
                available: '200000.00',
                amount: '200000.01',
                missing: '0.01',
              },
            },
            {
              rule: 'single-document-maximum',
              outcome: 'pass',
              facts: { amount: '200000.01', maximum: '500000.00' },
            },
            { rule: 'oldest-overdue', outcome: 'pass', facts: { days: '0', maximumDays: '7' } },
          ],
          policy: stampOf(standardCheck),
          on: dateOf('2026-03-01'),
        },
      }));

  test('names every reason at once', () =>
    expect(
      refusedBy(
        [
          opened('600000.00', 'HT-1', '2026-04-30'),
          owed('R-1', '500000.00', '2026-04-30'),
          held('R-1'),
          blacklisted('R-1'),
        ],
        authorise('S-1', '0.01', '2026-05-31'),
      ),
    ).toEqual(['agreement-valid', 'not-on-hold', 'not-blacklisted', 'free-limit']));

  test('is refused before any agreement is signed', () =>
    expect(refusedBy([], authorise('S-1', '0.01'))).toEqual(['agreement-valid', 'free-limit']));

  test('does nothing when the same request comes again, not even after the limit is used up', () =>
    given(account, authorised('S-1', '600000.00')).when(authorise('S-1', '600000.00')).thenNothing());

  test('makes no sense when the same shipment comes back with another amount', () =>
    given(account, authorised('S-1', '400000.00'))
      .when(authorise('S-1', '400000.01'))
      .thenProblem('same-id-other-content'));

  test('keeps the limit free for as many days as the policy says', () =>
    given(account)
      .when(authorise('S-1', '1.00', '2026-03-01', { ...standardCheck, reservationDays: 1 }))
      .then(authorised('S-1', '1.00', '2026-03-02')));

  test('counts receivables, whoever shipped them', () => {
    given(account, owed('R-1', '599999.99', '2026-04-30'))
      .when(authorise('S-1', '0.01'))
      .then(authorised('S-1', '0.01'));
    expect(refusedBy([account, owed('R-1', '599999.99', '2026-04-30')], authorise('S-1', '0.02'))).toEqual([
      'free-limit',
    ]);
  });

  test('has again what a payment has freed', () => {
    const past = [account, owed('R-1', '600000.00', '2026-04-30')];
    const payment = given(...past)
      .when(pay('P-1', '100.00'))
      .decided();
    given(...past, ...payment)
      .when(authorise('S-1', '100.00'))
      .then(authorised('S-1', '100.00'));
    expect(refusedBy([...past, ...payment], authorise('S-1', '100.01'))).toEqual(['free-limit']);
  });

  test('has again what was released', () =>
    given(account, authorised('S-1', '600000.00'), released('S-1', '600000.00', 'released'))
      .when(authorise('S-2', '600000.00'))
      .then(authorised('S-2', '600000.00')));

  test('counts unallocated cash only when the policy does', () => {
    const past = [opened('100.00'), paid('P-1', '50.00')];
    given(...past)
      .when(authorise('S-1', '150.00'))
      .then(authorised('S-1', '150.00'));
    const strict = { ...standardCheck, countUnallocatedCash: false };
    expect(refusedBy(past, authorise('S-1', '100.01', '2026-03-01', strict))).toEqual(['free-limit']);
  });

  test('is the same before and after cash is allocated', () => {
    const past = [opened('100.00'), paid('P-1', '50.00'), owed('R-1', '80.00', '2026-04-30')];
    const allocated = given(...past)
      .when(allocate('P-1'))
      .decided();
    for (const history of [past, [...past, ...allocated]]) {
      given(...history)
        .when(authorise('S-1', '70.00'))
        .then(authorised('S-1', '70.00'));
      expect(refusalOf(history, authorise('S-1', '70.01')).data.available).toBe('70.00');
    }
  });

  test('sees an available limit below nothing as what it is', () =>
    expect(
      refusalOf([opened('100.00'), owed('R-1', '350.00', '2026-04-30')], authorise('S-1', '0.01')).data.available,
    ).toBe('-250.00'));
});

describe('a rule that only warns', () => {
  const large = opened('900000.00');
  const late = owed('R-1', '1.00', '2026-03-01');

  test('does not stop the shipment', () => {
    given(large).when(authorise('S-1', '500000.01')).then(authorised('S-1', '500000.01'));
    expect(
      given(large, late)
        .when(authorise('S-1', '1.00', '2026-06-01'))
        .decided()
        .map(({ type }) => type),
    ).toEqual(['ShipmentAuthorised']);
  });

  test('is on record beside the rule that blocks, each at its own boundary', () => {
    const outcomesOf = (amount: string, day: string) =>
      Object.fromEntries(
        refusalOf([opened('1.00'), late], authorise('S-1', amount, day)).data.rules.map(({ rule, outcome }) => [
          rule,
          outcome,
        ]),
      );
    expect(outcomesOf('500000.00', '2026-03-08')).toMatchObject({
      'single-document-maximum': 'pass',
      'oldest-overdue': 'pass',
    });
    expect(outcomesOf('500000.01', '2026-03-09')).toMatchObject({
      'single-document-maximum': 'warn',
      'oldest-overdue': 'warn',
    });
  });

  test('blocks as soon as the policy says so', () => {
    const strict = {
      ...standardCheck,
      rules: standardCheck.rules.map((rule) => ({ ...rule, reaction: 'block' as const })),
    };
    expect(refusedBy([large, late], authorise('S-1', '500000.01', '2026-03-09', strict))).toEqual([
      'single-document-maximum',
      'oldest-overdue',
    ]);
  });
});

describe('a refusal', () => {
  const asked = authorise('S-1', '600000.01');
  const refusal = refusalOf([account], asked);

  test('is recorded once for the same question with the same answer', () =>
    given(account, refusal).when(asked).thenNothing());

  test('is the same one when the store gives its figures back in another order', () => {
    const rules = refusal.data.rules.map((rule) => ({
      ...rule,
      facts: Object.fromEntries(Object.entries(rule.facts).reverse()),
    }));
    given(account, { ...refusal, data: { ...refusal.data, rules } })
      .when(asked)
      .thenNothing();
  });

  test('is recorded anew when its figures have changed', () =>
    expect(refusalOf([account, refusal, owed('R-1', '5.00', '2026-04-30')], asked).data.available).toBe('599995.00'));

  test('leaves the account as it was, and gives way to a yes', () => {
    const position = after(creditAccount.initial, [account]);
    const { refusals, ...rest } = after(position, [refusal]);
    expect(refusals.size).toBe(1);
    expect(rest).toEqual({ ...position, refusals: undefined });
    given(account, refusal, opened('700000.00', 'HT-2')).when(asked).then(authorised('S-1', '600000.01'));
  });

  test('fits its schema', () => expect(creditAccountEvent.parse(refusal)).toEqual(refusal));
});
