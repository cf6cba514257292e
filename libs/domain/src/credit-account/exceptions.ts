import { isBefore } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { exceeds, isNil, isPositive } from '@app/kernel/yuan';
import { requireApprover } from '../authority/authority-policy';
import type { CreditAccount, Receivable } from './account';
import type { CloseDispute, DecideExtension, RaiseDispute, RequestExtension } from './commands';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { hasNonCreditReason, receivableOf, undisputedOf } from './items';

const openReceivable = (account: CreditAccount, receivableId: string): Receivable => {
  const receivable = receivableOf(account, receivableId);
  if (receivable === undefined) throw new Problem('unknown-receivable', { receivable: receivableId });
  if (isNil(receivable.open)) throw new Problem('receivable-settled', { receivable: receivableId });
  return receivable;
};

export const raiseDispute = ({ data }: RaiseDispute, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, receivableId, disputeId, amount, nonCredit, on } = data;
  const known = account.disputes.get(disputeId);
  if (known !== undefined) {
    const before = `${known.receivableId} ${known.amount} ${known.nonCredit ? 'non-credit' : 'credit'}`;
    const now = `${receivableId} ${amount} ${nonCredit ? 'non-credit' : 'credit'}`;
    if (before !== now) throw new Problem('same-id-other-content', { id: disputeId, before, now });
    return [];
  }
  openReceivable(account, receivableId);
  const free = undisputedOf(account, receivableId);
  if (exceeds(amount, free)) throw new Problem('dispute-above-open', { amount, open: free, receivable: receivableId });
  const raised: CreditAccountEvent = { type: 'DisputeRaised', data };
  if (!nonCredit || !account.holds.has(receivableId)) return [raised];
  const lifted = {
    customerId,
    receivableId,
    reason: 'disputed' as const,
    note: data.reason,
    liftedBy: data.raisedBy,
    on,
  };
  return [raised, { type: 'HoldLifted', data: lifted }];
};

export const closeDispute = ({ data }: CloseDispute, account: CreditAccount): CreditAccountEvent[] => {
  const dispute = account.disputes.get(data.disputeId);
  if (dispute?.receivableId !== data.receivableId) throw new Problem('unknown-dispute', { dispute: data.disputeId });
  if (!dispute.isOpen) return [];
  const { customerId, receivableId, on } = data;
  const closed: CreditAccountEvent = { type: 'DisputeClosed', data };
  const then = after(account, [closed]);
  // A dispute lifts a hold for as long as it runs, not for good: otherwise an empty one would be the way out.
  const receivable = receivableOf(then, receivableId);
  const isLate = receivable !== undefined && isPositive(receivable.open) && isBefore(receivable.dueDate, on);
  const comesBack = isLate && then.holdsInDispute.has(receivableId) && !hasNonCreditReason(then, receivableId);
  return comesBack ? [closed, { type: 'ShipmentsHeld', data: { customerId, receivableId, on } }] : [closed];
};

/** Asked for in writing before the due date; a later request is refused, and that is on record. */
export const requestExtension = ({ data }: RequestExtension, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, receivableId, extensionId, newDueDate, on } = data;
  const known = account.extensions.get(extensionId);
  if (known?.receivableId === receivableId && known.newDueDate === newDueDate) return [];
  if (known !== undefined)
    throw new Problem('same-id-other-content', { id: extensionId, before: known.newDueDate, now: newDueDate });
  const { dueDate } = openReceivable(account, receivableId);
  if (!isBefore(dueDate, newDueDate)) throw new Problem('extension-not-later', { dueDate, newDueDate });
  const requested: CreditAccountEvent = { type: 'ExtensionRequested', data };
  if (isBefore(on, dueDate)) return [requested];
  const refused = {
    customerId,
    receivableId,
    extensionId,
    reason: 'asked-after-due-date',
    decidedBy: 'credit-account',
    on,
  };
  return [requested, { type: 'ExtensionRefused', data: refused }];
};

export const decideExtension = ({ data }: DecideExtension, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, receivableId, extensionId, verdict, decidedBy, authority, on } = data;
  const asked = account.extensions.get(extensionId);
  if (asked?.receivableId !== receivableId) throw new Problem('unknown-extension', { extension: extensionId });
  const wanted = verdict.verdict === 'grant' ? 'granted' : 'refused';
  if (asked.state === wanted) return [];
  if (asked.state !== 'requested')
    throw new Problem('extension-decided', { extension: extensionId, state: asked.state });
  requireApprover(decidedBy, authority);
  if (asked.requestedBy === decidedBy) throw new Problem('own-extension', { by: decidedBy });

  const which = { customerId, receivableId, extensionId, decidedBy, on };
  if (verdict.verdict === 'refuse') return [{ type: 'ExtensionRefused', data: { ...which, reason: verdict.reason } }];
  const { dueDate: dueDateBefore } = openReceivable(account, receivableId);
  // Another request may have been granted meanwhile: an extension never brings the due date forward.
  if (!isBefore(dueDateBefore, asked.newDueDate))
    throw new Problem('extension-not-later', { dueDate: dueDateBefore, newDueDate: asked.newDueDate });
  const granted: CreditAccountEvent = {
    type: 'ExtensionGranted',
    data: { ...which, dueDateBefore, dueDate: asked.newDueDate },
  };
  if (!account.holds.has(receivableId)) return [granted];
  const lifted = { customerId, receivableId, reason: 'extended' as const, note: '', liftedBy: decidedBy, on };
  return [granted, { type: 'HoldLifted', data: lifted }];
};
