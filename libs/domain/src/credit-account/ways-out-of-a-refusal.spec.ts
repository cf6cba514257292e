import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { accountAfter } from '@test/support/account-story';
import { blacklist, dispute, hold } from '@test/support/account-commands';
import { sign } from '@test/support/limit-commands';
import { bill } from '@test/support/order-commands';
import { place } from '@test/support/security-commands';
import { currentAuthority, currentCheck } from '@test/support/policies-on-disk';
import type { Asked } from './asked';
import { checkShipment } from './shipment-rules';
import { waysOut } from './ways-out';

const on = dateOf('2026-03-01');
const signed = sign('HT-1', '1000.00');
const policies = { policy: currentCheck, authority: currentAuthority };

const waysFor = (past: Parameters<typeof accountAfter>, more: Partial<Asked> = {}) => {
  const account = accountAfter(...past);
  const asked: Asked = { amount: ofYuan('100.00'), on, ...more };
  return waysOut(asked, checkShipment(asked, account, currentCheck), account, policies);
};

describe('what would let a refused shipment through', () => {
  test('is nothing where it may go', () => expect(waysFor([signed])).toEqual([]));

  test('above the limit is to pay, to ship less, or an approval by whose authority reaches it', () =>
    expect(waysFor([signed, bill('R-1', '950.00')])).toEqual([
      { way: 'pay', amount: '50.00' },
      { way: 'ship-less', amount: '50.00' },
      { way: 'special-approval', amount: '50.00', roles: ['approver', 'director'] },
    ]));

  test('far above it counts what the account is over already', () => {
    const ways = waysFor([sign('HT-1', '1000000.00'), bill('R-1', '1999999.00')]);
    expect(ways).toEqual([
      { way: 'pay', amount: '1000099.00' },
      { way: 'special-approval', amount: '100.00', roles: ['director'] },
    ]);
  });

  test('of a hold is to pay what holds it, and not what else is open', () =>
    expect(waysFor([signed, bill('R-1', '100.00'), bill('R-2', '200.00'), hold('R-1')])).toMatchObject([
      { way: 'pay-receivable', receivableId: 'R-1', amount: '100.00' },
      { way: 'special-approval', amount: '100.00' },
    ]));

  test('does not ask for what is in dispute', () =>
    expect(waysFor([signed, bill('R-1', '100.00'), hold('R-1'), dispute('D-1', 'R-1', '40.00')])[0]).toMatchObject({
      way: 'pay-receivable',
      amount: '60.00',
    }));

  test('of a hold by hand is a person, and no payment', () =>
    expect(waysFor([signed, bill('R-1', '100.00'), place('H-1')])).toMatchObject([
      { way: 'lift-hold', holdId: 'H-1', roles: ['approver', 'director'] },
      { way: 'special-approval' },
    ]));

  test('of a blacklisting is taking the customer off, and nothing else', () =>
    expect(waysFor([signed, bill('R-1', '100.00'), blacklist('R-1')])).toEqual([
      { way: 'lift-blacklist', roles: ['approver', 'director'] },
    ]));

  test('of a group without room for all of it is to ship less', () => {
    const group = { hasRoom: false, facts: { limit: '500.00', used: '470.00', available: '30.00' } };
    expect(waysFor([signed], { group })).toEqual([{ way: 'ship-less', amount: '30.00' }]);
  });

  test('of terms worse than agreed is to order on those', () =>
    expect(waysFor([signed], { termDays: 90 })[0]).toMatchObject({ way: 'agreed-terms', termDays: 60 }));
});
