import { type BusinessDate } from '@app/kernel/business-date';
import { type RuleName } from '@app/kernel/rule-outcome';
import { type Yuan } from '@app/kernel/yuan';

/** What somebody is about to do to an account. */
export type Act =
  | Readonly<{ kind: 'limit' | 'raise' | 'hold' | 'suspend' }>
  | Readonly<{
      kind: 'approval';
      amount?: Yuan;
      excuses?: readonly RuleName[];
      /** Granted for the question that is being asked: it is asked again with it. */
      isAskedWith?: boolean;
    }>
  /** `path` is the address below the customer's; `what` is what people call it. */
  | Readonly<{ kind: 'removal' | 'withdrawal'; what: string; path: readonly string[] }>;

export type Where = Readonly<{ customerId: string; today: BusinessDate }>;
