import type { BusinessDate } from '@app/kernel/business-date';
import type { RuleName } from '@app/kernel/rule-outcome';
import type { CreditAccount } from './account';
import type { CustomerStanding } from './asked';
import type { CheckPolicy } from './check-policy';
import { exposureOn, positionOf, type Exposure } from './exposure';

// States are never changed where they lie, so what follows from a state and the day alone is worked out once for as long as
// they are what they are: the next question of the same account asks only what depends on the order.

type KeptExposure = Readonly<{ on: BusinessDate; policy: CheckPolicy; exposure: Exposure }>;
const exposures = new WeakMap<CreditAccount, KeptExposure>();

export const exposureOfAccount = (account: CreditAccount, on: BusinessDate, policy: CheckPolicy): Exposure => {
  const known = exposures.get(account);
  if (known?.on === on && known.policy === policy) return known.exposure;
  const exposure = Object.freeze(exposureOn(positionOf(account), on, policy));
  exposures.set(account, { on, policy, exposure });
  return exposure;
};

/** Rules that say the same of every order: they look at the account, the customer's file and the day. */
const OF_THE_ACCOUNT: ReadonlySet<RuleName> = new Set<RuleName>([
  'agreement-valid',
  'not-on-hold',
  'not-blacklisted',
  'oldest-overdue',
  'overdue-share',
  'overdue-amount',
  'follow-up-step',
  'prior-batch',
  'security-valid',
  'grade-allowed',
  'statement-fresh',
  'data-complete',
]);

export const isOfTheAccount = (rule: RuleName): boolean => OF_THE_ACCOUNT.has(rule);

type KeptRules<Judged> = Readonly<{
  on: BusinessDate;
  policy: CheckPolicy;
  standing: CustomerStanding | undefined;
  judged: Map<RuleName, Judged>;
}>;

/** What such rules have said of an account; empty when the day, the policy or the file has become another. */
export const keptRules = <Judged>() => {
  const kept = new WeakMap<CreditAccount, KeptRules<Judged>>();
  return (
    account: CreditAccount,
    { on, policy, standing }: Omit<KeptRules<Judged>, 'judged'>,
  ): Map<RuleName, Judged> => {
    const known = kept.get(account);
    if (known?.on === on && known.policy === policy && known.standing === standing) return known.judged;
    const judged = new Map<RuleName, Judged>();
    kept.set(account, { on, policy, standing, judged });
    return judged;
  };
};
