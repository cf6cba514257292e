import type { Desk } from '@app/contracts/desk';
import type { AgingPolicy } from '@app/domain/aging/aging-policy';
import { exposureOn, type Counting } from '@app/domain/credit-account/exposure';
import type { BusinessDate } from '@app/kernel/business-date';
import { nil, percentOf, total, type Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { positionColumns, positionIn, type MaybePosition } from './account-standing';
import { agingTotals } from './aging';
import { knownAt } from './known-at';
import { waitingStages } from './application-list';
import { atOneMoment, type Reader } from './reader';

export type DeskWish = Readonly<{ on: BusinessDate; policy: AgingPolicy; counting: Counting }>;

type Account = MaybePosition & { held: boolean; blacklisted: boolean };

const accountsIn = (sql: Reader): Promise<Account[]> =>
  sql<Account[]>`
    select ${positionColumns(sql)}, p.hold_causes <> '{}' as held, p.blacklisted from read.account_position p
    order by stream`;

type Counts = Pick<Desk, 'customers' | 'demo' | 'applicationsWaiting'> & { overdue: Yuan };

const countsOf = async (sql: Reader, on: BusinessDate): Promise<Counts> => {
  const [counts] = await sql<Counts[]>`
    select (select count(*)::int from read.customer_file) as customers,
      exists (select from read.customer_file where demo) as demo,
      (select count(*)::int from read.application where stage = any(${[...waitingStages]})) as "applicationsWaiting",
      (select coalesce(sum(open_amount), 0)::numeric(20,2)::text
        from read.open_receivable where due_date < ${on}) as overdue`;
  return counts ?? { customers: 0, demo: false, applicationsWaiting: 0, overdue: nil };
};

/** How many customers have an agreement at each grade, in the order of the grades' names. */
const gradesOf = (accounts: readonly Account[]): Desk['grades'] => {
  const counts = new Map<string, number>();
  for (const { agreement } of accounts)
    if (agreement !== null) counts.set(agreement.grade, (counts.get(agreement.grade) ?? 0) + 1);
  return [...counts].map(([grade, customers]) => ({ grade, customers })).sort((a, b) => (a.grade < b.grade ? -1 : 1));
};

/** The figures that matter on a day, over all customers: each account's by the one formula, then added up. */
export const desk = (sql: Sql, { on, policy, counting }: DeskWish): Promise<Desk> =>
  atOneMoment(sql, async (tx) => {
    const accounts = await accountsIn(tx);
    const { overdue, ...counts } = await countsOf(tx, on);
    const exposures = accounts.map((account) => exposureOn(positionIn(account), on, counting));
    const receivables = total(exposures.map((each) => each.receivables));
    const { buckets, unallocatedCash } = await agingTotals(tx, {
      asOf: on,
      policy,
      basis: 'due',
      known: await knownAt(tx, undefined),
    });
    return {
      asOf: on,
      ...counts,
      exposure: total(exposures.map(({ exposure }) => exposure)),
      limits: total(exposures.map(({ limit }) => limit)),
      overdue,
      overdueShare: percentOf(overdue, receivables) ?? '0.0',
      held: accounts.filter(({ held }) => held).length,
      blacklisted: accounts.filter(({ blacklisted }) => blacklisted).length,
      buckets,
      unallocatedCash,
      grades: gradesOf(accounts),
    };
  });
