import { entryOf } from '@app/kernel/book';
import { Problem } from '@app/kernel/problem';
import { exceeds, type Yuan } from '@app/kernel/yuan';
import { requireApprover } from '../authority/authority-policy';
import type { CreditAccount, GivenRoom } from './account';
import type { AbandonShipment, JoinGroup, LeaveGroup } from './commands';
import type { CreditAccountEvent } from './events';
import { reservationOf } from './items';
import type { GroupAnswer } from './asked';

/** Which group the customer is in is said here and nowhere else: nothing else makes sure that there is only one. */
export const joinGroup = (
  { data: { authority, ...data } }: JoinGroup,
  account: CreditAccount,
): CreditAccountEvent[] => {
  const { groupId } = account.membership ?? {};
  if (groupId === data.groupId) return [];
  if (groupId !== undefined) throw new Problem('in-another-group', { customer: data.customerId, group: groupId });
  requireApprover(data.joinedBy, authority);
  return [{ type: 'GroupJoined', data }];
};

export const leaveGroup = (
  { data: { authority, ...data } }: LeaveGroup,
  account: CreditAccount,
): CreditAccountEvent[] => {
  if (account.membership?.groupId !== data.groupId) return [];
  requireApprover(data.leftBy, authority);
  return [{ type: 'GroupLeft', data }];
};

/** Whether a shipment was let through by this room; one that has ended since still was. */
export const standsIn = (account: CreditAccount, shipmentId: string, token: string): boolean =>
  reservationOf(account, shipmentId)?.rooms?.includes(token) ?? false;

/**
 * From here on no shipment can be let through by this token, however late the order that carries it: only then may the
 * group give the room to somebody else. Does nothing where the shipment stands already.
 */
export const abandonShipment = ({ data }: AbandonShipment, account: CreditAccount): CreditAccountEvent[] =>
  standsIn(account, data.shipmentId, data.token) || entryOf(account.abandoned, data.token) !== undefined
    ? []
    : [{ type: 'ShipmentAbandoned', data }];

type InGroup = Readonly<{
  shipmentId: string;
  group?: GroupAnswer | undefined;
  room?: GivenRoom | undefined;
}>;

const isAnswered = ({ group, room }: InGroup, groupId: string | undefined, amount: Yuan): boolean => {
  if (group === undefined) return groupId === undefined && room === undefined;
  if (!group.hasRoom) return room === undefined && group.facts['group'] === groupId;
  return room !== undefined && room.groupId === groupId && !exceeds(amount, room.amount);
};

/**
 * What takes room takes it in the customer's group too, and the group is asked first. Throws `group-room-needed` with the
 * group and the amount where it was not, or another one was, or for less.
 */
export const requireGroupAsked = (account: CreditAccount, asked: InGroup, amount: Yuan): void => {
  const { shipmentId, room } = asked;
  if (room !== undefined && entryOf(account.abandoned, room.token) !== undefined)
    throw new Problem('room-abandoned', { shipment: shipmentId });
  const groupId = account.membership?.groupId;
  if (!isAnswered(asked, groupId, amount))
    throw new Problem('group-room-needed', { group: groupId ?? '', amount, shipment: shipmentId });
};

/** What an event says of the room that let it through. */
export const inRoom = ({ room }: InGroup) =>
  room === undefined ? {} : { room: { groupId: room.groupId, token: room.token } };
