import { Problem } from '@app/kernel/problem';
import { exceeds, minus, nil, plus, type Yuan } from '@app/kernel/yuan';
import { memberOf, usedBy, type CreditGroup, type Member } from './group';

export type GroupRoom = Readonly<{
  hasRoom: boolean;
  /** Which of the two has no room; of both, the one that lacks more. */
  because: 'limit' | 'cap' | undefined;
  limit: Yuan;
  used: Yuan;
  missing: Yuan;
  /** The same figures as the rule `group-limit` tells them. */
  facts: Readonly<Record<string, string>>;
}>;

export const requireMember = (group: CreditGroup, customerId: string): Member => {
  if (group.groupId === undefined) throw new Problem('unknown-group', { group: '' });
  const member = memberOf(group, customerId);
  if (member?.isIn !== true) throw new Problem('not-a-member', { group: group.groupId, customer: customerId });
  return member;
};

const missingOf = (used: Yuan, amount: Yuan, limit: Yuan): Yuan => {
  const then = plus(used, amount);
  return exceeds(then, limit) ? minus(then, limit) : nil;
};

/** Whether a member may use so much more of the group's limit. The query shows this answer, the decider acts by it. */
export const groupRoomFor = (group: CreditGroup, customerId: string, amount: Yuan): GroupRoom => {
  const member = requireMember(group, customerId);
  const { limit, used } = group;
  const overLimit = missingOf(used, amount, limit);
  const ofMember = usedBy(member);
  const overCap = member.cap === undefined ? nil : missingOf(ofMember, amount, member.cap);
  const isCap = exceeds(overCap, overLimit);
  const figures = isCap && member.cap !== undefined ? { limit: member.cap, used: ofMember } : { limit, used };
  const missing = isCap ? overCap : overLimit;
  const hasRoom = !exceeds(missing, nil);
  const available = minus(figures.limit, figures.used);
  return {
    ...figures,
    ...{ hasRoom, missing, because: hasRoom ? undefined : isCap ? 'cap' : 'limit' },
    facts: {
      ...figures,
      ...{ available, amount, missing, group: group.groupId ?? '' },
      ...(isCap && { cap: figures.limit }),
    },
  };
};
