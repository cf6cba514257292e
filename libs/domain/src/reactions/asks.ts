import type { ProblemDetail } from '@app/kernel/problem';
import type { BankLineCommand } from '../bank-line/commands';
import type { CreditAccountCommand } from '../credit-account/commands';
import type { CustomerCommand } from '../customer/commands';
import type { FollowUpCommand } from '../follow-up/commands';

type Addressed =
  | Readonly<{ aggregate: 'bankLine'; id: string; command: BankLineCommand }>
  | Readonly<{ aggregate: 'customer'; id: string; command: CustomerCommand }>
  | Readonly<{ aggregate: 'creditAccount'; id: string; command: CreditAccountCommand }>
  | Readonly<{ aggregate: 'followUp'; id: string; command: FollowUpCommand }>;

/**
 * What one aggregate asks of another after an event: a command, and the aggregate it is for. `ifRefused`: what is asked instead
 * when the command makes no sense there; without it such a command stops whoever carries it.
 */
export type Ask = Addressed & Readonly<{ ifRefused?: (problem: ProblemDetail) => readonly Ask[] }>;
