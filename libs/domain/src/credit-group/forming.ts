import { Problem } from '@app/kernel/problem';
import { requireApprover, requireAuthority } from '../authority/authority-policy';
import type { ChangeGroupLimit, ChangeMemberCap, FormGroup } from './commands';
import type { CreditGroupEvent } from './events';
import type { CreditGroup } from './group';
import { requireMember } from './group-room';

export const requireFormed = (group: CreditGroup, groupId: string): void => {
  if (group.groupId === undefined) throw new Problem('unknown-group', { group: groupId });
};

export const formGroup = ({ data: { authority, ...data } }: FormGroup, group: CreditGroup): CreditGroupEvent[] => {
  const { groupId, name, limit, formedBy } = data;
  if (group.groupId === undefined) {
    requireAuthority(formedBy, limit, authority);
    return [{ type: 'GroupFormed', data }];
  }
  // Held against what it was formed with: a late repeat of the request does not undo a change of the limit.
  const [before, now] = [`${group.name} ${group.limitAtFirst}`, `${name} ${limit}`];
  if (before !== now) throw new Problem('same-id-other-content', { id: groupId, before, now });
  return [];
};

/** Also below what is used: the group is then over its limit, and ships nothing. */
export const changeGroupLimit = (
  { data: { authority, ...data } }: ChangeGroupLimit,
  group: CreditGroup,
): CreditGroupEvent[] => {
  const { groupId, changeId, limit, reason, changedBy } = data;
  requireFormed(group, groupId);
  const [before, now] = [group.changes.get(changeId), `${limit} ${reason}`];
  if (before === now) return [];
  if (before !== undefined) throw new Problem('same-id-other-content', { id: changeId, before, now });
  requireAuthority(changedBy, limit, authority);
  return [{ type: 'GroupLimitChanged', data }];
};

export const changeMemberCap = (
  { data: { authority, ...data } }: ChangeMemberCap,
  group: CreditGroup,
): CreditGroupEvent[] => {
  requireFormed(group, data.groupId);
  const member = requireMember(group, data.customerId);
  if (member.cap === data.cap) return [];
  requireApprover(data.changedBy, authority);
  return [{ type: 'MemberCapChanged', data }];
};
