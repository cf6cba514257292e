import type { CheckPolicy } from '@app/domain/credit-account/check-policy';
import type {
  AllowGreenChannel,
  ChangeLimit,
  CreditAccountCommand,
  GrantSpecialApproval,
  GrantTemporaryLimit,
  OpenAccount,
} from '@app/domain/credit-account/commands';
import { addDays, dateOf } from '@app/kernel/business-date';
import type { RuleName } from '@app/kernel/rule-outcome';
import { ofYuan } from '@app/kernel/yuan';
import { customerId, firstOfMarch } from './account-events';
import { currentAuthority as authority, currentCheck } from './policies-on-disk';

// What is asked of the limit of the account of account-events.
type Signing = { from?: string; to?: string; on?: string; grade?: string; termDays?: number; isSecured?: boolean } & {
  reward?: { percent: string; withinDays: number } | undefined;
  /** Percent for paying by the due date. */
  onTime?: string;
};

export const sign = (agreementId: string, limit: string, how: Signing = {}): OpenAccount => {
  const { from = firstOfMarch, to = '2026-12-31', on = firstOfMarch, grade = '3A2', termDays = 60 } = how;
  const terms = { limit: ofYuan(limit), grade, termDays, validFrom: dateOf(from), validTo: dateOf(to) };
  const secured = {
    ...(how.isSecured !== undefined && { isSecured: how.isSecured }),
    ...(how.reward !== undefined && { reward: how.reward }),
    ...(how.onTime !== undefined && { onTimeReward: { percent: how.onTime } }),
  };
  return { type: 'OpenAccount', data: { customerId, agreementId, ...terms, ...secured, on: dateOf(on) } };
};

export const allow = (allowanceId: string, amount: string, expiresOn: string): AllowGreenChannel => ({
  type: 'AllowGreenChannel',
  data: { customerId, allowanceId, amount: ofYuan(amount), expiresOn: dateOf(expiresOn), on: dateOf(firstOfMarch) },
});

type Changing = { from?: string; to?: string; on?: string; by?: string };
export const changeLimit = (changeId: string, limit: string, how: Changing = {}): ChangeLimit => ({
  type: 'ChangeLimit',
  data: {
    ...{ customerId, changeId },
    limit: limit === 'unlimited' ? { kind: limit } : { kind: 'amount', amount: ofYuan(limit) },
    ...(how.from !== undefined && { from: dateOf(how.from) }),
    ...(how.to !== undefined && { to: dateOf(how.to) }),
    ...{ reason: 'season', changedBy: how.by ?? 'director-zhao', authority, on: dateOf(how.on ?? firstOfMarch) },
  },
});

type Raising = { from?: string; to?: string; on?: string; by?: string };
export const raise = (raiseId: string, amount: string, how: Raising = {}): GrantTemporaryLimit => {
  const { from = firstOfMarch, to = '2026-03-31', on = firstOfMarch, by = 'director-zhao' } = how;
  const time = { from: dateOf(from), to: dateOf(to), on: dateOf(on) };
  const data = { customerId, raiseId, amount: ofYuan(amount), reason: 'season', grantedBy: by, authority, ...time };
  return { type: 'GrantTemporaryLimit', data };
};
export const withdrawRaise = (raiseId: string, day = firstOfMarch): CreditAccountCommand => ({
  type: 'WithdrawTemporaryLimit',
  data: { customerId, raiseId, reason: 'goods came back', withdrawnBy: 'director-zhao', authority, on: dateOf(day) },
});

type Approving = {
  uses?: number;
  expiresOn?: string;
  excuses?: readonly RuleName[];
  goods?: string;
  shipmentId?: string;
  on?: string;
  by?: string;
  policy?: CheckPolicy;
};
export const approve = (approvalId: string, amount: string, how: Approving = {}): GrantSpecialApproval => {
  const on = dateOf(how.on ?? firstOfMarch);
  const { uses = 1, excuses = ['free-limit'], by: grantedBy = 'director-zhao', policy = currentCheck } = how;
  return {
    type: 'GrantSpecialApproval',
    data: {
      ...{ customerId, approvalId, amount: ofYuan(amount), uses, excuses: [...excuses] },
      expiresOn: how.expiresOn === undefined ? addDays(on, 20) : dateOf(how.expiresOn),
      ...(how.goods !== undefined && { goods: how.goods }),
      ...(how.shipmentId !== undefined && { shipmentId: how.shipmentId }),
      ...{ reason: 'tender', grantedBy, authority, policy, on },
    },
  };
};
export const withdrawApproval = (approvalId: string, day = firstOfMarch): CreditAccountCommand => ({
  type: 'WithdrawSpecialApproval',
  data: { customerId, approvalId, reason: 'tender lost', withdrawnBy: 'director-zhao', authority, on: dateOf(day) },
});
