import type { CreditAccountCommand } from '@app/domain/credit-account/commands';
import { creditAccount } from '@app/domain/credit-account/decider';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import type { RuleOutcome } from '@app/kernel/rule-outcome';
import { specFor } from './given-when-then';

const given = specFor(creditAccount);

/** The refusal that a command leads to, and no other event. */
export const refusalOf = (past: readonly CreditAccountEvent[], command: CreditAccountCommand) => {
  const [event, ...others] = given(...past)
    .when(command)
    .decided();
  expect(others).toEqual([]);
  if (event?.type !== 'ShipmentRefused') throw new Error(`not refused: ${JSON.stringify(event)}`);
  return event;
};
export const blocking = (rules: readonly RuleOutcome[]) =>
  rules.filter(({ outcome }) => outcome === 'block').map(({ rule }) => rule);
/** By which rules it is refused. */
export const refusedBy = (past: readonly CreditAccountEvent[], command: CreditAccountCommand) =>
  blocking(refusalOf(past, command).data.rules);
