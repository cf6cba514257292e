import { Problem } from '@app/kernel/problem';
import { isPositive } from '@app/kernel/yuan';
import { requireApprover } from '../authority/authority-policy';
import type { CreditAccount } from './account';
import type { BlacklistCustomer, HoldShipments, LiftBlacklist, LiftHold } from './commands';
import type { CreditAccountEvent } from './events';
import { hasNonCreditReason, undisputedOf } from './items';

/** Something of it is still owed and not in dispute, and the delay is not ours. */
export const isCreditMatter = (account: CreditAccount, receivableId: string): boolean =>
  isPositive(undisputedOf(account, receivableId)) && !hasNonCreditReason(account, receivableId);

// Both are asked for by the follow-up, at least once and maybe late: what has been paid or disputed meanwhile
// holds nothing, and what a person has lifted does not come back with a repeated request.

export const holdShipments = ({ data }: HoldShipments, account: CreditAccount): CreditAccountEvent[] => {
  const { receivableId } = data;
  const isDue = isCreditMatter(account, receivableId) && !account.everHeld.has(receivableId);
  return isDue ? [{ type: 'ShipmentsHeld', data }] : [];
};

export const blacklistCustomer = ({ data }: BlacklistCustomer, account: CreditAccount): CreditAccountEvent[] => {
  const { receivableId } = data;
  const isDue = isCreditMatter(account, receivableId) && !account.everBlacklisted.has(receivableId);
  return isDue ? [{ type: 'CustomerBlacklisted', data }] : [];
};

export const liftHold = ({ data }: LiftHold, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, receivableId, note, liftedBy, authority, on } = data;
  requireApprover(liftedBy, authority);
  if (!account.everHeld.has(receivableId)) throw new Problem('not-on-hold', { receivable: receivableId });
  if (!account.holds.has(receivableId)) return [];
  return [{ type: 'HoldLifted', data: { customerId, receivableId, reason: 'by-hand', note, liftedBy, on } }];
};

export const liftBlacklist = (
  { data: { authority, ...data } }: LiftBlacklist,
  account: CreditAccount,
): CreditAccountEvent[] => {
  requireApprover(data.liftedBy, authority);
  if (account.everBlacklisted.size === 0) throw new Problem('not-blacklisted', { customer: data.customerId });
  return account.blacklisted ? [{ type: 'BlacklistLifted', data }] : [];
};
