import { accountAfter, figuresOn, outcomeOf, policyOf, reasonsFor, story } from '@test/support/account-story';
import { specFor } from '@test/support/given-when-then';
import { sign } from '@test/support/limit-commands';
import { bill, order } from '@test/support/order-commands';
import { deposit, giveBack } from '@test/support/security-commands';
import { creditAccount } from './decider';

const given = specFor(creditAccount);
const past = [sign('HT-1', '100.00'), deposit('BZJ-1', '50.00')];

describe('a deposit', () => {
  test('makes room for as much, to the last fen', () => {
    expect(outcomeOf(past, order('S-1', '150.00'))).toEqual(['ShipmentAuthorised']);
    expect(reasonsFor(past, order('S-1', '150.01'))).toEqual(['free-limit']);
  });

  test('makes none where the policy does not count it', () => {
    const policy = policyOf([{ rule: 'free-limit', reaction: 'block' }], { uncounted: ['deposits'] });
    expect(reasonsFor(past, order('S-1', '100.01', { policy }))).toEqual(['free-limit']);
    expect(outcomeOf(past, order('S-1', '100.00', { policy }))).toEqual(['ShipmentAuthorised']);
  });

  test('is given back in parts, down to the last fen and not one more', () => {
    const half = [...past, giveBack('BZJ-1', 'Z-1', '20.00')];
    expect(figuresOn('2026-03-01', accountAfter(...half))).toMatchObject({ deposits: '30.00', available: '130.00' });
    expect(outcomeOf(half, giveBack('BZJ-1', 'Z-2', '30.00'))).toEqual(['DepositReturned']);
    given(...story(...half))
      .when(giveBack('BZJ-1', 'Z-2', '30.01'))
      .thenProblem('return-above-deposit');
  });

  test('is given back also when the account is over its limit by it', () => {
    const full = [...past, bill('R-1', '150.00'), giveBack('BZJ-1', 'Z-1', '50.00')];
    expect(figuresOn('2026-03-01', accountAfter(...full)).available).toBe('-50.00');
  });

  test('comes in and goes out once under its number, also after all of it is gone', () => {
    const gone = [...past, giveBack('BZJ-1', 'Z-1', '50.00')];
    expect(outcomeOf(gone, deposit('BZJ-1', '50.00'))).toEqual([]);
    expect(outcomeOf(gone, giveBack('BZJ-1', 'Z-1', '50.00', '2026-04-01'))).toEqual([]);
    given(...story(...gone))
      .when(deposit('BZJ-1', '50.01'))
      .thenProblem('same-id-other-content');
    given(...story(...gone))
      .when(giveBack('BZJ-1', 'Z-1', '49.99'))
      .thenProblem('same-id-other-content');
    given(...story(...past))
      .when(giveBack('BZJ-9', 'Z-1', '1.00'))
      .thenProblem('unknown-deposit');
  });
});
