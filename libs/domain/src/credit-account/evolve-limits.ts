import { isBefore } from '@app/kernel/business-date';
import { minus } from '@app/kernel/yuan';
import { withChange, withEntry } from '../entries';
import type { CreditAccount, SpecialApproval } from './account';
import type { CreditAccountEvent } from './events';
import type { Agreement } from './limit';

export type LimitEvent = Extract<
  CreditAccountEvent,
  {
    type:
      | 'AccountOpened'
      | 'LimitChanged'
      | 'TemporaryLimitGranted'
      | 'TemporaryLimitWithdrawn'
      | 'SpecialApprovalGranted'
      | 'SpecialApprovalWithdrawn'
      | 'GreenChannelAllowed';
  }
>;

const signed = (
  account: CreditAccount,
  { customerId, on, ...terms }: Extract<LimitEvent, { type: 'AccountOpened' }>['data'],
): CreditAccount => {
  const { agreement: before } = account;
  const agreement: Agreement = before !== undefined && isBefore(on, terms.validFrom) ? { ...terms, before } : terms;
  const { agreementId: changeId, limit: amount, validFrom: from } = terms;
  return {
    ...account,
    customerId,
    agreement,
    agreements: withEntry(account.agreements, terms.agreementId, terms),
    limits: [...account.limits, { changeId, limit: { kind: 'amount', amount }, from }],
  };
};

export const evolveLimits = (account: CreditAccount, { type, data }: LimitEvent): CreditAccount => {
  switch (type) {
    case 'AccountOpened':
      return signed(account, data);
    case 'LimitChanged': {
      const { changeId, limit, from, to } = data;
      return { ...account, limits: [...account.limits, { changeId, limit, from, to }] };
    }
    case 'TemporaryLimitGranted': {
      const { raiseId, amount, from, to } = data;
      return {
        ...account,
        temporaries: withEntry(account.temporaries, raiseId, { amount, from, to, withdrawn: false }),
      };
    }
    case 'TemporaryLimitWithdrawn': {
      const ended = withChange(account.temporaries, data.raiseId, (raise) => ({ ...raise, withdrawn: true }));
      return { ...account, temporaries: ended };
    }
    case 'SpecialApprovalGranted': {
      const { approvalId, amount, uses, expiresOn, excuses, goods, shipmentId, grantedBy } = data;
      const bounds = { amount, left: amount, uses, usesLeft: uses, expiresOn, excuses, goods, shipmentId };
      const approval: SpecialApproval = { ...bounds, grantedBy, withdrawn: false };
      return { ...account, approvals: withEntry(account.approvals, approvalId, approval) };
    }
    case 'SpecialApprovalWithdrawn': {
      const ended = withChange(account.approvals, data.approvalId, (one) => ({ ...one, withdrawn: true }));
      return { ...account, approvals: ended };
    }
    case 'GreenChannelAllowed': {
      const allowance = { amount: data.amount, expiresOn: data.expiresOn };
      return { ...account, allowances: withEntry(account.allowances, data.allowanceId, allowance) };
    }
  }
};

type Use = Readonly<{ approvalId: string; amount: SpecialApproval['amount'] }>;

/** What an order has taken of a special approval is gone, whatever becomes of the order. */
export const withUse = (account: CreditAccount, use: Use | undefined): CreditAccount => {
  if (use === undefined) return account;
  const used = (one: SpecialApproval): SpecialApproval => ({
    ...one,
    left: minus(one.left, use.amount),
    usesLeft: one.usesLeft - 1,
  });
  return { ...account, approvals: withChange(account.approvals, use.approvalId, used) };
};
