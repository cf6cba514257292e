import { pay, dispute } from '@test/support/account-commands';
import { accountAfter, policyOf, reasonsFor } from '@test/support/account-story';
import { sign } from '@test/support/limit-commands';
import { bill, order, ship, type Said } from '@test/support/order-commands';
import { acceptBill, join } from '@test/support/security-commands';
import { outcomeIn } from '@test/support/rule-outcomes';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan, positiveYuan } from '@app/kernel/yuan';
import type { AskedOfAccount } from './commands';
import type { CheckRule } from './check-policy';

// Each rule alone, on the last thing that it lets through and on the first that it stops.
const signed = sign('HT-1', '1000000.00');
const rule = (name: CheckRule) => {
  const policy = policyOf([name]);
  return (past: readonly AskedOfAccount[], amount: string, said: Said = {}) => ({
    stops: reasonsFor([signed, ...past], order('S-1', amount, { ...said, policy })).length > 0,
    facts: outcomeIn(accountAfter(signed, ...past), order('S-1', amount, { ...said, policy }), name.rule)?.facts,
  });
};
const late = (receivableId: string, amount: string, dueDate: string) => bill(receivableId, amount, { dueDate });

describe('the maximum of a component', () => {
  const maxima = { reserved: positiveYuan.parse('100.00'), bills: positiveYuan.parse('50.00') };
  const asked = rule({ rule: 'component-maximum', reaction: 'block', maxima });

  test('counts what the order adds to what is reserved', () => {
    expect(asked([order('S-9', '40.00')], '60.00').stops).toBe(false);
    expect(asked([order('S-9', '40.00')], '60.01')).toEqual({
      stops: true,
      facts: { component: 'reserved', stands: '100.01', maximum: '100.00', missing: '0.01' },
    });
  });

  test('stops every order while another component is over its own', () => {
    expect(asked([acceptBill('B-1', '50.00')], '0.01').stops).toBe(false);
    expect(asked([acceptBill('B-1', '50.01')], '0.01').facts).toMatchObject({ component: 'bills', missing: '0.01' });
    expect(asked([acceptBill('B-1', '50.01')], '0.01').stops).toBe(true);
  });

  test('tells the one that is over by most', () =>
    expect(asked([acceptBill('B-1', '55.00')], '104.99').facts).toMatchObject({ component: 'bills', missing: '5.00' }));
});

test('the room of the group is what the group has said, and a customer without one has no such rule', () => {
  const asked = rule({ rule: 'group-limit', reaction: 'block' });
  const facts = { group: 'G-1', available: '5.00' };
  const room = { groupId: 'G-1', token: 'T-1', amount: ofYuan('5.00') };
  const member = [join('G-1', '2026-03-01')];
  expect(asked(member, '6.00', { group: { hasRoom: false, facts } })).toEqual({ stops: true, facts });
  expect(asked(member, '5.00', { group: { hasRoom: true, facts }, room })).toEqual({ stops: false, facts });
  expect(asked([], '6.00').stops).toBe(false);
});

test('a single document has a maximum', () => {
  const asked = rule({ rule: 'single-document-maximum', reaction: 'block', maximum: positiveYuan.parse('500.00') });
  expect(asked([], '500.00').stops).toBe(false);
  expect(asked([], '500.01').stops).toBe(true);
});

describe('the oldest overdue receivable', () => {
  const asked = rule({ rule: 'oldest-overdue', reaction: 'block', days: 7 });
  const debt = late('R-2', '5.00', '2026-03-10');

  test('may be so many days late', () => {
    expect(asked([debt], '1.00', { on: '2026-03-17' })).toMatchObject({ stops: false, facts: { days: '7' } });
    expect(asked([debt], '1.00', { on: '2026-03-18' })).toMatchObject({ stops: true, facts: { days: '8' } });
  });

  test('is one that is not in dispute, and that one is named', () => {
    const both = [late('R-1', '5.00', '2026-03-10'), debt, dispute('D-1', 'R-1', '5.00')];
    expect(asked(both, '1.00', { on: '2026-03-18' })).toMatchObject({ stops: true, facts: { receivable: 'R-2' } });
    expect(asked([...both, dispute('D-2', 'R-2', '5.00')], '1.00', { on: '2026-03-18' }).stops).toBe(false);
    expect(asked([...both, dispute('D-2', 'R-2', '4.99')], '1.00', { on: '2026-03-18' }).stops).toBe(true);
  });
});

describe('what is overdue', () => {
  const past = (overdue: string) => [late('R-1', overdue, '2026-03-10'), late('R-2', '80.00', '2026-06-30')];
  const share = rule({ rule: 'overdue-share', reaction: 'block', percent: '20', graceDays: 3 });
  const amount = rule({
    rule: 'overdue-amount',
    reaction: 'block',
    maximum: positiveYuan.parse('20.00'),
    graceDays: 3,
  });

  test('may be so large a share of what is open', () => {
    expect(share(past('20.00'), '1.00', { on: '2026-03-14' })).toMatchObject({
      stops: false,
      facts: { percent: '20.0' },
    });
    expect(share(past('20.01'), '1.00', { on: '2026-03-14' }).stops).toBe(true);
    expect(share([], '1.00', { on: '2026-03-14' }).stops).toBe(false);
  });

  test('may be so much', () => {
    expect(amount(past('20.00'), '1.00', { on: '2026-03-14' }).stops).toBe(false);
    expect(amount(past('20.01'), '1.00', { on: '2026-03-14' })).toMatchObject({
      stops: true,
      facts: { overdue: '20.01' },
    });
  });

  test('is so only after the days of grace', () => {
    expect(share(past('90.00'), '1.00', { on: '2026-03-13' }).stops).toBe(false);
    expect(amount(past('90.00'), '1.00', { on: '2026-03-13' }).stops).toBe(false);
  });

  test('is what is not in dispute', () => {
    const disputed = [...past('30.00'), dispute('D-1', 'R-1', '10.00')];
    expect(amount(disputed, '1.00', { on: '2026-03-14' })).toMatchObject({ stops: false, facts: { overdue: '20.00' } });
    expect(share(disputed, '1.00', { on: '2026-03-14' }).stops).toBe(false);
  });
});

test('the next batch ships when so many invoices of earlier ones are open, and others do not count', () => {
  const asked = rule({ rule: 'prior-batch', reaction: 'block', openAllowed: 1 });
  const shipped = (nth: string) => ship('S-0', `D-${nth}`, '10.00', { receivableId: `R-${nth}` });
  const one = [order('S-0', '20.00'), bill('R-8', '1.00'), bill('R-9', '1.00'), shipped('1')];
  expect(asked(one, '1.00')).toMatchObject({ stops: false, facts: { open: '1' } });
  expect(asked([...one, shipped('2')], '1.00')).toMatchObject({ stops: true, facts: { open: '2', openAllowed: '1' } });
  expect(asked([...one, shipped('2'), pay('P-1', '10.00', { named: [['R-1', '10.00']] })], '1.00').stops).toBe(false);
  expect(asked([...one, shipped('2'), pay('P-1', '9.99', { named: [['R-1', '9.99']] })], '1.00').stops).toBe(true);
});

describe('what the customer file says', () => {
  const standing = (more: object = {}) => ({ standing: { completeness: '60', ...more } });
  const closed = { statementClosedOn: dateOf('2024-12-31') };

  test('of security counts to its last day, for an agreement that needs it', () => {
    const secured = sign('HT-2', '1000.00', { isSecured: true });
    const asked = rule({ rule: 'security-valid', reaction: 'block' });
    const until = { securedUntil: dateOf('2026-03-10') };
    expect(asked([secured], '1.00', { ...standing(until), on: '2026-03-10' }).stops).toBe(false);
    expect(asked([secured], '1.00', { ...standing(until), on: '2026-03-11' }).stops).toBe(true);
    expect(asked([secured], '1.00', standing()).stops).toBe(true);
    expect(asked([], '1.00', standing()).stops).toBe(false);
    expect(asked([secured], '1.00').stops).toBe(false);
  });

  test('of statements is fresh for so many months', () => {
    const asked = rule({ rule: 'statement-fresh', reaction: 'block', months: 15 });
    expect(asked([], '1.00', { ...standing(closed), on: '2026-03-31' }).stops).toBe(false);
    expect(asked([], '1.00', { ...standing(closed), on: '2026-04-01' }).stops).toBe(true);
    expect(asked([], '1.00', standing()).stops).toBe(true);
    expect(asked([], '1.00').stops).toBe(false);
  });

  test('is complete from so many percent on', () => {
    const asked = rule({ rule: 'data-complete', reaction: 'block', percent: '60' });
    expect(asked([], '1.00', standing()).stops).toBe(false);
    expect(asked([], '1.00', standing({ completeness: '59.9' })).stops).toBe(true);
    expect(asked([], '1.00').stops).toBe(false);
  });
});

test('a grade may be so bad and no worse', () => {
  const asked = rule({ rule: 'grade-allowed', reaction: 'block', worstCharacteristic: 4 });
  expect(asked([sign('HT-2', '9.00', { grade: '3A4' })], '1.00').stops).toBe(false);
  expect(asked([sign('HT-2', '9.00', { grade: '3A5' })], '1.00').stops).toBe(true);
});

test('terms may be as long as the agreement has them, and not a day longer', () => {
  const asked = rule({ rule: 'terms-not-worsened', reaction: 'block' });
  expect(asked([], '1.00', { termDays: 60 }).stops).toBe(false);
  expect(asked([], '1.00', { termDays: 61 })).toEqual({ stops: true, facts: { asked: '61', agreed: '60' } });
  expect(asked([], '1.00').stops).toBe(false);
});
