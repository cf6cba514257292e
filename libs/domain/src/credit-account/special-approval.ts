import { addDays, isBefore, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import type { RuleName } from '@app/kernel/rule-outcome';
import { exceeds, isNil, minus, nil, plus, type Yuan } from '@app/kernel/yuan';
import { requireAuthority } from '../authority/authority-policy';
import type { CreditAccount, SpecialApproval } from './account';
import type { GrantSpecialApproval, WithdrawSpecialApproval } from './commands';
import { exposureOn, positionOf } from './exposure';
import type { CreditAccountEvent } from './events';
import type { Asked } from './asked';

export type ApprovalUse = Readonly<{ approvalId: string; amount: Yuan }>;
type Needed = Readonly<{ needed: Yuan; rules: readonly RuleName[] }>;

/** Nobody has withdrawn it, and it has neither run out nor been used up. */
export const isLive = ({ withdrawn, expiresOn, usesLeft, left }: SpecialApproval, on: BusinessDate): boolean =>
  !withdrawn && !isBefore(expiresOn, on) && usesLeft > 0 && !isNil(left);

/** An approval is meant for one shipment, or is named by the order: it is never eaten by an order that nobody meant. */
const isMeantFor = (approvalId: string, approval: SpecialApproval, asked: Asked): boolean =>
  approval.shipmentId === undefined ? asked.approvalId === approvalId : approval.shipmentId === asked.shipmentId;

/** Which approval lets an order through, and how much of it that takes. */
export const approvalFor = (
  asked: Asked,
  account: CreditAccount,
  { needed, rules }: Needed,
): ApprovalUse | undefined => {
  if (account.approvals.size === 0) return undefined;
  const found = [...account.approvals]
    .filter(
      ([approvalId, approval]) =>
        isMeantFor(approvalId, approval, asked) &&
        isLive(approval, asked.on) &&
        (approval.goods === undefined || approval.goods === asked.goods) &&
        !exceeds(needed, approval.left) &&
        rules.every((rule) => approval.excuses.includes(rule)),
    )
    .sort(([a, one], [b, other]) => one.expiresOn.localeCompare(other.expiresOn) || (a < b ? -1 : 1))[0];
  return found === undefined ? undefined : { approvalId: found[0], amount: needed };
};

const termsOf = ({ amount, uses, expiresOn, excuses, goods = '', shipmentId = '' }: GrantedTerms): string =>
  `${amount} × ${String(uses)} ${expiresOn} ${excuses.join(',')} ${goods} ${shipmentId}`.trim();
type GrantedTerms = Pick<SpecialApproval, 'amount' | 'uses' | 'expiresOn' | 'excuses' | 'goods' | 'shipmentId'>;

/** 特批: within the authority of whoever grants it, measured on all that is above the limit then. */
export const grantSpecialApproval = (
  { data: { authority, policy, ...granted } }: GrantSpecialApproval,
  account: CreditAccount,
): CreditAccountEvent[] => {
  const { approvalId, amount, uses, expiresOn, excuses, grantedBy, on } = granted;
  const known = account.approvals.get(approvalId);
  if (known !== undefined) {
    const [before, now] = [termsOf(known), termsOf(granted)];
    if (before !== now) throw new Problem('same-id-other-content', { id: approvalId, before, now });
    return [];
  }
  const { daysMax, usesMax, excusable } = policy.specialApproval;
  if (isBefore(expiresOn, on)) throw new Problem('expiry-in-the-past', { expiresOn, today: on });
  if (isBefore(addDays(on, daysMax), expiresOn))
    throw new Problem('expiry-too-far', { expiresOn, latest: addDays(on, daysMax) });
  if (uses > usesMax) throw new Problem('too-many-uses', { uses, maximum: usesMax });
  const other = excuses.find((rule) => !excusable.includes(rule));
  if (other !== undefined) throw new Problem('rule-not-excusable', { rule: other, excusable: excusable.join(', ') });
  const { available } = exposureOn(positionOf(account), on, policy);
  const overLimitBy = exceeds(nil, available) ? minus(nil, available) : nil;
  requireAuthority(grantedBy, plus(amount, overLimitBy), authority);
  return [{ type: 'SpecialApprovalGranted', data: { ...granted, overLimitBy } }];
};

export const withdrawSpecialApproval = (
  { data: { authority, ...data } }: WithdrawSpecialApproval,
  account: CreditAccount,
): CreditAccountEvent[] => {
  const known = account.approvals.get(data.approvalId);
  if (known === undefined) throw new Problem('unknown-approval', { approval: data.approvalId });
  requireAuthority(data.withdrawnBy, known.amount, authority);
  return known.withdrawn ? [] : [{ type: 'SpecialApprovalWithdrawn', data }];
};
