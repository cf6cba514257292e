import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import {
  cashForecastReport,
  dsoQuery,
  dsoReport,
  forecastQuery,
  rollRateReport,
  rollRatesQuery,
  topDebtorsQuery,
  topDebtorsReport,
  trendQuery,
  trendReport,
} from '@app/contracts/receivable-figures';
import type { BusinessClock } from '@app/cqrs/business-clock';
import {
  LookAtDso,
  LookAtForecast,
  LookAtRollRates,
  LookAtTopDebtors,
  LookAtTrend,
} from '@app/cqrs/figures/receivable-figures.query';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import type { BusinessDate } from '@app/kernel/business-date';
import { Answers } from './answered';

/** What finance reads beside aging: how fast money comes, what will be lost, what will come, and from whom. */
@Controller('api/figures')
export class ReceivableFiguresController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Get('dso')
  @Answers(dsoReport)
  dso(@Query({ schema: dsoQuery }) query: z.infer<typeof dsoQuery>) {
    return this.queries.execute(new LookAtDso(this.dated(query)));
  }

  @Get('roll-rates')
  @Answers(rollRateReport)
  rollRates(@Query({ schema: rollRatesQuery }) query: z.infer<typeof rollRatesQuery>) {
    return this.queries.execute(new LookAtRollRates(this.dated(query)));
  }

  @Get('trend')
  @Answers(trendReport)
  trend(@Query({ schema: trendQuery }) query: z.infer<typeof trendQuery>) {
    return this.queries.execute(new LookAtTrend(this.dated(query)));
  }

  @Get('top-debtors')
  @Answers(topDebtorsReport)
  topDebtors(@Query({ schema: topDebtorsQuery }) query: z.infer<typeof topDebtorsQuery>) {
    return this.queries.execute(new LookAtTopDebtors(this.dated(query)));
  }

  @Get('forecast')
  @Answers(cashForecastReport)
  forecast(@Query({ schema: forecastQuery }) query: z.infer<typeof forecastQuery>) {
    return this.queries.execute(new LookAtForecast(this.dated(query)));
  }

  private dated<Wish extends { asOf?: BusinessDate | undefined }>(wish: Wish): Wish & { asOf: BusinessDate } {
    return { ...wish, asOf: wish.asOf ?? this.clock.today() };
  }
}
