import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type {
  CashForecastReport,
  DsoReport,
  RollRateReport,
  TopDebtorsReport,
  TrendReport,
} from '@app/contracts/receivable-figures';
import { cashForecast } from '@app/domain/receivable-figures/cash-forecast';
import {
  bestPossibleDso,
  collectionEffectiveness,
  countBackDso,
  lateness,
  rollingDso,
  simpleDso,
  type SalesMonth,
} from '@app/domain/receivable-figures/collection-speed';
import { habitsFrom } from '@app/domain/receivable-figures/payment-habit';
import { lossMatrix, rollRates } from '@app/domain/receivable-figures/roll-rates';
import { addDays, addMonths, dateOf, daysBetween, type BusinessDate } from '@app/kernel/business-date';
import { nil, percentOf, total } from '@app/kernel/yuan';
import type { Sql, Transaction } from '@app/postgres/connect';
import { knownAt, type KnownAt } from '@app/read-models/queries/known-at';
import { monthEnds, type MonthEnd } from '@app/read-models/queries/month-ends';
import { openByDueDate, paidSamples, salesByMonth, topDebtors } from '@app/read-models/queries/receivable-figures';
import { atOneMoment } from '@app/read-models/queries/reader';
import type { BusinessClock } from '../business-clock';
import { knownAtWish } from '../known-at-wish';
import type { Policies } from '../policies';
import { BUSINESS_CLOCK, POLICIES, SQL } from '../tokens';
import { endOfDay } from './end-of-day';

/** A business day, and what was known: left out, all that is known now. */
export type FiguresWish = Readonly<{ asOf: BusinessDate; knownAt?: string | undefined }>;
type Clock = 'now' | 'then';

/** Simple and best possible DSO are taken over a quarter. */
const PERIOD_MONTHS = 3;

const shown = ({ position, recordedAt }: KnownAt) => ({ position, recordedAt });
const firstOfMonth = (day: BusinessDate): BusinessDate => dateOf(`${day.slice(0, 'YYYY-MM'.length)}-01`);

abstract class Figures {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) protected readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) protected readonly clock: BusinessClock,
  ) {}

  /** All figures of an answer are of one moment. */
  protected at<Answer>(
    { knownAt: wish }: FiguresWish,
    read: (tx: Transaction, known: KnownAt) => Promise<Answer>,
  ): Promise<Answer> {
    const wanted = knownAtWish(wish, this.clock.now());
    return atOneMoment(this.sql, async (tx) => read(tx, await knownAt(tx, wanted)));
  }

  protected endOf(clock: Clock): ((day: BusinessDate) => string) | undefined {
    return clock === 'now' ? undefined : (day) => endOfDay(this.clock, day).toISOString();
  }
}

export class LookAtDso extends Query<DsoReport> {
  constructor(readonly wish: FiguresWish & Readonly<{ months: number }>) {
    super();
  }
}

@QueryHandler(LookAtDso)
class DsoHandler extends Figures implements IQueryHandler<LookAtDso> {
  execute({ wish }: LookAtDso): Promise<DsoReport> {
    const { asOf, months } = wish;
    return this.at(wish, async (tx, known) => {
      const { policy } = this.policies.aging;
      // One month end more: where the first month begins.
      const ends = await monthEnds(tx, { asOf, known, count: months + 1, policy });
      const from = firstOfMonth(addMonths(firstOfMonth(asOf), 1 - months));
      const sales = await salesByMonth(tx, { asOf, known }, from);
      const paid = lateness(await paidSamples(tx, { asOf, known }, addDays(from, -1)));
      const year = ends.slice(1).map((end) => ({
        ...end,
        month: end.monthEnd.slice(0, 'YYYY-MM'.length),
        days: daysBetween(firstOfMonth(end.monthEnd), end.monthEnd) + 1,
        sales: sales.get(end.monthEnd.slice(0, 'YYYY-MM'.length)) ?? nil,
      }));
      return { asOf, knownAt: shown(known), ...dsoOf(year, ends, paid) };
    });
  }
}

type YearMonth = SalesMonth & MonthEnd & Readonly<{ month: string }>;

const dsoOf = (
  year: readonly YearMonth[],
  ends: readonly MonthEnd[],
  paid: ReturnType<typeof lateness>,
): Omit<DsoReport, 'asOf' | 'knownAt'> => {
  const period = year.slice(-PERIOD_MONTHS);
  const { receivables, overdue } = year.at(-1) ?? { receivables: nil, overdue: nil };
  const begin = ends.at(-1 - period.length)?.receivables ?? nil;
  const sold = total(period.map(({ sales }) => sales));
  const figures = {
    simple: simpleDso(receivables, period),
    countBack: countBackDso(receivables, [...year].reverse()),
    bestPossible: bestPossibleDso(receivables, overdue, period),
    rolling: rollingDso(year),
    collectionEffectiveness: collectionEffectiveness(begin, sold, { receivables, overdue }),
  };
  const known = Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined));
  return {
    months: year.length,
    periodMonths: period.length,
    periodDays: period.reduce((sum, { days }) => sum + days, 0),
    ...{ sales: sold, receivables, overdue },
    ...{ settled: 0, settledAmount: nil },
    ...known,
    ...paid,
    byMonth: year.map(({ month, monthEnd, sales, receivables: owed, overdue: late }) => ({
      ...{ month, monthEnd, sales, receivables: owed, overdue: late },
    })),
  };
};

export class LookAtRollRates extends Query<RollRateReport> {
  constructor(readonly wish: FiguresWish & Readonly<{ clock: Clock }>) {
    super();
  }
}

@QueryHandler(LookAtRollRates)
class RollRatesHandler extends Figures implements IQueryHandler<LookAtRollRates> {
  execute({ wish }: LookAtRollRates): Promise<RollRateReport> {
    const { asOf, clock } = wish;
    const { policy, stamp } = this.policies.expectedLoss;
    return this.at(wish, async (tx, known) => {
      const count = policy.windowMonths + 1;
      const ends = await monthEnds(tx, { asOf, known, count, policy, endOf: this.endOf(clock) });
      const rates = rollRates(ends.map(({ amounts }) => amounts));
      const matrix = lossMatrix(rates, ends.at(-1)?.amounts ?? [], policy);
      const nameOf = (bucket: number): string => policy.buckets[bucket]?.id ?? '';
      return {
        ...{ asOf, knownAt: shown(known), policy: `${policy.id}@${policy.version}`, policyHash: stamp.hash, clock },
        buckets: policy.buckets.map(({ id }) => id),
        monthEnds: ends.map(({ monthEnd, position, amounts }) => ({ monthEnd, position, amounts: [...amounts] })),
        rates: rates.map(({ bucket, byMonth, average }) => ({
          ...{ from: nameOf(bucket), to: nameOf(bucket + 1), byMonth: [...byMonth], average },
        })),
        matrix: matrix.map(({ bucket, ...row }) => ({ bucket: nameOf(bucket), ...row })),
        balance: total(matrix.map(({ balance }) => balance)),
        provision: total(matrix.map(({ provision }) => provision)),
      };
    });
  }
}

export class LookAtTrend extends Query<TrendReport> {
  constructor(readonly wish: FiguresWish & Readonly<{ months: number; clock: Clock }>) {
    super();
  }
}

@QueryHandler(LookAtTrend)
class TrendHandler extends Figures implements IQueryHandler<LookAtTrend> {
  execute({ wish }: LookAtTrend): Promise<TrendReport> {
    const { asOf, clock, months: count } = wish;
    const { policy, stamp } = this.policies.aging;
    return this.at(wish, async (tx, known) => {
      const ends = await monthEnds(tx, { asOf, known, count, policy, endOf: this.endOf(clock) });
      return {
        ...{ asOf, knownAt: shown(known), policy: `${policy.id}@${policy.version}`, policyHash: stamp.hash, clock },
        buckets: policy.buckets.map(({ id }) => id),
        months: ends.map(({ amounts, receivables, overdue, ...end }) => {
          const overduePercent = percentOf(overdue, receivables);
          return {
            ...{ ...end, amounts: [...amounts], receivables, overdue },
            ...(overduePercent !== undefined && { overduePercent }),
          };
        }),
      };
    });
  }
}

export class LookAtTopDebtors extends Query<TopDebtorsReport> {
  constructor(readonly wish: FiguresWish & Readonly<{ size: number }>) {
    super();
  }
}

@QueryHandler(LookAtTopDebtors)
class TopDebtorsHandler extends Figures implements IQueryHandler<LookAtTopDebtors> {
  execute({ wish }: LookAtTopDebtors): Promise<TopDebtorsReport> {
    const { asOf, size } = wish;
    return this.at(wish, async (tx, known) => {
      const found = await topDebtors(tx, { asOf, known }, size);
      return { asOf, knownAt: shown(known), ...found };
    });
  }
}

export class LookAtForecast extends Query<CashForecastReport> {
  constructor(
    readonly wish: FiguresWish & Readonly<{ customerId?: string | undefined; without?: 'disputes' | undefined }>,
  ) {
    super();
  }
}

@QueryHandler(LookAtForecast)
class ForecastHandler extends Figures implements IQueryHandler<LookAtForecast> {
  execute({ wish }: LookAtForecast): Promise<CashForecastReport> {
    const { asOf, customerId, without } = wish;
    const { policy, stamp } = this.policies.cashForecast;
    return this.at(wish, async (tx, known) => {
      const samples = await paidSamples(tx, { asOf, known }, addDays(asOf, -policy.lookBackDays));
      const asked = { customerId, withoutDisputes: without === 'disputes' };
      const { sums, disputed } = await openByDueDate(tx, { asOf, known }, asked);
      const { weeks, beyond, open, habits } = cashForecast(sums, habitsFrom(samples, asOf, policy), {
        ...{ asOf, weeks: policy.weeks },
      });
      return {
        ...{ asOf, knownAt: shown(known), policy: `${policy.id}@${policy.version}`, policyHash: stamp.hash },
        ...(customerId !== undefined && { customerId }),
        ...(without !== undefined && { without }),
        ...{ open, disputed, weeks: [...weeks], beyond, habits },
      };
    });
  }
}

export const receivableFiguresHandlers = [
  DsoHandler,
  RollRatesHandler,
  TrendHandler,
  TopDebtorsHandler,
  ForecastHandler,
];
