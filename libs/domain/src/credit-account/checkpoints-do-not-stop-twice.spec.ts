import { accountAfter, outcomeOf, policyOf, reasonsFor, story } from '@test/support/account-story';
import { specFor } from '@test/support/given-when-then';
import { approve, changeLimit, sign } from '@test/support/limit-commands';
import { bill, endOn, order, pass, ship } from '@test/support/order-commands';
import { place, remove } from '@test/support/security-commands';
import { creditAccount } from './decider';

// Ours look again at the delivery and at the gate, seven days after the last yes at the earliest.
const given = specFor(creditAccount);
const past = [sign('HT-1', '1000.00'), order('S-1', '600.00')];
const held = [...past, place('H-1', { on: '2026-03-02' })];
const passed = ['CheckpointPassed'];

describe('a checkpoint', () => {
  test('says nothing within its days of grace, whatever has come up since', () => {
    expect(outcomeOf(held, pass('S-1', 'delivery', { on: '2026-03-08' }))).toEqual([]);
    expect(reasonsFor(held, pass('S-1', 'delivery', { on: '2026-03-09' }))).toEqual(['not-on-hold']);
  });

  test('begins its days anew with every yes', () => {
    const again = [...past, pass('S-1', 'delivery', { on: '2026-03-09' }), place('H-1', { on: '2026-03-10' })];
    expect(outcomeOf(past, pass('S-1', 'delivery', { on: '2026-03-09' }))).toEqual(passed);
    expect(outcomeOf(again, pass('S-1', 'goods-issue', { on: '2026-03-15' }))).toEqual([]);
  });

  test('never asks for room again: what was authorised has it', () => {
    const over = [...past, changeLimit('L-1', '0.00'), bill('R-1', '5000.00')];
    expect(outcomeOf(over, pass('S-1', 'delivery', { on: '2026-03-09' }))).toEqual(passed);
  });

  test('looks at its own rules only', () => {
    const lapsed = [sign('HT-1', '1000.00', { to: '2026-03-05' }), order('S-1', '600.00')];
    expect(reasonsFor(lapsed, pass('S-1', 'delivery', { on: '2026-03-09' }))).toEqual(['agreement-valid']);
    expect(outcomeOf(lapsed, pass('S-1', 'goods-issue', { on: '2026-03-09' }))).toEqual(passed);
  });

  test('is refused once for the same reasons, and gives way to a yes', () => {
    const asked = pass('S-1', 'delivery', { on: '2026-03-09' });
    expect(outcomeOf([...held, asked], asked)).toEqual([]);
    expect(outcomeOf([...held, asked, remove('H-1', '2026-03-09')], asked)).toEqual(passed);
  });

  test('lets through what a special approval excuses, all that is open of the order', () => {
    const of = (amount: string) => [...held, approve('SP-1', amount, { excuses: ['not-on-hold'], shipmentId: 'S-1' })];
    const asked = pass('S-1', 'delivery', { on: '2026-03-09' });
    expect(outcomeOf(of('600.00'), asked)).toEqual(passed);
    expect(outcomeOf(of('599.99'), asked)).toEqual(['CheckpointRefused']);
  });

  test('that the policy does not have lets everything through', () => {
    const policy = policyOf([{ rule: 'not-on-hold', reaction: 'block' }]);
    expect(outcomeOf(held, pass('S-1', 'delivery', { on: '2026-03-14', policy }))).toEqual([]);
  });

  test('is for an order that runs', () =>
    given(...story(...past, endOn('S-1', '2026-03-02', 'released')))
      .when(pass('S-1', 'delivery', { on: '2026-03-09' }))
      .thenProblem('reservation-ended'));
});

describe('the gate', () => {
  const atTheGate = (on: string) => ship('S-1', 'D-1', '100.00', { on, policy: policyWithGate });
  const policyWithGate = policyOf([{ rule: 'not-on-hold', reaction: 'block' }], {
    checkpoints: { 'goods-issue': { rules: ['not-on-hold'], graceDays: 3 } },
  });

  test('keeps the goods, and their room, when it says no', () => {
    expect(outcomeOf(held, atTheGate('2026-03-04'))).toEqual(['ShipmentDispatched']);
    expect(reasonsFor(held, atTheGate('2026-03-05'))).toEqual(['not-on-hold']);
    const account = accountAfter(...held, atTheGate('2026-03-05'));
    expect(account.sums).toEqual(accountAfter(...held).sums);
  });

  test('passes and dispatches in one, and the same dispatch comes again as nothing', () => {
    expect(outcomeOf(past, atTheGate('2026-03-05'))).toEqual(['CheckpointPassed', 'ShipmentDispatched']);
    expect(outcomeOf([...past, atTheGate('2026-03-05'), place('H-1')], atTheGate('2026-03-10'))).toEqual([]);
  });

  test('is not there for whoever names no policy', () =>
    expect(outcomeOf(held, ship('S-1', 'D-1', '100.00', { on: '2026-03-14' }))).toEqual(['ShipmentDispatched']));
});
