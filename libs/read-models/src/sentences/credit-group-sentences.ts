import type { CreditGroupEvent } from '@app/domain/credit-group/events';
import { money, say, type Sentence, type Sentences } from './sentence';

export const creditGroupSentences: Sentences<CreditGroupEvent> = {
  GroupFormed: ({ name, limit, formedBy }) =>
    say(
      `${formedBy} 设立集团 ${name}，额度 ${money(limit)} 元`,
      `${formedBy} formed the group ${name} with a limit of CNY ${money(limit)}`,
      'good',
    ),
  GroupLimitChanged: ({ limit, reason, changedBy }) =>
    say(
      `${changedBy} 将集团额度调整为 ${money(limit)} 元：${reason}`,
      `${changedBy} changed the limit to CNY ${money(limit)}: ${reason}`,
    ),
  MemberJoined: ({ customerId, cap, exposure }) =>
    say(
      `客户 ${customerId} 加入，信用占用 ${money(exposure)} 元${cap === undefined ? '' : `，上限 ${money(cap)} 元`}`,
      `Customer ${customerId} joined with an exposure of CNY ${money(exposure)}${cap === undefined ? '' : ` and a cap of CNY ${money(cap)}`}`,
    ),
  MemberCapChanged: ({ customerId, cap, changedBy }) =>
    cap === undefined
      ? say(`${changedBy} 取消成员 ${customerId} 的上限`, `${changedBy} took the cap of member ${customerId} away`)
      : say(
          `${changedBy} 将成员 ${customerId} 的上限定为 ${money(cap)} 元`,
          `${changedBy} set the cap of member ${customerId} to CNY ${money(cap)}`,
        ),
  MemberLeft: ({ customerId }) => say(`客户 ${customerId} 退出`, `Customer ${customerId} left`),
  MemberExposureNoted: ({ customerId, exposure }) =>
    say(
      `成员 ${customerId} 的信用占用为 ${money(exposure)} 元`,
      `The exposure of member ${customerId} is CNY ${money(exposure)}`,
    ),
  GroupRoomTaken: ({ customerId, shipmentId, amount }) =>
    say(
      `成员 ${customerId} 的发货 ${shipmentId} 占用集团额度 ${money(amount)} 元`,
      `Shipment ${shipmentId} of member ${customerId} took room for CNY ${money(amount)}`,
    ),
  GroupRoomRefused: ({ customerId, shipmentId, amount, because, limit, used, missing }) =>
    say(
      `成员 ${customerId} 的发货 ${shipmentId}（${money(amount)} 元）超出${because === 'cap' ? '成员上限' : '集团额度'} ${money(limit)} 元共 ${money(missing)} 元（已占用 ${money(used)} 元）`,
      `Shipment ${shipmentId} of member ${customerId}: ${money(used)} + ${money(amount)} is CNY ${money(missing)} over ${because === 'cap' ? 'its cap' : 'the limit'} of ${money(limit)}`,
      'bad',
    ),
  GroupRoomReturned: ({ customerId, shipmentId, amount, reason }) =>
    reason === 'refused'
      ? say(
          `成员 ${customerId} 的发货 ${shipmentId} 未获授权，归还集团额度 ${money(amount)} 元`,
          `Shipment ${shipmentId} of member ${customerId} was not authorised: CNY ${money(amount)} of room went back`,
        )
      : say(
          `成员 ${customerId} 的发货 ${shipmentId} 申请中断，收回集团额度 ${money(amount)} 元`,
          `The request for shipment ${shipmentId} of member ${customerId} was cut off: CNY ${money(amount)} of room was taken back`,
          'warning',
        ),
};

export const groupSentenceOf = ({ type, data }: CreditGroupEvent): Sentence => {
  // The map holds under each type what takes that type's data; TypeScript cannot follow that through the lookup.
  const sentence = creditGroupSentences[type] as (of: CreditGroupEvent['data']) => Sentence;
  return sentence(data);
};
