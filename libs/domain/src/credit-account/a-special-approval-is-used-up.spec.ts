import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { accountAfter, outcomeOf, policyOf, reasonsFor, story } from '@test/support/account-story';
import { specFor } from '@test/support/given-when-then';
import { approve, changeLimit, sign, withdrawApproval } from '@test/support/limit-commands';
import { amend, bill, order } from '@test/support/order-commands';
import { place } from '@test/support/security-commands';
import { creditAccount } from './decider';
import { isLive } from './special-approval';
import { outcomeIn } from '@test/support/rule-outcomes';

const given = specFor(creditAccount);
const signed = sign('HT-1', '1000.00');
const named = { approvalId: 'SP-1' };
const shipped = ['ShipmentAuthorised'];
const refused = ['ShipmentRefused'];
const leftOf = (...commands: Parameters<typeof accountAfter>) => {
  const approval = accountAfter(...commands).approvals.get('SP-1');
  return [approval?.left, approval?.usesLeft];
};

describe('a special approval', () => {
  const past = [signed, approve('SP-1', '50.00')];

  test('lets through what is above the limit, to its last fen and not one more', () => {
    expect(outcomeOf(past, order('S-1', '1050.00', named))).toEqual(shipped);
    expect(reasonsFor(past, order('S-1', '1050.01', named))).toEqual(['free-limit']);
  });

  test('takes only what is above the limit, and leaves the rest of the order to the limit', () => {
    expect(leftOf(...past, order('S-1', '1020.00', named))).toEqual(['30.00', 0]);
    expect(leftOf(...past, order('S-1', '1000.00', named))).toEqual(['50.00', 1]);
  });

  test('takes no more than the order, however far the account is over already', () => {
    const over = [signed, bill('R-1', '5000.00'), approve('SP-1', '50.00')];
    expect(outcomeOf(over, order('S-1', '50.00', named))).toEqual(shipped);
    expect(leftOf(...over, order('S-1', '50.00', named))).toEqual(['0.00', 0]);
    expect(outcomeOf(over, order('S-1', '50.01', named))).toEqual(refused);
  });

  test('is for an order that names it: no other one eats it up', () => {
    expect(reasonsFor(past, order('S-1', '1050.00'))).toEqual(['free-limit']);
    expect(leftOf(...past, order('S-1', '1050.00'))).toEqual(['50.00', 1]);
  });

  test('is used by one of two orders that both want it', () => {
    const first = [...past, order('S-1', '1010.00', named)];
    expect(reasonsFor(first, order('S-2', '10.00', named))).toEqual(['free-limit']);
    expect(outcomeOf(first, order('S-1', '1010.00', named))).toEqual([]);
  });

  test('of several uses goes as far as its amount and its uses, whichever ends first', () => {
    const two = [signed, approve('SP-1', '50.00', { uses: 2 }), order('S-1', '1020.00', named)];
    expect(leftOf(...two)).toEqual(['30.00', 1]);
    expect(outcomeOf(two, order('S-2', '30.01', named))).toEqual(refused);
    expect(outcomeOf(two, order('S-2', '30.00', named))).toEqual(shipped);
    const three = [...two, order('S-2', '10.00', named)];
    expect(leftOf(...three)).toEqual(['20.00', 0]);
    expect(outcomeOf(three, order('S-3', '1.00', named))).toEqual(refused);
  });

  test('that is meant for one shipment lets that one through unasked, and no other', () => {
    const bound = [signed, approve('SP-1', '50.00', { shipmentId: 'S-7' })];
    expect(outcomeOf(bound, order('S-7', '1050.00'))).toEqual(shipped);
    expect(outcomeOf(bound, order('S-8', '1050.00', named))).toEqual(refused);
  });

  test('for certain goods is for no others', () => {
    const goods = [signed, approve('SP-1', '50.00', { goods: 'TB-604' })];
    expect(outcomeOf(goods, order('S-1', '1050.00', { ...named, goods: 'TB-604' }))).toEqual(shipped);
    expect(outcomeOf(goods, order('S-1', '1050.00', { ...named, goods: 'TB-605' }))).toEqual(refused);
    expect(outcomeOf(goods, order('S-1', '1050.00', named))).toEqual(refused);
  });

  test('lives through its last day', () => {
    const short = [signed, approve('SP-1', '50.00', { expiresOn: '2026-03-10' })];
    expect(outcomeOf(short, order('S-1', '1050.00', { ...named, on: '2026-03-10' }))).toEqual(shipped);
    expect(outcomeOf(short, order('S-1', '1050.00', { ...named, on: '2026-03-11' }))).toEqual(refused);
    const approval = accountAfter(...short).approvals.get('SP-1')!;
    expect([isLive(approval, dateOf('2026-03-10')), isLive(approval, dateOf('2026-03-11'))]).toEqual([true, false]);
  });

  test('of another customer is none', () =>
    given(...story(...past))
      .when(order('S-1', '1050.00', { approvalId: 'SP-OF-ANOTHER' }))
      .thenProblem('unknown-approval'));

  test('that was withdrawn lets nothing through, and is withdrawn once', () => {
    const gone = [...past, withdrawApproval('SP-1')];
    expect(outcomeOf(gone, order('S-1', '1050.00', named))).toEqual(refused);
    expect(outcomeOf(gone, withdrawApproval('SP-1'))).toEqual([]);
    given(...story(signed))
      .when(withdrawApproval('SP-1'))
      .thenProblem('unknown-approval');
  });

  test('carries an amendment upwards too, for the difference', () => {
    const amended = [...past, order('S-1', '1000.00'), amend('S-1', 'M-1', '1050.00', named)];
    expect(leftOf(...amended)).toEqual(['0.00', 0]);
    expect(outcomeOf([...past, order('S-1', '1000.00')], amend('S-1', 'M-1', '1050.01', named))).toEqual([
      'AmendmentRefused',
    ]);
  });
});

describe('the rules that an approval excuses', () => {
  const held = [signed, place('H-1')];

  test('are those it names: a hold stops what is only excused from the limit', () => {
    const limitOnly = [...held, approve('SP-1', '5000.00')];
    expect(reasonsFor(limitOnly, order('S-1', '1001.00', named))).toEqual(['not-on-hold', 'free-limit']);
    const both = [...held, approve('SP-1', '5000.00', { excuses: ['free-limit', 'not-on-hold'] })];
    expect(outcomeOf(both, order('S-1', '1001.00', named))).toEqual(shipped);
  });

  test('have all of the order to let through where a rule lets nothing through', () => {
    const excused = (amount: string) => [...held, approve('SP-1', amount, { excuses: ['not-on-hold'] })];
    expect(outcomeOf(excused('10.00'), order('S-1', '10.00', named))).toEqual(shipped);
    expect(outcomeOf(excused('9.99'), order('S-1', '10.00', named))).toEqual(refused);
  });

  test('are told as warnings, with the approval', () => {
    const account = accountAfter(signed, approve('SP-1', '50.00'));
    expect(outcomeIn(account, order('S-1', '1050.00', named), 'free-limit')).toMatchObject({
      outcome: 'warn',
      facts: { missing: '50.00', approval: 'SP-1' },
    });
  });

  test('of a maximum take no more than the order, however far a component is over it', () => {
    const policy = policyOf(
      [{ rule: 'component-maximum', reaction: 'block', maxima: { receivables: ofYuan('100.00') } }],
      {
        specialApproval: { daysMax: 30, usesMax: 1, excusable: ['component-maximum'] },
      },
    );
    const over = [
      ...[signed, bill('R-1', '900.00')],
      approve('SP-1', '10.00', { excuses: ['component-maximum'], policy }),
    ];
    expect(outcomeOf(over, order('S-1', '10.00', { ...named, policy }))).toEqual(shipped);
    expect(outcomeOf(over, order('S-1', '10.01', { ...named, policy }))).toEqual(refused);
  });
});

describe('granting a special approval', () => {
  const by = 'approver-wang';

  test('is measured on all that is above the limit then: what it lets through and what the account is over already', () => {
    const over = [signed, bill('R-1', '600000.00'), changeLimit('L-1', '0.00')];
    expect(outcomeOf(over, approve('SP-1', '400000.00', { by }))).toEqual(['SpecialApprovalGranted']);
    given(...story(...over))
      .when(approve('SP-1', '400000.01', { by }))
      .thenProblem('above-authority');
    expect(outcomeOf([signed], approve('SP-1', '1000000.00', { by }))).toEqual(['SpecialApprovalGranted']);
    given(...story(signed))
      .when(approve('SP-1', '1.00', { by: 'sales-li' }))
      .thenProblem('role-may-not');
  });

  test('says what the account was over', () => {
    const [granted] = story(bill('R-1', '0.01'), approve('SP-1', '5.00')).slice(-1);
    expect(granted?.data).toMatchObject({ overLimitBy: '0.01' });
  });

  test('keeps to the days, the uses and the rules of the policy', () => {
    const when = (how: Parameters<typeof approve>[2]) => given(...story(signed)).when(approve('SP-1', '1.00', how));
    expect(when({ expiresOn: '2026-03-31', uses: 10 }).decided()).toHaveLength(1);
    when({ expiresOn: '2026-04-01' }).thenProblem('expiry-too-far');
    expect(when({ expiresOn: '2026-03-01' }).decided()).toHaveLength(1);
    when({ expiresOn: '2026-02-28' }).thenProblem('expiry-in-the-past');
    when({ uses: 11 }).thenProblem('too-many-uses');
    when({ excuses: ['free-limit', 'not-blacklisted'] }).thenProblem('rule-not-excusable');
  });

  test('happens once under its number', () => {
    const past = story(signed, approve('SP-1', '5.00'), order('S-1', '1005.00', named));
    given(...past)
      .when(approve('SP-1', '5.00'))
      .thenNothing();
    given(...past)
      .when(approve('SP-1', '5.01'))
      .thenProblem('same-id-other-content');
  });
});
