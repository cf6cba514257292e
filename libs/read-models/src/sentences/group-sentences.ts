import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { money, say, type Sentences } from './sentence';

type OfGroups = Extract<CreditAccountEvent, { type: 'GroupJoined' | 'GroupLeft' | 'ShipmentAbandoned' }>;

export const groupSentences: Sentences<OfGroups> = {
  GroupJoined: ({ groupId, cap, joinedBy }) =>
    say(
      `${joinedBy} 将客户纳入集团 ${groupId}，共用集团额度${cap === undefined ? '' : `，成员上限 ${money(cap)} 元`}`,
      `${joinedBy} let the customer join group ${groupId}, whose limit it shares${cap === undefined ? '' : `, up to CNY ${money(cap)}`}`,
    ),
  GroupLeft: ({ groupId, leftBy }) =>
    say(`${leftBy} 将客户移出集团 ${groupId}`, `${leftBy} let the customer leave group ${groupId}`),
  ShipmentAbandoned: ({ shipmentId }) =>
    say(
      `发货授权 ${shipmentId} 的一次申请中断，集团额度已收回`,
      `A request for shipment ${shipmentId} was cut off; the room in the group goes back`,
      'warning',
    ),
};
