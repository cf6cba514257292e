import { Problem } from '@app/kernel/problem';
import { ofYuan } from '@app/kernel/yuan';
import { firstAuthority, standardAuthority } from '@test/support/policies-on-disk';
import { authorityPolicy, mayApprove, mayGrant, requireApprover, roleOf } from './authority-policy';

describe('the role of somebody', () => {
  test.each([
    ['approver-wang', 'approver'],
    ['approver', 'approver'],
    ['approver-wang-li', 'approver'],
    ['approvers-wang', 'approvers'],
    ['wang-approver', 'wang'],
  ])('of %s is %s: what stands before the first hyphen', (actor, role) => expect(roleOf(actor)).toBe(role));
});

describe('a limit', () => {
  test.each(standardAuthority.roles)('up to $upTo is approved by $role, to the last fen', ({ role, upTo }) => {
    const oneFenMore = ofYuan(`${upTo.slice(0, -2)}01`);
    expect(mayApprove(`${role}-wang`, upTo, standardAuthority)).toBe(true);
    expect(mayApprove(`${role}-wang`, oneFenMore, standardAuthority)).toBe(false);
  });

  test('is approved by nobody whom the table does not name', () => {
    for (const actor of ['sales-zhu', 'Approver-wang', 'approvers-wang', 'wang', ''])
      expect(mayApprove(actor, ofYuan('0.01'), standardAuthority)).toBe(false);
  });
});

describe('a green channel', () => {
  const { greenChannel } = standardAuthority;

  test.each(greenChannel!)('up to $upTo is granted by $role, to the last fen', ({ role, upTo }) => {
    const oneFenMore = ofYuan(`${upTo.slice(0, -2)}01`);
    expect(mayGrant(`${role}-wang`, upTo, standardAuthority)).toBe(true);
    expect(mayGrant(`${role}-wang`, oneFenMore, standardAuthority)).toBe(false);
  });

  test('is granted by nobody whom the table does not name, and by anybody where a table of before names nobody', () => {
    expect(mayGrant('analyst-li', ofYuan('0.01'), standardAuthority)).toBe(false);
    expect(firstAuthority).not.toHaveProperty('greenChannel');
    expect(mayGrant('analyst-li', ofYuan('0.01'), firstAuthority)).toBe(true);
  });
});

describe('what takes an approver', () => {
  test('is open to every role of the table', () => {
    for (const { role } of standardAuthority.roles)
      expect(() => requireApprover(`${role}-wang`, standardAuthority)).not.toThrow();
  });

  test('is closed to others, who are told whose turn it is', () => {
    const wanted = standardAuthority.roles.map(({ role }) => role).join(' / ');
    const refusal = new Problem('role-may-not', { role: 'sales', wanted });
    expect(() => requireApprover('sales-zhu', standardAuthority)).toThrow(refusal);
  });
});

test('a table without roles, or with an authority over nothing, is no authority table', () => {
  expect(authorityPolicy.safeParse({ ...standardAuthority, roles: [] }).success).toBe(false);
  const nothing = [{ role: 'approver', upTo: '0.00' }];
  expect(authorityPolicy.safeParse({ ...standardAuthority, roles: nothing }).success).toBe(false);
});
