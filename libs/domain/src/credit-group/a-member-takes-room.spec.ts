import { ofYuan } from '@app/kernel/yuan';
import { specFor } from '@test/support/given-when-then';
import { today } from '@test/support/group-world';
import { standardAuthority as authority } from '@test/support/policies-on-disk';
import type { CreditGroupCommand, TakeRoom } from './commands';
import { creditGroup } from './decider';
import type { CreditGroupEvent } from './events';
import { groupRoomFor } from './group-room';

const groupId = 'HQ-1';
const on = today;
const spec = specFor(creditGroup);

const formed: CreditGroupEvent = {
  type: 'GroupFormed',
  data: { groupId, name: '北方农机集团', limit: ofYuan(300_000), formedBy: 'approver-wang', on },
};
const joined = (customerId: string, exposure: string, cap?: string): CreditGroupEvent => ({
  type: 'MemberJoined',
  data: {
    ...{ groupId, customerId, exposure: ofYuan(exposure), revision: 3, settled: [], on },
    ...(cap !== undefined && { cap: ofYuan(cap) }),
  },
});
const given = [formed, joined('C-1', '100000.00'), joined('C-2', '-50000.00', '40000.00')];

const take = (customerId: string, amount: string, token = 'T-1', shipmentId = 'S-1'): TakeRoom => ({
  type: 'TakeRoom',
  data: { groupId, customerId, shipmentId, token, amount: ofYuan(amount), on },
});
const taken = ({ data }: TakeRoom): CreditGroupEvent => ({ type: 'GroupRoomTaken', data });
const refused = (
  { data: { customerId, shipmentId, amount } }: TakeRoom,
  [because, limit, used, missing]: readonly ['limit' | 'cap', string, string, string],
): CreditGroupEvent => {
  const figures = { because, limit: ofYuan(limit), used: ofYuan(used), missing: ofYuan(missing) };
  return { type: 'GroupRoomRefused', data: { groupId, customerId, shipmentId, amount, ...figures, on } };
};

describe('a room of the group', () => {
  test('is given up to the last fen of the limit', () => {
    const whole = take('C-1', '200000.00');
    spec(...given)
      .when(whole)
      .then(taken(whole));
  });

  test('is refused one fen above it, with the figures', () => {
    const more = take('C-1', '200000.01');
    spec(...given)
      .when(more)
      .then(refused(more, ['limit', '300000.00', '100000.00', '0.01']));
  });

  test('is measured by the cap of the member first, whose unallocated cash is lent to nobody', () => {
    const whole = take('C-2', '40000.00');
    spec(...given)
      .when(whole)
      .then(taken(whole));
    const more = take('C-2', '40000.01');
    spec(...given)
      .when(more)
      .then(refused(more, ['cap', '40000.00', '0.00', '0.01']));
  });

  test('is refused for what is lacking more, where both are', () => {
    const much = take('C-2', '250000.00');
    spec(...given)
      .when(much)
      .then(refused(much, ['cap', '40000.00', '0.00', '210000.00']));
    const full = taken(take('C-1', '200000.00', 'T-0'));
    const some = take('C-2', '10000.00');
    spec(...given, full)
      .when(some)
      .then(refused(some, ['limit', '300000.00', '300000.00', '10000.00']));
  });

  test('counts from the moment it is taken, for everybody in the group', () => {
    const first = taken(take('C-1', '200000.00', 'T-0', 'S-0'));
    const next = take('C-1', '0.01');
    spec(...given, first)
      .when(next)
      .then(refused(next, ['limit', '300000.00', '300000.00', '0.01']));
  });

  test('is recorded once, and so is its refusal while the figures are the same', () => {
    const [some, much] = [take('C-1', '10000.00'), take('C-1', '900000.00', 'T-2', 'S-2')];
    spec(...given, taken(some))
      .when(some)
      .thenNothing();
    const no = refused(much, ['limit', '300000.00', '100000.00', '700000.00']);
    spec(...given, no)
      .when(take('C-1', '900000.00', 'T-3', 'S-2'))
      .thenNothing();
    const paid: CreditGroupEvent = {
      type: 'MemberExposureNoted',
      data: { groupId, customerId: 'C-1', exposure: ofYuan(0), revision: 4, settled: [], on },
    };
    const again = take('C-1', '900000.00', 'T-3', 'S-2');
    spec(...given, no, paid)
      .when(again)
      .then(refused(again, ['limit', '300000.00', '0.00', '600000.00']));
  });

  test('takes a token once: another shipment by it makes no sense', () =>
    spec(...given, taken(take('C-1', '10000.00')))
      .when(take('C-1', '20000.00'))
      .thenProblem('same-id-other-content'));

  test('is for members of a group that there is', () => {
    spec().when(take('C-1', '1.00')).thenProblem('unknown-group');
    spec(formed).when(take('C-1', '1.00')).thenProblem('not-a-member');
  });

  test('is returned once, with what it was', () => {
    const data = { groupId, customerId: 'C-1', token: 'T-1', reason: 'refused' as const, on };
    const back: CreditGroupCommand = { type: 'ReturnRoom', data };
    const room = taken(take('C-1', '10000.00'));
    const returned: CreditGroupEvent = {
      type: 'GroupRoomReturned',
      data: { ...data, shipmentId: 'S-1', amount: ofYuan(10_000) },
    };
    spec(...given, room)
      .when(back)
      .then(returned);
    spec(...given, room, returned)
      .when(back)
      .thenNothing();
  });

  test('is told in the figures that it is decided by', () => {
    const group = given.reduce(creditGroup.evolve, creditGroup.initial);
    expect(groupRoomFor(group, 'C-1', ofYuan(250_000))).toMatchObject({
      hasRoom: false,
      facts: {
        ...{ group: groupId, limit: '300000.00', used: '100000.00', available: '200000.00' },
        ...{ amount: '250000.00', missing: '50000.00' },
      },
    });
    expect(groupRoomFor(group, 'C-2', ofYuan(50_000))).toMatchObject({
      hasRoom: false,
      because: 'cap',
      facts: { cap: '40000.00', limit: '40000.00', used: '0.00', available: '40000.00', missing: '10000.00' },
    });
  });
});

describe('the limit of a group', () => {
  const form = (limit: string, formedBy = 'approver-wang', name = '北方农机集团'): CreditGroupCommand => ({
    type: 'FormGroup',
    data: { groupId, name, limit: ofYuan(limit), formedBy, authority, on },
  });
  const change = (limit: string, changeId = 'L-1', changedBy = 'approver-wang'): CreditGroupCommand => ({
    type: 'ChangeGroupLimit',
    data: { groupId, changeId, limit: ofYuan(limit), reason: 'review', changedBy, authority, on },
  });
  const changed = (limit: string, changeId = 'L-1'): CreditGroupEvent => ({
    type: 'GroupLimitChanged',
    data: { groupId, changeId, limit: ofYuan(limit), reason: 'review', changedBy: 'approver-wang', on },
  });

  test('is set within the authority of whoever forms the group', () => {
    spec().when(form('300000.00')).then(formed);
    spec().when(form('300000.00', 'sales-liu')).thenProblem('role-may-not');
    spec().when(form('900000000000.00')).thenProblem('above-authority');
  });

  test('is formed once: the same again does nothing, also after a change, and other terms make no sense', () => {
    spec(formed).when(form('300000.00')).thenNothing();
    spec(formed, changed('1.00')).when(form('300000.00')).thenNothing();
    spec(formed).when(form('300000.01')).thenProblem('same-id-other-content');
    spec(formed)
      .when(form('300000.00', 'approver-wang', '南方'))
      .thenProblem('same-id-other-content');
  });

  test('may be lowered below what is used, and then nothing ships', () => {
    spec(...given)
      .when(change('50000.00'))
      .then(changed('50000.00'));
    const cent = take('C-1', '0.01');
    spec(...given, changed('50000.00'))
      .when(cent)
      .then(refused(cent, ['limit', '50000.00', '100000.00', '50000.01']));
  });

  test('is changed once by each number, by somebody with the authority for it', () => {
    spec(formed, changed('50000.00'), changed('60000.00', 'L-2')).when(change('50000.00')).thenNothing();
    spec(formed, changed('50000.00')).when(change('60000.00')).thenProblem('same-id-other-content');
    spec(formed).when(change('900000000000.00')).thenProblem('above-authority');
    spec().when(change('1.00')).thenProblem('unknown-group');
  });
});
