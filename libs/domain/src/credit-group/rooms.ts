import { Problem } from '@app/kernel/problem';
import type { NoteMember, ReturnRoom, TakeRoom } from './commands';
import type { CreditGroupEvent } from './events';
import { refusalText } from './evolve';
import { requireFormed } from './forming';
import { memberOf, type CreditGroup } from './group';
import { groupRoomFor, requireMember } from './group-room';

/** Before the account is asked: a shipment is never promised what the group does not have. */
export const takeRoom = ({ data }: TakeRoom, group: CreditGroup): CreditGroupEvent[] => {
  const { groupId, customerId, shipmentId, token, amount, on } = data;
  requireFormed(group, groupId);
  const known = requireMember(group, customerId).rooms.get(token);
  if (known !== undefined) {
    const [before, now] = [`${known.shipmentId} ${known.amount}`, `${shipmentId} ${amount}`];
    if (before !== now) throw new Problem('same-id-other-content', { id: token, before, now });
    return [];
  }
  const { because, limit, used, missing } = groupRoomFor(group, customerId, amount);
  if (because === undefined) return [{ type: 'GroupRoomTaken', data }];
  const refused = { groupId, customerId, shipmentId, amount, because, limit, used, missing, on };
  if (group.refusals.get(`${customerId} ${shipmentId}`) === refusalText(refused)) return [];
  return [{ type: 'GroupRoomRefused', data: refused }];
};

export const returnRoom = ({ data }: ReturnRoom, group: CreditGroup): CreditGroupEvent[] => {
  requireFormed(group, data.groupId);
  const room = memberOf(group, data.customerId)?.rooms.get(data.token);
  if (room === undefined) return [];
  const { shipmentId, amount } = room;
  return [{ type: 'GroupRoomReturned', data: { ...data, shipmentId, amount } }];
};

/**
 * What the account says is taken as it is, also above the limit: it has happened. An older revision than the one that is
 * known says nothing; a newer one is recorded even when the figure is the same, so that one in between cannot come later.
 */
export const noteMember = ({ data }: NoteMember, group: CreditGroup): CreditGroupEvent[] => {
  const { groupId, customerId, revision, standing, on } = data;
  const member = memberOf(group, customerId);
  if (group.groupId === undefined || (member !== undefined && revision < member.revision)) return [];
  const settled = data.settled.filter((token) => member?.rooms.has(token));
  const said = { groupId, customerId, revision, settled, on };
  const isNews = member === undefined || revision > member.revision || settled.length > 0;
  if (standing === undefined)
    return member !== undefined && (member.isIn || isNews) ? [{ type: 'MemberLeft', data: said }] : [];
  const { exposure, cap } = standing;
  if (member?.isIn !== true)
    return [{ type: 'MemberJoined', data: { ...said, exposure, ...(cap !== undefined && { cap }) } }];
  if (!isNews && member.exposure === exposure) return [];
  return [{ type: 'MemberExposureNoted', data: { ...said, exposure } }];
};
