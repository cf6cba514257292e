import { daysBetween } from '@app/kernel/business-date';
import type { RuleName, RuleOutcome } from '@app/kernel/rule-outcome';
import { exceeds, isPositive, minus, nil, plus, yuan, type Yuan } from '@app/kernel/yuan';
import { approversOf, rolesOver, type AuthorityPolicy } from '../authority/authority-policy';
import type { CreditAccount } from './account';
import type { CheckPolicy } from './check-policy';
import { holdCausesOf } from './hold-causes';
import { inOrderOfAge, receivableOf } from './items';
import { agreementOn } from './limit';
import type { Asked } from './asked';
import type { ShipmentAnswer } from './shipment-rules';

/** What would let a refused shipment through, with the figures that it takes. */
export type WayOut =
  | Readonly<{ way: 'pay'; amount: Yuan }>
  | Readonly<{ way: 'pay-receivable'; receivableId: string; amount: Yuan; daysLate: number }>
  | Readonly<{ way: 'ship-less'; amount: Yuan }>
  | Readonly<{ way: 'special-approval'; amount: Yuan; roles: readonly string[] }>
  | Readonly<{ way: 'lift-hold'; holdId: string; roles: readonly string[] }>
  | Readonly<{ way: 'lift-blacklist'; roles: readonly string[] }>
  | Readonly<{ way: 'agreement' | 'security' | 'statement' | 'customer-file' }>
  | Readonly<{ way: 'agreed-terms'; termDays: number }>;

/** More arrears than these are not listed: the oldest are what matters. */
const ARREARS_LISTED_MAX = 5;

/** Rules that are about arrears: paying what is late ends them. */
const OF_ARREARS: readonly RuleName[] = ['oldest-overdue', 'overdue-share', 'overdue-amount', 'follow-up-step'];

/** What holds the account, and where a rule is about arrears, whatever is late; what is in dispute is not asked for. */
const arrears = ({ on }: Asked, account: CreditAccount, blocking: readonly RuleOutcome[]): WayOut[] => {
  const isAboutAll = blocking.some(({ rule }) => OF_ARREARS.includes(rule));
  const late = inOrderOfAge(account).filter(
    ({ receivableId, dueDate, open, disputed }) =>
      exceeds(open, disputed) &&
      (account.holds.has(receivableId) || (isAboutAll && (dueDate < on || account.steps.has(receivableId)))),
  );
  return late.slice(0, ARREARS_LISTED_MAX).map(({ receivableId, open, disputed, dueDate }) => ({
    way: 'pay-receivable',
    receivableId,
    amount: minus(open, disputed),
    daysLate: Math.max(0, daysBetween(dueDate, on)),
  }));
};

const holdsByHand = (account: CreditAccount, roles: readonly string[]): WayOut[] =>
  holdCausesOf(account)
    .filter(({ cause }) => cause === 'manual' || cause === 'agreement-suspended')
    .map(({ id: holdId }) => ({ way: 'lift-hold', holdId, roles }));

const forRule = (
  { rule, facts }: RuleOutcome,
  asked: Asked,
  account: CreditAccount,
  approvers: readonly string[],
): WayOut[] => {
  switch (rule) {
    case 'free-limit':
    case 'component-maximum':
      return [];
    case 'group-limit': {
      const room = yuan.safeParse(facts['available']).data;
      return room !== undefined && isPositive(room) ? [{ way: 'ship-less', amount: room }] : [];
    }
    case 'not-on-hold':
      return holdsByHand(account, approvers);
    case 'not-blacklisted':
      return [{ way: 'lift-blacklist', roles: approvers }];
    case 'agreement-valid':
    case 'grade-allowed':
      return [{ way: 'agreement' }];
    case 'security-valid':
      return [{ way: 'security' }];
    case 'statement-fresh':
      return [{ way: 'statement' }];
    case 'data-complete':
      return [{ way: 'customer-file' }];
    case 'terms-not-worsened': {
      const termDays = agreementOn(account.agreement, asked.on)?.termDays;
      return termDays === undefined ? [] : [{ way: 'agreed-terms', termDays }];
    }
    case 'prior-batch': {
      const receivable = facts['receivable'] === undefined ? undefined : receivableOf(account, facts['receivable']);
      if (receivable === undefined || facts['receivable'] === undefined) return [];
      const daysLate = Math.max(0, daysBetween(receivable.dueDate, asked.on));
      return [{ way: 'pay-receivable', receivableId: facts['receivable'], amount: receivable.open, daysLate }];
    }
    case 'single-document-maximum':
    case 'oldest-overdue':
    case 'overdue-share':
    case 'overdue-amount':
    case 'follow-up-step':
      return [];
  }
};

const byApproval = (
  { needed, exposure }: ShipmentAnswer,
  blocking: readonly RuleOutcome[],
  { specialApproval: { excusable } }: CheckPolicy,
  authority: AuthorityPolicy,
): WayOut[] => {
  if (!isPositive(needed) || !blocking.every(({ rule }) => excusable.includes(rule))) return [];
  const over = exceeds(nil, exposure.available) ? minus(nil, exposure.available) : nil;
  return [{ way: 'special-approval', amount: needed, roles: rolesOver(plus(needed, over), authority) }];
};

/** Of a refused shipment; nothing for one that may go. Each way ends the rules that it is about, and says what it takes. */
export const waysOut = (
  asked: Asked,
  answer: ShipmentAnswer,
  account: CreditAccount,
  { policy, authority }: Readonly<{ policy: CheckPolicy; authority: AuthorityPolicy }>,
): readonly WayOut[] => {
  const blocking = answer.rules.filter(({ outcome }) => outcome === 'block');
  if (answer.allowed || blocking.length === 0) return [];
  const { available } = answer.exposure;
  const isMoney = blocking.some(({ rule }) => rule === 'free-limit');
  const isMoneyOnly = isMoney && blocking.length === 1;
  const pay: WayOut[] =
    isMoney && policy.countUnallocatedCash ? [{ way: 'pay', amount: minus(asked.amount, available) }] : [];
  const less: WayOut[] = isMoneyOnly && isPositive(available) ? [{ way: 'ship-less', amount: available }] : [];
  const approvers = approversOf(authority);
  const others = blocking.flatMap((outcome) => forRule(outcome, asked, account, approvers));
  return [
    ...pay,
    ...less,
    ...arrears(asked, account, blocking),
    ...others,
    ...byApproval(answer, blocking, policy, authority),
  ];
};
