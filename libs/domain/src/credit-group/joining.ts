import type { BusinessDate } from '@app/kernel/business-date';
import type { Yuan } from '@app/kernel/yuan';
import type { AuthorityPolicy } from '../authority/authority-policy';
import type { Counting } from '../credit-account/exposure';
import { requireFormed } from './forming';
import { memberOf } from './group';
import { keepUp } from './keeping-up';
import { askAccount, askGroup, type GroupSaid, type Saga } from './saga';

export type Membership = Readonly<{
  groupId: string;
  customerId: string;
  by: string;
  authority: AuthorityPolicy;
  counting: Counting;
  on: BusinessDate;
}>;

/**
 * The account says first that it is in the group: from then on it ships nothing without asking it. What the group knows
 * follows from that, here or, when this stops half way, with the events of the account.
 */
export function* letJoin(asked: Membership & Readonly<{ cap: Yuan | undefined }>): Saga<GroupSaid> {
  const { groupId, customerId, by, authority, cap, on } = asked;
  requireFormed((yield* askGroup(groupId)).state, groupId);
  const data = { customerId, groupId, ...(cap !== undefined && { cap }), joinedBy: by, authority, on };
  yield* askAccount(customerId, { type: 'JoinGroup', data });
  const said = yield* keepUp(asked);
  if (memberOf(said.state, customerId)?.cap === cap) return said;
  const change = { groupId, customerId, ...(cap !== undefined && { cap }), changedBy: by, authority, on };
  return yield* askGroup(groupId, { type: 'ChangeMemberCap', data: change });
}

/** Rooms that are still open then count on until each has ended. */
export function* letLeave(asked: Membership): Saga<GroupSaid> {
  const { groupId, customerId, by, authority, on } = asked;
  requireFormed((yield* askGroup(groupId)).state, groupId);
  yield* askAccount(customerId, { type: 'LeaveGroup', data: { customerId, groupId, leftBy: by, authority, on } });
  return yield* keepUp(asked);
}
