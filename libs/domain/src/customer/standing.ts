import { completenessOf, type CompletenessPolicy } from '@app/credit-model/customer-file/completeness';
import { dateOf, type BusinessDate } from '@app/kernel/business-date';
import type { CustomerStanding } from '../credit-account/asked';
import { factsOf, securitiesOn, statementsOf, type Customer } from './customer';

type Wish = Readonly<{
  on: BusinessDate;
  completeness: CompletenessPolicy;
  /** Of the agreement, e.g. `3A5`: some papers are asked for of weak customers only. */
  grade: string | undefined;
}>;

const latest = (days: readonly BusinessDate[]): BusinessDate | undefined => [...days].sort().at(-1);

/** What a customer's file has to say when goods are to be shipped. */
export const standingOf = (file: Customer, { on, completeness, grade }: Wish): CustomerStanding => {
  const statements = statementsOf(file);
  const securities = securitiesOn(file, on);
  const { percent } = completenessOf(completeness, {
    name: file.registered.name,
    identity: file.identity,
    statements,
    facts: factsOf(file),
    securities,
    attachments: [...file.attachments.values()].filter(({ withdrawn }) => !withdrawn).map(({ kind }) => kind),
    ...(grade !== undefined && { grade: `CA${grade.slice(-1)}` }),
  });
  const [newest] = statements;
  const everGiven = [...file.securities.values()].filter(({ released }) => !released).map(({ now }) => now.validTo);
  return {
    completeness: String(percent),
    ...(newest !== undefined && { statementClosedOn: dateOf(`${String(newest.year)}-12-31`) }),
    // Also of one that has run out: that is then the day since when there is none.
    securedUntil: latest(everGiven),
  };
};
