import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { money, say, type Sentences } from './sentence';
import { billWords, causeWords, stepWords } from './words';

type OfHolding = Extract<
  CreditAccountEvent,
  {
    type:
      | 'BillReceived'
      | 'BillHonoured'
      | 'BillDishonoured'
      | 'DepositReceived'
      | 'DepositReturned'
      | 'HoldPlaced'
      | 'HoldRemoved'
      | 'FollowUpStepReached';
  }
>;

export const holdingSentences: Sentences<OfHolding> = {
  BillReceived: ({ billId, amount, kind, maturesOn }) =>
    say(
      `收到${billWords[kind].zh} ${billId}：${money(amount)} 元，${maturesOn} 到期，兑付前仍占用额度`,
      `A ${billWords[kind].en} ${billId} of CNY ${money(amount)} came in, maturing ${maturesOn}; it stays exposure until honoured`,
    ),
  BillHonoured: ({ billId, valueDate }) =>
    say(`汇票 ${billId} 已于 ${valueDate} 兑付`, `Bill ${billId} was honoured on ${valueDate}`, 'good'),
  BillDishonoured: ({ billId, reason }) =>
    say(`汇票 ${billId} 被拒付：${reason}`, `Bill ${billId} was dishonoured: ${reason}`, 'bad'),
  DepositReceived: ({ depositId, amount }) =>
    say(
      `收到保证金 ${depositId}：${money(amount)} 元`,
      `A deposit ${depositId} of CNY ${money(amount)} came in`,
      'good',
    ),
  DepositReturned: ({ depositId, amount }) =>
    say(`退还保证金 ${depositId}：${money(amount)} 元`, `CNY ${money(amount)} of deposit ${depositId} was returned`),
  HoldPlaced: ({ cause, reason, placedBy }) =>
    reason === cause
      ? say(`停止发货：${causeWords[cause].zh}`, `Shipments are on hold: ${causeWords[cause].en}`, 'bad')
      : say(
          `${placedBy} 停止发货（${causeWords[cause].zh}）：${reason}`,
          `${placedBy} put shipments on hold (${causeWords[cause].en}): ${reason}`,
          'bad',
        ),
  HoldRemoved: ({ cause, reason, removedBy }) =>
    reason === cause
      ? say(
          `恢复发货：${causeWords[cause].zh}的情形已消除`,
          `No longer on hold: ${causeWords[cause].en} is over`,
          'good',
        )
      : say(
          `${removedBy} 解除停发（${causeWords[cause].zh}）：${reason}`,
          `${removedBy} lifted the hold (${causeWords[cause].en}): ${reason}`,
          'good',
        ),
  FollowUpStepReached: ({ receivableId, step }) =>
    say(
      `${receivableId} 的跟踪到达“${stepWords[step].zh}”`,
      `The follow-up of ${receivableId} reached "${stepWords[step].en}"`,
      'warning',
    ),
};
