import type { CreditAccountCommand } from '../credit-account/commands';
import type { CustomerCommand } from '../customer/commands';
import type { FollowUpCommand } from '../follow-up/commands';

/** What one aggregate asks of another after an event: a command, and the aggregate it is for. */
export type Ask =
  | Readonly<{ aggregate: 'customer'; id: string; command: CustomerCommand }>
  | Readonly<{ aggregate: 'creditAccount'; id: string; command: CreditAccountCommand }>
  | Readonly<{ aggregate: 'followUp'; id: string; command: FollowUpCommand }>;
