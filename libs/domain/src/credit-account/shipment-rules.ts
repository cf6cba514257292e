import { daysBetween, type BusinessDate } from '@app/kernel/business-date';
import type { RuleName, RuleOutcome } from '@app/kernel/rule-outcome';
import { exceeds, minus, nil, type Yuan } from '@app/kernel/yuan';
import { agreementOn, inOrderOfAge, type CreditAccount } from './account';
import type { CheckPolicy, CheckRule } from './check-policy';
import { exposureOn, isInForce, positionOf, type Exposure } from './exposure';

export type Asked = Readonly<{ amount: Yuan; on: BusinessDate }>;
type Finding = Readonly<{ breached: boolean; facts: Record<string, string> }>;
type Seen = Readonly<{ account: CreditAccount; exposure: Exposure }>;

// A rule says whether it is breached and by which figures. All rules run: sales sees every reason at once.

const agreementIsValid = ({ on }: Asked, { account }: Seen): Finding => {
  const agreement = agreementOn(account.agreement, on);
  if (agreement === undefined) return { breached: true, facts: {} };
  const { agreementId, validFrom, validTo } = agreement;
  return { breached: !isInForce(agreement, on), facts: { agreementId, validFrom, validTo } };
};

const accountIsNotOnHold = (_: Asked, { account }: Seen): Finding => ({
  breached: account.holds.size > 0,
  facts: account.holds.size > 0 ? { receivables: [...account.holds].sort().join(', ') } : {},
});

const customerIsNotBlacklisted = (_: Asked, { account }: Seen): Finding => ({
  breached: account.blacklisted,
  facts: account.blacklisted ? { receivable: [...account.everBlacklisted].at(-1) ?? '' } : {},
});

const amountFitsTheLimit = ({ amount }: Asked, { exposure }: Seen): Finding => {
  const breached = exceeds(amount, exposure.available);
  return {
    breached,
    facts: {
      limit: exposure.limit,
      exposure: exposure.exposure,
      available: exposure.available,
      amount,
      missing: breached ? minus(amount, exposure.available) : nil,
    },
  };
};

const documentIsNotTooLarge = ({ amount }: Asked, maximum: Yuan): Finding => ({
  breached: exceeds(amount, maximum),
  facts: { amount, maximum },
});

const nothingIsLongOverdue = ({ on }: Asked, { account }: Seen, maximumDays: number): Finding => {
  const [oldest] = inOrderOfAge(account);
  const days = oldest === undefined ? 0 : Math.max(0, daysBetween(oldest.dueDate, on));
  const about: Record<string, string> = oldest !== undefined && days > 0 ? { receivable: oldest.receivableId } : {};
  return { breached: days > maximumDays, facts: { days: String(days), maximumDays: String(maximumDays), ...about } };
};

const findingOf = (rule: CheckRule, asked: Asked, seen: Seen): Finding => {
  switch (rule.rule) {
    case 'agreement-valid':
      return agreementIsValid(asked, seen);
    case 'not-on-hold':
      return accountIsNotOnHold(asked, seen);
    case 'not-blacklisted':
      return customerIsNotBlacklisted(asked, seen);
    case 'free-limit':
      return amountFitsTheLimit(asked, seen);
    case 'single-document-maximum':
      return documentIsNotTooLarge(asked, rule.maximum);
    case 'oldest-overdue':
      return nothingIsLongOverdue(asked, seen, rule.days);
  }
};

export type ShipmentAnswer = Readonly<{ allowed: boolean; exposure: Exposure; rules: readonly RuleOutcome[] }>;

/** A green channel 绿色通道 ships before there is an agreement: within its allowance its lack is no breach. */
const isExcused = (rule: RuleName, { exposure }: Seen): boolean =>
  rule === 'agreement-valid' && exceeds(exposure.greenChannel, nil);

/** May N be shipped to this customer today? The query shows this answer, the decider acts by it. */
export const checkShipment = (asked: Asked, account: CreditAccount, policy: CheckPolicy): ShipmentAnswer => {
  const exposure = exposureOn(positionOf(account), asked.on, policy.countUnallocatedCash);
  const seen = { account, exposure };
  const rules = policy.rules.map((rule): RuleOutcome => {
    const { breached, facts } = findingOf(rule, asked, seen);
    const reaction = isExcused(rule.rule, seen) ? 'warn' : rule.reaction;
    return { rule: rule.rule, outcome: breached ? reaction : 'pass', facts };
  });
  return { allowed: rules.every(({ outcome }) => outcome !== 'block'), exposure, rules };
};
