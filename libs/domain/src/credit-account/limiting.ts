import { isBefore } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { exceeds, plus, type Yuan } from '@app/kernel/yuan';
import { requireApprover, requireAuthority, requireUnlimitedAuthority } from '../authority/authority-policy';
import type { CreditAccount } from './account';
import type {
  AllowGreenChannel,
  ChangeLimit,
  GrantTemporaryLimit,
  OpenAccount,
  WithdrawTemporaryLimit,
} from './commands';
import type { CreditAccountEvent } from './events';
import { agreementOn, amountOf, limitInForceOn, limitOn, type Agreement, type CreditLimit } from './limit';

const requireSame = (id: string, before: string, now: string): void => {
  if (before !== now) throw new Problem('same-id-other-content', { id, before, now });
};

const termsOf = ({
  limit,
  grade,
  termDays,
  validFrom,
  validTo,
  isSecured,
  reward,
  onTimeReward,
}: Omit<Agreement, 'agreementId'>): string =>
  [
    ...[limit, grade, termDays, validFrom, validTo],
    ...(isSecured === true ? ['secured'] : []),
    ...(reward === undefined ? [] : [`${reward.percent}%/${String(reward.withinDays)}`]),
    ...(onTimeReward === undefined ? [] : [`${onTimeReward.percent}%`]),
  ].join(' ');

export const openAccount = ({ data }: OpenAccount, account: CreditAccount): CreditAccountEvent[] => {
  const known = account.agreements.get(data.agreementId);
  if (known === undefined) return [{ type: 'AccountOpened', data }];
  requireSame(data.agreementId, termsOf(known), termsOf(data));
  return [];
};

const textOf = (limit: CreditLimit, from: string, to = ''): string =>
  `${limit.kind === 'amount' ? limit.amount : limit.kind} ${from} ${to}`.trim();

const isLower = (amount: Yuan, now: CreditLimit | undefined): boolean =>
  now?.kind === 'unlimited' || (now?.kind === 'amount' && exceeds(now.amount, amount));

/**
 * Lowering is always allowed, also below what is owed: the account is over its limit then and ships nothing. Any approver may lower it; raising takes
 * the authority over the whole of the new limit, and no limit at all takes an authority of its own.
 */
export const changeLimit = ({ data }: ChangeLimit, account: CreditAccount): CreditAccountEvent[] => {
  const { authority, from: wanted, ...change } = data;
  const { changeId, limit, to, changedBy, on } = change;
  const from = wanted ?? on;
  const known = account.limits.find((dated) => dated.changeId === changeId);
  if (known !== undefined) {
    requireSame(changeId, textOf(known.limit, known.from, known.to), textOf(limit, wanted ?? known.from, to));
    return [];
  }
  if (agreementOn(account.agreement, from) === undefined) throw new Problem('no-agreement', { on: from });
  if (isBefore(from, on)) throw new Problem('date-order', { first: on, second: from });
  if (to !== undefined && isBefore(to, from)) throw new Problem('date-order', { first: from, second: to });
  if (limit.kind === 'unlimited') requireUnlimitedAuthority(changedBy, authority);
  else if (isLower(limit.amount, limitInForceOn(account.limits, from)?.limit)) requireApprover(changedBy, authority);
  else requireAuthority(changedBy, limit.amount, authority);
  return [{ type: 'LimitChanged', data: { ...change, from } }];
};

/** 临时授信: the authority is measured on what may be owed with it in all. */
export const grantTemporaryLimit = (
  { data: { authority, ...raise } }: GrantTemporaryLimit,
  account: CreditAccount,
): CreditAccountEvent[] => {
  const { raiseId, amount, from, to, grantedBy, on } = raise;
  const known = account.temporaries.get(raiseId);
  const termsOfRaise = (terms: Readonly<{ amount: Yuan; from: string; to: string }>) =>
    `${terms.amount} ${terms.from} ${terms.to}`;
  if (known !== undefined) {
    requireSame(raiseId, termsOfRaise(known), termsOfRaise(raise));
    return [];
  }
  if (agreementOn(account.agreement, from) === undefined) throw new Problem('no-agreement', { on: from });
  if (isBefore(to, from)) throw new Problem('date-order', { first: from, second: to });
  if (isBefore(to, on)) throw new Problem('expiry-in-the-past', { expiresOn: to, today: on });
  const then = limitOn({ ...account, temporaries: [...account.temporaries.values()] }, from);
  requireAuthority(grantedBy, plus(plus(amountOf(then.limit), then.temporary), amount), authority);
  return [{ type: 'TemporaryLimitGranted', data: raise }];
};

export const withdrawTemporaryLimit = (
  { data: { authority, ...data } }: WithdrawTemporaryLimit,
  account: CreditAccount,
): CreditAccountEvent[] => {
  const known = account.temporaries.get(data.raiseId);
  if (known === undefined) throw new Problem('unknown-temporary-limit', { raise: data.raiseId });
  requireAuthority(data.withdrawnBy, known.amount, authority);
  return known.withdrawn ? [] : [{ type: 'TemporaryLimitWithdrawn', data }];
};

export const allowGreenChannel = ({ data }: AllowGreenChannel, account: CreditAccount): CreditAccountEvent[] => {
  const known = account.allowances.get(data.allowanceId);
  if (known === undefined) return [{ type: 'GreenChannelAllowed', data }];
  requireSame(data.allowanceId, `${known.amount} ${known.expiresOn}`, `${data.amount} ${data.expiresOn}`);
  return [];
};
