import type { AskedOfAccount } from '../credit-account/commands';
import type { CreditAccount } from '../credit-account/account';
import type { CreditAccountEvent } from '../credit-account/events';
import type { CreditGroupCommand } from './commands';
import type { CreditGroupEvent } from './events';
import type { CreditGroup } from './group';

/**
 * One command writes one stream; what takes two is told step by step. Whoever carries it out asks each step of the
 * aggregate that it names, gives back what that left, or throws in what that threw. It may stop between any two.
 */
export type SagaStep =
  | Readonly<{ of: 'group'; id: string; command?: CreditGroupCommand }>
  | Readonly<{ of: 'account'; id: string; command?: AskedOfAccount }>;

type Said<Of, State, Event> = Readonly<{
  of: Of;
  state: State;
  revision: number | undefined;
  position: string | undefined;
  /** What the command led to; none where it had been carried out before, or there was none. */
  events: readonly Event[];
}>;
export type GroupSaid = Said<'group', CreditGroup, CreditGroupEvent>;
export type AccountSaid = Said<'account', CreditAccount, CreditAccountEvent>;
export type Saga<Result> = Generator<SagaStep, Result, GroupSaid | AccountSaid>;

/** Without a command: how it stands now. */
export function* askGroup(id: string, command?: CreditGroupCommand): Saga<GroupSaid> {
  const said = yield { of: 'group', id, ...(command !== undefined && { command }) };
  if (said.of !== 'group') throw new Error(`asked group ${id} and was answered by an account`);
  return said;
}

export function* askAccount(id: string, command?: AskedOfAccount): Saga<AccountSaid> {
  const said = yield { of: 'account', id, ...(command !== undefined && { command }) };
  if (said.of !== 'account') throw new Error(`asked account ${id} and was answered by a group`);
  return said;
}

/** Carries a saga out, each step by whoever can ask; what that throws is thrown into the saga, which may know an answer. */
export const carryOut = async <Result>(
  saga: Saga<Result>,
  ask: (step: SagaStep) => Promise<GroupSaid | AccountSaid>,
): Promise<Result> => {
  let next = saga.next();
  while (next.done !== true) {
    const answered = await ask(next.value).then(
      (said) => () => saga.next(said),
      (error: unknown) => () => saga.throw(error),
    );
    next = answered();
  }
  return next.value;
};
