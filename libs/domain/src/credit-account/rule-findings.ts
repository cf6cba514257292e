import { addDays, addMonths, daysBetween, isBefore, type BusinessDate } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { exceeds, isPositive, minus, nil, percentOf, plus, smaller, total, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount } from './account';
import { component, type CheckRule } from './check-policy';
import type { DueDay } from './due-days';
import { ceilingOf, type Exposure } from './exposure';
import { openReceivables, undisputedOf } from './items';
import { agreementOn, isInForce } from './limit';
import type { Asked } from './asked';

export type Finding = Readonly<{
  breached: boolean;
  facts: Readonly<Record<string, string>>;
  /** What is asked for above what the rule lets through; left out where it lets nothing through. */
  above?: Yuan;
}>;
export type Seen = Readonly<{ account: CreditAccount; exposure: Exposure; isPlanned: boolean }>;
type RuleOf<Name extends CheckRule['rule']> = Extract<CheckRule, { rule: Name }>;

// A rule says whether it is breached and by which figures. All rules run: sales sees every reason at once.

export const agreementIsValid = ({ on }: Asked, { account }: Seen): Finding => {
  const agreement = agreementOn(account.agreement, on);
  if (agreement === undefined) return { breached: true, facts: {} };
  const { agreementId, validFrom, validTo } = agreement;
  return { breached: !isInForce(agreement, on), facts: { agreementId, validFrom, validTo } };
};

/** The other causes of a hold have rules of their own. */
export const accountIsNotOnHold = (_: Asked, { account }: Seen): Finding => {
  const receivables = [...account.holds].sort();
  const byHand = [...account.placed].filter(([, { cause }]) => cause === 'manual' || cause === 'agreement-suspended');
  return {
    breached: receivables.length + byHand.length > 0,
    facts: {
      ...(receivables.length > 0 && { receivables: receivables.join(', ') }),
      ...(byHand.length > 0 && { reasons: byHand.map(([, { reason }]) => reason).join('; ') }),
    },
  };
};

export const customerIsNotBlacklisted = (_: Asked, { account }: Seen): Finding => ({
  breached: account.blacklisted,
  facts: account.blacklisted ? { receivable: [...account.everBlacklisted].at(-1) ?? '' } : {},
});

/** Of an order, the part for which there is no room: the rest of what an account is over its limit is not this order's. */
const aboveOf = (amount: Yuan, missing: Yuan): Yuan => smaller(amount, missing);

export const amountFitsTheLimit = ({ amount }: Asked, { exposure, isPlanned }: Seen): Finding => {
  const { limit, limitKind, available } = exposure;
  const breached = !isPlanned && exceeds(amount, available);
  const missing = breached ? minus(amount, available) : nil;
  const more = plus(exposure.temporary, exposure.greenChannel);
  return {
    breached,
    facts: {
      ...{ limit, exposure: exposure.exposure, available, amount, missing },
      ...(isPositive(more) && { ceiling: ceilingOf(exposure) }),
      ...(limitKind === 'unlimited' && { unlimited: 'unlimited' }),
      ...(isPlanned && { planned: 'planned' }),
    },
    above: aboveOf(amount, missing),
  };
};

/** The largest excess is told: more than one component may be over. */
export const componentsFit = (
  { amount }: Asked,
  { exposure, isPlanned }: Seen,
  { maxima }: RuleOf<'component-maximum'>,
): Finding => {
  let worst: Readonly<{ missing: Yuan; facts: Finding['facts'] }> | undefined;
  for (const name of component.options) {
    const maximum = maxima[name];
    const then = name === 'reserved' && !isPlanned ? plus(exposure[name], amount) : exposure[name];
    if (maximum === undefined || !exceeds(then, maximum)) continue;
    const missing = minus(then, maximum);
    if (worst !== undefined && !exceeds(missing, worst.missing)) continue;
    worst = { missing, facts: { component: name, stands: then, maximum, missing } };
  }
  if (worst === undefined) return { breached: false, facts: {} };
  return { breached: true, facts: worst.facts, above: aboveOf(amount, worst.missing) };
};

/** What the group said when it was asked; a customer without a group has nothing to say. */
export const groupHasRoom = ({ group }: Asked): Finding =>
  group === undefined ? { breached: false, facts: {} } : { breached: !group.hasRoom, facts: group.facts };

export const documentIsNotTooLarge = (
  { amount, whole = amount }: Asked,
  { maximum }: RuleOf<'single-document-maximum'>,
): Finding => ({
  breached: exceeds(whole, maximum),
  facts: { amount: whole, maximum },
  above: exceeds(whole, maximum) ? aboveOf(amount, minus(whole, maximum)) : nil,
});

/** Overdue by more than so many days, and not in dispute. */
const overdueOf = (account: CreditAccount, on: BusinessDate, graceDays: number): readonly DueDay[] => {
  const before = addDays(on, -graceDays);
  const overdue: DueDay[] = [];
  for (const day of account.due) {
    if (!isBefore(day.dueDate, before)) break;
    if (exceeds(day.open, day.disputed)) overdue.push(day);
  }
  return overdue;
};

const sumOf = (days: readonly DueDay[]): Yuan => total(days.map(({ open, disputed }) => minus(open, disputed)));

export const nothingIsLongOverdue = (
  { on }: Asked,
  { account }: Seen,
  { days: maximumDays }: RuleOf<'oldest-overdue'>,
): Finding => {
  const [oldest] = overdueOf(account, on, 0);
  const days = oldest === undefined ? 0 : daysBetween(oldest.dueDate, on);
  // Of those that fell due on that day one that is not in dispute: it is the one to be paid.
  const receivable = [...(oldest?.receivableIds ?? [])].sort().find((id) => isPositive(undisputedOf(account, id)));
  const about: Record<string, string> = receivable === undefined ? {} : { receivable };
  return { breached: days > maximumDays, facts: { days: String(days), maximumDays: String(maximumDays), ...about } };
};

export const littleIsOverdue = (
  { on }: Asked,
  { account }: Seen,
  { percent: allowed, graceDays }: RuleOf<'overdue-share'>,
): Finding => {
  const overdue = sumOf(overdueOf(account, on, graceDays));
  const { receivables } = account.sums;
  const breached = exact(overdue).times(100).gt(exact(receivables).times(allowed));
  const percent = percentOf(overdue, receivables) ?? '0.0';
  return { breached, facts: { overdue, receivables, percent, allowed, graceDays: String(graceDays) } };
};

export const notTooMuchIsOverdue = (
  { on }: Asked,
  { account }: Seen,
  { maximum, graceDays }: RuleOf<'overdue-amount'>,
): Finding => {
  const overdue = sumOf(overdueOf(account, on, graceDays));
  return { breached: exceeds(overdue, maximum), facts: { overdue, maximum, graceDays: String(graceDays) } };
};

export const followUpIsNotFar = (_: Asked, { account }: Seen, { steps }: RuleOf<'follow-up-step'>): Finding => {
  const reached = [...account.steps]
    .filter(([, step]) => steps.some((name) => name === step))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const [first] = reached;
  if (first === undefined) return { breached: false, facts: {} };
  return { breached: true, facts: { receivable: first[0], step: first[1], others: String(reached.length - 1) } };
};

/** 压批: invoices of shipments that are not paid yet. */
export const earlierBatchesArePaid = (_: Asked, { account }: Seen, { openAllowed }: RuleOf<'prior-batch'>): Finding => {
  const open = openReceivables(account).filter(({ shipmentId }) => shipmentId !== undefined);
  const [oldest] = open.sort((a, b) => (a.dueDate === b.dueDate ? 0 : isBefore(a.dueDate, b.dueDate) ? -1 : 1));
  return {
    breached: open.length > openAllowed,
    facts: {
      open: String(open.length),
      openAllowed: String(openAllowed),
      ...(oldest !== undefined && { receivable: oldest.receivableId }),
    },
  };
};

export const securityIsValid = ({ on, standing }: Asked, { account }: Seen): Finding => {
  const agreement = agreementOn(account.agreement, on);
  if (agreement?.isSecured !== true || standing === undefined) return { breached: false, facts: {} };
  const { securedUntil } = standing;
  return {
    breached: securedUntil === undefined || isBefore(securedUntil, on),
    facts: securedUntil === undefined ? { lapsed: 'lapsed' } : { securedUntil },
  };
};

export const gradeIsAllowed = (
  { on }: Asked,
  { account }: Seen,
  { worstCharacteristic }: RuleOf<'grade-allowed'>,
): Finding => {
  const grade = agreementOn(account.agreement, on)?.grade;
  const characteristic = Number(grade?.at(-1));
  if (grade === undefined || !Number.isInteger(characteristic)) return { breached: false, facts: {} };
  const facts = { grade, worst: `CA${String(worstCharacteristic)}` };
  return { breached: characteristic > worstCharacteristic, facts };
};

export const termsAreNotWorsened = ({ on, termDays }: Asked, { account }: Seen): Finding => {
  const agreed = agreementOn(account.agreement, on)?.termDays;
  if (termDays === undefined || agreed === undefined) return { breached: false, facts: {} };
  return { breached: termDays > agreed, facts: { asked: String(termDays), agreed: String(agreed) } };
};

export const statementIsFresh = ({ on, standing }: Asked, _: Seen, { months }: RuleOf<'statement-fresh'>): Finding => {
  if (standing === undefined) return { breached: false, facts: {} };
  const { statementClosedOn } = standing;
  if (statementClosedOn === undefined) return { breached: true, facts: { months: String(months) } };
  const isOld = isBefore(addMonths(statementClosedOn, months), on);
  return { breached: isOld, facts: { months: String(months), closedOn: statementClosedOn } };
};

export const dataIsComplete = ({ standing }: Asked, _: Seen, { percent }: RuleOf<'data-complete'>): Finding => {
  if (standing === undefined) return { breached: false, facts: {} };
  const { completeness } = standing;
  return { breached: exact(completeness).lt(percent), facts: { completeness, wanted: percent } };
};
