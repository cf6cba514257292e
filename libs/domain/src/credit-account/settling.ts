import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import { isNil, isPositive, nil } from '@app/kernel/yuan';
import type { CreditAccount } from './account';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { isCreditMatter } from './holding';
import { receivableOf } from './items';
import { BY_ACCOUNT, rewarding } from './rewarding';

const isSettled = (account: CreditAccount, receivableId: string): boolean => {
  const receivable = receivableOf(account, receivableId);
  return receivable !== undefined && isNil(receivable.open);
};

export type Settlement = Readonly<{
  customerId: string;
  valueDate: BusinessDate;
  on: BusinessDate;
  /** Left out: money. */
  with?: 'credit-note' | 'write-off' | undefined;
}>;

/** A receivable of which nothing is open closes, and with it the hold that it was the cause of; money in time is rewarded. */
export const settling = (
  account: CreditAccount,
  receivableId: string,
  settlement: Settlement,
): CreditAccountEvent[] => {
  if (!isSettled(account, receivableId)) return [];
  const { customerId, valueDate, on, with: means } = settlement;
  const which = { customerId, receivableId };
  const nth = (receivableOf(account, receivableId)?.reopenings ?? 0) + 1;
  const settled: CreditAccountEvent = {
    type: 'ReceivableSettled',
    data: { ...which, valueDate, ...(means !== undefined && { with: means }), ...(nth > 1 && { nth }), on },
  };
  const rewards = means === 'write-off' ? [] : rewarding(account, { ...which, valueDate, on });
  if (!account.holds.has(receivableId)) return [settled, ...rewards];
  const lifted = { ...which, reason: 'settled' as const, note: '', liftedBy: BY_ACCOUNT, on };
  return [settled, { type: 'HoldLifted', data: lifted }, ...rewards];
};

type When = Readonly<{ customerId: string; on: BusinessDate }>;

const reopening = (account: CreditAccount, receivableId: string, { customerId, on }: When): CreditAccountEvent[] => {
  const { open = nil, reopenings = 0 } = receivableOf(account, receivableId) ?? {};
  if (!isPositive(open)) return [];
  const again = reopenings > 0 && { nth: reopenings + 1 };
  const reopened: CreditAccountEvent = {
    type: 'ReceivableReopened',
    data: { customerId, receivableId, open, ...again, on },
  };
  const then = after(account, [reopened]);
  // Its step of the follow-up has been done and is not done again: the hold that the settlement lifted comes back here, or
  // with the end of the dispute that spares it now.
  const receivable = receivableOf(then, receivableId);
  const isLate = receivable !== undefined && isBefore(receivable.dueDate, on);
  const comesBack = isLate && then.holdsInDispute.has(receivableId) && isCreditMatter(then, receivableId);
  return comesBack ? [reopened, { type: 'ShipmentsHeld', data: { customerId, receivableId, on } }] : [reopened];
};

/** What was settled before these events and is owed again after them is said to be so, once for each receivable. */
export const withReopened = (
  account: CreditAccount,
  events: readonly CreditAccountEvent[],
  when: When,
): CreditAccountEvent[] => {
  const touched = events.flatMap(({ type, data }) =>
    type === 'PaymentDeallocated' || type === 'WriteOffRecovered' ? [data.receivableId] : [],
  );
  const then = after(account, events);
  const reopened = [...new Set(touched)].filter((receivableId) => isSettled(account, receivableId));
  return [...events, ...reopened.flatMap((receivableId) => reopening(then, receivableId, when))];
};
