import { withEntryIn } from '@app/kernel/book';
import { minus, nil, plus } from '@app/kernel/yuan';
import { withEntry } from '../entries';
import type { CreditGroupEvent } from './events';
import { memberOf, usedBy, type CreditGroup, type Member } from './group';

/** So many refusals are remembered; an older one that is asked for again is recorded again. */
const REFUSALS_MAX = 200;

/** The text of a refusal: the same figures again are the same refusal. */
export const refusalText = (
  refused: Readonly<{ amount: string; limit: string; used: string; because: string }>,
): string => [refused.because, refused.amount, refused.used, refused.limit].join(' ');

const unknown: Member = { isIn: false, cap: undefined, exposure: nil, revision: -1, rooms: new Map() };

/** Whoever changes a member moves the group's sum with it, and nobody else does. */
const changed = (group: CreditGroup, customerId: string, change: (member: Member) => Member): CreditGroup => {
  const before = memberOf(group, customerId) ?? unknown;
  const now = change(before);
  const used = plus(minus(group.used, usedBy(before)), usedBy(now));
  return { ...group, used, members: withEntryIn(group.members, customerId, now) };
};

const without = (rooms: Member['rooms'], tokens: readonly string[]): Member['rooms'] => {
  if (!tokens.some((token) => rooms.has(token))) return rooms;
  return new Map([...rooms].filter(([token]) => !tokens.includes(token)));
};

const withRefusal = (group: CreditGroup, key: string, text: string): CreditGroup => {
  const refusals = new Map(group.refusals);
  refusals.delete(key);
  refusals.set(key, text);
  for (const oldest of refusals.keys()) {
    if (refusals.size <= REFUSALS_MAX) break;
    refusals.delete(oldest);
  }
  return { ...group, refusals };
};

export const evolve = (group: CreditGroup, { type, data }: CreditGroupEvent): CreditGroup => {
  switch (type) {
    case 'GroupFormed':
      return { ...group, groupId: data.groupId, name: data.name, limit: data.limit, limitAtFirst: data.limit };
    case 'GroupLimitChanged': {
      const changes = withEntry(group.changes, data.changeId, `${data.limit} ${data.reason}`);
      return { ...group, limit: data.limit, changes };
    }
    case 'MemberJoined': {
      const { cap, exposure, revision, settled } = data;
      const joined = { isIn: true, cap, exposure, revision };
      return changed(group, data.customerId, ({ rooms }) => ({ ...joined, rooms: without(rooms, settled) }));
    }
    case 'MemberCapChanged':
      return changed(group, data.customerId, (member) => ({ ...member, cap: data.cap }));
    case 'MemberLeft': {
      const { revision, settled } = data;
      const left = { isIn: false, cap: undefined, exposure: nil, revision };
      return changed(group, data.customerId, ({ rooms }) => ({ ...left, rooms: without(rooms, settled) }));
    }
    case 'MemberExposureNoted': {
      const { exposure, revision, settled } = data;
      return changed(group, data.customerId, (member) => ({
        ...member,
        ...{ exposure, revision, rooms: without(member.rooms, settled) },
      }));
    }
    case 'GroupRoomTaken': {
      const { token, shipmentId, amount, on } = data;
      return changed(group, data.customerId, (member) => ({
        ...member,
        rooms: new Map(member.rooms).set(token, { shipmentId, amount, on }),
      }));
    }
    case 'GroupRoomRefused':
      return withRefusal(group, `${data.customerId} ${data.shipmentId}`, refusalText(data));
    case 'GroupRoomReturned':
      return changed(group, data.customerId, (member) => ({ ...member, rooms: without(member.rooms, [data.token]) }));
  }
};
