import type { CreditAccount } from '@app/domain/credit-account/account';
import type { AuthoriseShipment } from '@app/domain/credit-account/commands';
import { checkShipment } from '@app/domain/credit-account/shipment-rules';
import type { RuleName, RuleOutcome } from '@app/kernel/rule-outcome';

/** What one rule says of an order. */
export const outcomeIn = (
  account: CreditAccount,
  { data }: AuthoriseShipment,
  rule: RuleName,
): RuleOutcome | undefined => checkShipment(data, account, data.policy).rules.find((one) => one.rule === rule);
