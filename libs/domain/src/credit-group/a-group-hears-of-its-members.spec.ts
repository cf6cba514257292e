import { ofYuan } from '@app/kernel/yuan';
import { specFor } from '@test/support/given-when-then';
import { today as on } from '@test/support/group-world';
import { standardAuthority as authority } from '@test/support/policies-on-disk';
import type { CreditGroupCommand, NoteMember } from './commands';
import { creditGroup } from './decider';
import type { CreditGroupEvent } from './events';

const [groupId, customerId] = ['HQ-1', 'C-1'];
const which = { groupId, customerId };
const spec = specFor(creditGroup);

const formed: CreditGroupEvent = {
  type: 'GroupFormed',
  data: { groupId, name: 'HQ', limit: ofYuan(100_000), formedBy: 'approver-wang', on },
};
const joined: CreditGroupEvent = {
  type: 'MemberJoined',
  data: { ...which, cap: ofYuan(80_000), exposure: ofYuan(20_000), revision: 5, settled: [], on },
};
const room: CreditGroupEvent = {
  type: 'GroupRoomTaken',
  data: { ...which, shipmentId: 'S-1', token: 'T-1', amount: ofYuan(30_000), on },
};
const noted = (revision: number, exposure: number, settled: string[] = []): CreditGroupEvent => ({
  type: 'MemberExposureNoted',
  data: { ...which, exposure: ofYuan(exposure), revision, settled, on },
});
const left = (revision: number, settled: string[] = []): CreditGroupEvent => ({
  type: 'MemberLeft',
  data: { ...which, revision, settled, on },
});
const note = (revision: number, exposure: number | undefined, settled: string[] = [], cap?: number): NoteMember => {
  const terms = cap === undefined ? {} : { cap: ofYuan(cap) };
  const standing = exposure === undefined ? undefined : { exposure: ofYuan(exposure), ...terms };
  return { type: 'NoteMember', data: { ...which, revision, standing, settled, on } };
};
const usedAfter = (...events: CreditGroupEvent[]) => events.reduce(creditGroup.evolve, creditGroup.initial).used;

describe('what a group hears of a member', () => {
  test('makes a member of it, with the cap that it joined with', () =>
    spec(formed)
      .when(note(5, 20_000, [], 80_000))
      .then(joined));

  test('is the exposure at a revision, also above the limit: it has happened', () => {
    spec(formed, joined).when(note(6, 250_000)).then(noted(6, 250_000));
    expect(usedAfter(formed, joined, noted(6, 250_000))).toBe('250000.00');
  });

  test('changes nothing when it is said again', () => {
    spec(formed, joined)
      .when(note(5, 20_000, [], 80_000))
      .thenNothing();
    spec(formed, joined, noted(6, 1)).when(note(6, 1)).thenNothing();
  });

  test('changes nothing when something newer has been said', () => {
    spec(formed, joined, noted(7, 50_000)).when(note(6, 1)).thenNothing();
    spec(formed, joined, left(7)).when(note(6, 20_000)).thenNothing();
  });

  test('is recorded with its revision when the figure is the same, so that one in between comes too late', () => {
    spec(formed, joined).when(note(7, 20_000)).then(noted(7, 20_000));
    spec(formed, joined, noted(7, 20_000)).when(note(6, 10_000)).thenNothing();
  });

  test('ends the rooms that the exposure holds, and no others', () => {
    spec(formed, joined, room)
      .when(note(6, 50_000, ['T-1', 'T-9']))
      .then(noted(6, 50_000, ['T-1']));
    expect(usedAfter(formed, joined, room)).toBe('50000.00');
    expect(usedAfter(formed, joined, room, noted(6, 50_000, ['T-1']))).toBe('50000.00');
    expect(usedAfter(formed, joined, room, noted(6, 20_000))).toBe('50000.00');
  });

  test('ends a room also when the figure has been heard at that revision before', () =>
    spec(formed, joined, room, noted(6, 50_000))
      .when(note(6, 50_000, ['T-1']))
      .then(noted(6, 50_000, ['T-1'])));

  test('lets it leave; a room that is still open counts on until it has ended', () => {
    spec(formed, joined, room).when(note(6, undefined)).then(left(6));
    expect(usedAfter(formed, joined, room, left(6))).toBe('30000.00');
    spec(formed, joined, room, left(6))
      .when(note(6, undefined, ['T-1']))
      .then(left(6, ['T-1']));
    expect(usedAfter(formed, joined, room, left(6), left(6, ['T-1']))).toBe('0.00');
  });

  test('is nothing of one that never was in it, and nothing where there is no group', () => {
    spec(formed).when(note(5, undefined)).thenNothing();
    spec().when(note(5, 20_000)).thenNothing();
  });
});

describe('the cap of a member', () => {
  const capped = (cap: number | undefined, changedBy = 'approver-wang'): CreditGroupCommand => ({
    type: 'ChangeMemberCap',
    data: { ...which, ...(cap !== undefined && { cap: ofYuan(cap) }), changedBy, authority, on },
  });

  test('is changed by an approver, or taken away', () => {
    const data = { ...which, changedBy: 'approver-wang', on };
    spec(formed, joined)
      .when(capped(10_000))
      .then({ type: 'MemberCapChanged', data: { ...data, cap: ofYuan(10_000) } });
    spec(formed, joined).when(capped(undefined)).then({ type: 'MemberCapChanged', data });
    spec(formed, joined).when(capped(80_000, 'sales-liu')).thenNothing();
    spec(formed, joined).when(capped(10_000, 'sales-liu')).thenProblem('role-may-not');
    spec(formed).when(capped(10_000)).thenProblem('not-a-member');
  });
});
