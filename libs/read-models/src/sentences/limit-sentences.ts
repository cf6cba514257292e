import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { money, say, type Sentences } from './sentence';
import { ruleWords } from './words';

type OfLimits = Extract<
  CreditAccountEvent,
  {
    type:
      | 'LimitChanged'
      | 'TemporaryLimitGranted'
      | 'TemporaryLimitWithdrawn'
      | 'SpecialApprovalGranted'
      | 'SpecialApprovalWithdrawn';
  }
>;

export const limitSentences: Sentences<OfLimits> = {
  LimitChanged: ({ limit, from, to, reason, changedBy }) =>
    say(
      `${changedBy} 将信用额度改为${limit.kind === 'unlimited' ? '不限' : ` ${money(limit.amount)} 元`}，自 ${from}${to === undefined ? '' : ` 至 ${to}`}：${reason}`,
      `${changedBy} set the limit to ${limit.kind === 'unlimited' ? 'no limit' : `CNY ${money(limit.amount)}`} from ${from}${to === undefined ? '' : ` to ${to}`}: ${reason}`,
    ),
  TemporaryLimitGranted: ({ raiseId, amount, from, to, reason, grantedBy }) =>
    say(
      `${grantedBy} 批准临时授信 ${raiseId}：${money(amount)} 元，${from} 至 ${to}：${reason}`,
      `${grantedBy} granted the temporary limit ${raiseId} of CNY ${money(amount)} from ${from} to ${to}: ${reason}`,
      'good',
    ),
  TemporaryLimitWithdrawn: ({ raiseId, reason, withdrawnBy }) =>
    say(
      `${withdrawnBy} 收回临时授信 ${raiseId}：${reason}`,
      `${withdrawnBy} withdrew the temporary limit ${raiseId}: ${reason}`,
      'warning',
    ),
  SpecialApprovalGranted: ({ approvalId, amount, uses, expiresOn, excuses, reason, grantedBy }) =>
    say(
      `${grantedBy} 特批 ${approvalId}：${money(amount)} 元，可用 ${uses} 次，至 ${expiresOn}（${excuses.map((rule) => ruleWords[rule].zh).join('、')}）：${reason}`,
      `${grantedBy} granted the special approval ${approvalId}: CNY ${money(amount)}, ${uses} uses until ${expiresOn} (${excuses.map((rule) => ruleWords[rule].en).join(', ')}): ${reason}`,
      'good',
    ),
  SpecialApprovalWithdrawn: ({ approvalId, reason, withdrawnBy }) =>
    say(
      `${withdrawnBy} 收回特批 ${approvalId}：${reason}`,
      `${withdrawnBy} withdrew the special approval ${approvalId}: ${reason}`,
      'warning',
    ),
};
