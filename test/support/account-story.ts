import { checkPolicy, type CheckPolicy, type CheckRule } from '@app/domain/credit-account/check-policy';
import type { CreditAccount } from '@app/domain/credit-account/account';
import type { AskedOfAccount } from '@app/domain/credit-account/commands';
import { creditAccount } from '@app/domain/credit-account/decider';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { after } from '@app/domain/credit-account/evolve';
import { exposureOn, positionOf } from '@app/domain/credit-account/exposure';
import { dateOf } from '@app/kernel/business-date';

import { currentCheck } from './policies-on-disk';

/** What is recorded when all of this is asked, one after the other. */
export const story = (...commands: AskedOfAccount[]): readonly CreditAccountEvent[] =>
  commands.reduce<readonly CreditAccountEvent[]>(
    (past, command) => [...past, ...creditAccount.decide(command, after(creditAccount.initial, past))],
    [],
  );

export const accountAfter = (...commands: AskedOfAccount[]): CreditAccount =>
  after(creditAccount.initial, story(...commands));

export const figuresOn = (day: string, account: CreditAccount, policy: CheckPolicy = currentCheck) =>
  exposureOn(positionOf(account), dateOf(day), policy);

/** The account asked something more: what comes of it, in a word each. */
export const outcomeOf = (past: readonly AskedOfAccount[], command: AskedOfAccount): readonly string[] =>
  creditAccount.decide(command, accountAfter(...past)).map(({ type }) => type);

/** By which rules it is refused; none when it is not. */
export const reasonsFor = (past: readonly AskedOfAccount[], command: AskedOfAccount): readonly string[] =>
  creditAccount
    .decide(command, accountAfter(...past))
    .flatMap(({ data }) => ('rules' in data ? data.rules : []))
    .filter(({ outcome }) => outcome === 'block')
    .map(({ rule }) => rule);

/** A policy of a few rules, by which everything counts. */
export const policyOf = (rules: readonly CheckRule[], more: Partial<CheckPolicy> = {}): CheckPolicy =>
  checkPolicy.parse({
    ...{ id: 'spec', version: 1, source: 'a spec', countUnallocatedCash: true, reservationDays: 14 },
    ...more,
    rules,
  });

/** Asked together with what else is to be reviewed. */
export const reviewed = (
  command: AskedOfAccount,
  under: NonNullable<AskedOfAccount['under']> = { policy: currentCheck },
) => ({
  ...command,
  under,
});
