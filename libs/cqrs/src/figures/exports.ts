import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { AgingRow } from '@app/contracts/aging';
import { daysBetween, type BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import { ledgerForExport, receivablesForExport } from '@app/read-models/queries/export-rows';
import { knownAt } from '@app/read-models/queries/known-at';
import { agingSheet, forecastSheet, ledgerSheet, receivablesSheet } from '@app/report/sheet/export-sheets';
import { exportNames } from '@app/report/sheet/export-words';
import type { Sheet } from '@app/report/sheet/sheet';
import type { BusinessClock } from '../business-clock';
import { CustomerFacts } from '../customer-facts';
import { knownAtWish } from '../known-at-wish';
import type { Policies } from '../policies';
import { LookAtAging } from '../reports.query';
import { BUSINESS_CLOCK, POLICIES, SQL } from '../tokens';
import { LookAtForecast } from './receivable-figures.query';

/** A sheet, what its file is called, and the day that the file says it was made on: that of its figures. */
export type Exported = Readonly<{ sheet: Sheet; name: string; on: BusinessDate }>;
type Asked = Readonly<{ knownAt?: string | undefined; language: Language }>;
type AsOf = Asked & Readonly<{ asOf: BusinessDate }>;
type By = ConstructorParameters<typeof LookAtAging>[0]['by'];
type Basis = ConstructorParameters<typeof LookAtAging>[0]['basis'];

/** Of a report so many rows are asked for at a time. */
const AGING_ROWS = 5_000;
const PERIOD_DAYS_MAX = 36_600;
/** Before the first position of any log. */
const NOTHING_YET = '0';

/** Lists of any length as sheets whose rows are read while they are written; all of what was known at one time. */
@Injectable()
export class Exports {
  constructor(
    private readonly queries: QueryBus,
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
    @Inject(CustomerFacts) private readonly customers: CustomerFacts,
  ) {}

  async aging(wish: AsOf & Readonly<{ by: By; basis: NonNullable<Basis> }>): Promise<Exported> {
    const { asOf, by, basis, language } = wish;
    const ask = (page: number, known: string | undefined) =>
      this.queries.execute(new LookAtAging({ asOf, by, basis, knownAt: known, page, size: AGING_ROWS }));
    const first = await ask(1, wish.knownAt);
    const { position } = first.knownAt;
    const rows = async function* (): AsyncGenerator<AgingRow> {
      yield* first.rows;
      for (let page = 2; (page - 1) * AGING_ROWS < first.total; page++) yield* (await ask(page, position)).rows;
    };
    return { sheet: agingSheet(first, rows(), language), name: `${exportNames.aging[language]} ${asOf}`, on: asOf };
  }

  async receivables(wish: AsOf & Readonly<{ customerId?: string | undefined }>): Promise<Exported> {
    const { asOf, language, customerId } = wish;
    const { policy } = this.policies.aging;
    const position = await this.positionOf(wish);
    const rows = receivablesForExport(this.sql, { asOf, position, policy, customerId });
    const buckets = policy.buckets.map(({ id }) => id);
    const sheet = receivablesSheet(rows, buckets, language);
    return { sheet, name: `${exportNames.receivables[language]} ${asOf}`, on: asOf };
  }

  async ledger(
    wish: Asked & Readonly<{ customerId: string; from: BusinessDate; to: BusinessDate }>,
  ): Promise<Exported> {
    const { customerId, from, to, language } = wish;
    if (to < from) throw new Problem('date-order', { first: from, second: to });
    if (daysBetween(from, to) >= PERIOD_DAYS_MAX) throw new Problem('period-too-long', { max: PERIOD_DAYS_MAX });
    const { name } = await this.customers.of(customerId);
    const rows = ledgerForExport(this.sql, { customerId, from, to, position: await this.positionOf(wish) });
    return {
      sheet: ledgerSheet(rows, language),
      name: `${exportNames.ledger[language]} ${name} ${from} ${to}`,
      on: to,
    };
  }

  async forecast(wish: AsOf & Readonly<{ customerId?: string | undefined }>): Promise<Exported> {
    const { asOf, language } = wish;
    const report = await this.queries.execute(new LookAtForecast(wish));
    return { sheet: forecastSheet(report, language), name: `${exportNames.forecast[language]} ${asOf}`, on: asOf };
  }

  private async positionOf({ knownAt: wish }: Asked): Promise<string> {
    return (await knownAt(this.sql, knownAtWish(wish, this.clock.now()))).position || NOTHING_YET;
  }
}
