import { addDays, earliest, isBefore, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { exceeds, isPositive, nil } from '@app/kernel/yuan';
import { requireApprover } from '../authority/authority-policy';
import { stepName } from '../follow-up/ladder-policy';
import type { CreditAccount, PlacedCause } from './account';
import type { Circumstances, NoteFollowUpStep, PlaceHold, RemoveHold } from './commands';
import { after } from './evolve';
import type { CreditAccountEvent } from './events';
import { receivableOf } from './items';
import { agreementOn, isInForce } from './limit';
import { exposureOfAccount } from './standing-rules';
import type { CustomerStanding } from './asked';

/** These come and go with the account and the day, by themselves; nobody places or removes them by hand. */
const BY_ITSELF = ['over-limit', 'agreement-lapsed', 'security-lapsed'] as const;
type ByItself = (typeof BY_ITSELF)[number];
const BY = 'credit-account';

const isOverLimit = (account: CreditAccount, on: BusinessDate, { policy }: Circumstances): boolean =>
  account.agreement !== undefined && exceeds(nil, exposureOfAccount(account, on, policy).available);

const hasLapsed = (account: CreditAccount, on: BusinessDate): boolean => {
  const agreement = agreementOn(account.agreement, on);
  return agreement !== undefined && isBefore(agreement.validTo, on);
};

const isUnsecured = (
  account: CreditAccount,
  on: BusinessDate,
  standing: CustomerStanding | undefined,
): boolean | undefined => {
  const agreement = agreementOn(account.agreement, on);
  if (!isInForce(agreement, on) || agreement.isSecured !== true) return false;
  if (standing === undefined) return undefined;
  return standing.securedUntil === undefined || isBefore(standing.securedUntil, on);
};

/** Whether the cause is there on the day; undefined where nobody can say. */
const isThere = (
  cause: ByItself,
  account: CreditAccount,
  on: BusinessDate,
  under: Circumstances,
): boolean | undefined => {
  switch (cause) {
    case 'over-limit':
      return isOverLimit(account, on, under);
    case 'agreement-lapsed':
      return hasLapsed(account, on);
    case 'security-lapsed':
      return isUnsecured(account, on, under.standing);
  }
};

/** Records which causes of a hold have come or gone with what has just been decided. */
export const withHoldsReviewed = (
  events: readonly CreditAccountEvent[],
  account: CreditAccount,
  under: Circumstances,
  { customerId, on }: Readonly<{ customerId: string; on: BusinessDate }>,
): readonly CreditAccountEvent[] => {
  const then = after(account, events);
  const reviewed = BY_ITSELF.flatMap((cause): CreditAccountEvent[] => {
    const recorded = then.placed.get(cause);
    const isRecorded = recorded !== undefined;
    const is = isThere(cause, then, on, under) ?? isRecorded;
    // A request that comes late speaks of a day on which the cause may not have been there yet: it lifts nothing.
    if (is === isRecorded || (isRecorded && isBefore(on, recorded.since))) return [];
    const which = { customerId, holdId: cause, cause, reason: cause, on };
    return is
      ? [{ type: 'HoldPlaced', data: { ...which, placedBy: BY } }]
      : [{ type: 'HoldRemoved', data: { ...which, removedBy: BY } }];
  });
  return reviewed.length === 0 ? events : [...events, ...reviewed];
};

/** An overdue receivable's hold goes with its payment; these go with the day or the account. */
export const isByItself = (cause: string): boolean => cause === 'overdue' || BY_ITSELF.some((one) => one === cause);

export const placeHold = (
  { data: { authority, ...data } }: PlaceHold,
  account: CreditAccount,
): CreditAccountEvent[] => {
  const { holdId, cause, reason, placedBy } = data;
  if (isByItself(holdId)) throw new Problem('hold-by-itself', { hold: holdId });
  const known = account.placed.get(holdId);
  if (known !== undefined) {
    const [before, now] = [`${known.cause} ${known.reason}`, `${cause} ${reason}`];
    if (before !== now) throw new Problem('same-id-other-content', { id: holdId, before, now });
    return [];
  }
  // Somebody has removed it: a late repeat of the request does not bring it back.
  if (account.everPlaced.has(holdId)) return [];
  requireApprover(placedBy, authority);
  return [{ type: 'HoldPlaced', data }];
};

export const removeHold = (
  { data: { authority, ...data } }: RemoveHold,
  account: CreditAccount,
): CreditAccountEvent[] => {
  const { holdId, removedBy } = data;
  if (isByItself(holdId)) throw new Problem('hold-by-itself', { hold: holdId });
  requireApprover(removedBy, authority);
  if (!account.everPlaced.has(holdId)) throw new Problem('unknown-hold', { hold: holdId });
  const known = account.placed.get(holdId);
  return known === undefined ? [] : [{ type: 'HoldRemoved', data: { ...data, cause: known.cause } }];
};

const rankOf = (step: string | undefined): number => stepName.options.findIndex((known) => known === step);

/** Told at least once and maybe late: a step before the one that was reached, or of what is paid or extended, says nothing. */
export const noteFollowUpStep = ({ data }: NoteFollowUpStep, account: CreditAccount): CreditAccountEvent[] => {
  const { receivableId, step, on } = data;
  const receivable = receivableOf(account, receivableId);
  if (receivable === undefined || !isPositive(receivable.open) || !isBefore(receivable.dueDate, on)) return [];
  return rankOf(step) > rankOf(account.steps.get(receivableId)) ? [{ type: 'FollowUpStepReached', data }] : [];
};

/** Every cause for which nothing ships now, in the order in which people look for them. */
export type HoldCause = Readonly<{
  cause: 'overdue' | 'blacklist' | PlacedCause;
  id: string;
  reason: string;
  since?: BusinessDate;
}>;

export const holdCausesOf = (account: CreditAccount): readonly HoldCause[] => [
  ...(account.blacklisted
    ? [{ cause: 'blacklist' as const, id: 'blacklist', reason: [...account.everBlacklisted].at(-1) ?? '' }]
    : []),
  ...[...account.holds].sort().map((id) => ({ cause: 'overdue' as const, id, reason: id })),
  ...[...account.placed].map(([id, { cause, reason, since }]) => ({ cause, id, reason, since })),
];

/** The same on a day, with what comes and goes by itself as it is on that very day, recorded or not yet. */
export const causesOn = (account: CreditAccount, on: BusinessDate, under: Circumstances): readonly HoldCause[] => {
  const known = holdCausesOf(account);
  const standing = known.filter(
    ({ cause }) => !BY_ITSELF.some((one) => one === cause && isThere(one, account, on, under) === false),
  );
  const added = BY_ITSELF.filter(
    (cause) => !account.placed.has(cause) && isThere(cause, account, on, under) === true,
  ).map((cause): HoldCause => ({ cause, id: cause, reason: cause, since: on }));
  return [...standing, ...added];
};

/**
 * The first day after `on` on which a cause may come or go though nobody does anything: a limit, a raise or an allowance
 * begins or ends, an agreement too. With security every day counts, because it lies in another file.
 */
export const nextReview = (account: CreditAccount, on: BusinessDate): BusinessDate | undefined => {
  const { agreement } = account;
  if (agreement === undefined) return undefined;
  if (agreement.isSecured === true) return addDays(on, 1);
  const days = [
    ...[agreement.validFrom, addDays(agreement.validTo, 1)],
    ...(agreement.before === undefined ? [] : [addDays(agreement.before.validTo, 1)]),
    ...account.limits.flatMap(({ from, to }) => [from, ...(to === undefined ? [] : [addDays(to, 1)])]),
    ...[...account.temporaries.values()].flatMap(({ from, to }) => [from, addDays(to, 1)]),
    ...[...account.allowances.values()].map(({ expiresOn }) => addDays(expiresOn, 1)),
  ];
  return earliest(days.filter((day) => isBefore(on, day)));
};
